import { typeOfName } from '../../domain/kinds/responsibility/type-names.ts'
import type { ResponsibilityType } from '../../domain/record/vocabulary.ts'
import { bareOf, lineOf } from '../files/text.ts'
import type { Mapping } from './mapping.schema.ts'

/**
 * Type of power that a printed name means: by the mapping's own names first, then by the usual ones. Null
 * when none.
 */
export function typeOf(printed: string, mapping: Mapping): ResponsibilityType | null {
  const bare = bareOf(printed)
  for (const [type, names] of entriesOf(mapping.types.names))
    if (names.some((name) => bareOf(name) === bare)) return type
  return typeOfName(printed)
}

/** The type that a title names: 一、行政许可（11项） is 行政许可. */
export function typeOfTitle(title: string, mapping: Mapping): ResponsibilityType | null {
  const plain = lineOf(title)
    .normalize('NFKC')
    .replace(/^[\s(]*[\d一二三四五六七八九十]{1,3}[\s)、.,:]+/u, '')
    .replace(/[([【:].*$/u, '')
    .replace(/(?:共计?)?\d+\s*项.*$/u, '')
  return plain === '' ? null : typeOf(plain, mapping)
}

/** Names and values of a partial record, without those that are undefined. */
export function entriesOf<K extends string, V>(record: Partial<Record<K, V>>): [K, V][] {
  const pairs: [K, V][] = []
  for (const key in record) {
    const value = record[key]
    if (value !== undefined) pairs.push([key, value])
  }
  return pairs
}
