/** A small city with inspectors, over the whole app, whose day can be moved on. */
import type { Limits } from '../../../worker/api/http/buckets.ts'
import { createApp } from '../../../worker/app.ts'
import { openLedger } from '../../../worker/services/open.ts'
import type { Caller } from '../../../worker/services/roles.ts'
import { createServices, type Services } from '../../../worker/services/services.ts'
import type { BlobStore } from '../../../worker/store/blobs/blobs.ts'
import type { Database } from '../../../worker/store/database.ts'
import { freshDatabase, OPERATOR, seededRandom, testSigner } from '../ledger/ledger.ts'
import { fakeAssets } from '../site/assets.ts'

export const CASE_KEY = new Uint8Array(32).fill(9)
const ORIGIN = 'https://mingchuan.example'

export interface CaseCity {
  services: Services
  database: Database
  clock: { now: number }
  inspectors: [Caller, Caller, Caller]
  /** Secrets of API keys: of a department's system, and of the first inspector. */
  keys: { department: string; inspector: string }
  /** An escalated flag on a department. */
  flag: string
  get(path: string, key?: string): Promise<Response>
  post(path: string, body: unknown, key?: string): Promise<Response>
  /** Sends a form, as a browser without a script does. */
  submit(path: string, fields: Record<string, string> | FormData): Promise<Response>
  /** Lines that were logged. */
  lines: Record<string, unknown>[]
  routes: string[]
}

/**
 * @param caseKey null for a ledger without cases
 * @param blobs where documents are kept; null for a ledger of digests alone
 * @param limits those of a test that is about them
 */
export async function caseCity(
  caseKey: Uint8Array | null = CASE_KEY,
  blobs: BlobStore | null = null,
  limits: Partial<Limits> = {},
): Promise<CaseCity> {
  const clock = { now: Date.parse('2026-03-02T01:00:00Z') }
  const database = await freshDatabase()
  const ledger = await openLedger({
    database,
    signer: await testSigner(),
    highWater: null,
    caseKey,
    now: () => new Date(clock.now),
    random: seededRandom(),
    place: { zh: '明川市', en: 'Mingchuan' },
    inboxKey: new Uint8Array(32).fill(4),
    followDelay: 0,
  })
  // Mail is set up, and reaches nobody.
  const services = createServices(ledger, blobs, { mailer: { send: async () => ({ was: 'sent' }) } })
  const call = { actor: OPERATOR }
  await services.acts.open(call, 'department', null, {
    code: 'water',
    name: '水务局',
    nameEn: 'Water Bureau',
  })
  const department = (
    await services.keys.createWithAccount(call, { name: 'sys', role: 'system', department: 'dep-water' })
  ).secret
  const made = []
  for (const name of ['a', 'b', 'c'])
    made.push(await services.keys.createWithAccount(call, { name, role: 'inspector', department: null }))
  const [first, second, third] = await Promise.all(
    made.map(async ({ secret }): Promise<Caller> => {
      const holder = await services.keys.holderOf(secret)
      if (holder === null) throw new Error('the key opens nothing')
      return holder
    }),
  )
  if (first === undefined || second === undefined || third === undefined) throw new Error('three inspectors')
  const raised = await services.acts.open({ actor: first }, 'flag', null, {
    title: '涨价未听证',
    subject: 'dep-water',
    severity: 'medium',
    finding: '调价没有听证记录。',
    inputs: [0],
  })
  const flag = raised.records[0]?.id ?? ''
  await services.acts.act({ actor: first }, 'flag', 'escalated', flag, { reason: '移送。' })
  let n = 0
  const lines: Record<string, unknown>[] = []
  const app = createApp({
    services,
    assets: fakeAssets,
    serveFiles: (_c, next) => next(),
    requestId: () => `request-${++n}`,
    log: (line) => void lines.push(line),
    origin: ORIGIN,
    // However long a test takes, no minute of its limits goes by.
    elapsed: () => 0,
    limits: {
      reading: 1e12,
      attempts: 1e6,
      byKeys: 1e6,
      asks: 1e6,
      tracks: 1e6,
      proofs: 1e6,
      atOnce: 1e6,
      quickest: 0,
      ...limits,
    },
  })
  await ledger.follower.flush()
  const bearer = (key: string | undefined): Record<string, string> =>
    key === undefined ? {} : { authorization: `Bearer ${key}` }
  return {
    services,
    database,
    clock,
    inspectors: [first, second, third],
    keys: { department, inspector: made[0]?.secret ?? '' },
    flag,
    lines,
    submit: async (path, fields) =>
      app.request(ORIGIN + path, {
        method: 'POST',
        ...(fields instanceof FormData
          ? { body: fields }
          : {
              body: new URLSearchParams(fields).toString(),
              headers: { 'content-type': 'application/x-www-form-urlencoded' },
            }),
      }),
    routes: [...new Set(app.routes.filter(({ method }) => method === 'GET').map(({ path }) => path))],
    get: async (path, key) => app.request(ORIGIN + path, { headers: bearer(key) }),
    post: async (path, body, key) =>
      app.request(ORIGIN + path, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json', ...bearer(key) },
      }),
  }
}
