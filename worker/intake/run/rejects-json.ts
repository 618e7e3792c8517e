/** The rejected records of a JSON file, in a JSON file of the same form. */
import type { Json } from '../../ledger/canonical.ts'
import type { GivenFile } from '../files/sheet.ts'
import type { RegisterMapping } from '../register/mapping.schema.ts'
import { jsonOf, listIn } from '../register/tables.ts'

/**
 * @param reasons by the place of a record in its list, from 1
 * @param name of the member that holds the reason
 * @returns null where the list of records cannot be told from the rest of the file
 */
export function rejectedJson(
  file: GivenFile,
  input: RegisterMapping['input'],
  reasons: ReadonlyMap<number, string>,
  name: string,
): string | null {
  const document = jsonOf(file, input)
  const items = listIn(document, input)
  const rejected = [...reasons].flatMap(([place, reason]): Json[] => {
    const item = items[place - 1]
    return isObject(item) ? [{ [name]: reason, ...item }] : []
  })
  const form = around(rejected, input.each)
  return rejected.length === 0 ? null : `${JSON.stringify(form, null, 2)}\n`
}

function isObject(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A list, as it stands at a path. */
function around(items: Json[], path: string | undefined): Json {
  if (path === undefined) return items
  return path.split('.').reduceRight<Json>((inner, part) => ({ [part]: inner }), items)
}
