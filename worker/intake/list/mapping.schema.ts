/**
 * The mapping format: what a published list looks like and what its columns mean, declared as JSON. The
 * importer knows no file; everything that differs from list to list stands here.
 */

import { z } from 'zod'
import { NO_FIELDS } from '../../domain/kinds/responsibility/fields.ts'
import { refuse } from '../../domain/record/guard.ts'
import type { Problem } from '../../domain/record/problem.ts'
import { basisLevels, codesOf, levels, responsibilityTypes } from '../../domain/record/vocabulary.ts'
import { nearest } from '../../domain/text/nearest.ts'
import { limits } from '../harm/limits.ts'
import { outside } from '../register/mapping.schema.ts'
import { keysAt } from './hints.ts'

const pattern = z.string().refine(isPattern, { error: 'not a regular expression' })

/** Readings by which the text of a cell becomes a value. */
const TRANSFORMS = {
  line: 'one line: line breaks and the spaces between Han characters go',
  text: 'text with its paragraphs; lines broken only because a column was narrow are joined',
  list: 'several short values in one cell, split at the separators outside of brackets',
  numbered: 'numbered points (1. 一、 （一） ①), one value each',
  names: 'short values, numbered or separated, without what closes them',
  duties: 'numbered points under headings: {step, text}',
  bases: 'legal bases, split at their markers: {level, title, docNumber, article, text}',
  type: 'a name of a type of power',
  level: 'a name of a level; what follows it is the scope',
  days: 'a time limit such as “20个工作日”',
  date: 'a calendar date in any usual form',
} as const

const column = z.strictObject({
  headers: z
    .array(z.string().min(1))
    .min(1)
    .describe('Header texts that mean this field. Spaces, line breaks, punctuation and width do not matter.'),
  part: z.int().min(1).max(9).optional().describe('Which of the columns under one merged header, from 1.'),
  as: z.enum(codesOfTransforms()).default('text').describe('How the cell is read.'),
  required: z.boolean().default(false).describe('Whether a sheet without this column is not a list at all.'),
})

/**
 * Fields that a column may hold: the number in the list, the department, the status, the fields of a
 * responsibility.
 */
const fieldNames = [
  'number',
  'department',
  'status',
  ...Object.keys(NO_FIELDS).filter(
    (field) => field !== 'source' && field !== 'parent' && field !== 'lead' && field !== 'supporting',
  ),
]

const mappingSchema = z.strictObject({
  $schema: z.string().optional(),
  mapping: z.literal(1).describe('Version of the mapping format.'),
  name: z.string().regex(/^[a-z][a-z0-9-]{1,40}$/),
  title: z.strictObject({ zh: z.string().min(1), en: z.string().min(1) }),
  target: z.literal('responsibility'),
  outside,
  sheets: z
    .strictObject({
      skip: z.array(pattern).default([]).describe('Sheets whose name matches are left out.'),
      count: pattern
        .optional()
        .describe('Where a sheet name says how many items it holds: the first group is the number.'),
    })
    .default({ skip: [] }),
  header: z
    .strictObject({
      within: z.int().min(1).max(100).default(10).describe('The header stands in one of the first rows.'),
      least: z.int().min(1).max(50).default(3).describe('So many columns must be recognised.'),
      leave: z
        .array(z.string().min(1))
        .default([])
        .describe('Headers of columns that are left out on purpose; any other unknown column is reported.'),
    })
    .default({ within: 10, least: 3, leave: [] }),
  columns: z.partialRecord(z.enum(fieldNames), column).describe('Field by field, the columns that hold it.'),
  none: z.array(z.string()).default([]).describe('Cells with exactly this text are empty.'),
  starts: z
    .array(z.enum(fieldNames))
    .min(1)
    .describe(
      'A cell of its own in one of these fields begins a new item; other rows continue the one above.',
    ),
  inherits: z
    .array(z.enum(fieldNames))
    .default([])
    .describe('What a new item takes over from the one above when its own cell is empty.'),
  ignore: z
    .array(pattern)
    .default([])
    .describe('Rows whose first text matches are no items: totals, signatures.'),
  past: z
    .array(z.string().min(1))
    .default([])
    .describe('Rows with one of these in the column `status` are no longer in force and are passed over.'),
  separators: z.array(z.string().min(1)).default(['、', '；', ';', '，', ',', '\n']),
  headings: z
    .array(pattern)
    .default([])
    .describe('Headings among numbered points; the first group is the step.'),
  types: z
    .strictObject({
      from: z
        .array(z.enum(['column', 'section', 'sheet', 'title', 'ending']))
        .min(1)
        .describe(
          'Where the type is looked for, in this order: its column, a section title among the rows, the name of the sheet, a title of the whole list (above the header, or in the name of the sheet or file) that names one type alone, the ending of the item name.',
        ),
      names: z
        .partialRecord(z.enum(codesOf(responsibilityTypes)), z.array(z.string().min(1)))
        .default({})
        .describe('Further names of types.'),
      endings: z
        .partialRecord(z.enum(codesOf(responsibilityTypes)), z.array(pattern))
        .default({})
        .describe('Endings of item names that tell the type.'),
      default: z
        .enum(codesOf(responsibilityTypes))
        .optional()
        .describe(
          'Type of every item for which none of these names one; without it such items are rejected.',
        ),
    })
    .default({ from: ['column'], names: {}, endings: {} }),
  levels: z
    .partialRecord(z.enum(codesOf(levels)), z.array(z.string().min(1)))
    .default({})
    .describe('Names of levels.'),
  bases: z
    .array(
      z.strictObject({
        marker: pattern.describe('What stands in 【】 before the title; empty where there is none.'),
        title: pattern.optional().describe('Only when the title matches as well.'),
        near: pattern
          .optional()
          .describe('Only when what stands between title and first article matches as well.'),
        level: z.enum(codesOf(basisLevels)),
      }),
    )
    .default([])
    .describe('The level of a legal basis; the first rule that fits holds.'),
  department: z
    .strictObject({
      from: z
        .array(z.enum(['title', 'sheet', 'file', 'column', 'most']))
        .min(1)
        .describe(
          'Where the department is looked for when none is given, in this order: the titles above the header, the name of the sheet, the name of the file, a column row by row, or what most rows of the sheet print in a column.',
        ),
      patterns: z
        .array(pattern)
        .default([])
        .describe('How titles, sheets and files name it; the first group is the name.'),
      columns: z
        .array(z.enum(fieldNames))
        .default([])
        .describe('The fields whose text names it row by row; the first that has text.'),
      most: z
        .array(z.enum(fieldNames))
        .default([])
        .describe('The fields of which the commonest text of a sheet names it for all its rows.'),
      generic: z
        .array(pattern)
        .default([])
        .describe('Names that mean any department of a kind, and so none.'),
    })
    .describe('Whose list it is.'),
  limits,
  identity: z.strictObject({
    fields: z
      .array(z.enum(fieldNames))
      .min(1)
      .describe('What an item is recognised by from one delivery to the next.'),
    tell: z.array(z.enum(fieldNames)).default([]).describe('What tells items of one identity apart.'),
    again: z
      .array(z.array(z.enum(fieldNames)).min(1))
      .default([])
      .describe(
        'By what an item is still recognised when its identity itself was changed: the first set of fields in which exactly one row and one record agree, with none of them empty.',
      ),
  }),
})

