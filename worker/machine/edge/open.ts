/** Opens the ledger of a deployment: its settings are found right first, and what an isolate keeps of it is at hand. */
import { parseCalendarText } from '../../domain/calendar/calendar.schema.ts'
import { parseClocksText } from '../../domain/clock/clocks.schema.ts'
import { parseProceduresText } from '../../domain/procedure/procedures.schema.ts'
import { Problem } from '../../domain/record/problem.ts'
import { LedgerError } from '../../ledger/error.ts'
import { createSigners, type Signer } from '../../ledger/signer.ts'
import type { Mailer } from '../../services/mail/mailer.ts'
import { type Kept, nothingKept, openLedger } from '../../services/open.ts'
import { parseCaseKey } from '../../services/sealing/cases.ts'
import { createServices, type Services } from '../../services/services.ts'
import { PageCache } from '../../site/html/page-cache.ts'
import { createR2Blobs } from '../../store/blobs/r2.ts'
import { openHttpDatabase } from '../../store/http-database.ts'
import { workersHook } from '../hooks/workers.ts'
import { mailerOn } from '../mail/workers.ts'
import { txtOverHttps } from '../names/https.ts'
import { requireOrigin } from '../serving/origin.ts'
import { requireWorkerSettings, unreadOnWorkers } from '../serving/settings.ts'
import type { Env } from './env.ts'

/** One line of the log of a deployment, as JSON. */
export const log = (line: Record<string, unknown>): void => console.log(JSON.stringify(line))

/** Bytes of rendered pages that an isolate keeps; it has 128 MB for everything. */
const PAGES_KEPT = 16_000_000

/** Ledgers that are kept, by database and key: several only where somebody changes the secrets. */
const ledgers = new Map<string, OfLedger>()

/** Of a ledger, kept by an isolate between requests. */
export interface OfLedger {
  kept: Kept
  pages: PageCache
  /** Answer to the question if nothing waited to be derived anew, and when it was asked, in milliseconds. */
  steady: { is: boolean; at: number }
}

/** Milliseconds after which somebody may have written rows of other code again. */
const STEADY_FOR = 60_000

/** Until it is known that lists follow this code, no page is kept. */
export async function lookForOlder({ rebuilding }: Services, { steady }: OfLedger): Promise<void> {
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

/** Settings that were found right, as one text: those of a deployment are the same for every request. */
let settled = ''

/**
 * Guard of the settings that the operator makes, every one before anything is opened.
 *
 * @throws Problem `unavailable` that names what is missing or does not fit
 */
export function requireEnv(env: Env): void {
  const given = Object.entries(env).filter(([, value]) => typeof value === 'string')
  const text = JSON.stringify(given)
  if (settled === text) return
  for (const { name, meant } of unreadOnWorkers(Object.keys(env), BINDINGS))
    log({ level: 'warn', at: 'settings', name, meant, error: 'this setting is not read on Workers' })
  requireWorkerSettings(env)
  mailerOf(env)
  settled = text
}

const BINDINGS = [
  'EMAIL',
  'DOCUMENTS',
  'SEQUENCER',
  'ASKING',
  'ASSETS',
] as const satisfies readonly (keyof Env)[]

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

/** Links in mail begin with the public address: without it, there is no mail. */
function mailerOf(env: Env): Mailer | null {
  const mailer = mailerOn(env)
  if (mailer === null || env.ORIGIN) return mailer
  throw new Problem('unavailable', {
    words: { zh: '设置了 MAIL，但没有 ORIGIN。', en: 'MAIL is set, and ORIGIN is not.' },
  })
}

/** Opens the ledger, with what this isolate knows of it. @throws Problem `unavailable` for settings that do not fit */
export async function open(env: Env): Promise<{ services: Services; ofLedger: OfLedger }> {
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
  const txt = env.DNS_OVER_HTTPS ? txtOverHttps(env.DNS_OVER_HTTPS) : null
  const outside = { mailer: mailerOf(env), hook: workersHook, txt }
  return { services: createServices(ledger, blobs, outside), ofLedger }
}

/** An opened ledger with what is kept of it. */
export type Opened = Awaited<ReturnType<typeof open>>
