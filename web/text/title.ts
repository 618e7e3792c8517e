import type { RecordView } from '../types.ts'
import type { Lang } from '../words/words.ts'

/** Title of a record in a language: departments may have an English name, items are named as they were listed. */
export function titleIn(lang: Lang, { title, state }: Pick<RecordView, 'title' | 'state'>): string {
  return lang === 'en' && state.kind === 'department' ? (state.nameEn ?? title) : title
}
