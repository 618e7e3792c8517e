/** The name of a record in the reader's language: the one way in which any page, list, frame, feed or letter names one. */
import type { Lang } from '../record/problem.ts'

/** A name as it was recorded, and that in English where the record has one. Empty for a withheld record. */
export interface Name {
  title: string
  titleEn: string | null
}

/** A record as far as its title goes: `title` as it was recorded, and the state, which may hold it in English. */
export interface Titled {
  title: string
  state: object
}

/** Name in a language: in English that one where there is one; otherwise, and in Chinese, as it was recorded. */
export function nameIn(lang: Lang, { title, titleEn }: Name): string {
  return lang === 'en' && titleEn !== null && titleEn !== '' ? titleEn : title
}

/** The English name or title that a state holds; null where it holds none. */
export function englishOf(state: object): string | null {
  const english = 'nameEn' in state ? state.nameEn : 'titleEn' in state ? state.titleEn : null
  return typeof english === 'string' && english !== '' ? english : null
}

/** Both names of a record. */
export function nameOf({ title, state }: Titled): Name {
  return { title, titleEn: englishOf(state) }
}

/** Title of a record in a language. Empty for a withheld record. */
export function titleIn(lang: Lang, record: Titled): string {
  return nameIn(lang, nameOf(record))
}

/** A record, or an entry, with the names of its department. */
export interface OfDepartment {
  departmentName: string | null
  departmentNameEn: string | null
}

/** The names of a department as a record or an entry has them beside its own. */
export function departmentNames(name: Name | undefined): OfDepartment {
  return { departmentName: name?.title ?? null, departmentNameEn: name?.titleEn ?? null }
}

/** Name of what has none but its id. */
export function unnamed(id: string): Name {
  return { title: id, titleEn: null }
}

/** Name in a language; of one that was not found, or is withheld, the words given instead, such as its id. */
export function nameOr(lang: Lang, name: Name | undefined, otherwise: string): string {
  const found = name === undefined ? '' : nameIn(lang, name)
  return found === '' ? otherwise : found
}

/** Name of the department of a record, in a language; null for one that has none. */
export function departmentIn(lang: Lang, { departmentName, departmentNameEn }: OfDepartment): string | null {
  return departmentName === null ? null : nameIn(lang, { title: departmentName, titleEn: departmentNameEn })
}
