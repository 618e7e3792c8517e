/**
 * The Worker: the same app over libSQL HTTP. An isolate keeps plain values between requests (the end of the ledger,
 * rendered pages of it, names of built files), never a promise or a connection: those belong to their request.
 */
import type { ExecutionContext, Fetcher } from '@cloudflare/workers-types'
import { type Assets, digestsOf } from '../web/frame.ts'
import { Buckets } from './api/http/buckets.ts'
import { isReading } from './api/http/method.ts'
import { problemBody } from './api/http/problems.ts'
import { createApp } from './app.ts'
import { parseCalendarText } from './domain/calendar/calendar.schema.ts'
import { parseClocksText } from './domain/clock/clocks.schema.ts'
import { parseProceduresText } from './domain/procedure/procedures.schema.ts'
import { Problem } from './domain/record/problem.ts'
import { LedgerError } from './ledger/error.ts'
import { createSigners, type Signer } from './ledger/signer.ts'
import { withoutEmpty } from './machine/environment.ts'
import { workersHook } from './machine/hooks/workers.ts'
import type { EmailBinding } from './machine/mail/cloudflare.ts'
import { mailerOn } from './machine/mail/workers.ts'
import { requireOrigin } from './machine/serving/origin.ts'
import { requireWorkerSettings, unreadOnWorkers } from './machine/serving/settings.ts'
import { allOf } from './services/aftercare.ts'
import type { Mailer } from './services/mail/mailer.ts'
import { type Kept, nothingKept, openLedger } from './services/open.ts'
import { LOCAL_OPERATOR } from './services/roles.ts'
import { parseCaseKey } from './services/sealing/cases.ts'
import { createServices, type Services } from './services/services.ts'
import { PageCache } from './site/html/page-cache.ts'
import { groundOf } from './site/map/ground.ts'
import { type BlobBucket, createR2Blobs } from './store/blobs/r2.ts'
import { openHttpDatabase } from './store/http-database.ts'

/** Part of a Durable Object namespace that is used. */
interface SequencerBinding {
  idFromName(name: string): object
  get(id: object): { fetch(request: Request): Promise<Response> }
}

export interface Env {
  LIBSQL_URL: string
  LIBSQL_AUTH_TOKEN?: string
  /**
   * The signing key, as `mingzhang keys new` prints it; after a rotation all of them, oldest first, parted by white
   * space. Their name is the origin of the ledger.
   */
  SIGNING_KEY: string
  /** Public scheme and host; taken from each request when left out. */
  ORIGIN?: string
  /** Opens the files of cases: base64 of 32 random bytes. Without it, there are none. */
  CASES_KEY?: string
  /** The key before it, while files are sealed anew with the new one. */
  CASES_KEY_OLD?: string
  /** base64 of 32 bytes that seal how askers can be told; without it nothing of it is kept. */
  INBOX_KEY?: string
  /** Working days of the place as JSON, where they are not those of mainland China. */
  CALENDAR?: string
  /** Time limits that the place has declared, as JSON. */
  CLOCKS?: string
  /** Procedures that the place has declared, as JSON. */
  PROCEDURES?: string
  /** `1` lets sign-in providers stand in a private network. */
  PRIVATE_ISSUERS?: string
  /**
   * Policy of witnesses whose cosignatures readers ask for (C2SP tlog-policy), as the file `witness-policy`
   * on one machine.
   */
  WITNESS_POLICY?: string
  /** Ledgers whose annotations of this one are looked at, as the file `known-ledgers` of a data folder has them. */
  KNOWN_LEDGERS?: string
  /** Ground of maps: address of tiles, whose they are, address of an outline as GeoJSON. */
  MAP_TILES?: string
  MAP_CREDIT?: string
  MAP_OUTLINE?: string
  PLACE_ZH?: string
  PLACE_EN?: string
  /** Way by which mail leaves: `cloudflare`, or the address of a provider. Without it, none does. */
  MAIL?: string
  /** The sender of mail. */
  MAIL_FROM?: string
  /** Bearer token of the provider. */
  MAIL_KEY?: string
  /** Sends mail where `MAIL` is `cloudflare`. */
  EMAIL?: EmailBinding
  /** Bytes of documents. Without it, the ledger holds their digests alone. */
  DOCUMENTS?: BlobBucket
  /** Place where all that writes to one ledger is answered; without it, each isolate writes by itself. */
  SEQUENCER?: SequencerBinding
  ASSETS: Fetcher
}

/** Milliseconds for which the rules follow a write, and for which they go on by the schedule. */
const AFTER_WRITING = 200
const ON_SCHEDULE = 20_000
/** Milliseconds of each schedule for what an earlier version derived. */
const REBUILDING = 20_000
/** Milliseconds for mail: after a write, and of each schedule. */
const MAIL_AFTER_WRITING = 2_000
const MAIL_ON_SCHEDULE = 20_000

const log = (line: Record<string, unknown>): void => console.log(JSON.stringify(line))

/**
 * Names of the built script and style sheet; the same for every request of a deployment. The names are kept,
 * never the promise of them: a promise belongs to its request, and is not kept when that request is given up.
 */
let assets: Assets | null = null

/** Shared by the requests of one isolate, and no further. */
const buckets = new Buckets(() => performance.now())

/** Bytes of rendered pages that an isolate keeps; it has 128 MB for everything. */
const PAGES_KEPT = 16_000_000

/** Ledgers that are kept, by database and key: several only where somebody changes the secrets. */
const ledgers = new Map<string, OfLedger>()

interface OfLedger {
  kept: Kept
  pages: PageCache
  /** Answer to the question if nothing waited to be derived anew, and when it was asked, in milliseconds. */
  steady: { is: boolean; at: number }
}

