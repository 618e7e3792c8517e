/** The line from a power to what became of it, as a tree of knots: power, decisions, milestones, outcome. Pure. */
import { derive } from '../../../worker/domain/kinds/milestone/derived.ts'
import { titleIn } from '../../../worker/domain/kinds/title.ts'
import type { Lang } from '../../../worker/domain/record/problem.ts'
import { at, recordPath, withQuery } from '../../address.ts'
import { label, standingLabel, titleOr, typeLabel } from '../../labels.ts'
import type { RecordView } from '../../types.ts'
import { count, wordsFor } from '../../words/words.ts'
import { DERIVED_SHAPES, isLate, judgedBefore, standWords } from '../chart/milestones.ts'
import type { Shape } from '../Mark.tsx'

/** Columns of the line, in its direction. */
export const stages = ['power', 'decision', 'milestone', 'outcome'] as const
export type Stage = (typeof stages)[number]

/** One knot of the line, with those that follow from it. */
export interface Knot {
  key: string
  stage: Stage
  title: string
  /** Its day or its standing; empty for none. */
  note: string
  href: string | null
  shape: Shape
  late: boolean
  next: Knot[]
}

/** Milestones of one decision that are drawn; the others are counted. */
const MOST = 6

/** Records that follow from a decision: its milestones and evaluations. */
export interface Following {
  milestones: readonly RecordView[]
  /** Number of its milestones, whether or not they are among these. */
  all: number
  evaluations: readonly RecordView[]
}

/** Knot of a power. `title` null: withheld. */
export function powerKnot(lang: Lang, id: string, title: string | null, next: Knot[]): Knot {
  return plainKnot('power', id, titleOr(lang, id, title), at(lang, recordPath(id) ?? '/'), next)
}

/** Knot of a power that a decision does not name, in the words in which that is said. */
export function unnamedPower(text: string, next: Knot[]): Knot {
  return { ...plainKnot('power', 'none', text, null, next), shape: 'ring' }
}

/** Knot of a decision with what follows from it; late milestones come first. */
export function decisionKnot(
  lang: Lang,
  record: RecordView,
  { milestones, all, evaluations }: Following,
  today: string,
): Knot {
  const words = wordsFor(lang).thread
  const knots = milestones.flatMap((one) => milestoneKnot(lang, one, today))
  const shown = [...knots].sort((a, b) => Number(b.late) - Number(a.late)).slice(0, MOST)
  const rest = all - shown.length
  const board = withQuery(at(lang, '/milestones'), { of: record.id })
  const more =
    rest > 0 ? [plainKnot('milestone', `${record.id} rest`, count(words.rest, rest), board, [])] : []
  const judged = evaluations.map((one) => ({
    ...plainKnot('outcome', one.id, titleOf(lang, one), at(lang, recordPath(one.id) ?? '/'), []),
    note: one.type === null ? '' : typeLabel(lang, 'evaluation', one.type),
  }))
  const open = [...shown, ...more, ...judged]
  return {
    ...plainKnot('decision', record.id, titleOf(lang, record), at(lang, recordPath(record.id) ?? '/'), []),
    note: standingLabel(lang, record),
    next:
      open.length > 0
        ? open
        : [{ ...plainKnot('milestone', `${record.id} none`, words.none, null, []), shape: 'ring' }],
  }
}

function milestoneKnot(lang: Lang, record: RecordView, today: string): Knot[] {
  const { state } = record
  if (state.kind !== 'milestone') return []
  const derived = derive(state, record.judged)
  const late = isLate(derived.status)
  const shape = DERIVED_SHAPES[derived.status]
  const stand =
    standWords(lang, derived, judgedBefore(record, today)) ?? label(lang, 'derived', derived.status)
  const outcome = { ...plainKnot('outcome', `${record.id} stand`, stand, null, []), shape, late }
  const href = at(lang, recordPath(record.id) ?? '/')
  const own = plainKnot('milestone', record.id, titleOf(lang, record), href, [outcome])
  return [{ ...own, note: state.metAt ?? state.currentDue ?? '', shape, late }]
}

const titleOf = (lang: Lang, record: RecordView): string => titleOr(lang, record.id, titleIn(lang, record))

function plainKnot(stage: Stage, key: string, title: string, href: string | null, next: Knot[]): Knot {
  return { key, stage, title, note: '', href, shape: 'full', late: false, next }
}
