/**
 * An API that lies to a page: every value that it answers is bent, one at a time, and the page must notice each. What it
 * does not look at stands in a list, which is exact: a value that joins an answer is noticed, or named here.
 */
import { Hono } from 'hono'
import { beforeAll, describe, expect, it } from 'vitest'
import { createBoard } from '../../../web/verify/board.ts'
import { digestMoment, digestState } from '../../../web/verify/digest.ts'
import type { Remembered } from '../../../web/verify/memory.ts'
import type { Shown } from '../../../web/verify/record.ts'
import { runChecks } from '../../../web/verify/run.ts'
import { createSource } from '../../../web/verify/source.ts'
import type { Summary } from '../../../web/verify/summary.ts'
import { createApi } from '../../../worker/api/api.ts'
import type { ApiEnv } from '../../../worker/api/http/context.ts'
import type { Json } from '../../../worker/ledger/canonical.ts'
import type { Services } from '../../../worker/services/services.ts'
import { freshLedger, OPERATOR, SECOND } from '../../support/ledger/ledger.ts'

const call = { actor: OPERATOR, approver: SECOND }

/** Values that a page does not look at: what it needs of them it works out from what it has checked. */
const UNREAD: Record<'record' | 'list', RegExp[]> = {
  record: [
    // Of the record as the API tells it, the page holds the state against the entries, and shows nothing else of it.
    /^evidence: \/record(\/(?!state\b)|$)/,
    // Places in the tree come from the tiles, not from proofs that are told.
    /^evidence: \/(entries|erasures)\/\d+\/proof\b/,
    /^evidence: \/catalogue\/(entry|newest)\/proof\b/,
    // Of what the ledger says of itself, the key in force and whether it signs.
    /^known: \/(?!verifierKey$|frozen$)/,
    // Of a body that was erased, what stands in its place is not read.
    /^evidence: \/entries\/1\/(body|content|salt)$/,
    // Who says that there is more is asked for it: what is then told is held against the catalogue (long-evidence.test.ts).
    /^evidence: \/next$/,
  ],
  list: [
    /^known: \/(?!verifierKey$|frozen$)/,
    // Of a body that was erased, what stands in its place is not read.
    /^entry erased: \/(body|content|salt)$/,
    // The record is asked for who erased the entry, and for nothing else.
    /^evidence: \/(?!erasures\b)/,
    /^evidence: \/erasures\/\d+\/proof\b/,
  ],
}

let services: Services
let record: string
/** Answers of the honest server, by their path. */
const honest = new Map<string, Uint8Array>()
let shown: Shown
let remembered: Remembered
let answer: ReturnType<typeof honestly>
let erased: number

type Bend = (path: string, bytes: Uint8Array) => Uint8Array

/** The API, in front of which answers are kept as they came. */
function honestly(): (path: string) => Promise<Uint8Array | null> {
  const api = new Hono<ApiEnv>()
    .use(async (c, next) => {
      c.set('requestId', 'test')
      c.set('actor', null)
      await next()
    })
    .route('/', createApi({ services, requestId: () => 'test', log: () => undefined }))
  return async (path) => {
    const kept = honest.get(path)
    if (kept !== undefined) return kept
    const answer = await api.request(path)
    if (!answer.ok) return null
    const bytes = new Uint8Array(await answer.arrayBuffer())
    honest.set(path, bytes)
    return bytes
  }
}

/** A server that answers honestly but for what is bent. */
function fetcher(bend: Bend): typeof fetch {
  return async (input) => {
    const path = String(input)
    const bytes = await answer(path)
    return bytes === null
      ? new Response('{}', { status: 404 })
      : new Response(new Uint8Array(bend(path, bytes)))
  }
}

/** A visit to the page of the record, or to a list in which two of its entries stand, one of them erased. */
async function visit(bend: Bend, page: 'record' | 'list' = 'record'): Promise<Summary> {
  const indices = page === 'record' ? Object.keys(shown.moments).map(Number) : [erased, erased + 1]
  const board = createBoard(indices)
  await runChecks(
    { shown: page === 'record' ? shown : null, indices: page === 'record' ? [] : indices },
    {
      source: createSource(fetcher(bend)),
      memory: { read: () => remembered, write: () => true },
      board,
      unable: async () => null,
      clock: () => 0,
    },
  )
  return board.summary()
}

