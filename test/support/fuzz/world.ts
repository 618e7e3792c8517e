/** The app in process over a temporary ledger, with people of every role. */
import { createApp } from '../../../worker/app.ts'
import { type Role, roleDepartments } from '../../../worker/domain/kinds/account/vocabulary.ts'
import { Problem } from '../../../worker/domain/record/problem.ts'
import type { Signer } from '../../../worker/ledger/signer.ts'
import { openBlobFolder } from '../../../worker/machine/blob-folder.ts'
import type { Mail } from '../../../worker/services/mail/mailer.ts'
import { openLedger } from '../../../worker/services/open.ts'
import { LOCAL_OPERATOR, roles } from '../../../worker/services/roles.ts'
import { createServices, type Services } from '../../../worker/services/services.ts'
import { base } from '../api/api.ts'
import type { Description } from '../api/description.ts'
import { freshDatabase, OPERATOR, seededRandom, temporaryFolder, testSigner } from '../ledger/ledger.ts'
import { askedInTurns } from '../ledger/turns.ts'
import { fakeAssets } from '../site/assets.ts'

const DEPARTMENTS = [
  { code: 'water', name: '水务局', nameEn: 'Water Bureau' },
  { code: 'house', name: '住建局', nameEn: 'Housing Bureau' },
  { code: 'parks', name: '园林局', nameEn: 'Parks Bureau' },
]
const UNLIMITED = {
  attempts: 1e9,
  byPeople: 1e9,
  byKeys: 1e9,
  reading: 1e12,
  asks: 1e9,
  tracks: 1e9,
  follows: 1e9,
  proofs: 1e9,
  atOnce: 1e9,
  waiting: 1e9,
  quickest: 0,
}
/** Site of the other ledger that is known. */
export const NEIGHBOUR = 'https://watch.example.org'
/** So much of the world's time goes by with each request. */
const STEP = 20_000

export interface Person {
  name: string
  role: Role
  department: string | null
  account: string
  /** By key; by session, where a key does not do. */
  headers: Record<string, string>
  session: Record<string, string>
}

export interface World {
  services: Services
  description: Description
  people: Person[]
  /** Another ledger that this one knows: what a watchdog annotates there is listed here. */
  neighbour(): Promise<Services>
  /** One more request is made: the clock moves on. */
  tick(): void
  today(): number
  renew(person: Person): Promise<void>
  ask(path: string, init: RequestInit): Promise<Response>
  /** Waits for what follows the ledger. */
  settle(): Promise<void>
  failures: Record<string, unknown>[]
  /** Messages that went out, in order. */
  mails: Mail[]
  close(): void
}

/** The same of all worlds, and dear to make. */
let description: Promise<Description> | undefined

async function openNeighbour(signer: Signer, now: () => Date): Promise<Services> {
  const ledger = await openLedger({
    ...{ database: await freshDatabase(), signer, highWater: null, now, random: seededRandom(9) },
    ...{ place: { zh: '明川观察', en: 'Mingchuan Watch' }, followDelay: 0 },
  })
  const services = createServices(ledger, null)
  await services.acts.open({ actor: OPERATOR }, 'department', null, { code: 'watch', name: '明川观察' })
  return services
}

/** @throws Error when the world cannot be set up */
export async function openWorld(seed: number): Promise<World> {
  let now = Date.parse('2026-03-02T01:00:00Z')
  const clock = () => new Date(now)
  const random = seededRandom(seed + 1)
  const beside = await testSigner('watch.example.org/log', 9)
  const ledger = await openLedger({
    database: askedInTurns(await freshDatabase()),
    signer: await testSigner(),
    highWater: null,
    caseKey: new Uint8Array(32).fill(9),
    inboxKey: new Uint8Array(32).fill(5),
    now: clock,
    random,
    place: { zh: '明川市', en: 'Mingchuan' },
    followDelay: 0,
    knownLedgers: `log ${beside.verifierKey} ${NEIGHBOUR}/\nquorum none\n`,
  })
  const blobs = await openBlobFolder({
    dir: temporaryFolder(),
    now: clock,
    random,
  })
  const mails: Mail[] = []
  const services = createServices(ledger, blobs, {
    mailer: {
      async send(mail) {
        mails.push(mail)
        return { was: 'sent' }
      },
    },
    // The neighbour answers with its evidence. Whoever else is asked says back what was asked: half of all, so that some endpoints are never verified.
    hook: async ({ url, body, read }) => {
      const record = url.startsWith(NEIGHBOUR) ? /ann-[0-9a-z]{10}/.exec(url)?.[0] : undefined
      const evidence = record === undefined ? null : await (await neighbour()).evidenceFiles.of(record)
      const echo = body !== null && body.length % 2 === 0 ? body.slice(0, read) : ''
      return { status: 200, retryAfter: null, why: '', text: evidence ?? echo }
    },
    // A domain speaks for the comment that its name has in it.
    txt: async (name) => [`mingzhang-comment=${ledger.notary.origin} ${/com-[0-9a-z]{10}/.exec(name)?.[0]}`],
  })
  let opened: Promise<Services> | null = null
  const neighbour = (): Promise<Services> => {
    opened ??= openNeighbour(beside, clock)
    return opened
  }
  const call = { actor: OPERATOR }
  for (const one of DEPARTMENTS) await services.acts.open(call, 'department', null, one)
  const failures: Record<string, unknown>[] = []
  let requests = 0
  const deps = {
    services,
    origin: base,
    limits: UNLIMITED,
    requestId: () => `request-${++requests}`,
    log: (line: Record<string, unknown>) => {
      if (line.level === 'error') failures.push(line)
    },
  }
  const app = createApp({
    ...deps,
    assets: fakeAssets,
    serveFiles: (_, next) => next(),
  })
  const ask = async (path: string, init: RequestInit): Promise<Response> => app.request(base + path, init)

  async function signIn(person: Person): Promise<void> {
    const { token } = await services.invitations.create(LOCAL_OPERATOR, person.account, { purpose: 'once' })
    const answer = await ask('/auth/invitation/once', {
      method: 'POST',
      body: JSON.stringify({ token }),
      headers: { 'content-type': 'application/json', origin: base },
    })
    person.session = {
      origin: base,
      cookie: (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '',
    }
  }

  /** An account of that post, with a key and a session. */
  async function settle(person: Person): Promise<void> {
    const { key, secret } = await services.keys.createWithAccount(call, person)
    person.headers = { authorization: `Bearer ${secret}` }
    person.account = key.account
    await signIn(person)
  }

  /** Signs in again. Who was revoked by others is followed by somebody else, while the department stands. */
  async function renew(person: Person): Promise<void> {
    try {
      await signIn(person)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      await settle(person).catch((why: unknown) => {
        if (!(why instanceof Problem)) throw why
      })
    }
  }

  const people = (Object.keys(roles) as Role[]).flatMap((role): Person[] => {
    const of = roleDepartments[role] === 'never' ? [null, null] : DEPARTMENTS.map(({ code }) => `dep-${code}`)
    return of.map((department, at) => ({
      role,
      department,
      name: `${role} ${department ?? at + 1}`,
      account: '',
      headers: {},
      session: {},
    }))
  })
  for (const person of people) await settle(person)
  description ??= ask('/api/openapi.json', {}).then((answer) => answer.json())
  return {
    services,
    description: await description,
    neighbour,
    people,
    tick: () => {
      now += STEP
    },
    today: () => now,
    renew,
    ask,
    async settle() {
      await services.ledger.follower.flush()
      await services.following.settle(base)
    },
    failures,
    mails,
    close: () => ledger.database.client.close(),
  }
}
