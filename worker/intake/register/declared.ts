/**
 * Names of a mapping that a delivery lacks. A column or path that is not there is never taken for an empty
 * one: the delivery says what is missing, and is not entered.
 */

import type { Words } from '../../domain/record/problem.ts'
import { nearest } from '../../domain/text/nearest.ts'
import type { Json } from '../../ledger/canonical.ts'
import type { Rejection } from '../list/rejection.ts'
import type { RegisterMapping } from './mapping.schema.ts'
import { fromRow, type Named, namedIn } from './named.ts'
import { holds, isObject, listAt, type Row, type Scope } from './scope.ts'

/** Rows that have the same columns: of one sheet, or of a whole delivery of JSON. */
export interface Group {
  file: string
  sheet: string
  rows: readonly Row[]
}

const SHOWN = 20

/** The names that need not be there: declared so, or columns of the mapping that are optional. */
function optionalIn({ input }: RegisterMapping): Set<string> {
  const columns = Object.entries(input.columns).flatMap(([name, { optional }]) => (optional ? [name] : []))
  return new Set([...input.optional, ...columns])
}

/** Names of a mapping for a group's own rows, lookups beside them apart. */
function ownOf({ file }: Group, mapping: RegisterMapping): Named[] {
  const inFile: Scope = { row: {}, around: null, about: { '@file': file } }
  const none = { empty: new Set<string>() }
  return wanted(mapping).filter((named) => !isBeside(named, mapping) && holds(named.of, inFile, none))
}

/** True for a path into what a lookup puts beside the row, or beside the items of a list inside of it. */
function isBeside(named: Named, { join }: RegisterMapping): boolean {
  const path = fromRow(named)
  return join.some(({ as, each }) =>
    each === undefined ? firstOf(named) === as : path.startsWith(`${each}.${as}.`),
  )
}

const firstOf = (named: Named): string => fromRow(named).split('.')[0] ?? ''

function wanted(mapping: RegisterMapping): Named[] {
  const optional = optionalIn(mapping)
  return namedIn(mapping).filter((named) => !optional.has(named.path) && !optional.has(fromRow(named)))
}

/**
 * True for rows in which nothing stands that the mapping names: an explanation, a code book, another table.
 */
export function isForeign(group: Group, mapping: RegisterMapping): boolean {
  const named = ownOf(group, mapping)
  const [first] = group.rows
  return first !== undefined && named.length > 0 && named.every((one) => !Object.hasOwn(first, firstOf(one)))
}

/**
 * Rejections for names that are absent, and for names of a text where a list or an object stands; one for
 * each path.
 */
export function absentIn(group: Group, mapping: RegisterMapping): Rejection[] {
  return findings(group, ownOf(group, mapping))
}

/** The same for what stands beside the rows, once they were looked up. */
export function absentBeside(group: Group, mapping: RegisterMapping): Rejection[] {
  return findings(
    group,
    wanted(mapping).filter((named) => isBeside(named, mapping)),
  )
}

/** Rejections for some paths, those that are absent from rows, or are no text there; one line for each. */
export function findings(group: Group, named: readonly Named[]): Rejection[] {
  const told = new Set<string>()
  return named.flatMap((one) => {
    const path = fromRow(one)
    if (told.has(`${path} ${one.list}`)) return []
    told.add(`${path} ${one.list}`)
    const found = findingOf(group, one)
    return found === null ? [] : [found]
  })
}

function findingOf(group: Group, named: Named): Rejection | null {
  let met = false
  let missing: { depth: number; near: readonly string[] } | null = null
  /** Rows so far in which nothing stands any more: what they would hold cannot be told. */
  let empty = 0
  let kind: 'list' | 'object' | null = null
  for (const row of group.rows) {
    for (const inside of insideOf(row, named.lists)) {
      const seen = look(inside, named.path)
      if (seen.found === undefined) {
        if (seen.near === null) empty = Math.max(empty, seen.depth)
        else if (missing === null || seen.depth > missing.depth)
          missing = { depth: seen.depth, near: seen.near }
      } else {
        met = true
        if (!named.list && !(named.shape && isObject(seen.found)) && kind === null)
          kind = Array.isArray(seen.found) ? 'list' : isObject(seen.found) ? 'object' : null
      }
    }
    if (kind !== null || (met && named.list)) break
  }
  if (kind !== null) return misread(group, named, kind)
  return met || missing === null || empty > missing.depth ? null : absent(group, named, missing.near)
}

