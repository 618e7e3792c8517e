/** Probes of what stands around the API: a folder for documents, a provider, a clock. Each puts a tree together itself. */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join, resolve } from 'node:path'
import { Hono } from 'hono'
import type { ApiEnv } from '../../../worker/api/http/context.ts'
import { OPERATOR } from '../ledger/ledger.ts'
import { startProvider } from '../servers/oidc-provider.ts'

type Ledgers = typeof import('../ledger/ledger.ts')
type Opening = typeof import('../../../worker/services/open.ts')
type Serving = typeof import('../../../worker/services/services.ts')
type Folder = typeof import('../../../worker/machine/blob-folder.ts')
type Apis = typeof import('../../../worker/api/api.ts')
type Middle = typeof import('../../../worker/api/http/middleware.ts')

const base = 'https://ledger.example'
const DAY = 86_400_000
/** What earlier trees called this, beside what it is now. */
interface Earlier {
  departments?: { list(call: object, fields: object): Promise<unknown> }
}

/** A module of a tree, at the first of the places at which it is there. */
async function part<T>(dir: string, ...places: string[]): Promise<T> {
  const place = places.map((one) => resolve(join(dir, one))).find(existsSync)
  if (place === undefined) throw new Error(`no ${places[0]} in ${dir}`)
  return import(place)
}

interface Around {
  app: Pick<Hono<ApiEnv>, 'request'>
  services: ReturnType<Serving['createServices']>
  count(sql: string): Promise<number>
  /** Puts the wall clock on, without the time that passes. */
  jump(time: number): void
}

/** A tree as it is served, with documents and with a clock that can be set. */
async function served(dir: string, privateIssuers: boolean): Promise<Around> {
  const ledgers = await part<Ledgers>(dir, 'test/support/ledger/ledger.ts', 'test/support/ledger.ts')
  const { openLedger } = await part<Opening>(dir, 'worker/services/open.ts')
  const { createServices } = await part<Serving>(dir, 'worker/services/services.ts')
  const { openBlobFolder } = await part<Folder>(dir, 'worker/machine/blob-folder.ts', 'worker/blob-folder.ts')
  const { createApi } = await part<Apis>(dir, 'worker/api/api.ts')
  const { trace } = await part<Middle>(dir, 'worker/api/http/middleware.ts', 'worker/api/middleware.ts')
  let [wall, steady] = [Date.parse('2026-03-02T01:00:00Z'), 0]
  const random = ledgers.seededRandom(3)
  const now = () => {
    wall += 1000
    steady += 1000
    return new Date(wall)
  }
  const ledger = await openLedger({
    ...{ database: await ledgers.freshDatabase(), signer: await ledgers.testSigner(), highWater: null },
    ...{ now, random, steady: () => steady, privateIssuers, followDelay: 0 },
    place: { zh: '明川市', en: 'Mingchuan' },
  })
  const folder = join(ledgers.temporaryFolder(), 'documents')
  const blobs = await openBlobFolder({ dir: folder, now: () => new Date(), random })
  const services = createServices(ledger, blobs)
  const { departments }: Earlier = services as Earlier
  const water = { code: 'water', name: '水务局' }
  if (departments === undefined) await services.acts.open({ actor: OPERATOR }, 'department', null, water)
  else await departments.list({ actor: OPERATOR }, water)
  const deps = { services, origin: base, requestId: () => 'probe', log: () => undefined }
  return {
    app: new Hono<ApiEnv>().use(trace(deps)).route('/', createApi(deps)),
    services,
    count: async (sql) => Number((await ledger.database.client.execute(sql)).rows[0]?.n),
    jump: (time) => {
      wall += time
    },
  }
}

/** Whether somebody whom the provider calls by this name is signed in. */
async function entersAs(dir: string, sub: string): Promise<boolean> {
  const provider = await startProvider()
  try {
    const { app, services } = await served(dir, true)
    const groups = [{ group: 'clerks', role: 'recorder', department: 'dep-water', post: '文书岗' }]
    await services.providers.create(
      { account: 'local', role: 'operator', department: null },
      {
        ...{ id: 'city', name: { zh: '市', en: 'City' }, issuer: provider.issuer, groups },
        ...{ clientId: provider.clientId, clientSecret: provider.clientSecret },
      },
    )
    provider.person = { sub, groups: ['clerks'] }
    const begun = await app.request(`${base}/auth/oidc/city`)
    const cookie = (begun.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
    const there = await fetch(begun.headers.get('location') ?? '', { redirect: 'manual' })
    const back = there.headers.get('location') ?? ''
    const answer = await app.request(back, { headers: { cookie } })
    return answer.headers.getSetCookie().some((one) => one.startsWith('__Host-mz=mzs_'))
  } finally {
    await provider.close()
  }
}

export const AROUND: { [finding: string]: (dir: string) => Promise<boolean> } = {
  async 'H4 a document that no entry names'(dir) {
    const { app, services } = await served(dir, false)
    const { secret } = await services.keys.createWithAccount(
      { actor: OPERATOR },
      { name: 'x', role: 'recorder', department: 'dep-water' },
    )
    const bytes = new TextEncoder().encode('%PDF-1.7 never entered')
    const path = `${base}/api/v1/documents/${createHash('sha256').update(bytes).digest('hex')}`
    const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/pdf' }
    const put = await app.request(path, { method: 'PUT', body: bytes, headers })
    if (!put.ok) throw new Error(`the upload answered ${put.status}`)
    return (await app.request(path)).ok
  },
  async 'M5 an issuer on a private address is asked'(dir) {
    let asked = 0
    const server = createServer((_, response) => {
      asked += 1
      response.writeHead(404).end()
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    try {
      const { app, services } = await served(dir, false)
      const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
      const registrar = { account: 'acc-one', role: 'registrar', department: null }
      const fields = { id: 'p3', name: { zh: '市', en: 'City' }, issuer, groups: [] }
      const secret = { clientId: 'a', clientSecret: 'b' }
      await services.providers.create(registrar, { ...fields, ...secret }).catch(() => undefined)
      await app.request(`${base}/auth/oidc/p3`)
      return asked > 0
    } finally {
      server.close()
    }
  },
  async 'M12 an empty identity signs in'(dir) {
    if (!(await entersAs(dir, 'someone'))) throw new Error('nobody signs in')
    return entersAs(dir, '')
  },
  async 'B4 a clock two years ahead enters days to come'(dir) {
    const { services, count, jump } = await served(dir, false)
    const size = await count('SELECT count(*) AS n FROM entry')
    jump(730 * DAY)
    await services.closeDays().catch(() => undefined)
    jump(-730 * DAY)
    return (await count('SELECT count(*) AS n FROM entry')) > size
  },
}
