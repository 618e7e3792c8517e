/** Lists of a document in which a column of its records can be looked up, as `person_id` in `persons`. */
import { addAll } from '../../../domain/record/list/long.ts'
import { escaped } from './input.ts'
import type { Fields, Sample, SideList } from './sample/model.ts'
import { columnAt, put, textsIn } from './sample/model.ts'
import { wordsOf } from './words/roles.ts'

/** One lookup: the column, the list, and what names a member of the list. */
export interface Lookup {
  /** The list inside of a record whose items are looked up; null for the record itself. */
  each: string | null
  on: string
  as: string
  list: SideList
  key: string
}

/** An id of so many characters, letters among them, is of one list alone. */
const LONG = 6
/** So much of a column must be found in a list. */
const ENOUGH = 0.8
const IS_BARE = /^(?:id|code|key|ref|slug|uri|url|no|number)$/i
const IS_KEY = /(?:^|[._])(?:id|code|key|slug|uri|url|no|number|ref)$|Id$/
/** Endings of columns that refer to something else. */
const REFERS = /(?:[._-](?:id|code|key|ref|slug|uri|url)|Id|Code|Ref)$/

/** The member of a list under each of its keys; null where two have the same. */
function byKey(list: SideList, key: string): Map<string, Fields> | null {
  const found = new Map<string, Fields>()
  for (const item of list.items) {
    const text = new Map(textsIn(item)).get(key) ?? ''
    if (text === '') continue
    if (found.has(text)) return null
    found.set(text, item)
  }
  return found.size === 0 ? null : found
}

/** Part of a path that says what it is of: the last, or the one before where that is a bare `id`. */
function tellingPart(column: string): string {
  const parts = column.split('.')
  const last = parts.at(-1) ?? ''
  return IS_BARE.test(last) ? (parts.at(-2) ?? last) : last
}

/** True if a column names what a list holds: `organization` of `organizations`, `owner_id` of anything. */
function couldMean(column: string, list: SideList): boolean {
  const last = tellingPart(column)
  const words = wordsOf(last)
  const holds = wordsOf(list.path.split('.').at(-1) ?? '').map((word) => word.replace(/(?:ies|s)$/, ''))
  const alike = (word: string, one: string): boolean =>
    one !== '' && (word.startsWith(one) || (word.length >= 4 && one.startsWith(word)))
  return REFERS.test(last) || words.some((word) => holds.some((one) => alike(word, one)))
}

/** The lookup that a column of references allows; null where no list has what it names. */
function lookupIn(
  sample: Sample,
  column: string,
  values: readonly string[],
  each: string | null,
): Lookup | null {
  const wanted = new Set(values.map((text) => text.trim()).filter((text) => text !== ''))
  if (wanted.size === 0) return null
  // Small numbers are found in every list; addresses and long ids in the one that they are of.
  const telling = [...wanted].every((text) => text.length >= LONG && /\p{L}/u.test(text))
  for (const list of sample.side) {
    const [first] = list.items
    if (first === undefined || !(telling || couldMean(column, list))) continue
    for (const [key] of textsIn(first).filter(([name]) => IS_KEY.test(name))) {
      const members = byKey(list, key)
      const found = [...wanted].filter((text) => members?.has(text)).length
      if (members !== null && found >= wanted.size * ENOUGH)
        return { each, on: column, as: nameFor(sample, column), list, key }
    }
  }
  return null
}

/** `person` for `person_id`; another name where a column has that already. */
function nameFor({ columns }: Sample, column: string): string {
  const last = tellingPart(column)
  const base = last.replace(REFERS, '').replace(/[^\p{L}\p{N}_]/gu, '') || 'other'
  return columns.some(({ name }) => name === base || name.startsWith(`${base}.`)) ? `${base}Entry` : base
}

/**
 * Lookups of the records and of the lists inside of them. What is found stands in the sample afterwards as columns
 * of the record, and in the items of those lists.
 */
export function lookUp(sample: Sample): Lookup[] {
  if (sample.side.length === 0) return []
  const rows = sample.columns.flatMap(({ name, values }) => lookupIn(sample, name, values, null) ?? [])
  for (const { on, as, list, key } of rows) {
    const members = byKey(list, key) ?? new Map<string, Fields>()
    const values = sample.columns.find(({ name }) => name === on)?.values ?? []
    for (const [row, text] of values.entries())
      for (const [path, found] of textsIn(members.get(text.trim()) ?? {}))
        put(columnAt(sample, `${as}.${path}`), row, 0, found)
  }
  const inner = sample.lists.flatMap(({ path, items }) => {
    const names = [...new Set(items.flatMap((item) => textsIn(item).map(([name]) => name)))]
    return names.flatMap((name) => {
      const values = items.map((item) => new Map(textsIn(item)).get(name) ?? '')
      return lookupIn(sample, name, values, path) ?? []
    })
  })
  for (const { each, on, as, list, key } of inner) {
    const members = byKey(list, key) ?? new Map<string, Fields>()
    for (const item of sample.lists.find(({ path }) => path === each)?.items ?? []) {
      const found = members.get(new Map(textsIn(item)).get(on) ?? '')
      if (found !== undefined) item[as] = found
    }
  }
  const all = [...rows]
  addAll(all, inner)
  return all
}

/** Tables and joins of the lookups that some records use. */
export function joinsOf(
  lookups: readonly Lookup[],
  records: readonly unknown[],
): { tables?: object; join?: object[] } {
  const text = JSON.stringify(records)
  const used = lookups.filter(({ as }) => text.includes(`"${as}.`) || text.includes(`"^.${as}.`))
  if (used.length === 0) return {}
  const tableOf = ({ list, as }: Lookup): string =>
    list.file === null ? list.path.split('.').at(-1)?.replace('*', '') || as : as
  return {
    tables: Object.fromEntries(
      used.map((one) => [
        tableOf(one),
        {
          files: one.list.file === null ? '' : `^.*${escaped(one.list.file)}$`,
          ...(one.list.path === '' ? {} : { each: one.list.path }),
          key: one.key,
        },
      ]),
    ),
    join: used.map((one) => ({
      as: one.as,
      table: tableOf(one),
      on: one.on,
      ...(one.each === null ? {} : { each: one.each }),
    })),
  }
}
