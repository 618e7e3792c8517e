/** Sign-in providers, for who sets them up. What they do is noted in the access log; no secret is ever answered. */
import { Hono } from 'hono'
import { z } from 'zod'
import { parse } from '../../domain/input/input.schema.ts'
import { providerAddedSchema, providerChangedSchema } from '../../domain/kinds/account/provider.schema.ts'
import type { ProviderView } from '../../services/accounts/providers.ts'
import { readJson } from '../http/body.ts'
import type { ApiContext, ApiDeps, ApiEnv } from '../http/context.ts'
import { acts, reads } from '../openapi/describe.ts'
import { callbackOf } from './sign-in/providers.ts'
import { may, originOf, requireActor } from './sign-in/who.ts'

const nothing = z.strictObject({})
const any = z.looseObject({})

/** Routes that set up sign-in providers. */
export function providerRoutes(deps: ApiDeps) {
  const { providers } = deps.services
  const app = new Hono<ApiEnv>()

  const shown = (c: ApiContext, view: ProviderView) => ({
    ...view,
    callback: callbackOf(originOf(c, deps), view.id),
  })

  function changed(c: ApiContext, view: ProviderView, status: 200 | 201 = 200) {
    c.header('cache-control', 'no-store')
    return c.json(shown(c, view), status)
  }

  app.get(
    '/providers',
    reads({ tag: 'providers', summary: 'Sign-in providers, without their secrets', answer: any }),
    may('provider.write'),
    async (c) => {
      const items = (await providers.list(requireActor(c))).map((view) => shown(c, view))
      c.header('cache-control', 'no-store')
      return c.json({ items, next: null })
    },
  )
  app.post(
    '/providers',
    acts({
      tag: 'providers',
      summary: 'Set up a sign-in provider (OpenID Connect)',
      body: providerAddedSchema,
      answer: { 201: any },
    }),
    may('provider.write'),
    async (c) =>
      changed(c, await providers.create(requireActor(c), await readJson(c), c.get('requestId')), 201),
  )
  app.post(
    '/providers/:id/change',
    acts({
      tag: 'providers',
      summary: 'Change a sign-in provider; a secret that is not named stays',
      body: providerChangedSchema,
      answer: any,
    }),
    may('provider.write'),
    async (c) =>
      changed(
        c,
        await providers.change(
          requireActor(c),
          c.req.param('id') ?? '',
          await readJson(c),
          c.get('requestId'),
        ),
      ),
  )
  for (const verb of ['disable', 'enable'] as const) {
    app.post(
      `/providers/:id/${verb}`,
      acts({ tag: 'providers', summary: `${verb} a sign-in provider`, body: nothing, answer: any }),
      may('provider.write'),
      async (c) => {
        parse(nothing, await readJson(c))
        const id = c.req.param('id') ?? ''
        return changed(c, await providers[verb](requireActor(c), id, c.get('requestId')))
      },
    )
  }
  return app
}
