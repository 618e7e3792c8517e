/** Records that stand inside of the organ that they are of: the tasks of each department, or lists under its name. */
import type { Json } from '../../../../ledger/canonical.ts'
import { settles, speaksFor } from '../words/roles.ts'
import type { Fields } from './model.ts'

const isObject = (value: Json | undefined): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isList = (value: Json | undefined): value is Fields[] =>
  Array.isArray(value) && value.length > 0 && value.every(isObject)

/** Names of what an object says itself, lists and objects inside of it aside. */
const saysOf = (item: Fields): string[] =>
  Object.entries(item).flatMap(([name, value]) => (typeof value === 'object' ? [] : [name]))

const isTitle = (name: string): boolean => speaksFor('title', name) > 0
const isDated = (name: string): boolean => speaksFor('due', name) > 0 || speaksFor('start', name) > 0

export interface Organs {
  /** Member of each organ that holds the records. */
  list: string
  /** Member of each organ that names it. */
  name: string
}

/**
 * The list in which each organ has its records, and what names the organ; null for objects that are records themselves,
 * with a title or a day of their own beside the organ.
 *
 * @param path at which the objects stand, as `departments`
 */
export function organsIn(path: string, items: readonly Json[]): Organs | null {
  const objects = items.filter(isObject)
  if (objects.length === 0 || objects.length < items.length) return null
  const own = [...new Set(objects.flatMap(saysOf))]
  const titles = own.filter(isTitle)
  const [said] = own.filter((name) => settles('department', name) && !isTitle(name))
  const isOrgan = speaksFor('department', (path.split('.').at(-1) ?? '').replace(/ies$/, 'y')) > 0
  const name = said ?? (isOrgan ? (titles.find((one) => settles('title', one)) ?? titles[0]) : undefined)
  if (name === undefined || own.some(isDated) || titles.some((one) => one !== name)) return null
  const lists = [...new Set(objects.flatMap((one) => Object.keys(one).filter((list) => isList(one[list]))))]
  const found = lists
    .map((list) => ({ list, records: objects.flatMap((one) => (isList(one[list]) ? one[list] : [])) }))
    .filter(({ records }) => records.some((one) => Object.keys(one).some(isTitle)))
    .sort((a, b) => b.records.length - a.records.length)[0]
  return found === undefined || found.records.length < objects.length ? null : { list: found.list, name }
}

/** A name of the programme that wrote the file, as `memberships`; what people are called has capitals, spaces, other letters. */
const IDENTIFIER = /^[a-z][a-z0-9_$-]*(?:[A-Z][a-z0-9]*)*$/
/** Names of the items of one list that those of another have as well. */
const ALIKE = 0.8

/** True for an object of which each member is a list of the same kind, under a name that no programme gave it. */
export function isListsByName(at: Fields): boolean {
  const members = Object.entries(at)
  const [[, first] = ['', null]] = members
  if (members.length < 2 || !isList(first)) return false
  const names = (list: readonly Fields[]): Set<string> => new Set(list.flatMap((one) => Object.keys(one)))
  const own = names(first)
  return members.every(([name, list]) => {
    if (IDENTIFIER.test(name) || !isList(list)) return false
    const these = names(list)
    const both = [...these].filter((one) => own.has(one)).length
    return both >= Math.max(own.size, these.size) * ALIKE
  })
}

/** True where the names of members say when and not whose: 2024, 2025-06, 令和6年. */
export const areTimes = (names: readonly string[]): boolean =>
  names.every((name) => /^[\p{Nd}\s年月度季QqFYfy/.-]+$/u.test(name.replace(/^(?:令和|平成|民國|民国)/u, '')))
