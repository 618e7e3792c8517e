/** Views of the board: questions about the dates of milestones, as SQL over the columns of `record`. */
import { type MilestoneView, milestoneViews } from '../../domain/kinds/milestone/vocabulary.ts'
import { type Judging, judgedDay } from '../records/judged.ts'

export const boardViews = milestoneViews
export type BoardView = MilestoneView

/** A milestone is due soon within so many days. */
export const SOON_DAYS = 30

/** Neither done nor ended. */
export const OPEN = `done IS NULL AND status NOT IN ('claimed_done', 'met', 'partially_met', 'cancelled', 'not_met', 'withheld')`

/**
 * Condition of each view. A milestone that is due soon is so today: one that was, when its register was last
 * delivered, is no news.
 */
export const viewsOn = (days: Judging): { readonly [view in BoardView]: { where: string } } => ({
  all: { where: 'true' },
  overdue: { where: `due < ${days.today} AND ${OPEN} AND due < ${judgedDay(days)}` },
  due_soon: { where: `due >= ${days.today} AND due <= ${days.today + SOON_DAYS} AND ${OPEN}` },
  slipped: { where: 'due > baseline' },
  done: { where: `(done IS NOT NULL OR status IN ('claimed_done', 'met'))` },
  done_late: { where: 'delay > 0' },
  done_on_time: { where: 'done IS NOT NULL AND (delay IS NULL OR delay = 0)' },
  done_early: { where: 'delay < 0' },
  kept: {
    where: `delay <= 0 AND status NOT IN ('partially_met', 'not_met', 'cancelled', 'withheld')`,
  },
  not_due: { where: `due IS NOT NULL AND ${OPEN} AND due >= ${judgedDay(days)}` },
  undated: { where: `due IS NULL AND ${OPEN}` },
})
