/** Reads the mapping of a register, and says of whatever is wrong where it is and what may have been meant. */

import { z } from 'zod'
import { ruling } from '../../domain/kinds/decision/fields.ts'
import { step } from '../../domain/kinds/decision/step.ts'
import { answering, stating } from '../../domain/kinds/question/fields.ts'
import { kindFace } from '../../domain/kinds/registry.ts'
import { refuse } from '../../domain/record/guard.ts'
import { report } from '../../domain/record/parts.ts'
import type { Problem } from '../../domain/record/problem.ts'
import type { Spec } from '../../domain/record/shape.ts'
import { nearest } from '../../domain/text/nearest.ts'
import { keysAt } from '../list/hints.ts'
import {
  fieldNamesOf,
  type RecordMapping,
  type RegisterMapping,
  registerSchema,
  type Value,
} from './mapping.schema.ts'
import { requirePowers } from './powers/named.ts'
import { personsNamed } from './questions/persons.ts'
import { isFields } from './values/fields.ts'

/** The JSON Schema of the mapping of a register, for editors. */
export function registerJsonSchema(): object {
  return z.toJSONSchema(registerSchema, { io: 'input', target: 'draft-2020-12', unrepresentable: 'any' })
}

/** @throws Problem `invalid` that names the place and, for a misspelt key or code, the one that may have been meant */
export function parseRegister(input: unknown): RegisterMapping {
  const result = registerSchema.safeParse(input)
  if (!result.success) throw problemOf(result.error.issues, input)
  requireKnownFields(result.data)
  requireTables(result.data)
  requireFlags(result.data)
  requirePowers(result.data, misspelt)
  requireNobody(result.data)
  return result.data
}

/** @throws Problem `invalid` for a list of questions of which a column is read that tells who somebody is */
function requireNobody(mapping: RegisterMapping): void {
  const [found] = personsNamed(mapping)
  if (found === undefined) return
  throw wrong(
    found.place,
    `“${found.name}”会说出某个人；提问清单里这样的列不读`,
    `"${found.name}" tells who somebody is; of a list of questions such columns are not read`,
  )
}

type Issue = z.core.$ZodIssue

/** The issues inside of a union are those of the branch that was meant: the object, where an object stands. */
function flat(
  issues: readonly Issue[],
  path: readonly PropertyKey[] = [],
): (Issue & { path: PropertyKey[] })[] {
  return issues.flatMap((issue) => {
    const at = [...path, ...issue.path]
    if (issue.code !== 'invalid_union') return [{ ...issue, path: at }]
    const branches = issue.errors.map((branch) => flat(branch, at))
    return (
      branches.find((branch) =>
        branch.some(({ path: deep, code }) => deep.length > at.length || code === 'unrecognized_keys'),
      ) ??
      branches.at(-1) ??
      []
    )
  })
}

function problemOf(issues: readonly Issue[], input: unknown): Problem {
  const all = flat(issues)
  // A misspelt key is why its right spelling is missing: tell that first.
  const issue = all.find(({ code }) => code === 'unrecognized_keys' || code === 'invalid_key') ?? all[0]
  const path = issue?.path ?? []
  const place = `/${path.map(String).join('/')}`
  if (issue === undefined) return wrong('/', '格式不对', 'malformed')
  if (issue.code === 'unrecognized_keys') {
    const [key = ''] = issue.keys
    return misspelt(key, place, valueKeys(path) ?? keysAt(registerJsonSchema(), path))
  }
  if (issue.code === 'invalid_value') {
    const known = issue.values.map(String)
    const meant = nearest(String(valueAt(input, path)), known)
    return wrong(
      place,
      `应为以下之一：${known.join('、')}${meant === null ? '' : `；是不是“${meant}”？`}`,
      `expected one of ${known.join(', ')}${meant === null ? '' : `; did you mean "${meant}"?`}`,
    )
  }
  return wrong(place, issue.message, issue.message)
}

/** Keys of a value object, which is recursive and so is no plain property of the JSON Schema. */
function valueKeys(path: readonly PropertyKey[]): string[] | null {
  const inside = path.some((part) =>
    [
      'fields',
      'item',
      'ruling',
      'report',
      'answer',
      'rating',
      'department',
      'done',
      'reason',
      'occurred',
    ].includes(String(part)),
  )
  return inside
    ? [
        'from',
        'const',
        'join',
        'split',
        'each',
        'item',
        'list',
        'parts',
        'as',
        'formats',
        'notBefore',
        'since',
        'plus',
        'default',
        'decimal',
        'crs',
        'times',
        'codes',
        'otherwise',
        'match',
        'template',
        'empty',
        'yes',
        'kind',
        'unreadable',
        'except',
      ]
    : null
}

