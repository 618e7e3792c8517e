/** What of the delivered files a mapping leaves aside: columns and paths that no part of it names. */
import type { Json } from '../../ledger/canonical.ts'
import type { GivenFile } from '../files/sheet.ts'
import type { RecordMapping, RegisterMapping, Value } from './mapping.schema.ts'
import { matches, rowsOfFile } from './tables.ts'
import { isFields } from './values.ts'

/** Columns of the files with something in them, of which the mapping takes nothing; in their order. */
export function unusedColumns(files: readonly GivenFile[], mapping: RegisterMapping): string[] {
  const wanted = new RegExp(mapping.input.files, 'u')
  const used = new Set([...mapping.records.flatMap(pathsOf), ...mapping.join.map(({ on }) => on)])
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

/** Every path that a record names, those inside of a list under the path of the list. */
function pathsOf(record: RecordMapping): string[] {
  const { each, when, key, steps, fields, ruling, report } = record
  const under = each ?? ''
  const values = [record.department, record.occurred, record.done, record.finished, record.reason]
  return [
    ...(each === undefined ? [] : [each]),
    ...[...when.map(({ from }) => from), ...key.from].map((path) => resolved(path, under)),
    ...[fields, ruling, report].flatMap((some) => ofFields(some ?? {}, under)),
    ...values.flatMap((value) => ofValue(value, under)),
    ...(steps === undefined ? [] : ofValue(steps, under)),
  ]
}

type Fields = { [field: string]: Value }

const ofFields = (fields: Fields, under: string): string[] =>
  Object.values(fields).flatMap((value) => ofValue(value, under))

function ofValue(value: Value | undefined, under: string): string[] {
  if (value === undefined) return []
  if (typeof value === 'string') return [resolved(value, under)]
  if (Array.isArray(value)) return value.map((path) => resolved(path, under))
  const {
    when = [],
    from = [],
    notBefore,
    except,
    template = '',
    plus = [],
    list = [],
    parts = {},
    each,
    item,
  } = value
  const inside = each === undefined ? under : resolved(each, under)
  const named = [when.map((one) => one.from), from, notBefore ?? [], except ?? [], each ?? []].flat()
  const inText = [...template.matchAll(/\{([^{}]+)\}/g)].map(([, path = '']) => path)
  return [
    ...[...named, ...inText].map((path) => resolved(path, under)),
    ...pluses(plus).flatMap((one) => ofValue(one, under)),
    ...[...list, parts].flatMap((some) => ofFields(some, under)),
    ...(item === undefined ? [] : isFields(item) ? ofFields(item, inside) : ofValue(item, inside)),
  ]
}

/** An empty list, one value, or several: a list of texts alone would be one value. */
const pluses = (plus: Value | Value[]): Value[] => (Array.isArray(plus) ? plus : [plus])

/** A path as seen from the row: `^.` steps out of the list that it stands in. */
function resolved(path: string, under: string): string {
  if (!path.startsWith('^.')) return under === '' ? path : `${under}.${path}`
  const outer = under.split('.').slice(0, -1).join('.')
  return resolved(path.slice(2), outer)
}

function filledIn(value: { readonly [field: string]: Json }, under: string, paths: Set<string>): void {
  for (const [name, one] of Object.entries(value)) {
    const path = `${under}${name}`
    if (Array.isArray(one)) {
      for (const item of one)
        if (typeof item === 'object' && item !== null && !Array.isArray(item))
          filledIn(item, `${path}.`, paths)
        else paths.add(path)
    } else if (typeof one === 'object' && one !== null) filledIn(one, `${path}.`, paths)
    else if (one !== null && String(one).trim() !== '') paths.add(path)
  }
}

/** A path is used when it is named, or when all of what it stands in is. */
function isUsed(path: string, used: ReadonlySet<string>): boolean {
  return used.has(path) || used.has(`${path}.value`)
}
