/** Every column and path that a mapping names, each with its place in the mapping. */
import type { Condition, RecordMapping, RegisterMapping, Value } from './mapping.schema.ts'
import { isFields } from './values/fields.ts'

export interface Named {
  /** Place in the mapping, as `/records/0/fields/title`. */
  place: string
  /** Paths of the lists that it stands inside of, outermost first; each is seen from the one before. */
  lists: readonly string[]
  path: string
  /** True for a path to a list, whose items are read; else a text is meant. */
  list: boolean
  /** True where a shape on the map may stand as well as a text. */
  shape: boolean
  /** Only of files that these conditions hold of is it wanted: conditions of the record on `@file`. */
  of: readonly Condition[]
}

type Fields = { readonly [field: string]: Value }

/**
 * Columns and paths that the records of a mapping name; of a lookup those it looks up. `@file` and the like
 * are no columns and left out.
 */
export function namedIn({
  records,
  join,
  input,
}: Pick<RegisterMapping, 'records' | 'join' | 'input'>): Named[] {
  const filled = input.fill.flatMap((name) => one(name, [], '/input/fill'))
  const looked = join.flatMap(({ on, each }, i) => one(on, each === undefined ? [] : [each], `/join/${i}/on`))
  const named = records.flatMap((record, i) => {
    const of = record.when.filter(({ from }) => from === '@file')
    return ofRecord(record, `/records/${i}`).map((each) => ({ ...each, of }))
  })
  return [...filled, ...looked, ...named].filter(({ path }) => !path.startsWith('@'))
}

/** The whole path as seen from the row. */
export function fromRow({ lists, path }: Named): string {
  return [...lists.filter((list) => list !== '.'), path].join('.')
}

function ofRecord(record: RecordMapping, place: string): Named[] {
  const { each, when, key, steps, fields, ruling, report, answer, rating } = record
  const lists = each === undefined ? [] : [each]
  const { department, occurred, done, finished, reason, address } = record
  return [
    ...(each === undefined
      ? []
      : [{ place: `${place}/each`, lists: [], path: each, list: true, shape: false, of: [] }]),
    ...when.flatMap(({ from }, i) => one(from, lists, `${place}/when/${i}`)),
    ...key.from.flatMap((path) => one(path, lists, `${place}/key/from`)),
    ...Object.entries({ fields, ruling, report, answer, rating }).flatMap(([part, some]) =>
      ofFields(some ?? {}, lists, `${place}/${part}`),
    ),
    ...Object.entries({ department, occurred, done, finished, reason, address }).flatMap(([part, value]) =>
      ofValue(value, lists, `${place}/${part}`),
    ),
    ...(steps === undefined ? [] : ofSteps(steps, lists, `${place}/steps`)),
  ]
}

function ofSteps(
  { each, item, when }: NonNullable<RecordMapping['steps']>,
  lists: readonly string[],
  place: string,
): Named[] {
  return [
    ...ofValue({ each, item }, lists, place),
    ...when.flatMap(({ from }) => one(from, within(each, lists), `${place}/when`)),
  ]
}

function ofFields(fields: Fields, lists: readonly string[], place: string): Named[] {
  return Object.entries(fields).flatMap(([name, value]) => ofValue(value, lists, `${place}/${name}`))
}

function ofValue(value: Value | undefined, lists: readonly string[], place: string): Named[] {
  if (value === undefined) return []
  if (typeof value === 'string') return one(value, lists, place)
  if (Array.isArray(value)) return value.flatMap((path) => one(path, lists, place))
  const { when = [], from = [], notBefore, except, template = '', plus = [], list = [], parts = {} } = value
  const inText = [...template.matchAll(/\{([^{}]+)\}/g)].map(([, path = '']) => path)
  const texts = [when.map((each) => each.from), from, notBefore ?? [], except ?? [], inText].flat()
  const { each, item } = value
  const inside = each === undefined ? lists : within(each, lists)
  return [
    ...texts.flatMap((path) =>
      one(path, lists, place).map((named) => ({ ...named, shape: value.as === 'point' })),
    ),
    ...(each === undefined
      ? []
      : one(each, lists, `${place}/each`).map((named) => ({ ...named, list: true }))),
    ...(Array.isArray(plus) ? plus : [plus]).flatMap((days) => ofValue(days, lists, `${place}/plus`)),
    ...[...list, parts].flatMap((some) => ofFields(some, lists, place)),
    ...(item === undefined
      ? []
      : isFields(item)
        ? ofFields(item, inside, `${place}/item`)
        : ofValue(item, inside, `${place}/item`)),
  ]
}

/** `^.` steps out of the list that a path stands in. */
function one(path: string, lists: readonly string[], place: string): Named[] {
  if (path.startsWith('^.')) return one(path.slice(2), lists.slice(0, -1), place)
  return [{ place, lists, path, list: false, shape: false, of: [] }]
}

function within(each: string, lists: readonly string[]): readonly string[] {
  return each.startsWith('^.') ? within(each.slice(2), lists.slice(0, -1)) : [...lists, each]
}
