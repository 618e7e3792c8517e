/** Votes of an office-holder, as JSON and as CSV. */
import { Hono } from 'hono'
import { z } from 'zod'
import { isDissent, type StanceChoice, stanceChoices } from '../../domain/kinds/person/votes.ts'
import { kindOf } from '../../domain/kinds/table.ts'
import { isCalendarDate } from '../../domain/record/date.ts'
import { refuse } from '../../domain/record/guard.ts'
import { MOST_WORDS } from '../../domain/record/list/listed.ts'
import { csvLine } from '../../domain/text/csv.ts'
import { type VoteLine, type VotesQuery, votesOf } from '../../services/read/votes.ts'
import type { ApiDeps, ApiEnv } from '../http/context.ts'
import { reads } from '../openapi/describe.ts'
import { queryOf } from '../openapi/query.ts'

const votesAnswer = z.object({
  person: z.string(),
  items: z.array(
    z.object({
      decision: z.string(),
      number: z.string().nullable(),
      title: z.string(),
      step: z.string().nullable(),
      date: z.string().nullable().meta({ description: 'Of the step, of the precision given.' }),
      vote: z.string().nullable(),
      as: z.string().nullable().meta({ description: 'The word of the source.' }),
      dissent: z.boolean().meta({ description: 'Against, or abstaining.' }),
    }),
  ),
  total: z.int().min(0),
})

const { had } = kindOf('decision').filters
const day = z.string().max(10).refine(isCalendarDate, { error: 'date' }).optional()
const votesQuery = z.object({
  stance: z
    .enum(Object.keys(stanceChoices) as StanceChoice[])
    .optional()
    .meta({ description: 'One vote, or `dissent` for all that are against or abstaining.' }),
  had: z
    .enum(had?.spec.is === 'code' ? had.spec.codes : [])
    .optional()
    .meta({ description: 'Step that the decision has gone through, as `override`.' }),
  q: z.string().max(MOST_WORDS).optional().meta({ description: 'Words of the decision.' }),
  from: day.meta({ description: 'First day of a period of votes: a year, a month or a day.' }),
  to: day.meta({ description: 'Last day of it, up to its end.' }),
})

const COLUMNS = ['decision', 'number', 'title', 'step', 'date', 'vote', 'as', 'dissent'] as const

function lineOf({ decision, step, date, vote, as }: VoteLine) {
  const { state, title, id } = decision
  const number = state.kind === 'decision' ? state.number : null
  const named = state.kind === 'decision' ? state.title : title
  return { decision: id, number, title: named, step, date, vote, as, dissent: isDissent({ vote }) }
}

/** Routes of office-holders beside those that every kind has. */
export function peopleRoutes({ services: { reading } }: ApiDeps) {
  const app = new Hono<ApiEnv>()

  async function linesOf(id: string, asked: VotesQuery) {
    const votes = await votesOf(reading, id, asked)
    if (votes === null)
      throw refuse('not_found', `没有公职人员 ${id}。`, `There is no office-holder ${id}.`, 'id')
    return votes.items.map(lineOf)
  }

  app.get(
    '/people/:id/votes',
    reads({
      tag: 'people',
      summary: 'Votes of an office-holder, the newest first',
      query: votesQuery,
      answer: votesAnswer,
    }),
    async (c) => {
      const id = c.req.param('id')
      const items = await linesOf(id, queryOf(c, votesQuery))
      return c.json({ person: id, items, total: items.length })
    },
  )
  app.get(
    '/people/:id/votes.csv',
    reads({ tag: 'people', summary: 'The same as CSV', query: votesQuery, answer: 'text/csv' }),
    async (c) => {
      const lines = await linesOf(c.req.param('id'), queryOf(c, votesQuery))
      c.header('content-type', 'text/csv; charset=utf-8; header=present')
      const rows = lines.map((line) =>
        csvLine(COLUMNS.map((name) => (line[name] === null ? null : String(line[name])))),
      )
      return c.body(`\ufeff${csvLine(COLUMNS)}${rows.join('')}`)
    },
  )
  return app
}
