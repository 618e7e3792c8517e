/** Columns and paths of the delivered files that no part of a mapping names. */
import type { Json } from '../../ledger/canonical.ts'
import type { RegisterMapping } from './mapping.schema.ts'
import { fromRow, namedIn } from './named.ts'
import { isObject } from './scope.ts'
import { matches } from './tables.ts'

interface Row {
  readonly [field: string]: Json
}

/** Adds the path of whatever a row has something in. */
export function addFilled(row: Row, filled: Set<string>): void {
  filledIn(row, '', filled)
}

/** The paths of rows with something in them of which the mapping takes nothing; in their order. */
export function unusedIn(filled: ReadonlySet<string>, mapping: RegisterMapping): string[] {
  const used = new Set(namedIn(mapping).map(fromRow))
  const declared = mapping.input.columns
  const headers = Object.entries(declared).flatMap(([name, { headers: some }]) =>
    used.has(name) ? some : [],
  )
  return [...filled].filter((path) => {
    const named = Object.hasOwn(declared, path) || headers.some((header) => matches(path, header))
    return !named && !isUsed(path, used)
  })
}

function filledIn(value: Row, under: string, paths: Set<string>): void {
  for (const [name, one] of Object.entries(value)) {
    const path = `${under}${name}`
    if (Array.isArray(one)) {
      for (const item of one)
        if (isObject(item)) filledIn(item, `${path}.`, paths)
        else paths.add(path)
    } else if (isObject(one)) filledIn(one, `${path}.`, paths)
    else if (one !== null && String(one).trim() !== '') paths.add(path)
  }
}

/** A path is used when it is named, or when all of what it stands in is. */
function isUsed(path: string, used: ReadonlySet<string>): boolean {
  return used.has(path) || used.has(`${path}.value`)
}
