/** Content that is not shown or does not count, in words: withheld, erased or annulled, and never merely absent. Pure. */
import { isOpening } from '../../worker/domain/kinds/table.ts'
import { annulmentOf } from '../../worker/domain/record/entered/annulment.ts'
import { groundLabel } from '../labels.ts'
import type { DecisionState, Moment, RecordView } from '../types.ts'
import { fill, type Lang, wordsFor } from '../words/words.ts'
import { formatDay } from './dates.ts'

type SealedPart = Pick<DecisionState['sealed'][number], 'seq' | 'ground' | 'review'>

/**
 * Words for the content of an entry that is not shown: withheld on its ground until its review, or erased by law.
 * Null for an entry whose content stands open, or was opened since.
 */
export function hiddenWords(
  lang: Lang,
  { entry: { envelope, body }, opened, erased }: Moment,
): string | null {
  if (body !== null || opened !== undefined) return null
  const words = wordsFor(lang)
  if (erased === true || envelope.visibility !== 'sealed') return words.timeline.erased
  const { ground, review } = envelope
  const named = ground === undefined ? '' : groundLabel(lang, ground)
  const why = review === undefined ? named : fill(words.timeline.ground, { ground: named, date: review })
  return [words.timeline.sealed, why].filter((part) => part !== '').join(' · ')
}

/**
 * Words for a part of a record that is not shown: erased, opened since, or withheld until its review.
 *
 * @param hidden entries of all such parts of the record, whatever their age
 */
export function partWords(
  lang: Lang,
  { seq, ground, review }: SealedPart,
  hidden: readonly Moment[],
): string {
  const words = wordsFor(lang)
  const moment = hidden.find(({ entry }) => entry.envelope.seq === seq)
  // A part without a ground was public: it is not shown because it is gone.
  if (moment?.erased === true || ground === null) return words.timeline.erased
  if (moment?.opened !== undefined) return words.timeline.opened
  const named = groundLabel(lang, ground)
  const { withheld, withheldUntil } = words.decision.brief
  return review === null
    ? fill(withheld, { ground: named })
    : fill(withheldUntil, { ground: named, date: review })
}

/**
 * Sentences that a record carries wherever it is quoted: that it was annulled, that its opening entry is withheld or
 * erased. Empty for a record of which neither is true.
 */
export function caveats(
  lang: Lang,
  record: RecordView,
  moments: readonly Moment[],
  timeZone: string,
): string[] {
  const annulled = annulmentOf(record.state)
  const words = wordsFor(lang).annulled
  const first = moments.find(({ entry }) => isOpening(entry.envelope.kind))
  const hidden = first === undefined ? null : hiddenWords(lang, first)
  return [
    ...(annulled === null
      ? []
      : [fill(words.note, { date: formatDay(annulled.occurred, timeZone), reason: annulled.reason })]),
    ...(hidden === null ? [] : [hidden]),
  ]
}
