/** Columns and paths of the delivered files that no part of a mapping names. */
import type { Json } from '../../ledger/canonical.ts'
import type { GivenFile } from '../files/sheet.ts'
import type { RegisterMapping } from './mapping.schema.ts'
import { fromRow, namedIn } from './named.ts'
import { isObject } from './scope.ts'
import { matches, rowsOfFile } from './tables.ts'

/** Columns of the files with something in them, of which the mapping takes nothing; in their order. */
export function unusedColumns(files: readonly GivenFile[], mapping: RegisterMapping): string[] {
  const wanted = new RegExp(mapping.input.files, 'u')
  const used = new Set(namedIn(mapping).map(fromRow))
  const declared = mapping.input.columns
  const headers = Object.entries(declared).flatMap(([name, { headers: some }]) =>
    used.has(name) ? some : [],
  )
  const unused = new Set<string>()
  for (const file of files.filter(({ path }) => wanted.test(path))) {
    const paths = new Set<string>()
    for (const { row } of rowsOfFile(file, mapping.input)) filledIn(row, '', paths)
    for (const path of paths) {
      const named = Object.hasOwn(declared, path) || headers.some((header) => matches(path, header))
      if (!named && !isUsed(path, used)) unused.add(path)
    }
  }
  return [...unused]
}

function filledIn(value: { readonly [field: string]: Json }, under: string, paths: Set<string>): void {
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
