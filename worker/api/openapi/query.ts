/** Parameters of paths and queries. */
import { z } from 'zod'
import { parse } from '../../domain/input/input.schema.ts'
import { milestoneTypes } from '../../domain/kinds/milestone/vocabulary.ts'
import { kindOf, type ListedKind, recordKinds } from '../../domain/kinds/table.ts'
import { isCalendarDate } from '../../domain/record/date.ts'
import { entryNotes } from '../../domain/record/entered/notes.ts'
import { refuse } from '../../domain/record/guard.ts'
import { type Filter, type FilterName, isTaken } from '../../domain/record/list/listed.ts'
import { mixedSorts, type Sorts, sortTexts } from '../../domain/record/list/sort.ts'
import { codesOf } from '../../domain/record/vocabulary.ts'
import { ruleGroups } from '../../domain/rules/rule.ts'
import { audiences } from '../../domain/rules/words.ts'
import { boardViews } from '../../services/read/reading.ts'
import type { ApiContext } from '../http/context.ts'

const whole = z.coerce.number<string>().int().min(0).max(Number.MAX_SAFE_INTEGER)

export const pageQuery = z.object({
  cursor: z.string().max(1000).optional().meta({ description: 'Opaque: the `next` of the page before.' }),
  limit: whole.optional().meta({ description: 'Items on a page.' }),
})

/** An order is refused where it is read, with the nearest name; here it is described. */
function sortOf(sorts: Sorts, usual: string) {
  const names = sortTexts(sorts).join(', ')
  return z
    .string()
    .max(200)
    .optional()
    .meta({
      description: `Order of the list: ${names}. Downwards with a - before it; ${usual} when left out.`,
    })
}

const lang = z.enum(['zh', 'en']).default('zh').meta({ description: 'Language of headers and labels.' })
export const id = z.string().max(80)

const annulled = z.enum(['no', 'yes', 'any']).optional().meta({
  description:
    'Records that were annulled: left out (`no`, the default), alone (`yes`), or among the others (`any`).',
})

/** An end of a period: a year, a month or a day. */
export const periodDay = z.string().max(10).refine(isCalendarDate, { error: 'date' })

const yearText = z.string().refine((text) => text.length === 4 && isCalendarDate(text), { error: 'date' })

/** The query of entries: of all, or of those of which something is noted. */
export const entriesQuery = pageQuery.extend({
  told: z.enum(entryNotes).optional().meta({
    description:
      'Those that say that something had been entered wrongly, or that were recorded late; the others narrow these alone.',
  }),
  department: id.optional().meta({ description: 'The department that they were logged for.' }),
  from: yearText.optional().meta({ description: 'First year of recording, in UTC.' }),
  to: yearText.optional().meta({ description: 'Last year of recording, in UTC.' }),
})

function valueShape(filter: Filter): z.ZodType<string> {
  const { spec } = filter
  if (spec.is === 'code') return z.enum(spec.codes)
  if (spec.is === 'date') return periodDay
  if (spec.is === 'number')
    return z
      .string()
      .refine((value) => isTaken(filter, value), { error: 'whole' })
      .meta({ pattern: '^\\d{1,15}$' })
  return spec.is === 'text' ? z.string().max(spec.most) : id
}

function filterOf(filter: Filter): z.ZodOptional<z.ZodType<string>> {
  const { about } = filter
  const one = valueShape(filter)
  return about === undefined ? one.optional() : one.optional().meta({ description: about })
}

type FilterQuery = z.ZodObject<{ [name in FilterName]: z.ZodOptional<z.ZodType<string>> }>

/** Makes something of each kind once: a Worker makes an app for each request, and kinds are the same for all. */
function ofEachKind<T>(make: (kind: ListedKind) => T): (kind: ListedKind) => T {
  const made = new Map<ListedKind, T>()
  return (kind) => {
    const there = made.get(kind) ?? make(kind)
    made.set(kind, there)
    return there
  }
}

/** Query by which the list of a kind can be narrowed, as its declaration says. */
const filtersOf = ofEachKind((kind): FilterQuery => {
  const filters = Object.entries(kindOf(kind).filters).map(([name, filter]) => [name, filterOf(filter)])
  return z.object(Object.fromEntries(filters) as FilterQuery['shape'])
})

const choices = z.enum(['yes']).optional().meta({
  description: 'With `yes`, the numbers of records for each value by which the list could be narrowed.',
})

/** The query of a list of a kind. */
export const listQuery = ofEachKind((kind) =>
  pageQuery.extend({
    ...filtersOf(kind).shape,
    annulled,
    choices,
    sort: sortOf(kindOf(kind).sorts, 'recorded'),
  }),
)

/** The query of the feed and of the calendar of a list. */
export const feedQuery = ofEachKind((kind) =>
  filtersOf(kind).extend({ annulled, lang: z.string().max(20).optional() }),
)

