/** Age of a translation: asked of the entries of the original each time, and never stored. */
import type { Moment } from '../../record/event.ts'
import type { TranslationState } from './translation.ts'

/**
 * The first entry after the translated version that changed one of the translated texts; null while the translation is
 * of the text that stands. What happens to the record beside those texts makes no translation older.
 *
 * @param moments entries of the original, oldest first; those of other records are passed over
 */
export function outdatedBy(
  { subject, version, texts }: Pick<TranslationState, 'subject' | 'version' | 'texts'>,
  moments: readonly Moment[],
): Moment | null {
  const translated = new Set(texts.map(({ field }) => field))
  const found = moments.find(
    ({ entry: { envelope }, changes }) =>
      envelope.record === subject &&
      envelope.seq > (version ?? 0) &&
      changes.some(({ field }) => translated.has(field)),
  )
  return found ?? null
}

/** A translation, and the entry since which the original reads otherwise. */
export interface Aged {
  state: TranslationState
  outdated: Moment | null
}

/**
 * The translation that a reader is shown of several in one language, the newest first: one of the text that stands before
 * an outdated one, then one by a person before one by a machine. Null of none.
 */
export function foremost<A extends Aged>(all: readonly A[]): A | null {
  const rank = ({ state, outdated }: Aged): number =>
    (outdated === null ? 0 : 2) + (state.means === 'human' ? 0 : 1)
  return [...all].sort((a, b) => rank(a) - rank(b))[0] ?? null
}
