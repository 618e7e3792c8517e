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
  const rejected = [...reasons].flatMap(([place, reason]): { name: string | null; item: Json }[] => {
    const found = items[place - 1]
    return isObject(found?.item) ? [{ name: found.name, item: { [name]: reason, ...found.item } }] : []
  })
  if (rejected.length === 0) return null
  return `${JSON.stringify(around(rejected, input.each), null, 2)}\n`
}

function isObject(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Records as they stand at a path: a list, or the members of an object. */
function around(records: { name: string | null; item: Json }[], path: string | undefined): Json {
  const items = records.map(({ item }) => item)
  if (path === undefined) return items
  const parts = path.split('.')
  const isMembers = parts.at(-1) === '*'
  const form: Json = isMembers
    ? Object.fromEntries(records.map(({ name, item }) => [name ?? '', item]))
    : items
  return (isMembers ? parts.slice(0, -1) : parts).reduceRight<Json>(
    (inner, part) => ({ [part]: inner }),
    form,
  )
}