function insideOf(row: Row, lists: readonly string[]): Row[] {
  return lists.reduce<Row[]>(
    (rows, list) =>
      rows.flatMap((one) => listAt(one, list).map((item) => (isObject(item) ? item : { value: item }))),
    [row],
  )
}

interface Seen {
  found: Json | undefined
  /** Names of the object in which the path breaks off; null elsewhere. */
  near: readonly string[] | null
  /** Number of parts of the path that were gone through. */
  depth: number
}

/** Value at a path, undefined when it breaks off, and how far the path leads. */
function look(row: Row, path: string): Seen {
  if (path === '.') return { found: row, near: null, depth: 0 }
  if (Object.hasOwn(row, path)) return { found: row[path], near: null, depth: 0 }
  let here: Json[] = [row]
  const parts = path.split('.')
  for (const [i, part] of parts.entries()) {
    const objects = here.filter((one) => isObject(one) && Object.keys(one).length > 0).filter(isObject)
    // Nothing stands there at all: what it would hold cannot be told.
    if (objects.length === 0) return { found: undefined, near: null, depth: i }
    if (part === '*') here = objects.flatMap((one) => Object.values(one))
    else {
      const having = objects.filter((one) => Object.hasOwn(one, part))
      if (having.length === 0)
        return { found: undefined, near: [...new Set(objects.flatMap((one) => Object.keys(one)))], depth: i }
      here = having.map((one) => one[part] ?? null)
    }
    // A list on the way is gone through; one at the end is what stands there.
    if (i < parts.length - 1) here = here.flat()
  }
  return { found: here[0], near: null, depth: parts.length }
}

function absent({ file, sheet }: Group, named: Named, near: readonly string[]): Rejection {
  const known = near.filter((name) => name.trim() !== '')
  const meant = nearest(named.path.split('.').at(-1) ?? '', known)
  const shown = known.slice(0, SHOWN)
  const more = known.length > SHOWN ? ' …' : ''
  const path = fromRow(named)
  return ofMapping(file, sheet, path, {
    reason: {
      zh: `映射 ${named.place} 写明了“${path}”，这里没有`,
      en: `the mapping names "${path}" at ${named.place}, and it is not here`,
    },
    expected: {
      zh: `有的是：${shown.join('、')}${more}${meant === null ? '' : `；是不是“${meant}”？`}${meant === null ? '。' : ''}如果本来就可以没有，请写进 input.optional`,
      en: `there are: ${shown.join(', ')}${more}${meant === null ? '' : `; did you mean "${meant}"?`}${meant === null ? '.' : ''} Where it may be missing, name it in input.optional`,
    },
  })
}

function misread({ file, sheet }: Group, named: Named, kind: 'list' | 'object'): Rejection {
  const path = fromRow(named)
  const [zh, en] = kind === 'list' ? ['列表', 'a list'] : ['对象', 'an object']
  return ofMapping(file, sheet, path, {
    reason: {
      zh: `映射 ${named.place} 把“${path}”读作文字，而它是${zh}`,
      en: `the mapping reads "${path}" at ${named.place} as a text, and it is ${en}`,
    },
    expected:
      kind === 'list'
        ? { zh: '应写明 each 和 item', en: 'expected each and item' }
        : {
            zh: `应写明其中哪一项，如“${path}.name”`,
            en: `expected one of its members, such as "${path}.name"`,
          },
  })
}

function ofMapping(
  file: string,
  sheet: string,
  column: string,
  words: { reason: Words; expected: Words },
): Rejection {
  return { file, sheet, row: 0, column, field: null, value: column, ...words }
}