/** The query of the places of a list. */
export const placesQuery = ofEachKind((kind) =>
  filtersOf(kind).extend({
    annulled,
    limit: whole.optional().meta({ description: 'Places at most, 20,000 when left out.' }),
  }),
)

/** The query of the file of a list. */
export const fileQuery = ofEachKind((kind) =>
  filtersOf(kind).extend({ annulled, lang, sort: sortOf(kindOf(kind).sorts, 'recorded') }),
)

/** The query of the file of a list that published lists print in a form of their own. */
export const publishedFileQuery = ofEachKind((kind) => {
  const names = z
    .enum(['fields'])
    .optional()
    .meta({ description: 'Under the names of the fields, as every other list.' })
  return fileQuery(kind).extend({ names })
})

const boardShape = {
  department: id.optional(),
  area: z.string().max(200).optional(),
  type: z.enum(codesOf(milestoneTypes)).optional(),
  of: id.optional().meta({ description: 'Id of a decision or responsibility.' }),
}
export const figuresQuery = z.object(boardShape)
export const boardQuery = pageQuery.extend({
  ...boardShape,
  view: z.enum(boardViews).optional(),
  sort: sortOf(kindOf('milestone').sorts, 'that of the view'),
})

const day = z
  .string()
  .refine((text) => text.length === 10 && isCalendarDate(text), { error: 'date' })
  .meta({ description: 'YYYY-MM-DD' })
export const ruleQuery = z.object({
  group: z.enum(ruleGroups).optional().meta({ description: 'P procedure, C competence, T time …' }),
  audience: z.enum(codesOf(audiences)).optional(),
})

export const coverageQuery = z.object({
  rule: z.string().max(10).optional().meta({ description: 'One rule, `P01`.' }),
  department: id.optional(),
})

export const patternQuery = z.object({
  department: id.optional(),
  from: day.optional().meta({ description: 'First day that is counted, YYYY-MM-DD.' }),
  to: day.optional().meta({ description: 'Last day that is counted, YYYY-MM-DD.' }),
})
export const patternFileQuery = patternQuery.extend({
  table: z.string().max(40).optional().meta({ description: 'Name of the table; the first by default.' }),
  lang,
})

export const calendarQuery = z.object({
  from: day,
  to: day,
  department: id.optional(),
  record: id.optional(),
  rel: z
    .enum(['due', 'hearing', 'consultation', 'meeting', 'promulgation', 'decided', 'evaluation'])
    .optional(),
  limit: whole.optional(),
})
export const recordsQuery = pageQuery.extend({
  sort: sortOf(mixedSorts, 'recorded'),
  kind: z.enum(recordKinds).optional(),
  department: id.optional(),
  of: id.optional(),
  register: z
    .string()
    .max(100)
    .optional()
    .meta({ description: 'Name of the mapping of a delivered register.' }),
  annulled,
})
export const versionQuery = z.object({ seq: whole.optional(), size: whole.optional(), date: day.optional() })
export const timelineQuery = pageQuery.extend({
  last: whole
    .min(1)
    .max(500)
    .optional()
    .meta({ description: 'So many of the newest entries, in the place of a page from the oldest on.' }),
})
export const evidenceQuery = z.object({
  after: whole.optional().meta({
    description: 'Number of its entries that are not told: the `next` of the answer before.',
  }),
})
export const compareQuery = z.object({ from: whole, to: whole })

export const searchQuery = pageQuery.extend({
  q: z.string().max(200).default('').meta({ description: 'Words, Chinese or Latin; all must match.' }),
  kind: z.enum(recordKinds).optional(),
  department: z.string().max(80).optional(),
  type: z.string().max(80).optional(),
  annulled,
})

export const changesQuery = z.object({
  since: whole.optional().meta({ description: 'Ledger index from which on; the `next` of the page before.' }),
  limit: whole.optional(),
})

export const proofQuery = z.object({
  size: whole.optional().meta({ description: 'A published ledger size; the newest when left out.' }),
})
export const consistencyQuery = z.object({ from: whole.meta({ description: 'The smaller size.' }) })

/** Reads the query of a request. @throws Problem `invalid` */
export function queryOf<S extends z.ZodType>(c: ApiContext, schema: S): z.output<S> {
  return parse(schema, c.req.query())
}

/** A ledger index or size in a path. @throws Problem `invalid` */
export function wholeParam(c: ApiContext, name: string): number {
  const text = c.req.param(name) ?? ''
  if (/^(0|[1-9]\d{0,15})$/.test(text) && Number.isSafeInteger(Number(text))) return Number(text)
  throw refuse(
    'invalid',
    `${text} 不是账目序号或规模：应为从 0 起的整数。`,
    `${text} is no index or size: expected a whole number from 0.`,
    name,
  )
}
