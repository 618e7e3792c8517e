/** Values of one record as their declarations have them: where each stands, and the lists and parts that they make. */
import { addAll } from '../../../domain/record/list/long.ts'
import type { Json } from '../../../ledger/canonical.ts'
import { findWord } from '../fold.ts'
import { namesSomebody } from '../ids/names-in-file.ts'
import type { Value, ValueObject } from '../mapping.schema.ts'
import { at, holds, isObject, numberAt, rowsAt, type Scope, textAt } from '../scope.ts'
import { isFields } from './fields.ts'
import { type Reader, scalar, type Text } from './text.ts'

/** The value; null when there is nothing. `field` is where it will stand, for a fault. */
export function readValue(reader: Reader, scope: Scope, declared: Value, field: string): Json {
  const value: ValueObject =
    typeof declared === 'string' || Array.isArray(declared) ? { from: declared } : declared
  if (value.when !== undefined && !holds(value.when, scope, reader)) return null
  if (value.const !== undefined && value.as === undefined && value.plus === undefined) return value.const
  if (value.list !== undefined) return listOf(reader, scope, value.list, field)
  if (value.parts !== undefined) return partOf(reader, scope, value.parts, field)
  if (value.each !== undefined) return eachOf(reader, scope, value, field)
  const printed = sourceText(reader, scope, value) || (value.default ?? '')
  const text = value.split === undefined ? nameOf(reader, value, printed, field) : printed
  const one = (part: string): Text => ({
    text: part,
    field,
    further: (value) => readValue(reader, scope, value, field),
  })
  if (value.split !== undefined) {
    const parts = text.split(new RegExp(value.split, 'u')).map((part) => part.trim())
    const left: [string, true][] =
      value.except === undefined ? [] : [[textAt(reader, scope, value.except), true]]
    const wanted = parts.filter((part) => part !== '' && findWord(left, part).is === 'none')
    const found = wanted.map((part) => scalar(reader, scope, value, one(nameOf(reader, value, part, field))))
    return [...new Set(found)].filter((one) => one !== null)
  }
  return text === ''
    ? null
    : scalar(reader, scope, value, { ...one(text), typed: numberOf(reader, scope, value, text) })
}

/** Readings of a name. */
const NAMES = new Set<string>(['text', 'line', 'department'] satisfies ValueObject['as'][])

/** The name in place of an id, where a field names somebody and the file says who has that id. */
function nameOf({ ids, kind, told }: Reader, { as, from }: ValueObject, text: string, field: string): string {
  const name = ids.nameOf(text)
  if (name === null || !NAMES.has(as ?? 'text') || !namesSomebody(kind, field)) return text
  told.push(ids.told([from ?? field].flat().join(', '), text, name))
  return name
}

function sourceText(reader: Reader, scope: Scope, value: ValueObject): string {
  if (value.const !== undefined) return String(value.const)
  const ignored = new Set(value.empty ?? [])
  const read = (path: string): string => {
    const text = value.as === 'point' ? shapeOr(reader, scope, path) : textAt(reader, scope, path)
    return ignored.has(text) ? '' : text
  }
  if (value.template !== undefined) {
    let whole = true
    const text = value.template.replace(/\{([^{}]+)\}/g, (_, path: string) => {
      const part = read(path)
      if (part === '') whole = false
      return part
    })
    return whole ? text : ''
  }
  const paths = typeof value.from === 'string' ? [value.from] : (value.from ?? [])
  const texts = paths.map(read)
  const text =
    value.join === undefined
      ? (texts.find((one) => one !== '') ?? '')
      : texts.filter((one) => one !== '').join(value.join)
  if (value.match === undefined) return text
  const match = new RegExp(value.match, 'u').exec(text)
  return (match?.[1] ?? match?.[0] ?? '').trim()
}

/** A text, the number behind it, or the shape that stands there as JSON. */
function shapeOr(reader: Reader, scope: Scope, path: string): string {
  const found = at(scope, path)
  if (isObject(found)) return JSON.stringify(found)
  const text = textAt(reader, scope, path)
  // A cell shows fewer digits than it holds.
  return text === '' ? '' : String(numberAt(scope, path) ?? text)
}

/** The number that a text stands for, where the source holds one and not its text alone. */
function numberOf(
  reader: Reader,
  scope: Scope,
  { from, template, match, join, const: constant }: ValueObject,
  text: string,
): number | null {
  if (from === undefined || (template ?? match ?? join ?? constant) !== undefined) return null
  const path = [from].flat().find((one) => textAt(reader, scope, one) === text)
  return path === undefined ? null : numberAt(scope, path)
}

function listOf(
  reader: Reader,
  scope: Scope,
  list: readonly { [field: string]: Value }[],
  field: string,
): Json {
  const stands = (parts: { [field: string]: Value }): boolean => {
    const trial = silent(reader)
    const stand = Object.entries(parts).some(([name, part]) => {
      if (isConstant(part)) return false
      // What cannot be read stands there all the same, and is told when the part is read.
      return filled(readValue(trial, scope, part, `${field}/${name}`)) || trial.faults.length > 0
    })
    // What may be left out leaves the whole part out when nothing else stands there, and is told all the same.
    if (!stand) addAll(reader.unread, trial.unread)
    return stand
  }
  return list
    .filter(stands)
    .map((parts, i) => partOf(reader, scope, parts, `${field}/${i}`))
    .filter((part) => part !== null)
}

const isConstant = (value: Value): boolean =>
  typeof value === 'object' && !Array.isArray(value) && value.const !== undefined
const filled = (value: Json): boolean => value !== null && !(Array.isArray(value) && value.length === 0)
const silent = (reader: Reader): Reader => ({ ...reader, faults: [], told: [], unread: [] })

/** The fields of a part that are there; null when none is. */
export function partOf(
  reader: Reader,
  scope: Scope,
  parts: { readonly [field: string]: Value },
  field: string,
): { [field: string]: Json } | null {
  const found = Object.entries(parts)
    .map(([name, part]): [string, Json] => [name, readValue(reader, scope, part, `${field}/${name}`)])
    .filter(([, one]) => filled(one))
  return found.length === 0 ? null : Object.fromEntries(found)
}

function eachOf(
  reader: Reader,
  scope: Scope,
  { each = '', item = 'value' }: ValueObject,
  field: string,
): Json {
  return rowsAt(scope, each)
    .map((inner, i) =>
      isFields(item)
        ? partOf(reader, inner, item, `${field}/${i}`)
        : readValue(reader, inner, item, `${field}/${i}`),
    )
    .filter(filled)
}
