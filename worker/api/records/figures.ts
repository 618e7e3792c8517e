/** 统计: figures by year, department or type, each with its denominator and the list behind it. */
import { Hono } from 'hono'
import { z } from 'zod'
import { type FigureCounts, listBehind, shareOf, type TableFigures } from '../../domain/figures/figures.ts'
import { FIGURE_CAVEATS, figureGroups } from '../../domain/figures/measures.ts'
import { lists } from '../../domain/kinds/table.ts'
import { csvLine } from '../../domain/text/csv.ts'
import type { Figures } from '../../services/figures/figures.ts'
import type { ApiDeps, ApiEnv } from '../http/context.ts'
import { reads } from '../openapi/describe.ts'
import { id, periodDay, queryOf } from '../openapi/query.ts'
import { rate } from './response.ts'

const figuresQuery = z.object({
  by: z.enum(figureGroups).default('year').meta({ description: 'What the rows are.' }),
  department: id.optional(),
  from: periodDay
    .optional()
    .meta({ description: 'First day of the period: a year, a month or a day; 1900 unless said.' }),
  to: periodDay.optional().meta({ description: 'Last day of the period, up to its end; open unless said.' }),
})

const whole = z.int().min(0)
const figure = z
  .object({
    name: z.string(),
    n: whole,
    share: rate.nullable().meta({ description: 'Null for a figure without a denominator.' }),
    list: z.string().nullable().meta({ description: 'The list behind it, whose total it is.' }),
  })
  .meta({ id: 'Figure' })
const row = z.object({
  key: z.string().nullable().meta({ description: 'Null where the records state none.' }),
  figures: z.array(figure),
})
const figuresAnswer = z.object({
  by: z.enum(figureGroups),
  department: z.string().nullable(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  today: z.string(),
  deliveries: z.array(z.object({ register: z.string(), asOf: z.string().nullable() })),
  items: z.array(
    z.object({
      table: z.string(),
      date: z.string().meta({ description: 'Day by which a record falls into a period.' }),
      rows: z.array(row),
      all: z.array(figure),
      undated: whole.meta({ description: 'Records that state no such day, and are in no period.' }),
      withheld: whole.meta({ description: 'Records that are withheld with that day, and are in no period.' }),
    }),
  ),
  next: z.null(),
  caveats: z.array(z.object({ zh: z.string(), en: z.string() })),
})

type Asked = Pick<Figures, 'scope' | 'by'>

/** Figures of a row. @param key undefined for the row of all */
function figuresOf(
  { table }: TableFigures,
  { scope, by }: Asked,
  counts: FigureCounts['counts'],
  key?: string | null,
) {
  return table.measures.map((measure, at) => {
    const query = listBehind(table, measure, scope, by, key)
    return {
      name: measure.name,
      n: counts[at] ?? 0,
      share: shareOf(table, at, counts),
      list: query === null ? null : `/api/v1/${lists[table.kind]}?${new URLSearchParams(query)}`,
    }
  })
}

const HEADER = ['table', 'key', 'figure', 'n', 'of', 'share', 'low', 'high', 'list']

function lineOf(
  table: string,
  key: string | null,
  { name, n, share, list }: ReturnType<typeof figuresOf>[number],
) {
  const numbers = [share?.share, share?.low, share?.high].map((one) => (one == null ? null : one.toFixed(4)))
  const of = share === null ? null : share.few ? '<5' : share.of
  return [table, key, name, String(n), of === null ? null : String(of), ...numbers, list]
}

/** Routes of figures: as JSON, and as a file with a line for each. */
export function figuresRoutes({ services: { reading } }: ApiDeps) {
  const app = new Hono<ApiEnv>()
  app.get(
    '/figures',
    reads({
      tag: 'figures',
      summary: 'Decisions, milestones, moved dates and flags by year, department or type, with denominators',
      query: figuresQuery,
      answer: figuresAnswer,
    }),
    async (c) => {
      const { by, scope, today, deliveries, tables } = await reading.figures(queryOf(c, figuresQuery))
      const asked = { by, scope }
      return c.json({
        by,
        ...scope,
        today,
        deliveries,
        items: tables.map((one) => ({
          table: lists[one.table.kind],
          date: one.table.date,
          rows: one.rows.map(({ key, counts }) => ({ key, figures: figuresOf(one, asked, counts, key) })),
          all: figuresOf(one, asked, one.all.counts),
          undated: one.undated,
          withheld: one.withheld,
        })),
        next: null,
        caveats: FIGURE_CAVEATS,
      })
    },
  )
  app.get(
    '/figures.csv',
    reads({ tag: 'figures', summary: 'The same as a file', query: figuresQuery, answer: 'text/csv' }),
    async (c) => {
      const found = await reading.figures(queryOf(c, figuresQuery))
      const lines = found.tables.flatMap((one) => [
        ...one.rows.flatMap(({ key, counts }) =>
          figuresOf(one, found, counts, key).map((figure) => lineOf(lists[one.table.kind], key, figure)),
        ),
        ...figuresOf(one, found, one.all.counts).map((figure) => lineOf(lists[one.table.kind], '*', figure)),
      ])
      c.header('content-type', 'text/csv; charset=utf-8; header=present')
      c.header('content-disposition', 'attachment; filename="figures.csv"')
      return c.body(`\ufeff${[HEADER, ...lines].map((cells) => csvLine(cells)).join('')}`)
    },
  )
  return app
}
