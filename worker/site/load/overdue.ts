/** Names of overdue notices: they have no title of their own, and stand under that of what is overdue. */
import { fill, type Lang, wordsFor } from '../../../web/words/words.ts'
import type { OverdueState } from '../../domain/kinds/overdue/overdue.ts'
import { owedThings } from '../../domain/kinds/overdue/vocabulary.ts'

/** Name of a notice. @param names of records by id, that of its subject among them */
export function noticeName(
  lang: Lang,
  { subject, what }: OverdueState,
  names: ReadonlyMap<string, string>,
): string {
  const title = names.get(subject ?? '') || (subject ?? '')
  return fill(wordsFor(lang).overdue.title, { what: owedThings[what][lang], title })
}
