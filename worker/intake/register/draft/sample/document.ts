/** Samples of JSON and XML: where the records stand, what stands beside them and what inside of them. */
import { addAll } from '../../../../domain/record/list/long.ts'
import type { Json } from '../../../../ledger/canonical.ts'
import { baseName, type GivenFile } from '../../../files/sheet.ts'
import { furtherPages } from '../../paged.ts'
import { type Item, jsonOf } from '../../tables.ts'
import { columnAt, emptySample, type Fields, type InnerList, put, type Sample } from './model.ts'
import { areTimes, isListsByName, organsIn } from './organs.ts'

const isObject = (value: Json | undefined): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Lists of documents as columns, by path. @throws Problem `invalid` when a file cannot be read */
export function jsonSample(files: readonly GivenFile[], encodings: string[]): Sample {
  const sample = emptySample('json', encodings)
  const read = files.map((file) => {
    const document = jsonOf(file, { encodings })
    return { file, document, inside: recordsOf(document) }
  })
  const main = mainOf(read.map(({ inside }) => inside))
  const holding = read.filter(({ inside }) => isLike(inside, main))
  sample.each = main.path === '' ? null : main.path
  if (holding.length < read.length) sample.holding = holding.map(({ file }) => baseName(file.path))
  const organs = organsIn(
    main.path,
    holding.flatMap(({ inside }) => inside.items.map(({ item }) => item)),
  )
  sample.within = organs?.list ?? null
  const names = holding.flatMap(({ inside }) => inside.items.map(({ name }) => name ?? ''))
  sample.organ =
    organs !== null ? `^.${organs.name}` : main.byName === true && !areTimes(names) ? '@key' : null
  for (const { file, document, inside } of read) {
    const name = baseName(file.path)
    const words = furtherPages(document, inside.items.length)
    if (words !== null) sample.unseen.push({ sheet: name, words })
    const isMain = holding.some((one) => one.file === file)
    for (const { path, items } of isMain ? inside.others : [inside, ...inside.others])
      if (items.length > 0)
        sample.side.push({ path, items: objectsIn(items), file: read.length === 1 ? null : name })
    if (!isMain) continue
    const place = holding.findIndex((one) => one.file === file)
    for (const { name: own, item } of inside.items) {
      if (!isObject(item)) continue
      if (organs === null) addObject(sample, place, item, own)
      else for (const one of itemsIn(item[organs.list])) addObject(sample, place, one, own, item)
    }
  }
  return sample
}

const itemsIn = (list: Json | undefined): Fields[] => (Array.isArray(list) ? list.filter(isObject) : [])

const objectsIn = (items: readonly Item[]): Fields[] => items.map(({ item }) => item).filter(isObject)

/** The records of a document, with their names where they are members of an object. */
interface Inside {
  path: string
  items: Item[]
  others: Inside[]
  /** The items stand in several lists, each under a name that they share. */
  byName?: boolean
}

/** Lists that join others, or hold who is in an office. */
const JOINS = /(?:^|\.)(?:memberships?|office_?records|mandates|terms)$/i

const joins = ({ path, items }: Inside): boolean =>
  JOINS.test(path) || objectsIn(items).some((item) => Object.keys(item).some((name) => JOINS.test(name)))

/** Of several lists the one that joins the others; without one the longest. */
const mainOf = <T extends Inside>(all: readonly T[]): T => {
  const [longest] = [...all].sort((a, b) => b.items.length - a.items.length)
  const found = all.find((one) => JOINS.test(one.path) && one.items.length > 0) ?? all.find(joins) ?? longest
  if (found === undefined) throw new Error('no document was given')
  return found
}

const namesIn = ({ items }: Inside): Set<string> =>
  new Set(objectsIn(items.slice(0, 50)).flatMap((item) => Object.keys(item)))

