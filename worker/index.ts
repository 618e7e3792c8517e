/**
 * The Worker: the same app over libSQL HTTP. An isolate keeps plain values between requests (the end of the ledger,
 * rendered pages of it, names of built files), never a promise or a connection: those belong to their request.
 */
import type { ExecutionContext } from '@cloudflare/workers-types'
import { digestsOf } from '../web/frame.ts'
import { Buckets, DEFAULT_LIMITS } from './api/http/buckets.ts'
import { isReading } from './api/http/method.ts'
import { problemBody } from './api/http/problems.ts'
import { createApp } from './app.ts'
import { Problem } from './domain/record/problem.ts'
import { assetsOf, glyphsOf } from './machine/edge/built.ts'
import type { Env } from './machine/edge/env.ts'
import { log, lookForOlder, type Opened, open, requireEnv } from './machine/edge/open.ts'
import { withoutEmpty } from './machine/environment.ts'
import { askingLimits } from './machine/serving/asking.ts'
import { allOf } from './services/aftercare.ts'
import { LOCAL_OPERATOR } from './services/roles.ts'
import type { Services } from './services/services.ts'
import { groundOf } from './site/map/ground.ts'

/** Milliseconds for which the rules follow a write, and for which they go on by the schedule. */
const AFTER_WRITING = 200
const ON_SCHEDULE = 20_000
/** Milliseconds of each schedule for what an earlier version derived. */
const REBUILDING = 20_000
/** Milliseconds for mail: after a write, and of each schedule. */
const MAIL_AFTER_WRITING = 2_000
const MAIL_ON_SCHEDULE = 20_000

/** Minutes between two schedules. */
const SCHEDULED = 10
/** Milliseconds for what the public sent and that waits: after a write, and of each schedule; and how much, after a write. */
const ENTERING_AFTER_WRITING = 1_000
const ENTERING_ON_SCHEDULE = 60_000
const ENTERED_AFTER_WRITING = 3

/** Shared by the requests of one isolate, and no further. */
const buckets = new Buckets(() => performance.now())

/** Context of a request, or of an object: what goes on behind the answer. */
type Behind = Pick<ExecutionContext, 'waitUntil'>

async function answer(request: Request, env: Env, ctx: Behind, opened?: Opened): Promise<Response> {
  requireEnv(env)
  const built = await assetsOf(env)
  const { services, ofLedger } = opened ?? (await open(env))
  const app = createApp({
    services,
    assets: built,
    serveFiles: async (c, next) => {
      const response = await env.ASSETS.fetch(`https://assets${c.req.path}`)
      if (response.ok) return new Response(await response.arrayBuffer(), { headers: [...response.headers] })
      await next()
    },
    glyphs: built.glyphs === undefined ? undefined : () => glyphsOf(env, built.glyphs ?? ''),
    requestId: () => crypto.randomUUID(),
    log,
    buckets,
    limits: askingLimits(env),
    isFull: async () => (await env.ASKING?.limit({ key: 'all' }))?.success === false,
    pages: ofLedger.pages,
    isSteady: () => ofLedger.steady.is,
    addressOf: (c) => c.req.header('cf-connecting-ip') ?? 'unknown',
    origin: env.ORIGIN?.replace(/\/+$/, ''),
    ground: groundOf(withoutEmpty(env)),
  })
  const response = await app.fetch(request)
  // After the answer, and by no timer: on a busy machine a timer goes off before it, and is waited for.
  ctx.waitUntil(services.ledger.follower.flush())
  ctx.waitUntil(lookForOlder(services, ofLedger))
  // The rest is done by the schedule: a request must not be kept for what it did not ask for.
  if (request.method === 'POST' && response.ok) ctx.waitUntil(services.witnesses.publish())
  if (request.method !== 'GET') ctx.waitUntil(services.standing.settle({ budget: AFTER_WRITING }))
  if (request.method !== 'GET') ctx.waitUntil(tellReaders(services, env, MAIL_AFTER_WRITING))
  if (request.method !== 'GET')
    ctx.waitUntil(services.waiting.settle({ budget: ENTERING_AFTER_WRITING, most: ENTERED_AFTER_WRITING }))
  return response
}

