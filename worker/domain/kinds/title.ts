/** The title of a record in the reader's language. */
import type { Lang } from '../record/problem.ts'

/** A record as far as its title goes: `title` as it was recorded, and the state, which may hold it in English. */
export interface Titled {
  title: string
  state: object
}

/**
 * Title of a record in a language: the English name or title that the record holds, as departments and flags may;
 * otherwise, and in Chinese, the title as it was recorded. Empty for a withheld record.
 */
export function titleIn(lang: Lang, { title, state }: Titled): string {
  if (lang !== 'en') return title
  const english = 'nameEn' in state ? state.nameEn : 'titleEn' in state ? state.titleEn : null
  return typeof english === 'string' && english !== '' ? english : title
}
