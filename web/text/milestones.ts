/** What the dates of a milestone say, in words. Pure. */
import type { Derived } from '../../worker/domain/milestone/derived.ts'
import type { DerivedStatus } from '../../worker/domain/milestone/words.ts'
import type { Shape } from '../components/Mark.tsx'
import { fill, type Lang, wordsFor } from '../words/words.ts'
import { daysWords } from './values.ts'

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

export function isLate(status: DerivedStatus): boolean {
  return status === 'overdue' || status === 'long_overdue' || status === 'done_late'
}

/** How far the date that is promised now stands from the first one. */
export function slipWords(lang: Lang, slip: number | null): string {
  const words = wordsFor(lang).board
  if (slip === null) return words.none
  if (slip === 0) return words.same
  return fill(slip > 0 ? words.later : words.sooner, { days: daysWords(lang, Math.abs(slip)) })
}

/** Sentences on a milestone: overdue or due, how far it moved, how late it was done, how long it has been silent. */
export function derivedSentences(lang: Lang, derived: Derived): string[] {
  const words = wordsFor(lang).milestone
  const days = (n: number): { days: string } => ({ days: daysWords(lang, Math.abs(n)) })
  const { overdueBy, dueIn, slip, delay, silentFor, stalled } = derived
  return [
    ...(overdueBy === null ? [] : [fill(words.overdue, days(overdueBy))]),
    ...(dueIn === null ? [] : [fill(words.dueIn, days(dueIn))]),
    ...(delay === null
      ? []
      : [delay === 0 ? words.onTime : fill(delay > 0 ? words.lateBy : words.earlyBy, days(delay))]),
    ...(slip === null
      ? []
      : [slip === 0 ? words.unmoved : fill(slip > 0 ? words.slipped : words.hastened, days(slip))]),
    ...(silentFor === null || !stalled
      ? []
      : [`${words.stalled}${lang === 'zh' ? '：' : ': '}${fill(words.silent, days(silentFor))}`]),
  ]
}