beforeAll(async () => {
  services = (await freshLedger()).services
  const { acts, erasures, reading, log } = services
  await acts.open(call, 'department', null, { code: 'water', name: '市水务局' })
  const opened = await acts.open(call, 'decision', 'dep-water', {
    title: '河道整治',
    class: 'ordinary',
    noResponsibility: '无',
  })
  record = opened.records[0]?.id ?? ''
  const attach = async (title: string) => {
    const document = { title, sha256: 'ab'.repeat(32) }
    const { records } = await acts.act(call, 'decision', 'attached', record, { document })
    return records[0]?.index ?? -1
  }
  erased = await attach('第一份')
  await attach('第二份')
  remembered = { key: log.verifierKey, checkpoint: await (await log.published()).checkpoint() }
  await erasures.erase(call, erased, { ground: 'law', authority: '市人民法院', reason: '判决' })
  await attach('第三份')
  await services.catalogue()
  answer = honestly()
  const moments = await reading.timeline(record)
  const now = await reading.record(record)
  shown = {
    record,
    seq: now?.seq ?? 0,
    state: digestState(now?.state),
    opened: {},
    moments: Object.fromEntries(moments.map((one) => [one.entry.index, digestMoment(one)])),
  }
})

const NAMES: [name: string, pattern: RegExp][] = [
  ['known', /well-known/],
  ['evidence', /\/evidence/],
  ['entry', /\/entries\/\d+/],
]