/** Tells readers by mail, and other systems by webhook, where it is known what address links begin with. */
async function tellReaders(
  { following, webhooks }: Services,
  { ORIGIN }: Env,
  budget: number,
): Promise<void> {
  if (!ORIGIN) return
  const base = ORIGIN.replace(/\/+$/, '')
  await allOf([() => following.settle(base, { budget }), () => webhooks.settle(base, { budget })])
}

const NOT_READY = {
  zh: '账本尚不可用：数据库、密钥或迁移未就绪。',
  en: 'The ledger is not available: database, key or migrations are not ready.',
}

function unavailable(request: Request, error: unknown): Response {
  const requestId = crypto.randomUUID()
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
  log({ level: 'error', requestId, error: text })
  const body = problemBody(
    request.headers.get('accept-language'),
    'unavailable',
    error instanceof Problem ? error.words : NOT_READY,
    requestId,
  )
  return Response.json(body, {
    status: body.status,
    headers: {
      'content-type': 'application/problem+json; charset=utf-8',
      'cache-control': 'no-store',
      'retry-after': '30',
    },
  })
}

/** The place where this ledger is written to, by its database: one in the world; null where none is bound. */
function sequencerOf({ SEQUENCER, LIBSQL_URL }: Env) {
  return SEQUENCER === undefined || !LIBSQL_URL ? null : SEQUENCER.get(SEQUENCER.idFromName(LIBSQL_URL))
}

/**
 * The one place in the world where a ledger is written to (a Durable Object): requests that meet there go together as
 * one commit, with one look at the end of the ledger. It is for speed alone: the keys of the database keep whoever else
 * writes (the schedule, commands, another Sequencer) to one history, as they do without it.
 */
export class Sequencer {
  readonly #state: Behind
  readonly #env: Env
  #opened: Promise<Opened> | null = null

  constructor(state: Behind, env: Env) {
    this.#state = state
    this.#env = withoutEmpty(env)
  }

  /** Answers one request that writes. */
  async fetch(request: Request): Promise<Response> {
    try {
      return await answer(request, this.#env, this.#state, await this.#ledger())
    } catch (error) {
      return unavailable(request, error)
    }
  }

  /** The ledger, opened once: what could not be opened is tried again with the next request. */
  #ledger(): Promise<Opened> {
    if (this.#opened !== null) return this.#opened
    const opened = open(this.#env)
    this.#opened = opened
    opened.catch(() => {
      if (this.#opened === opened) this.#opened = null
    })
    return opened
  }
}

export default {
  async fetch(request: Request, env: Env, ctx: ExecutionContext): Promise<Response> {
    try {
      const given = withoutEmpty(env)
      const sequencer = isReading(request.method) ? null : sequencerOf(given)
      return sequencer === null ? await answer(request, given, ctx) : await sequencer.fetch(request)
    } catch (error) {
      return unavailable(request, error)
    }
  },

  /**
   * Every ten minutes: digests of days that are over are entered, what an earlier version derived is derived again
   * as far as the time goes, and then the rules catch up with the ledger.
   */
  async scheduled(_event: unknown, env: Env): Promise<void> {
    const { services } = await open(withoutEmpty(env))
    const { closeDays, tend, rebuilding, rulebook, standing, flags, ledger, witnesses } = services
    // Each whatever became of those before: a mail server that is away must not keep days open, nor the rules waiting.
    await allOf([
      closeDays,
      // What was promised within the hour goes before what may wait.
      () =>
        services.waiting.settle({
          budget: ENTERING_ON_SCHEDULE,
          most: SCHEDULED * (askingLimits(withoutEmpty(env)).atOnce ?? DEFAULT_LIMITS.atOnce),
        }),
      tend,
      () => rebuilding.settle({ budget: REBUILDING }),
      () => rulebook.adopt(),
      () => standing.settle({ budget: ON_SCHEDULE }),
      async () => {
        if ((await standing.standing()).isCurrent) await flags.lapse({ actor: LOCAL_OPERATOR }, 'corrected')
      },
      () => ledger.follower.flush(),
      () => tellReaders(services, env, MAIL_ON_SCHEDULE),
      async () => services.checkers.publish(digestsOf(await assetsOf(env))),
      () => ledger.committer.end.recheck(),
      // Last: a witness that is slow takes no time from the rest, and what was entered above goes along.
      () => witnesses.publish({ all: true }),
    ])
  },
}
