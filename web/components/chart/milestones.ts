/** Dates of a milestone in words. Pure. */

import { type Derived, daysOf, derive } from '../../../worker/domain/kinds/milestone/derived.ts'
import type { DerivedStatus } from '../../../worker/domain/kinds/milestone/vocabulary.ts'
import { dayNumber, earliest, latest, precisionOf } from '../../../worker/domain/record/date.ts'
import { hiddenTitle } from '../../labels.ts'
import { daysWords } from '../../text/values.ts'
import type { RecordView } from '../../types.ts'
import { fill, type Lang, wordsFor } from '../../words/words.ts'
import type { Shape } from '../Mark.tsx'

export const DERIVED_SHAPES: { readonly [status in DerivedStatus]: Shape } = {
  overdue: 'triangle',
  long_overdue: 'triangle',
  due_soon: 'half',
  on_track: 'ring',
  done_late: 'diamond',
  done_on_time: 'full',
  done_early: 'full',
  done_undated: 'full',
  not_reported: 'square',
  no_date: 'square',
  ended: 'ring',
}

/** True for a status that says the date was missed, be it done by now or not. */
export function isLate(status: DerivedStatus): boolean {
  return status === 'overdue' || status === 'long_overdue' || status === 'done_late'
}

/**
 * Distance of the date that is promised now from the first one, in days; the word for none when it is null.
 */
export function slipWords(lang: Lang, slip: number | null): string {
  const words = wordsFor(lang).board
  if (slip === null) return words.none
  if (slip === 0) return words.same
  return fill(slip > 0 ? words.later : words.sooner, { days: daysWords(lang, Math.abs(slip)) })
}

/** A milestone on the chart of slips. */
export interface SlipRow {
  id: string
  title: string
  /** Days since 1970-01-01. */
  baseline: number | null
  due: number | null
  done: number | null
  /** Past the date that is promised now, and neither done nor ended. */
  overdue: boolean
  /** The day for which that is judged. */
  judged: number
}

/** The day for which a record is judged, where that is not today; null where it is. */
export function judgedBefore({ judged }: Pick<RecordView, 'judged'>, today: string): string | null {
  return judged < today ? judged : null
}

/** Rows of the chart, each as it stands on the day for which it is judged: a milestone that was done on no known day is not overdue. */
export function slipRows(lang: Lang, records: readonly RecordView[]): SlipRow[] {
  return records.flatMap(({ id, title, state, judged, openingErased }) =>
    state.kind !== 'milestone'
      ? []
      : [
          {
            id,
            title: title || hiddenTitle(lang, { openingErased }),
            ...daysOf(state),
            overdue: derive(state, judged).overdueBy !== null,
            judged: dayNumber(judged),
          },
        ],
  )
}

/**
 * Standing against its date: overdue, due, or done late or early by so many days. Null when the dates say
 * nothing.
 *
 * @param judged the day for which it is judged, where that is not today
 */
export function standWords(
  lang: Lang,
  { overdueBy, dueIn, delay }: Derived,
  judged: string | null = null,
): string | null {
  const words = wordsFor(lang).milestone
  const days = (n: number) => ({ days: daysWords(lang, Math.abs(n)), date: judged ?? '' })
  if (overdueBy !== null) return fill(judged === null ? words.overdue : words.unreported, days(overdueBy))
  if (dueIn !== null) return fill(judged === null ? words.dueIn : words.dueThen, days(dueIn))
  if (delay === null) return null
  return delay === 0 ? words.onTime : fill(delay > 0 ? words.lateBy : words.earlyBy, days(delay))
}

/** The day for which a date of a month or a year counts, in words; null for a date that is a day. */
export function countsAs(lang: Lang, date: string | null, end: 'first' | 'last'): string | null {
  const precision = date === null ? null : precisionOf(date)
  if (date === null || precision === null || precision === 'day' || precision === 'instant') return null
  const words = wordsFor(lang).milestone
  return fill(precision === 'month' ? words.toMonth : words.toYear, {
    date: end === 'last' ? latest(date) : earliest(date),
  })
}

/** Sentences on a milestone: overdue or due, how far it moved, how late it was done, how long it has been silent. */
export function derivedSentences(lang: Lang, derived: Derived, judged: string | null): string[] {
  const words = wordsFor(lang).milestone
  const days = (n: number): { days: string } => ({ days: daysWords(lang, Math.abs(n)) })
  const { slip, silentFor, stalled } = derived
  const stand = standWords(lang, derived, judged)
  return [
    ...(stand === null ? [] : [stand]),
    ...(slip === null
      ? []
      : [slip === 0 ? words.unmoved : fill(slip > 0 ? words.slipped : words.hastened, days(slip))]),
    ...(silentFor === null || !stalled
      ? []
      : [`${words.stalled}${lang === 'zh' ? '：' : ': '}${fill(words.silent, days(silentFor))}`]),
  ]
}
