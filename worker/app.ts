/** Puts the rooms together: API, feeds, log, site, static files. */
import { type Context, Hono, type MiddlewareHandler } from 'hono'
import type { Assets, MapGround } from '../web/frame.ts'
import { whoSent } from './api/accounts/sign-in/who.ts'
import { createApi } from './api/api.ts'
import { forgiveSlip, waitToAsk } from './api/http/asking.ts'
import type { Buckets, Limits } from './api/http/buckets.ts'
import type { ApiContext, ApiEnv } from './api/http/context.ts'
import { limitingOf, limitReading } from './api/http/limits.ts'
import { failureLine } from './api/http/log-line.ts'
import { trace } from './api/http/middleware.ts'
import { readingAlone } from './api/mirror.ts'
import { chooseLane, keepWaiting, type Sending } from './api/questions/lanes.ts'
import type { Services } from './services/services.ts'
import type { Incoming } from './services/waiting/queue.ts'
import { createAsking } from './site/asking.ts'
import { createCommentForms } from './site/commenting.ts'
import { createDesk } from './site/desk.ts'
import { createFollowPages } from './site/follow.ts'
import type { PageCache } from './site/html/page-cache.ts'
import { createSiteFaults } from './site/html/respond.ts'
import { OWN_OUTLINE } from './site/map/ground.ts'
import { createMentionForm } from './site/mentioning.ts'
import { createPictures } from './site/picture/pictures.ts'
import { createEmbeds } from './site/share/embeds.ts'
import { createSharing } from './site/share/sharing.ts'
import { createSite } from './site/site.ts'

export interface AppDeps {
  services: Services
  /** Addresses of the built script and style sheet. */
  assets: Assets
  /** Answers with the built file that a path names, and leaves every other path to the next. */
  serveFiles: MiddlewareHandler
  /** Outlines of characters, for pictures of records. */
  glyphs?: (() => Promise<Uint8Array>) | undefined
  /** Sends answers in fewer bytes, where nobody in front of the app does that. */
  compress?: MiddlewareHandler | undefined
  requestId: () => string
  log: (line: Record<string, unknown>) => void
  /** Limits of asking; the usual ones where left out. */
  limits?: Partial<Limits> | undefined
  /** Kept outside where an app is made for each request. */
  buckets?: Buckets | undefined
  /** Rendered pages; kept outside where an app is made for each request. */
  pages?: PageCache | undefined
  /** True once lists follow this code, where whoever makes an app for each request knows better. */
  isSteady?: (() => boolean) | undefined
  /** Milliseconds from any moment on, by which limits count; those of the process where left out. */
  elapsed?: (() => number) | undefined
  /** The network address that a request came from. */
  addressOf?: ((c: ApiContext) => string) | undefined
  /** True while the platform says that too much comes in to be entered at once; left out where it does not count. */
  isFull?: (() => Promise<boolean>) | undefined
  /** Public scheme and host; taken from each request when left out. */
  origin?: string | undefined
  /** Ground of maps; none when left out. */
  ground?: MapGround | undefined
  /** GeoJSON of an outline that is served here, as a text. */
  outline?: string | undefined
}

/** App of one ledger: API, feeds, log, site and static files behind one handler. Nothing listens yet. */
export function createApp({
  assets,
  serveFiles,
  glyphs,
  compress,
  pages,
  isSteady: steadiness,
  ground,
  outline,
  ...deps
}: AppDeps) {
  const limiting = limitingOf(deps)
  const apiDeps = { ...deps, assets, buckets: limiting.buckets }
  const { services, log, origin } = apiDeps
  const app = new Hono<ApiEnv>()
  if (compress !== undefined) app.use(compress)
  app.use(trace(apiDeps), limitReading(limiting))
  if (services.ledger.mirror) app.use(readingAlone)
  app.route('/', createApi(apiDeps))
  const { standing, rulebook, response, witnesses } = services
  const reading = { ...services.pageReading, standing, rulebook, response, witnesses }
  const isSteady = steadiness ?? (() => !services.rebuilding.isBehind)
  const site = {
    reading,
    assets,
    glyphs,
    isSteady,
    pages,
    ground,
    ...(origin === undefined ? {} : { origin }),
  }
  const onError = (error: unknown, c: Context): string => {
    const requestId: string = c.get('requestId')
    log(failureLine(requestId, c.req.path, error))
    return requestId
  }
  const faults = createSiteFaults({ ...site, onError })
  app.route(
    '/',
    createDesk(site, (c) => whoSent(c, apiDeps)),
  )
  const { questions, consultations, cases, waiting: queueing } = services
  const { ledger } = services
  const sending = {
    random: ledger.random,
    waiting: queueing,
    chooseLane: (_c: ApiContext, sent: Sending) => chooseLane(limiting, queueing, sent),
    keep: (incoming: Incoming, given: object, nonce: string | undefined) =>
      keepWaiting(limiting, queueing, incoming, given, nonce),
  }
  const waiting = (c: ApiContext, what: 'asks' | 'tracks') => {
    const seconds = waitToAsk(limiting, what, limiting.addressOf(c))
    if (seconds > 0 && what === 'asks') queueing.tally.refused += 1
    return seconds
  }
  const slip = (c: ApiContext, error: unknown) => forgiveSlip(limiting, error, limiting.addressOf(c))
  const asked = { waitToAsk: waiting, forgiveSlip: slip }
  app.route(
    '/',
    createAsking({
      ...site,
      onError,
      ...sending,
      questions,
      cases,
      proving: services.proving,
      networkOf: limiting.addressOf,
      ...asked,
    }),
  )
  app.route(
    '/',
    createCommentForms({
      ...site,
      onError,
      ...sending,
      consultations,
      takesDocuments: questions.attachments.takes,
      ...asked,
    }),
  )
  app.route('/', createMentionForm({ ...site, mentions: services.mentions, ...asked }))
  const wait = (c: ApiContext, what: 'follows' | 'tracks') => waitToAsk(limiting, what, limiting.addressOf(c))
  app.route('/', createFollowPages({ ...site, following: services.following, faults, wait }))
  app.route('/', createSharing(site))
  app.route('/', createPictures(site))
  app.route('/', createEmbeds({ ...site, onError }))
  app.route('/', createSite({ ...site, onError }))
  if (outline !== undefined)
    app.get(OWN_OUTLINE, (c) => {
      c.header('cache-control', 'public, max-age=3600')
      c.header('content-type', 'application/geo+json; charset=utf-8')
      return c.body(outline)
    })
  app.get('*', serveFiles)
  app.notFound((c) => faults.notFound(c))
  app.onError((error, c) => faults.failed(error, c))
  return app
}