/** Milliseconds after which somebody may have written rows of other code again. */
const STEADY_FOR = 60_000

/** Until it is known that lists follow this code, no page is kept. */
async function lookForOlder({ rebuilding }: Services, { steady }: OfLedger): Promise<void> {
  if (Date.now() - steady.at < STEADY_FOR) return
  steady.at = Date.now()
  steady.is = (await rebuilding.waiting()) === 0
}

function keptOf({ LIBSQL_URL }: Env, signers: readonly Signer[]): OfLedger {
  const key = [LIBSQL_URL, ...signers.map(({ verifierKey }) => verifierKey)].join(' ')
  const known = ledgers.get(key) ?? {
    kept: nothingKept(),
    pages: new PageCache(PAGES_KEPT),
    steady: { is: false, at: -STEADY_FOR },
  }
  if (!ledgers.has(key)) ledgers.clear()
  ledgers.set(key, known)
  return known
}

async function assetsOf(env: Env): Promise<Assets> {
  assets ??= await readAssets(env)
  return assets
}

/** Outlines of characters, kept as the names are: some 2 MB, fetched for the first picture that an isolate makes. */
let glyphs: Uint8Array | null = null

async function glyphsOf(env: Env, path: string): Promise<Uint8Array> {
  if (glyphs !== null) return glyphs
  const response = await env.ASSETS.fetch(`https://assets${path}`)
  if (!response.ok) throw new Error(`${path} is not among the built files`)
  glyphs = new Uint8Array(await response.arrayBuffer())
  return glyphs
}

async function readAssets(env: Env): Promise<Assets> {
  const response = await env.ASSETS.fetch('https://assets/assets/manifest.json')
  if (!response.ok) throw new Error('the site is not built: run `npm run build` before deploying')
  return response.json()
}

/** Settings that were found right, as one text: those of a deployment are the same for every request. */
let settled = ''

/**
 * Guard of the settings that the operator makes, every one before anything is opened.
 *
 * @throws Problem `unavailable` that names what is missing or does not fit
 */
function requireEnv(env: Env): void {
  const given = Object.entries(env).filter(([, value]) => typeof value === 'string')
  const text = JSON.stringify(given)
  if (settled === text) return
  for (const { name, meant } of unreadOnWorkers(Object.keys(env), BINDINGS))
    log({ level: 'warn', at: 'settings', name, meant, error: 'this setting is not read on Workers' })
  requireWorkerSettings(env)
  mailerOf(env)
  settled = text
}

const BINDINGS = ['EMAIL', 'DOCUMENTS', 'SEQUENCER', 'ASSETS'] as const satisfies readonly (keyof Env)[]

/** The keys that sign. @throws Problem `unavailable`, since a text of the right form may be of another key */
async function signersOf({ SIGNING_KEY }: Env): Promise<[Signer, ...Signer[]]> {
  try {
    return await createSigners(SIGNING_KEY)
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error
    throw new Problem('unavailable', {
      field: 'SIGNING_KEY',
      words: {
        zh: `SIGNING_KEY 不能用：${error.message}。`,
        en: `SIGNING_KEY cannot be used: ${error.message}.`,
      },
    })
  }
}

const NOT_READY = {
  zh: '账本尚不可用：数据库、密钥或迁移未就绪。',
  en: 'The ledger is not available: database, key or migrations are not ready.',
}

/** Links in mail begin with the public address: without it, there is no mail. */
function mailerOf(env: Env): Mailer | null {
  const mailer = mailerOn(env)
  if (mailer === null || env.ORIGIN) return mailer
  throw new Problem('unavailable', {
    words: { zh: '设置了 MAIL，但没有 ORIGIN。', en: 'MAIL is set, and ORIGIN is not.' },
  })
}

async function open(env: Env): Promise<{ services: Services; ofLedger: OfLedger }> {
  requireEnv(env)
  const [signer, ...laterSigners] = await signersOf(env)
  requireOrigin(signer, env.ORIGIN)
  const ofLedger = keptOf(env, [signer, ...laterSigners])
  const ledger = await openLedger({
    database: openHttpDatabase(env.LIBSQL_URL, env.LIBSQL_AUTH_TOKEN),
    signer,
    laterSigners,
    highWater: null,
    now: () => new Date(),
    random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
    privateIssuers: env.PRIVATE_ISSUERS === '1',
    caseKey: env.CASES_KEY === undefined ? null : parseCaseKey(env.CASES_KEY),
    oldCaseKey: env.CASES_KEY_OLD === undefined ? null : parseCaseKey(env.CASES_KEY_OLD, 'CASES_KEY_OLD'),
    inboxKey: env.INBOX_KEY === undefined ? null : parseCaseKey(env.INBOX_KEY, 'INBOX_KEY'),
    calendar: env.CALENDAR === undefined ? undefined : parseCalendarText(env.CALENDAR, 'CALENDAR'),
    clocks: env.CLOCKS === undefined ? undefined : parseClocksText(env.CLOCKS, 'CLOCKS'),
    procedures: env.PROCEDURES === undefined ? undefined : parseProceduresText(env.PROCEDURES, 'PROCEDURES'),
    policy: env.WITNESS_POLICY,
    knownLedgers: env.KNOWN_LEDGERS,
    place: { zh: env.PLACE_ZH ?? '', en: env.PLACE_EN ?? '' },
    followDelay: null,
    kept: ofLedger.kept,
    onError: (error) => log({ level: 'error', at: 'follower', error: String(error) }),
  })
  const blobs = env.DOCUMENTS ? createR2Blobs(env.DOCUMENTS) : null
  return { services: createServices(ledger, blobs, { mailer: mailerOf(env), hook: workersHook }), ofLedger }
}

type Opened = Awaited<ReturnType<typeof open>>

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
