/** Views of the board: questions about the dates of milestones, as SQL over the columns of `record`. */
import { type MilestoneView, milestoneViews } from '../../domain/kinds/milestone/vocabulary.ts'
import { type Judging, judgedDay } from '../records/judged.ts'

export const boardViews = milestoneViews
export type BoardView = MilestoneView

/** A milestone is due soon within so many days. */
export const SOON_DAYS = 30

/** Statuses of which a view is, beside what its dates say; all of them where it is of none in particular. */
interface OfStatus {
  /** `none`: only those with none of these statuses. `also`: those with one of these too, whatever their dates say. */
  takes: 'none' | 'also'
  codes: readonly string[]
}

/** View in its two parts: what is alike in its status is counted together, and only its dates are looked at row by row. */
export interface ViewParts {
  /** Condition over the dates; never null of a record with them. */
  dates: string
  status: OfStatus | null
}

/** Neither claimed nor ended. */
const STANDING: OfStatus = {
  takes: 'none',
  codes: ['claimed_done', 'met', 'partially_met', 'cancelled', 'not_met', 'withheld'],
}

const listed = (codes: readonly string[]): string => `(${codes.map((code) => `'${code}'`).join(', ')})`

/** Neither done nor ended. */
export const OPEN = `done IS NULL AND status NOT IN ${listed(STANDING.codes)}`

/**
 * The parts of each view. A milestone that is due soon is so today: one that was, when its register was last delivered,
 * is no news.
 */
export function partsOn(days: Judging): { readonly [view in BoardView]: ViewParts } {
  const { today } = days
  const judged = judgedDay(days)
  const of = (dates: string, status: OfStatus | null = null): ViewParts => ({ dates, status })
  return {
    all: of('true'),
    overdue: of(`done IS NULL AND due < ${today} AND due < ${judged}`, STANDING),
    due_soon: of(`done IS NULL AND due >= ${today} AND due <= ${today + SOON_DAYS}`, STANDING),
    slipped: of('due > baseline'),
    done: of('done IS NOT NULL', { takes: 'also', codes: ['claimed_done', 'met'] }),
    done_late: of('delay > 0'),
    done_on_time: of('done IS NOT NULL AND (delay IS NULL OR delay = 0)'),
    done_early: of('delay < 0'),
    kept: of('delay <= 0', {
      takes: 'none',
      codes: ['partially_met', 'not_met', 'cancelled', 'withheld'],
    }),
    not_due: of(`done IS NULL AND due IS NOT NULL AND due >= ${judged}`, STANDING),
    undated: of('done IS NULL AND due IS NULL', STANDING),
  }
}

/** Condition of each view. */
export function viewsOn(days: Judging): { readonly [view in BoardView]: { where: string } } {
  const parts = partsOn(days)
  const where = ({ dates, status }: ViewParts): { where: string } => {
    if (status === null) return { where: dates }
    const codes = listed(status.codes)
    return {
      where:
        status.takes === 'none' ? `${dates} AND status NOT IN ${codes}` : `(${dates} OR status IN ${codes})`,
    }
  }
  return {
    all: where(parts.all),
    overdue: where(parts.overdue),
    due_soon: where(parts.due_soon),
    slipped: where(parts.slipped),
    done: where(parts.done),
    done_late: where(parts.done_late),
    done_on_time: where(parts.done_on_time),
    done_early: where(parts.done_early),
    kept: where(parts.kept),
    not_due: where(parts.not_due),
    undated: where(parts.undated),
  }
}

/** Number of records of one status in a view. @param dated those of them that its dates take in @param all all of them */
export function countIn({ status }: ViewParts, code: string, dated: number, all: number): number {
  if (status === null) return dated
  const isNamed = status.codes.includes(code)
  if (status.takes === 'none') return isNamed ? 0 : dated
  return isNamed ? all : dated
}
