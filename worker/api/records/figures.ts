/** 统计: figures by year, department or type, each with its denominator and the list behind it. */
import { Hono } from 'hono'
import { z } from 'zod'
import { type AnyTable, behind } from '../../domain/figures/behind.ts'
import { type FigureCounts, shareOf, type TableFigures } from '../../domain/figures/figures.ts'
import { FIGURE_CAVEATS, figureGroups } from '../../domain/figures/measures.ts'
import { csvLine } from '../../domain/text/csv.ts'
import { everyTable, type Figures } from '../../services/figures/figures.ts'
import { publishedCoverage } from '../../services/inspection/standing/published.ts'
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
  rules: z.object({ asOf: z.string().nullable(), waiting: z.int().min(0) }).meta({
    description:
      'For which day the rules were asked of which coverage is told, and how much they still have to look at.',
  }),
  items: z.array(
    z.object({
      table: z.string(),
      date: z.string().nullable().meta({
        description:
          'Day by which a record falls into a period; null for entries (by year of recording) and coverage.',
      }),
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
  { table }: TableFigures<AnyTable>,
  { scope, by }: Asked,
  counts: FigureCounts['counts'],
  key?: string | null,
) {
  return table.measures.map((measure, at) => {
    const list = behind(table, measure, scope, by, key)
    return {
      name: measure.name,
      n: counts[at] ?? 0,
      share: shareOf(table, at, counts),
      list: list === null ? null : `/api/v1/${list.of}?${new URLSearchParams(list.query)}`,
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
export function figuresRoutes({ services: { reading, standing } }: ApiDeps) {
  const app = new Hono<ApiEnv>()
  const asked = async (query: z.infer<typeof figuresQuery>) => {
    const [found, covered] = await Promise.all([
      reading.figures(query),
      publishedCoverage(standing, { department: query.department }),
    ])
    const { standing: now } = covered
    return { ...found, rules: { asOf: now.day, waiting: now.waiting }, all: everyTable(found, covered.items) }
  }
  app.get(
    '/figures',
    reads({
      tag: 'figures',
      summary:
        'Decisions, milestones, moved dates, flags, corrections, late entries and coverage by year, department or type, with denominators',
      query: figuresQuery,
      answer: figuresAnswer,
    }),
    async (c) => {
      const { by, scope, today, deliveries, rules, all } = await asked(queryOf(c, figuresQuery))
      const part = { by, scope }
      return c.json({
        by,
        ...scope,
        today,
        deliveries,
        rules,
        items: all.map((one) => ({
          table: one.table.name,
          date: 'date' in one.table ? one.table.date : null,
          rows: one.rows.map(({ key, counts }) => ({ key, figures: figuresOf(one, part, counts, key) })),
          all: figuresOf(one, part, one.all.counts),
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
      const found = await asked(queryOf(c, figuresQuery))
      const lines = found.all.flatMap((one) => [
        ...one.rows.flatMap(({ key, counts }) =>
          figuresOf(one, found, counts, key).map((figure) => lineOf(one.table.name, key, figure)),
        ),
        ...figuresOf(one, found, one.all.counts).map((figure) => lineOf(one.table.name, '*', figure)),
      ])
      c.header('content-type', 'text/csv; charset=utf-8; header=present')
      c.header('content-disposition', 'attachment; filename="figures.csv"')
      return c.body(`\ufeff${[HEADER, ...lines].map((cells) => csvLine(cells)).join('')}`)
    },
  )
  return app
}
