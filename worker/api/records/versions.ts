/** Records of any kind, and their versions: as one stood at a point, and two of them side by side. */
import { Hono } from 'hono'
import { refuse } from '../../domain/record/guard.ts'
import type { VersionPoint } from '../../services/read/reading.ts'
import type { ApiDeps, ApiEnv } from '../http/context.ts'
import * as answers from '../openapi/answers.ts'
import { reads } from '../openapi/describe.ts'
import * as query from '../openapi/query.ts'

/** Routes of records by their ids, and of their versions. */
export function versionRoutes({ services: { reading } }: ApiDeps) {
  const app = new Hono<ApiEnv>()

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
