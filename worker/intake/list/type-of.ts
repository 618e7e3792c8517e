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

/** A type in the title of a list of items, as of 行政许可事项清单. */
const OF_LIST =
  /((?:行政)?(?:许可|处罚|强制|征收|征用|给付|检查|确认|奖励|裁决)|公共服务)(?:类|权力)?(?:事项)?(?:基本|实施)?(?:清单|目录|一览表)/u

/** The one type that all titles of a list name which name any: 某县行政许可事项清单 is of licences. Null for several. */
export function typeOfList(titles: readonly string[], mapping: Mapping): ResponsibilityType | null {
  const named = titles
    .map((title) => OF_LIST.exec(lineOf(title.normalize('NFKC')))?.[1])
    .flatMap((name) => (name === undefined ? [] : (typeOf(name, mapping) ?? [])))
  return new Set(named).size === 1 ? (named[0] ?? null) : null
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
