/** The whole API under one roof: reading for everyone, writing with a key, its own description. */

import { Hono } from 'hono'
import { versions } from '../domain/kinds/table.ts'
import { accountRoutes } from './accounts/accounts.ts'
import { providerRoutes } from './accounts/providers.ts'
import { signInRoutes } from './accounts/sign-in/routes.ts'
import { authenticate, bySession, unnarrowed } from './accounts/sign-in/who.ts'
import { consultationRoutes } from './consultations/consultations.ts'
import { feedRoutes } from './feeds/feeds.ts'
import { endpointRoutes } from './following/endpoints.ts'
import { mailboxRoutes } from './following/mailboxes.ts'
import { mentionRoutes } from './following/mentions.ts'
import { leaveRoutes, subscriptionRoutes } from './following/subscriptions.ts'
import { healthRoutes } from './health.ts'
import { methodsOf, refuseAddress, requireAddress } from './http/addresses.ts'
import { requireJson } from './http/body.ts'
import type { ApiDeps, ApiEnv } from './http/context.ts'
import { type Limiting, limitAttempts, limitingOf, limitWrites } from './http/limits.ts'
import { openReading, prepare, tagReading } from './http/middleware.ts'
import { answerError } from './http/problems.ts'
import { caseRoutes } from './inspection/cases.ts'
import { flagAroundRoutes } from './inspection/flag-around.ts'
import { flagRoutes } from './inspection/flags.ts'
import { patternRoutes } from './inspection/patterns.ts'
import { queueRoutes } from './inspection/queue.ts'
import { ruleRoutes } from './inspection/rules.ts'
import { logRoutes } from './log.ts'
import { ABOUT, DOCS, DOCS_CSP } from './openapi/docs.ts'
import { describing } from './openapi/document.ts'
import { peopleRoutes } from './people/people.ts'
import { askingRoutes } from './questions/asking.ts'
import { questionRoutes } from './questions/handling.ts'
import { togetherRoutes } from './questions/together.ts'
import { clockRoutes } from './records/clocks.ts'
import { comparingRoutes } from './records/comparing.ts'
import { deliveryRoutes } from './records/deliveries.ts'
import { derivedRoutes } from './records/derived.ts'
import { documentRoutes } from './records/documents.ts'
import { draftRoutes } from './records/drafts.ts'
import { erasureRoutes } from './records/erasures.ts'
import { exportRoutes } from './records/export.ts'
import { figuresRoutes } from './records/figures.ts'
import { readingRoutes } from './records/reading.ts'
import { responseRoutes } from './records/response.ts'
import { todoRoutes } from './records/todo.ts'
import { verbRoutes } from './records/verbs.ts'
import { versionRoutes } from './records/versions.ts'

const API_VERSION = 'v1'

/** Routes of `/api/v1` alone, which is what the description is made of. */
function versionOne(deps: ApiDeps, limiting: Limiting) {
  return new Hono<ApiEnv>()
    .basePath(`/api/${API_VERSION}`)
    .route('/', readingRoutes(deps))
    .route('/', derivedRoutes(deps))
    .route('/', comparingRoutes(deps, limiting))
    .route('/', clockRoutes(deps))
    .route('/', peopleRoutes(deps))
    .route('/', responseRoutes(deps))
    .route('/', figuresRoutes(deps))
    .route('/', versionRoutes(deps))
    .route('/', ruleRoutes(deps))
    .route('/', exportRoutes(deps))
    .route('/', deliveryRoutes(deps))
    .route('/', erasureRoutes(deps))
    .route('/', askingRoutes(deps, limiting))
    .route('/', questionRoutes(deps))
    .route('/', togetherRoutes(deps))
    .route('/', consultationRoutes(deps, limiting))
    .route('/', mentionRoutes(deps, limiting))
    .route('/', subscriptionRoutes(deps, limiting))
    .route('/', endpointRoutes(deps))
    .route('/', mailboxRoutes(deps))
    .route('/', verbRoutes(deps))
    .route('/', documentRoutes(deps.services))
    .route('/', accountRoutes(deps))
    .route('/', providerRoutes(deps))
    .route('/', draftRoutes(deps))
    .route('/', todoRoutes(deps))
    .route('/', flagRoutes(deps))
    .route('/', flagAroundRoutes(deps))
    .route('/', patternRoutes(deps))
    .route('/', queueRoutes(deps))
    .route('/', caseRoutes(deps))
}

/** Everything that is not a page. Mounted at the root, before the site. */
export function createApi(deps: ApiDeps) {
  const { services, log } = deps
  const app = new Hono<ApiEnv>()
  const limiting = limitingOf(deps)
  const v1 = versionOne(deps, limiting)
  const methodsAt = methodsOf(app)
  const open = ['/api/*', '/feeds/*', '/log/*', '/.well-known/*', '/healthz', '/readyz']
  for (const path of open) app.use(path, openReading, requireAddress(methodsAt), tagReading)
  app.use('/api/v1/*', authenticate(deps, limiting), limitWrites(limiting), requireJson, prepare(deps))
  app.use('/api/v1/me/*', bySession)
  app.use('/api/v1/endpoints/*', unnarrowed)
  app.use('/auth/*', requireAddress(methodsAt), limitAttempts(limiting), requireJson)
  app.use('/u/*', requireAddress(methodsAt))

  app.get('/.well-known/mingzhang.json', async (c) => {
    const { frozen } = await services.log.snapshot()
    const { origin, verifierKey, keys, place } = services.log
    c.header('cache-control', frozen === null ? 'public, max-age=60' : 'no-store')
    return c.json({
      origin,
      verifierKey,
      // Those in force, oldest first; how they follow one another is told, with its proofs, by the history.
      verifierKeys: keys.filter(({ retired }) => retired === null).map(({ vkey }) => vkey),
      keyHistory: '/log/keys',
      derived: Object.fromEntries(versions().map(({ kind, version }) => [kind, version])),
      witnessPolicy: services.witnesses.policy,
      apiVersion: API_VERSION,
      api: '/api/v1',
      log: '/log',
      place,
      // A mirror that is being filled serves the checkpoint before: nothing of it is frozen.
      frozen: services.log.mirror ? null : (frozen?.code ?? null),
      // A mirror runs a program of its own, which is not the one that the ledger published.
      checkers: services.log.mirror ? null : (deps.assets?.checkers ?? null),
      mirror: services.log.mirror,
      followed: (await services.log.followed())?.at ?? null,
      closed: services.log.ended,
    })
  })
  app.route('/', healthRoutes(deps))
  app.get(
    '/api/openapi.json',
    describing(v1, {
      // The lists as CSV look like static files.
      excludeStaticFile: false,
      documentation: {
        openapi: '3.1.0',
        info: {
          title: 'Mingzhang 明账',
          version: API_VERSION,
          description: ABOUT,
        },
        components: {
          securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'An API key, mz_…' } },
        },
      },
    }),
  )
  app.get('/api/docs', (c) => {
    c.header('content-security-policy', DOCS_CSP)
    return c.html(DOCS)
  })
  app.route('/', v1)
  app.route('/log', logRoutes(deps))
  app.route('/feeds', feedRoutes(deps))
  app.route('/auth', signInRoutes(deps))
  app.route('/u', leaveRoutes(deps))

  for (const path of [...open, '/auth/*', '/u/*']) {
    app.all(path, (c) => {
      throw refuseAddress(c, methodsAt)
    })
  }
  app.onError((error, c) => answerError(c, error, log))
  return app
}
