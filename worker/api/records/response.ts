/** 应答情况: how much of what was due was there in time, with its denominators and the reasons why it may mislead. */
import { Hono } from 'hono'
import { z } from 'zod'
import { questionFacts } from '../../domain/kinds/question/vocabulary.ts'
import { codesOf } from '../../domain/record/vocabulary.ts'
import { CAVEATS, type Rate, type ResponseFigures, responseGroups } from '../../domain/response/figures.ts'
import { readPeriod } from '../../domain/response/period.ts'
import { csvLine } from '../../domain/text/csv.ts'
import type { ApiContext, ApiDeps, ApiEnv } from '../http/context.ts'
import { reads } from '../openapi/describe.ts'
import { queryOf } from '../openapi/query.ts'

const day = (description: string) => z.string().max(40).optional().meta({ description })

const responseQuery = z.object({
  by: z.enum(responseGroups).default('department').meta({ description: 'What the rows are.' }),
  from: day('First day of the period, YYYY-MM-DD; the first of the year of its end unless said.'),
  to: day('Last day of the period; that for which is asked unless said.'),
  asOf: day('The day for which is asked: what happened later is left out. Today unless said.'),
})

const whole = z.int().min(0)
export const rate = z
  .object({
    hits: whole.nullable(),
    of: whole.nullable().meta({ description: 'The denominator; null where it is fewer than five.' }),
    share: z.number().nullable(),
    low: z.number().nullable().meta({ description: 'Wilson score interval, 95 %.' }),
    high: z.number().nullable(),
    few: z.boolean().meta({ description: 'There are some, but fewer than five.' }),
  })
  .meta({ id: 'Rate' })
const figures = z
  .object({
    received: whole,
    due: whole.meta({ description: 'Fell due within the period and before the day for which is asked.' }),
    inTime: rate,
    answered: rate,
    extended: rate,
    declined: rate,
    abandoned: rate,
    withheld: rate,
    rated: rate,
    solved: rate,
    satisfaction: z.object({ mean: z.number().nullable(), n: whole }),
    listed: z.object({ received: whole, rated: rate, solved: rate, satisfied: rate }).meta({
      description:
        'Questions that lists brought, with the ratings that these state: rated of all, solved and satisfied (fully or mostly) of those of which that is stated.',
    }),
    days: z.object({ median: whole.nullable(), p90: whole.nullable(), n: whole }).meta({
      description: 'Working days from receipt to the end; null below five.',
    }),
    openOverdue: whole,
    notAssessable: whole,
  })
  .meta({ id: 'ResponseFigures' })
const responseAnswer = z.object({
  by: z.enum(responseGroups),
  from: z.string(),
  to: z.string(),
  asOf: z.string(),
  items: z.array(
    z.object({
      key: z.string().nullable().meta({ description: 'Null where no department is known.' }),
      own: figures,
      whole: figures.nullable().meta({ description: 'With all below it, each case once.' }),
    }),
  ),
  claims: z.array(z.object({ fact: z.enum(codesOf(questionFacts)), claimed: whole, denied: rate })).meta({
    description:
      'For each fact that raises the priority of a question: how many askers claimed it in the period, and of the claims that were checked those found not to be so. The same whatever the rows are.',
  }),
  next: z.null(),
  caveats: z.array(z.object({ zh: z.string(), en: z.string() })),
})

const RATES = [
  'inTime',
  'answered',
  'extended',
  'declined',
  'abandoned',
  'withheld',
  'rated',
  'solved',
] as const

const LISTED = ['rated', 'solved', 'satisfied'] as const

const text = (value: number | null): string | null => (value === null ? null : String(value))

const rateCells = ({ hits, of, share, low, high, few }: Rate): (string | null)[] => [
  few ? '<5' : text(hits),
  few ? '<5' : text(of),
  ...[share, low, high].map((one) => (one === null ? null : one.toFixed(4))),
]

/** One row of the file; `scope` is `own`, or `whole` with all below. */
const cellsOf = (key: string | null, scope: string, of: ResponseFigures): (string | null)[] => [
  key,
  scope,
  text(of.received),
  text(of.due),
  ...RATES.flatMap((name) => rateCells(of[name])),
  text(of.satisfaction.mean),
  text(of.satisfaction.n),
  text(of.listed.received),
  ...LISTED.flatMap((name) => rateCells(of.listed[name])),
  text(of.days.median),
  text(of.days.p90),
  text(of.days.n),
  text(of.openOverdue),
  text(of.notAssessable),
]

const rateHeads = (name: string): string[] => [name, `${name}Of`, `${name}Share`, `${name}Low`, `${name}High`]

const HEADER = [
  'key',
  'scope',
  'received',
  'due',
  ...RATES.flatMap(rateHeads),
  'satisfactionMean',
  'satisfactionN',
  'listedReceived',
  ...LISTED.flatMap((name) => rateHeads(`listed${name[0]?.toUpperCase()}${name.slice(1)}`)),
  'daysMedian',
  'daysP90',
  'daysN',
  'openOverdue',
  'notAssessable',
]

export function responseRoutes({ services: { reading, response } }: ApiDeps) {
  const app = new Hono<ApiEnv>()

  function asked(c: ApiContext) {
    const { by, ...given } = queryOf(c, responseQuery)
    return { by, period: readPeriod(given, reading.today()) }
  }

  app.get(
    '/response',
    reads({
      tag: 'response',
      summary: 'How much of what was due in a period was there in time, with denominators and intervals',
      query: responseQuery,
      answer: responseAnswer,
    }),
    async (c) => {
      const { by, period } = asked(c)
      const [items, claims] = await Promise.all([response.rollUp(by, period), response.claims(period)])
      return c.json({ by, ...period, items, claims, next: null, caveats: CAVEATS })
    },
  )
  app.get(
    '/response.csv',
    reads({ tag: 'response', summary: 'The same as a file', query: responseQuery, answer: 'text/csv' }),
    async (c) => {
      const { by, period } = asked(c)
      const rows = (await response.rollUp(by, period)).flatMap(({ key, own, whole: all }) => [
        cellsOf(key, 'own', own),
        ...(all === null ? [] : [cellsOf(key, 'whole', all)]),
      ])
      c.header('content-type', 'text/csv; charset=utf-8; header=present')
      c.header('content-disposition', 'attachment; filename="response.csv"')
      return c.body(`\ufeff${[HEADER, ...rows].map((cells) => csvLine(cells)).join('')}`)
    },
  )
  return app
}
