/** Pattern views, for inspectors. Everybody else is told the same, whichever name stands in the address. */
import { Hono } from 'hono'
import { z } from 'zod'
import { csvLine } from '../../domain/text/csv.ts'
import { may, requireActor } from '../accounts/sign-in/who.ts'
import type { ApiDeps, ApiEnv } from '../http/context.ts'
import { reads } from '../openapi/describe.ts'
import { patternFileQuery, patternQuery, queryOf } from '../openapi/query.ts'

const words = z.object({ zh: z.string(), en: z.string() })
const table = z.object({
  name: z.string(),
  keys: z.array(z.string()),
  figures: z.array(z.string()).meta({ description: 'The first one counts.' }),
  draw: z.object({ bar: z.string(), part: z.string().optional(), line: z.string().optional() }),
  rows: z.array(
    z.object({
      keys: z.array(z.string().nullable()),
      figures: z.array(z.number().nullable()),
      marked: z.boolean().meta({
        description: 'Beyond the limit of the rule of the same reading, or the place at which it looks.',
      }),
      n: z.int().meta({ description: 'Cases on which the row rests.' }),
    }),
  ),
  least: z.number().meta({ description: 'Fewest cases of which anything is said.' }),
  few: z.int().meta({ description: 'Rows on fewer cases: nothing is said of them.' }),
  total: z.int().meta({ description: 'Rows, with those that are left off here.' }),
  looked: z.int(),
  counted: z.int(),
  outside: z.int().meta({ description: 'Outside of the period.' }),
  left: z
    .array(z.object({ reason: z.string(), n: z.int() }))
    .meta({ description: 'What could not be placed, and why: a gap never looks clean.' }),
})
export const patternAnswer = z.object({
  pattern: z.string(),
  asOf: z.string(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  department: z.string().nullable(),
  rules: z.array(
    z.object({
      id: z.string(),
      name: words,
      limits: z.array(z.object({ name: z.string(), words, unit: words, value: z.number() })),
    }),
  ),
  tables: z.array(table),
  departments: z.record(z.string(), z.object({ title: z.string(), titleEn: z.string().nullable() })),
})

/** Routes of the patterns. Each look is noted in the access log. */
export function patternRoutes({ services: { patterns, access } }: ApiDeps) {
  const app = new Hono<ApiEnv>()
  app.get(
    '/patterns/:pattern',
    reads({
      tag: 'flags',
      summary:
        'What the rules about groups look at, counted as a whole: approvals, hours, year-end, departure, thresholds. A reason to look, never a finding; for inspectors',
      query: patternQuery,
      answer: patternAnswer,
    }),
    may('flag.write'),
    async (c) => {
      c.header('cache-control', 'no-store')
      const actor = requireActor(c)
      const pattern = c.req.param('pattern')
      const { search } = new URL(c.req.url)
      await access.note(actor.account, 'read_findings', `patterns/${pattern}${search}`, c.get('requestId'))
      return c.json(await patterns.view(actor, pattern, queryOf(c, patternQuery)))
    },
  )
  app.get(
    '/patterns/:pattern/table.csv',
    reads({
      tag: 'flags',
      summary: 'One table of a pattern view as a file, with all of its rows; for inspectors',
      query: patternFileQuery,
      answer: 'text/csv',
    }),
    may('flag.write'),
    async (c) => {
      c.header('cache-control', 'no-store')
      const { table: name, lang, ...query } = queryOf(c, patternFileQuery)
      const pattern = c.req.param('pattern')
      const rows = await patterns.cells(requireActor(c), pattern, query, { name, lang })
      c.header('content-type', 'text/csv; charset=utf-8; header=present')
      c.header('content-disposition', `attachment; filename="${pattern}${name ? `-${name}` : ''}.csv"`)
      return c.body(`\ufeff${rows.map((cells) => csvLine(cells)).join('')}`)
    },
  )
  return app
}
