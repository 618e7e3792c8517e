/** Reading of what is tracked: the board of milestones, the calendar, versions of records, registers. */
import { Hono } from 'hono'
import { procedureOf } from '../../domain/kinds/decision/procedure.ts'
import { derive } from '../../domain/kinds/milestone/derived.ts'
import { refuse } from '../../domain/record/guard.ts'
import type { VersionPoint } from '../../services/read/reading.ts'
import type { ApiDeps, ApiEnv } from '../http/context.ts'
import * as answers from '../openapi/answers.ts'
import { reads } from '../openapi/describe.ts'
import * as query from '../openapi/query.ts'

export function trackingRoutes({ services: { reading } }: ApiDeps) {
  const app = new Hono<ApiEnv>()

  app.get(
    '/board',
    reads({
      tag: 'milestones',
      summary: 'Milestones by what their dates say today: overdue, due soon, slipped, done late',
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
      summary: 'What follows from its dates today: overdue, slip, delay, stalled; computed, never stored',
      answer: answers.derived,
    }),
    async (c) => {
      const record = await reading.record(c.req.param('id'))
      if (record?.state.kind !== 'milestone') throw noRecord(c.req.param('id'))
      const today = reading.today()
      return c.json({ today, declared: record.status, ...derive(record.state, today) })
    },
  )
  app.get(
    '/decisions/:id/procedure',
    reads({
      tag: 'decisions',
      summary:
        'Which steps the law requires of it, why, and which were recorded, are missing or out of order',
      answer: answers.procedure,
    }),
    async (c) => {
      const record = await reading.record(c.req.param('id'))
      if (record?.state.kind !== 'decision') throw noRecord(c.req.param('id'))
      return c.json({
        record: record.id,
        class: record.state.class,
        items: procedureOf(record.state),
        next: null,
      })
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
  app.get(
    '/records',
    reads({
      tag: 'records',
      summary: 'Records of any kind, in the order in which they were first logged',
      query: query.recordsQuery,
      answer: answers.records,
    }),
    async (c) => c.json(await reading.records(query.queryOf(c, query.recordsQuery))),
  )
  app.get(
    '/records/:id/version',
    reads({
      tag: 'records',
      summary: 'A record as it stood: after a version, in a ledger of a size, or at the end of a day',
      query: query.versionQuery,
      answer: answers.version,
    }),
    async (c) => {
      const id = c.req.param('id')
      const version = await reading.version(id, pointOf(query.queryOf(c, query.versionQuery)))
      if (version === null)
        throw refuse('not_found', `那时还没有记录 ${id}。`, `There was no record ${id} at that point.`, 'id')
      return c.json(version)
    },
  )
  app.get(
    '/records/:id/compare',
    reads({
      tag: 'records',
      summary: 'Two versions of a record, field by field',
      query: query.compareQuery,
      answer: answers.comparison,
    }),
    async (c) => {
      const id = c.req.param('id')
      const { from, to } = query.queryOf(c, query.compareQuery)
      const comparison = await reading.compare(id, { seq: from }, { seq: to })
      if (comparison === null)
        throw refuse('not_found', `没有记录 ${id} 的这一版。`, `There is no such version of ${id}.`, 'from')
      return c.json(comparison)
    },
  )
  return app
}

function noRecord(id: string) {
  return refuse('not_found', `没有记录 ${id}。`, `There is no record ${id}.`, 'id')
}

function pointOf({
  seq,
  size,
  date,
}: {
  seq?: number | undefined
  size?: number | undefined
  date?: string | undefined
}): VersionPoint {
  if (seq !== undefined) return { seq }
  if (size !== undefined) return { size }
  if (date !== undefined) return { date }
  throw refuse(
    'invalid',
    '请给出 seq（版次）、size（账本规模）或 date（日期）之一。',
    'Give one of seq (version), size (of the ledger) or date.',
    'seq',
  )
}