export type Mapping = z.output<typeof mappingSchema>
export type Column = z.output<typeof column>
export type Transform = keyof typeof TRANSFORMS

function codesOfTransforms(): [Transform, ...Transform[]] {
  return ['line', 'text', 'list', 'numbered', 'names', 'duties', 'bases', 'type', 'level', 'days', 'date']
}

function isPattern(text: string): boolean {
  try {
    return new RegExp(text, 'u') instanceof RegExp
  } catch {
    return false
  }
}

/** The JSON Schema of the mapping format, for editors. */
export function mappingJsonSchema(): object {
  return z.toJSONSchema(mappingSchema, { io: 'input', target: 'draft-2020-12' })
}

/**
 * Reads a mapping.
 *
 * @throws Problem `invalid` that names the place and, for a misspelt key or code, the one that may have been meant
 */
export function parseMapping(input: unknown): Mapping {
  const result = mappingSchema.safeParse(input)
  if (result.success) return result.data
  const { issues } = result.error
  // A misspelt key is why its right spelling is missing: tell that first.
  const issue = issues.find(({ code }) => code === 'unrecognized_keys' || code === 'invalid_key') ?? issues[0]
  if (issue === undefined) throw wrong('/', '格式不对', 'malformed')
  const place = `/${issue.path.map(String).join('/')}`
  if (issue.code === 'unrecognized_keys')
    throw unknownKey(issue.keys[0] ?? '', place, keysAt(mappingJsonSchema(), issue.path))
  if (issue.code === 'invalid_key') {
    const key = String(issue.path.at(-1))
    throw unknownKey(key, place, keysAt(mappingJsonSchema(), issue.path.slice(0, -1)))
  }
  if (issue.code === 'invalid_value') {
    const known = issue.values.map(String)
    const meant = nearest(String(valueAt(input, issue.path)), known)
    throw wrong(
      place,
      `应为以下之一：${known.join('、')}${meant === null ? '' : `；是不是“${meant}”？`}`,
      `expected one of ${known.join(', ')}${meant === null ? '' : `; did you mean "${meant}"?`}`,
    )
  }
  throw wrong(place, issue.message, issue.message)
}

function wrong(place: string, zh: string, en: string): Problem {
  return refuse('invalid', `映射 ${place} 处不对：${zh}`, `The mapping is wrong at ${place}: ${en}`, place)
}

function unknownKey(key: string, place: string, known: readonly string[]): Problem {
  const meant = nearest(key, known)
  return refuse(
    'invalid',
    `映射 ${place} 处有不认识的键“${key}”${meant === null ? '' : `；是不是“${meant}”？`}`,
    `The mapping has an unknown key "${key}" at ${place}${meant === null ? '' : `; did you mean "${meant}"?`}`,
    place,
  )
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, key) => new Map<string, unknown>(Object.entries(at ?? {})).get(String(key)),
    value,
  )
}