/** True for lists of one kind: most names of the shorter ones are in both. */
function isLike(one: Inside, other: Inside): boolean {
  if (one === other) return true
  const [a, b] = [namesIn(one), namesIn(other)]
  const both = [...a].filter((name) => b.has(name)).length
  return one.path === other.path && both * 2 > Math.min(a.size, b.size) && joins(one) === joins(other)
}

/** Members of an object that are named by ids: this many at least, of which each has something of the first. */
const FEWEST_NAMED = 3

/** True for an object whose names are the ids of its members, and those the records. */
function isNamed(at: Fields): boolean {
  const members = Object.values(at)
  const [first] = members
  if (members.length < FEWEST_NAMED || !isObject(first)) return false
  const own = new Set(Object.keys(first))
  return members.every((one) => isObject(one) && Object.keys(one).some((name) => own.has(name)))
}

/** More scalars around a list are those of a record that holds it. */
const MOST_AROUND = 4

/** The list or object that holds the records; a file that is one record itself has more scalars around its lists. */
function recordsOf(document: Json): Inside {
  const whole = (Array.isArray(document) ? document : [document]).map((item) => ({ name: null, item }))
  if (!isObject(document)) return { path: '', items: whole, others: [] }
  const found: (Inside & { around: number })[] = []
  const walk = (at: Fields, path: string, depth: number, above: number): void => {
    const around = above + Object.values(at).filter((one) => typeof one !== 'object').length
    if (isNamed(at)) {
      const items = Object.entries(at).map(([name, item]) => ({ name, item }))
      found.push({ path: `${path}*`, items, others: [], around })
      return
    }
    if (isListsByName(at)) {
      const items = Object.entries(at).flatMap(([name, list]) =>
        itemsIn(list).map((item) => ({ name, item })),
      )
      found.push({ path: `${path}*`, items, others: [], around, byName: true })
      return
    }
    for (const [name, value] of Object.entries(at)) {
      const items = Array.isArray(value) ? value.map((item) => ({ name: null, item })) : []
      if (Array.isArray(value) && value.some(isObject))
        found.push({ path: `${path}${name}`, items, others: [], around })
      else if (isObject(value) && depth < 3) walk(value, `${path}${name}.`, depth + 1, around)
    }
  }
  walk(document, '', 0, 0)
  const best = found.length === 0 ? null : mainOf(found)
  if (best === null || best.around > MOST_AROUND) return { path: '', items: whole, others: [] }
  return { ...best, others: found.filter((one) => one !== best) }
}

/** @param around the object that holds the record, whose own texts are columns as well */
function addObject(
  sample: Sample,
  file: number,
  record: Fields,
  own: string | null,
  around: Fields = {},
): void {
  const row = sample.rows.push(file) - 1
  for (const [name, value] of Object.entries(around))
    if (typeof value !== 'object') put(columnAt(sample, `^.${name}`), row, 0, String(value))
  if (own !== null) put(columnAt(sample, '@key'), row, 0, own)
  const walk = (at: Fields, path: string): void => {
    for (const [name, value] of Object.entries(at)) {
      const here = `${path}${name}`
      if (Array.isArray(value)) addInner(sample.lists, here, value.filter(isObject))
      else if (isObject(value)) walk(value, `${here}.`)
      else put(columnAt(sample, here), row, 0, value === null ? '' : String(value))
    }
  }
  walk(record, '')
}

/** Lists inside of one another are looked into so deep. */
const DEEPEST = 4

/** Adds the items of a list, and those of the lists inside of them. */
function addInner(lists: InnerList[], path: string, items: readonly Fields[], depth = 0): void {
  if (items.length === 0 || depth > DEEPEST) return
  const known = lists.find((one) => one.path === path)
  if (known === undefined) lists.push({ path, items: [...items] })
  else addAll(known.items, items)
  const walk = (at: Fields, here: string): void => {
    for (const [name, value] of Object.entries(at)) {
      if (Array.isArray(value)) addInner(lists, `${here}.${name}`, value.filter(isObject), depth + 1)
      else if (isObject(value)) walk(value, `${here}.${name}`)
    }
  }
  for (const item of items) walk(item, path)
}
