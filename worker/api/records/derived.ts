/** Computed for a day, never stored: the board of milestones, the procedure of a decision, the calendar. */
import { Hono } from 'hono'
import { declaredOtherwise } from '../../domain/kinds/decision/declared.ts'
import { derive } from '../../domain/kinds/milestone/derived.ts'
import { procedureOf } from '../../domain/procedure/expected.ts'
import { procedureView } from '../../domain/procedure/view.ts'
import { refuse } from '../../domain/record/guard.ts'
import type { ApiDeps, ApiEnv } from '../http/context.ts'
import * as answers from '../openapi/answers.ts'
import { reads } from '../openapi/describe.ts'
import * as query from '../openapi/query.ts'

/** Routes of what is computed for a day. */
export function derivedRoutes({ services: { reading } }: ApiDeps) {
  const app = new Hono<ApiEnv>()

  app.get(
    '/board',
    reads({
      tag: 'milestones',
      summary:
        'Milestones by what their dates say on the day for which each is judged: overdue, due soon, slipped, done late',
      query: query.boardQuery,
      answer: answers.board,
    }),
    async (c) => c.json(await reading.board(query.queryOf(c, query.boardQuery))),
  )
  app.get(
    '/board/figures',
    reads({
      tag: 'milestones',
      summary: 'How many milestones each view holds, by department, area and type',
      query: query.figuresQuery,
      answer: answers.figures,
    }),
    async (c) => c.json(await reading.boardCounts(query.queryOf(c, query.figuresQuery))),
  )
  app.get(
    '/milestones/:id/derived',
    reads({
      tag: 'milestones',
      summary:
        'What follows from its dates on the day for which it is judged: overdue, slip, delay, stalled; computed, never stored',
      answer: answers.derived,
    }),
    async (c) => {
      const record = await reading.record(c.req.param('id'))
      if (record?.state.kind !== 'milestone') throw noRecord(c.req.param('id'))
      const { judged } = record
      return c.json({
        today: reading.today(),
        judged,
        declared: record.status,
        ...derive(record.state, judged),
      })
    },
  )
  app.get(
    '/decisions/:id/procedure',
    reads({
      tag: 'decisions',
      summary:
        'The procedure that it is under, which steps that asks of it, why, and which were recorded, are missing or out of order; no procedure where `profile` is null',
      answer: answers.procedure,
    }),
    async (c) => {
      const record = await reading.record(c.req.param('id'))
      if (record?.state.kind !== 'decision') throw noRecord(c.req.param('id'))
      const { procedures } = reading
      const profile = procedures.of(record.state)
      return c.json({
        record: record.id,
        class: record.state.class,
        named: record.state.procedure,
        profile: profile === null ? null : procedureView(profile),
        items: procedureOf(record.state, procedures),
        disagrees: declaredOtherwise(record.state),
        next: null,
      })
    },
  )
  app.get(
    '/procedures',
    reads({
      tag: 'decisions',
      summary:
        'Every procedure by which steps are asked of decisions: those of laws, and those declared here',
      answer: answers.procedures,
    }),
    (c) => {
      const items = reading.procedures.all.map(procedureView)
      return c.json({ items, next: null, total: items.length })
    },
  )
  app.get(
    '/calendar',
    reads({
      tag: 'calendar',
      summary: 'Deadlines, hearings, consultations and meetings from one day to another',
      query: query.calendarQuery,
      answer: answers.calendar,
    }),
    async (c) => c.json({ items: await reading.calendar(query.queryOf(c, query.calendarQuery)), next: null }),
  )
  return app
}

function noRecord(id: string) {
  return refuse('not_found', `没有记录 ${id}。`, `There is no record ${id}.`, 'id')
}
