/**
 * Names that records print, and names that records have. A field that prints the name of an organ, a post or an
 * office-holder says so in its shape (`naming`); which record is meant is looked up by name and day, and never stored.
 */
import { dayNumber, earliest, latest } from '../date.ts'

/** Part that whoever is named has in a record. */
export type NamingRel =
  /** 决策机关: by whom it is decided. */
  | 'organ'
  /** 执行单位: by whom it is carried out, or looked after. */
  | 'unit'
  /** By whom a step of a procedure is taken. */
  | 'step'
  | 'proposer'
  /** By whom a vote was cast. */
  | 'voter'
  /** By whom something was said, chaired or attended. */
  | 'speaker'
  /** By whom something was decided, approved or signed in person. */
  | 'officer'
  /** By whom a post is held. */
  | 'holder'
  /** By whom work is verified or looked back at. */
  | 'verifier'

/** Relations that rows of lists print, of which most records have few: lists look them up with the rows. */
export const LISTED_RELS: readonly NamingRel[] = ['organ', 'unit', 'holder', 'proposer']

/** A name that a record prints. */
export interface Naming {
  rel: NamingRel
  /** Of the name, by {@link nameKey}. */
  key: string
  /** Days since 1970-01-01 on which it was so named. */
  day: number
}

/** A name under which a record is known. */
export interface Called {
  key: string
  /** Days since 1970-01-01 between which it was so called, both included. */
  begins: number
  ends: number
  /** The register in which alone it means this record; empty for everywhere. */
  scope: string
}

/** First and last day of every calendar: an open end of a name. */
const FIRST = dayNumber('1000-01-01')
const LAST = dayNumber('9999-12-31')

/** A record that a printed name means. */
export interface Named {
  /** Of the printed name, by {@link nameKey}. */
  key: string
  /** Day of the naming, in days since 1970-01-01. */
  day: number
  id: string
  /** Its name, and that in English where there is one. */
  title: string
  titleEn: string | null
}

/**
 * Form of a name by which it is found and compared: width, case and spaces aside, and nothing else. Empty for a name that
 * is not given.
 */
export function nameKey(name: string | null | undefined): string {
  return (name ?? '').normalize('NFKC').toLowerCase().replace(/\s+/g, '')
}

/** Keys of some names, for comparing; empty and absent ones are left out. */
export function nameKeys(names: readonly (string | null | undefined)[]): Set<string> {
  return new Set(names.map(nameKey).filter((name) => name !== ''))
}

/** Names from one date to another, either of any precision, each once; without those that are empty. */
export function calledBetween(
  names: readonly (string | null)[],
  from: string | null,
  to: string | null,
  scope = '',
): Called[] {
  const keys = new Set(names.flatMap((name) => (name === null ? [] : nameKey(name))))
  keys.delete('')
  return [...keys].map((key) => ({
    key,
    begins: from === null ? FIRST : dayNumber(earliest(from)),
    ends: to === null ? LAST : dayNumber(latest(to)),
    scope,
  }))
}

/**
 * The record that a printed name means: the one that was so called on that day, in this register or everywhere; null
 * where none was, or several were. The same as the store asks of its tables.
 *
 * @param register of the record that prints it; null where it came from none
 */
export function meantBy(
  { key, day }: Pick<Naming, 'key' | 'day'>,
  called: readonly (Called & { id: string })[],
  register: string | null,
): string | null {
  const ids = called
    .filter((one) => one.key === key && one.begins <= day && day <= one.ends)
    .filter(({ scope }) => scope === '' || scope === register)
    .map(({ id }) => id)
  const [first = null] = ids
  return ids.every((id) => id === first) ? first : null
}
