/** Scopes in which a value stands: rows, parts inside of them, and paths through both. */
import type { Json } from '../../ledger/canonical.ts'
import type { Condition } from './mapping.schema.ts'

export type Row = { readonly [field: string]: Json }

export interface Scope {
  row: Row
  /** The record around a part; null for the record itself. */
  around: Scope | null
  /** `@file`, `@sheet`, `@row`, `@asOf`. */
  about: { readonly [name: string]: string }
}

/** Texts that mean nothing wherever they stand. */
export interface Nothing {
  empty: ReadonlySet<string>
}

/** Names that no column and no JSON has. */
const NUMBER = '\u0000number'
const TEXT = '\u0000text'

/** A cell of a workbook: its text, and with it the number that the text does not show as it is. */
export function cellAt(text: string, number: number | undefined): Json {
  return number === undefined ? text : { [NUMBER]: number, [TEXT]: text }
}

/** The number that stands at a path: of JSON, or of a cell of a workbook; null where there is a text alone. */
export function numberAt(scope: Scope, path: string): number | null {
  const found = at(scope, path)
  if (typeof found === 'number') return found
  const number = isCell(found) ? found[NUMBER] : null
  return typeof number === 'number' ? number : null
}

const isCell = (found: Json): found is { [key: string]: Json } =>
  typeof found === 'object' && found !== null && !Array.isArray(found) && Object.hasOwn(found, NUMBER)

/**
 * Value at a path: of the row, of the record around it (`^.`), or about the file (`@`). Null when there is
 * none.
 */
export function at(scope: Scope, path: string): Json {
  if (path.startsWith('@')) return scope.about[path] ?? null
  if (path.startsWith('^.')) return scope.around === null ? null : at(scope.around, path.slice(2))
  if (Object.hasOwn(scope.row, path)) return scope.row[path] ?? null
  let here: Json = scope.row
  for (const part of path.split('.')) {
    if (typeof here !== 'object' || here === null || Array.isArray(here) || !Object.hasOwn(here, part))
      return null
    here = here[part] ?? null
  }
  return here
}

/** A scalar as text, edges and control characters aside; empty for what means nothing. */
export function textAt(reader: Nothing, scope: Scope, path: string): string {
  const there = at(scope, path)
  const found = isCell(there) ? (there[TEXT] ?? null) : there
  const text =
    typeof found === 'string'
      ? found
      : typeof found === 'number' || typeof found === 'boolean'
        ? String(found)
        : ''
  const tidy = text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\t\n]/gu, '')
    .trim()
  return reader.empty.has(tidy) ? '' : tidy
}

/** True if all conditions are met where the scope stands. */
export function holds(when: readonly Condition[], scope: Scope, reader: Nothing): boolean {
  return when.every(({ from, is, not }) => {
    const text = textAt(reader, scope, from)
    return (
      (is === undefined || new RegExp(is, 'u').test(text)) &&
      (not === undefined || !new RegExp(not, 'u').test(text))
    )
  })
}

/** Every row of a list inside of a row; a path may lead through several lists, as `contracts.milestones`. */
export function rowsAt(scope: Scope, path: string): Scope[] {
  const [from, inside] = ownerOf(scope, path)
  return inside === null ? [] : listAt(from.row, inside).map((item) => inner(item, scope))
}

function inner(item: Json, around: Scope): Scope {
  return { row: isObject(item) ? item : { value: item }, around, about: around.about }
}

/** The scope that a path steps out to by `^.`, and the rest of the path; null where there is none. */
function ownerOf(scope: Scope, path: string): [Scope, string | null] {
  if (!path.startsWith('^.')) return [scope, path]
  return scope.around === null ? [scope, null] : ownerOf(scope.around, path.slice(2))
}

/** The items that a path leads to: of each list on the way all of them, of `*` every member of an object. */
export function listAt(row: Row, path: string): Json[] {
  return membersAt(row, path).map(({ item }) => item)
}

/** The same, with the names of members where `*` asked for them. */
export function membersAt(row: Row, path: string): { name: string | null; item: Json }[] {
  let here: { name: string | null; item: Json }[] = [{ name: null, item: row }]
  // The row itself, as one part of a list of one.
  if (path === '.') return here
  const parts = Object.hasOwn(row, path) ? [path] : path.split('.')
  for (const [i, part] of parts.entries()) {
    here = here.flatMap(({ name, item }) => {
      if (!isObject(item)) return []
      if (part === '*')
        return Object.entries(item).flatMap(([key, one]) =>
          (Array.isArray(one) ? one : [one]).map((each) => ({ name: key, item: each })),
        )
      const found = Object.hasOwn(item, part) ? item[part] : undefined
      if (found === undefined || found === null) return []
      if (Array.isArray(found)) return found.map((one) => ({ name, item: one }))
      return i === parts.length - 1 ? [] : [{ name, item: found }]
    })
  }
  return here
}

/** True for a JSON object that is neither a list nor a cell of a spreadsheet. */
export function isObject(value: Json | undefined): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isCell(value)
}
