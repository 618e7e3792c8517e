/**
 * The mapping format: what a published list looks like and what its columns mean, declared as JSON. The
 * importer knows no file; everything that differs from list to list stands here.
 */
import { z } from 'zod'
import { refuse } from '../domain/guard.ts'
import { NO_FIELDS } from '../domain/responsibility/types.ts'
import { basisLevels, codesOf, levels, responsibilityTypes } from '../domain/vocabulary.ts'

const pattern = z.string().refine(isPattern, { error: 'not a regular expression' })

/** How the text of a cell becomes a value. */
export const TRANSFORMS = {
  line: 'one line: line breaks and the spaces between Han characters go',
  text: 'text with its lines, tidied at the edges',
  list: 'several short values in one cell, split at the separators',
  numbered: 'numbered points (1. 一、 （一） ①), one item each',
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

const fieldNames = [
  'number',
  'department',
  ...Object.keys(NO_FIELDS).filter(
    (field) => field !== 'source' && field !== 'parent' && field !== 'lead' && field !== 'supporting',
  ),
]

export const mappingSchema = z.strictObject({
  $schema: z.string().optional(),
  mapping: z.literal(1).describe('Version of the mapping format.'),
  name: z.string().regex(/^[a-z][a-z0-9-]{1,40}$/),
  title: z.strictObject({ zh: z.string().min(1), en: z.string().min(1) }),
  target: z.literal('responsibility'),
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
    })
    .default({ within: 10, least: 3 }),
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
  separators: z.array(z.string().min(1)).default(['、', '；', ';', '，', ',', '\n']),
  headings: z
    .array(pattern)
    .default([])
    .describe('Headings among numbered points; the first group is the step.'),
  types: z
    .strictObject({
      from: z
        .array(z.enum(['column', 'sheet', 'ending']))
        .min(1)
        .describe('Where the type is looked for, in this order.'),
      names: z
        .partialRecord(z.enum(codesOf(responsibilityTypes)), z.array(z.string().min(1)))
        .default({})
        .describe('Further names of types.'),
      endings: z
        .partialRecord(z.enum(codesOf(responsibilityTypes)), z.array(pattern))
        .default({})
        .describe('Endings of item names that tell the type.'),
    })
    .default({ from: ['column'], names: {}, endings: {} }),
  levels: z
    .partialRecord(z.enum(codesOf(levels)), z.array(z.string().min(1)))
    .default({})
    .describe('Names of levels.'),
  bases: z
    .array(
      z.strictObject({
        marker: pattern.describe('What stands in 【】 before the title.'),
        title: pattern.optional().describe('Only when the title matches as well.'),
        level: z.enum(codesOf(basisLevels)),
      }),
    )
    .default([])
    .describe('The level of a legal basis; the first rule that fits holds.'),
  department: z
    .strictObject({
      from: z
        .array(z.enum(['title', 'file', 'column']))
        .min(1)
        .describe('Where the department is looked for when none is given, in this order.'),
      patterns: z
        .array(pattern)
        .default([])
        .describe('How titles and file names name it; the first group is the name.'),
      columns: z
        .array(z.enum(fieldNames))
        .default([])
        .describe('The fields whose text names it; the first that has text.'),
    })
    .describe('Whose list it is.'),
  identity: z.strictObject({
    fields: z
      .array(z.enum(fieldNames))
      .min(1)
      .describe('What an item is recognised by from one delivery to the next.'),
    tell: z.array(z.enum(fieldNames)).default([]).describe('What tells items of one identity apart.'),
  }),
})

export type Mapping = z.output<typeof mappingSchema>
export type Column = z.output<typeof column>
export type Transform = keyof typeof TRANSFORMS

function codesOfTransforms(): [Transform, ...Transform[]] {
  return ['line', 'text', 'list', 'numbered', 'duties', 'bases', 'type', 'level', 'days', 'date']
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
 * @throws Problem `invalid` that names the place and, for a misspelt key, the one that may have been meant
 */
export function parseMapping(input: unknown): Mapping {
  const result = mappingSchema.safeParse(input)
  if (result.success) return result.data
  const { issues } = result.error
  // A misspelt key is why its right spelling is missing: tell that first.
  const issue = issues.find(({ code }) => code === 'unrecognized_keys' || code === 'invalid_key') ?? issues[0]
  const place = issue === undefined || issue.path.length === 0 ? '/' : `/${issue.path.map(String).join('/')}`
  const unknown =
    issue?.code === 'unrecognized_keys'
      ? (issue.keys[0] ?? '')
      : issue?.code === 'invalid_key'
        ? String(issue.path.at(-1))
        : null
  if (unknown === null)
    throw refuse(
      'invalid',
      `映射 ${place} 处不对：${issue?.message ?? ''}`,
      `The mapping is wrong at ${place}: ${issue?.message ?? ''}`,
      place,
    )
  const meant = nearest(unknown, issue?.code === 'invalid_key' ? fieldNames : keysAt(issue?.path ?? []))
  throw refuse(
    'invalid',
    `映射 ${place} 处有不认识的键“${unknown}”${meant === null ? '' : `；是不是“${meant}”？`}`,
    `The mapping has an unknown key "${unknown}" at ${place}${meant === null ? '' : `; did you mean "${meant}"?`}`,
    place,
  )
}

/** The keys that the format knows at a path. */
function keysAt(path: readonly PropertyKey[]): string[] {
  if (path.length === 0) return Object.keys(mappingSchema.shape)
  if (path[0] === 'columns') return path.length === 1 ? fieldNames : Object.keys(column.shape)
  const known: { [section: string]: string[] } = {
    sheets: ['skip', 'count'],
    header: ['within', 'least'],
    types: ['from', 'names', 'endings'],
    bases: ['marker', 'title', 'level'],
    department: ['from', 'patterns', 'columns'],
    identity: ['fields', 'tell'],
    title: ['zh', 'en'],
  }
  return known[String(path[0])] ?? []
}

function nearest(word: string, known: readonly string[]): string | null {
  const [best] = known
    .map((key) => ({ key, distance: distance(word, key) }))
    .sort((a, b) => a.distance - b.distance)
  return best !== undefined && best.distance <= Math.max(2, word.length / 3) ? best.key : null
}

/** Levenshtein distance. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
