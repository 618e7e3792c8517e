/** Everything to take away: lists as CSV under the names of their fields, and the register as a data package. */
import { Hono } from 'hono'
import { z } from 'zod'
import { tracedKinds } from '../../domain/kinds/registry.ts'
import { lists } from '../../domain/kinds/table.ts'
import { dataPackage, type Licence } from '../../services/export/datapackage.ts'
import { factsOf } from '../../services/export/package.ts'
import type { ApiDeps, ApiEnv } from '../http/context.ts'
import { reads } from '../openapi/describe.ts'
import * as query from '../openapi/query.ts'
import { tableResponse } from './csv.ts'

const lang = z
  .enum(['zh', 'en'])
  .default('zh')
  .meta({ description: 'Language of the words beside codes; the header holds the names of the fields.' })

/** The filters of each list, as the list itself takes them. */
const fileQueries = {
  decision: query.listQueries.decision.omit({ cursor: true, limit: true }).extend({ lang }),
  milestone: query.listQueries.milestone.omit({ cursor: true, limit: true }).extend({ lang }),
  evaluation: query.listQueries.evaluation.omit({ cursor: true, limit: true }).extend({ lang }),
  handover: query.listQueries.handover.omit({ cursor: true, limit: true }).extend({ lang }),
  membership: query.listQueries.membership.omit({ cursor: true, limit: true }).extend({ lang }),
  flag: query.listQueries.flag.omit({ cursor: true, limit: true }).extend({ lang }),
  account: query.listQueries.account.omit({ cursor: true, limit: true }).extend({ lang }),
} as const

const packageAnswer = z
  .looseObject({ $schema: z.string(), name: z.string(), resources: z.array(z.looseObject({})) })
  .meta({ id: 'DataPackage', description: 'A Data Package (Frictionless), version 2.' })

/** @param licences under which terms the register may be used, as far as the operator says */
export function exportRoutes(
  { services: { reading, log }, origin }: ApiDeps,
  licences: readonly Licence[] = [],
) {
  const app = new Hono<ApiEnv>()
  for (const kind of [...tracedKinds, 'account'] as const) {
    const tag = lists[kind]
    app.get(
      `/${tag}.csv`,
      reads({
        tag,
        summary: `All ${tag} that match, as CSV under the names of their fields; parts are JSON in a cell`,
        query: fileQueries[kind],
        answer: 'text/csv',
      }),
      async (c) => {
        const { lang: inLang, ...filter } = query.queryOf(c, fileQueries[kind])
        return tableResponse(c, reading, kind, filter, inLang)
      },
    )
  }
  app.get(
    '/datapackage.json',
    reads({
      tag: 'records',
      summary: 'The register as a data package: every list with its fields, types and references',
      answer: packageAnswer,
    }),
    async (c) => {
      const base = origin ?? new URL(c.req.url).origin
      const answer = dataPackage(await factsOf(log, reading.today()), {
        homepage: base,
        licences,
        fileOf: (kind) => ({
          path:
            kind === 'department' || kind === 'responsibility'
              ? `${base}/api/v1/${lists[kind]}.csv?names=fields`
              : `${base}/api/v1/${lists[kind]}.csv`,
        }),
      })
      return c.json(answer)
    },
  )
  return app
}