/** Shapes of the parts of a record of a kind, where the domain declares them. */
function specsOf(kind: RecordMapping['kind']): { [part: string]: Spec | undefined } {
  const fields = kind === 'responsibility' ? undefined : kindFace(kind).fields.spec
  return {
    fields,
    steps: step.spec,
    ruling: ruling.spec,
    report: report.spec,
    answer: answering.spec,
    rating: stating.spec,
  }
}

function requireKnownFields({ records }: RegisterMapping): void {
  for (const [i, one] of records.entries()) {
    const known = fieldNamesOf(one.kind)
    const specs = specsOf(one.kind)
    const { fields, ruling, report, answer, rating } = one
    const parts = { fields, steps: one.steps?.item, ruling, report, answer, rating }
    for (const [part, given] of Object.entries(parts)) {
      for (const name of Object.keys(given ?? {})) {
        if (known[part]?.includes(name)) continue
        throw misspelt(name, `/records/${i}/${part === 'steps' ? 'steps/item' : part}`, known[part] ?? [])
      }
      const place = `/records/${i}/${part === 'steps' ? 'steps/item' : part}`
      requireKnownParts(given ?? {}, specs[part], place)
    }
    for (const name of one.past) {
      if (!known.fields?.includes(name)) throw misspelt(name, `/records/${i}/past`, known.fields ?? [])
    }
  }
}

/** Names of fields inside of lists and parts, as deep as they are declared. */
function requireKnownParts(given: { [field: string]: Value }, spec: Spec | undefined, place: string): void {
  if (spec?.is !== 'object') return
  for (const [name, value] of Object.entries(given)) {
    const inner = spec.fields[name]
    if (typeof value === 'string' || Array.isArray(value) || inner === undefined) continue
    const of = inner.is === 'list' ? inner.of : inner
    const { list = [], parts, item } = value
    const inside: [{ [field: string]: Value }, string][] = [
      ...list.map((one, n): [{ [field: string]: Value }, string] => [one, `list/${n}`]),
      ...(parts === undefined ? [] : [[parts, 'parts'] satisfies [{ [field: string]: Value }, string]]),
    ]
    if (item !== undefined && isFields(item)) inside.push([item, 'item'])
    for (const [fields, where] of inside) {
      const known = of.is === 'object' ? Object.keys(of.fields) : []
      const here = `${place}/${name}/${where}`
      const unknown = Object.keys(fields).find((field) => !known.includes(field))
      if (unknown !== undefined) throw misspelt(unknown, here, known)
      requireKnownParts(fields, of, here)
    }
  }
}

/** Only yes makes a record done: a code or a text would never be. */
function requireFlags({ records }: RegisterMapping): void {
  for (const [i, { finished }] of records.entries()) {
    if (finished === undefined) continue
    const isFlag =
      typeof finished === 'object' &&
      !Array.isArray(finished) &&
      (finished.as === 'flag' || typeof finished.const === 'boolean')
    if (!isFlag)
      throw wrong(
        `/records/${i}/finished`,
        'finished 要的是“是”或“否”：请写 "as": "flag"，并在 "yes" 中列出表示完成的词',
        'finished takes yes or no: declare "as": "flag", and the words that mean done in "yes"',
      )
  }
}

function requireTables({ tables, join }: RegisterMapping): void {
  for (const [i, { table }] of join.entries()) {
    if (!Object.hasOwn(tables, table)) throw misspelt(table, `/join/${i}/table`, Object.keys(tables))
  }
}

function wrong(place: string, zh: string, en: string): Problem {
  return refuse('invalid', `映射 ${place} 处不对：${zh}`, `The mapping is wrong at ${place}: ${en}`, place)
}

function misspelt(key: string, place: string, known: readonly string[]): Problem {
  const meant = nearest(key, known)
  return refuse(
    'invalid',
    `映射 ${place} 处有不认识的“${key}”${meant === null ? '' : `；是不是“${meant}”？`}`,
    `The mapping has an unknown "${key}" at ${place}${meant === null ? '' : `; did you mean "${meant}"?`}`,
    place,
  )
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, key) => new Map<string, unknown>(Object.entries(at ?? {})).get(String(key)),
    value,
  )
}
