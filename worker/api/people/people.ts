/** Votes of an office-holder, as JSON and as CSV. */
import { Hono } from 'hono'
import { z } from 'zod'
import { isDissent } from '../../domain/kinds/person/votes.ts'
import { refuse } from '../../domain/record/guard.ts'
import { csvLine } from '../../domain/text/csv.ts'
import { type VoteLine, votesOf } from '../../services/read/votes.ts'
import type { ApiDeps, ApiEnv } from '../http/context.ts'
import { reads } from '../openapi/describe.ts'

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

  async function linesOf(id: string) {
    const votes = await votesOf(reading, id)
    if (votes === null)
      throw refuse('not_found', `没有公职人员 ${id}。`, `There is no office-holder ${id}.`, 'id')
    return votes.items.map(lineOf)
  }

  app.get(
    '/people/:id/votes',
    reads({ tag: 'people', summary: 'Votes of an office-holder, the newest first', answer: votesAnswer }),
    async (c) => {
      const id = c.req.param('id')
      const items = await linesOf(id)
      return c.json({ person: id, items, total: items.length })
    },
  )
  app.get(
    '/people/:id/votes.csv',
    reads({ tag: 'people', summary: 'The same as CSV', answer: 'text/csv' }),
    async (c) => {
      const lines = await linesOf(c.req.param('id'))
      c.header('content-type', 'text/csv; charset=utf-8; header=present')
      const rows = lines.map((line) =>
        csvLine(COLUMNS.map((name) => (line[name] === null ? null : String(line[name])))),
      )
      return c.body(`\ufeff${csvLine(COLUMNS)}${rows.join('')}`)
    },
  )
  return app
}