/** The first, second and last of the paths that differ in numbers alone; of a state, its members. */
function tellingIn(paths: string[]): string[] {
  const alike = new Map<string, string[]>()
  for (const path of paths.filter((one) => !/\/state\/[^/]+\//.test(one))) {
    const shape = path.replace(/\/\d+/g, '/#')
    alike.set(shape, [...(alike.get(shape) ?? []), path])
  }
  return [...alike.values()].flatMap((same) => [...new Set([...same.slice(0, 2), ...same.slice(-1)])])
}

/** Paths to all values in a JSON text, objects and lists themselves included. */
function pathsIn(value: Json, at = ''): string[] {
  if (typeof value !== 'object' || value === null) return [at]
  const within = Object.entries(value).flatMap(([key, one]) => pathsIn(one, `${at}/${key}`))
  return at === '' ? within : [at, ...within]
}

/** The value with what stands at a path bent. */
function bentAt(value: Json, [key, ...rest]: string[], bend: (one: Json) => Json): Json {
  if (key === undefined) return bend(value)
  if (Array.isArray(value)) return value.map((one, i) => (String(i) === key ? bentAt(one, rest, bend) : one))
  if (typeof value !== 'object' || value === null) return value
  return { ...value, [key]: bentAt(value[key] ?? null, rest, bend) }
}

/** Another value of the same form, where there is one. */
function another(value: Json): Json {
  if (typeof value === 'string') return value === '' ? '甲' : (value[0] === 'A' ? 'B' : 'A') + value.slice(1)
  if (typeof value === 'number') return value + 1
  if (typeof value === 'boolean') return !value
  if (value === null) return 'sealed'
  if (Array.isArray(value)) return value.length === 0 ? ['甲'] : value.slice(1)
  const [, ...rest] = Object.entries(value)
  return Object.keys(value).length === 0 ? { more: 1 } : Object.fromEntries(rest)
}

const parsed = (bytes: Uint8Array): Json => JSON.parse(new TextDecoder().decode(bytes))
const written = (value: Json): Uint8Array => new TextEncoder().encode(JSON.stringify(value))

/** Every value of every JSON answer to a page that is not noticed to be another. */
async function unnoticed(page: 'record' | 'list'): Promise<{ tried: number; missed: string[] }> {
  expect((await visit((_, bytes) => bytes, page)).is).toBe('good')
  const answers = [...honest]
  let tried = 0
  const missed: string[] = []
  for (const [name, pattern] of NAMES) {
    for (const [path, bytes] of answers.filter(([one]) => pattern.test(one))) {
      for (const at of tellingIn(pathsIn(parsed(bytes)))) {
        const bent = written(bentAt(parsed(bytes), at.split('/').slice(1), another))
        const { is } = await visit((one, given) => (one === path ? bent : given), page)
        tried += 1
        if (is === 'good')
          missed.push(`${name}${path.endsWith(`/entries/${erased}`) ? ' erased' : ''}: ${at}`)
      }
    }
  }
  return { tried, missed }
}

describe('an API that lies in one value', () => {
  it.each(['record', 'list'] as const)('is noticed by a page, a %s', async (page) => {
    honest.clear()
    const { tried, missed } = await unnoticed(page)
    const unread = UNREAD[page]
    expect(missed.filter((one) => !unread.some((pattern) => pattern.test(one)))).toEqual([])
    // What stands in the list is there, and is not looked at.
    expect(unread.filter((pattern) => !missed.some((one) => pattern.test(one)))).toEqual([])
    expect(tried).toBeGreaterThan(60)
  })
})

/** One value of an answer put in the place of another of the same answer: each is a true one, of something else. */
const exchanged = (bytes: Uint8Array, from: string, to: string): Uint8Array => {
  const whole = parsed(bytes)
  const taken = from.split('/').reduce<Json>((at, key) => {
    const one =
      typeof at === 'object' && at !== null ? Object.entries(at).find(([name]) => name === key) : null
    return one?.[1] ?? null
  }, whole)
  return written(bentAt(whole, to.split('/'), () => taken))
}

describe('an API that tells the truth of something else', () => {
  it.each(['leaf', 'leafHash', 'envelope', 'body', 'content', 'salt', 'index'])(
    'is noticed: the %s of another entry',
    async (member) => {
      const summary = await visit((path, bytes) =>
        path.includes('/evidence') ? exchanged(bytes, `entries/2/${member}`, `entries/3/${member}`) : bytes,
      )
      expect(summary.is).toBe('broken')
    },
  )

  it.each<[string, (entry: Record<string, Json>) => Record<string, Json>]>([
    [
      'body and salt',
      ({ body, content, salt, ...rest }) => ({ ...rest, body: null, content: null, salt: null }),
    ],
    ['word for it', (entry) => ({ ...entry, withheld: 'lost', body: null, content: null, salt: null })],
    ['ground', (entry) => ({ ...entry, withheld: 'sealed', body: null, content: null, salt: null })],
  ])('is noticed where a public body is kept back without %s', async (_, keepBack) => {
    for (const page of ['record', 'list'] as const) {
      const { is, broken } = await visit((path, bytes) => {
        const back = (one: Json): Json =>
          typeof one === 'object' && one !== null && !Array.isArray(one) ? keepBack(one) : one
        if (path.endsWith(`/api/v1/entries/${erased + 1}`)) return written(back(parsed(bytes)))
        return page === 'record' && path.includes('/evidence')
          ? written(bentAt(parsed(bytes), ['entries', '2'], back))
          : bytes
      }, page)
      expect(is, page).toBe('broken')
      expect(broken.map(({ part }) => part)).toContain('body')
    }
  })

  it('is noticed: tiles of another place, and an older checkpoint beside newer entries', async () => {
    const tiles = [...honest].filter(([path]) => path.includes('/tile/'))
    for (const [path, bytes] of tiles) {
      const turned =
        bytes.slice(32).length === 0
          ? bytes.slice(1)
          : new Uint8Array([...bytes.slice(32), ...bytes.slice(0, 32)])
      const { is } = await visit((one, given) => (one === path ? turned : given))
      expect(is, path).toBe('broken')
    }
    const stale = await visit((path, bytes) =>
      path.includes('/evidence')
        ? written(bentAt(parsed(bytes), ['checkpoint'], () => remembered.checkpoint))
        : bytes,
    )
    expect(stale.is).not.toBe('good')
  })
})
