/** Everything to take away: lists as CSV and workbooks under the names of their fields, and the register as a data package. */
import { Hono } from 'hono'
import { z } from 'zod'
import { listedKinds, lists } from '../../domain/kinds/table.ts'
import { dataPackage, type Licence } from '../../services/export/datapackage.ts'
import { factsOf } from '../../services/export/package.ts'
import { isPublished } from '../../services/export/published-list.ts'
import type { ApiDeps, ApiEnv } from '../http/context.ts'
import { reads } from '../openapi/describe.ts'
import * as query from '../openapi/query.ts'
import { listFiles, tableResponse } from './list-file.ts'

const packageAnswer = z
  .looseObject({ $schema: z.string(), name: z.string(), resources: z.array(z.looseObject({})) })
  .meta({ id: 'DataPackage', description: 'A Data Package (Frictionless), version 2.' })

/** @param licences under which terms the register may be used, as far as the operator says */
export function exportRoutes(
  { services: { reading, log }, origin }: ApiDeps,
  licences: readonly Licence[] = [],
) {
  const app = new Hono<ApiEnv>()
  for (const kind of listedKinds) {
    if (isPublished(kind)) continue
    const tag = lists[kind]
    const file = query.fileQuery(kind)
    for (const [as, name, answer] of listFiles)
      app.get(
        `/${tag}.${as}`,
        reads({
          tag,
          summary: `All ${tag} that match, as ${name} under the names of their fields; parts are JSON in a cell`,
          query: file,
          answer,
        }),
        async (c) => {
          const { lang: inLang, ...filter } = query.queryOf(c, file)
          return tableResponse(c, reading, kind, filter, { as, lang: inLang })
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
          path: `${base}/api/v1/${lists[kind]}.csv${isPublished(kind) ? '?names=fields' : ''}`,
        }),
      })
      return c.json(answer)
    },
  )
  return app
}
