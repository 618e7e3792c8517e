/**
 * Shows 4: name, number and attachment of an erased record are at no address of the API or the site, whoever had them
 * in a cache, and in no file: every address that the description and the site declare is tried.
 */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, inflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createApp } from '../../worker/app.ts'
import { demoRandom } from '../../worker/cli/demo/demo.ts'
import { type Machine, openMachine } from '../../worker/machine/machine.ts'
import { PageCache } from '../../worker/site/html/page-cache.ts'
import { PAGES } from '../../worker/site/pages.ts'
import type { Description } from '../support/api/description.ts'
import { newFolder } from '../support/folders.ts'
import { OPERATOR, SECOND } from '../support/ledger/ledger.ts'
import { fakeAssets } from '../support/site/assets.ts'

const NAME = '欧阳淼焱'
const NUMBER = '849397120613'
const WORD = 'zqxcanary'
const ATTACHED = new TextEncoder().encode(`%PDF-1.7 ${WORD} ${NUMBER}`)
const DIGEST = createHash('sha256').update(ATTACHED).digest('hex')
const WORDS = [NAME, NUMBER, WORD, DIGEST]
const call = { actor: OPERATOR, approver: SECOND }

let folder: string
let machine: Machine
let app: ReturnType<typeof createApp>
let item: { id: string; index: number }
const indices: number[] = []
/** Entries that repeat the record in the other language: nobody erases them by name. */
const copies: { id: string; index: number }[] = []

beforeAll(async () => {
  folder = await newFolder()
  // Ids are found by search as well: drawn anew each time, one could begin as a word of the test does.
  machine = await openMachine({ dataDir: folder, followDelay: 0, random: demoRandom() })
  const { services } = machine
  app = createApp({
    services,
    assets: fakeAssets,
    serveFiles: (_, next) => next(),
    requestId: () => 'request',
    log: () => undefined,
    pages: new PageCache(1_000_000),
    limits: { reading: 1e12 },
  })
  await services.acts.open(call, 'department', null, { code: 'water', name: '水务局' })
  const { records } = await services.acts.open(call, 'decision', 'dep-water', {
    title: `补偿决定 ${WORD}`,
    class: 'ordinary',
    noResponsibility: '无',
    summary: `申请人${NAME}，身份证 ${NUMBER}`,
  })
  item = records[0] ?? { id: '', index: -1 }
  const sender = { account: 'acc-water', role: 'recorder', department: 'dep-water' }
  await services.documents.upload(sender, new Blob([ATTACHED]).stream(), { declared: DIGEST })
  const named = await services.acts.act({ actor: sender }, 'decision', 'attached', item.id, {
    document: { title: `附件 ${NAME}`, sha256: DIGEST },
  })
  indices.push(item.index, named.records[0]?.index ?? -1)
  const made = await services.acts.open({ actor: sender }, 'translation', null, {
    subject: item.id,
    language: 'en',
    means: 'human',
    translator: 'Office',
    texts: [
      { field: 'title', text: `Compensation ${WORD}` },
      { field: 'summary', text: `Applicant ${NAME}` },
    ],
  })
  const translated = made.records[0] ?? { id: '', index: -1 }
  const renewed = await services.acts.act({ actor: sender }, 'translation', 'updated', translated.id, {
    set: { texts: [{ field: 'title', text: `Compensation, ${WORD}` }], version: 2 },
  })
  for (const { id, index } of [translated, ...renewed.records]) copies.push({ id, index })
  await services.ledger.follower.flush()
  await services.standing.settle({ budget: 60_000 })
})

afterAll(() => machine.close())

/** Every address that answers about the record, its entries and its kind. */
async function addresses(): Promise<string[]> {
  const description: Description = await (await app.request('/api/openapi.json')).json()
  const filled = (path: string) =>
    [...indices.map((index) => ({ id: item.id, index })), ...copies].map(({ id, index }) =>
      path
        .replace(/\{index\}|:id\{[^/]*\}/, String(index))
        .replace('{sha256}', DIGEST)
        .replace(/\{id\}|:id/, id)
        .replace('{size}', '9'),
    )
  const api = Object.entries(description.paths).flatMap(([path, { get }]) =>
    get === undefined ? [] : [path],
  )
  const site = PAGES.map(({ path }) => `/zh${path}`)
  const feeds = ['ledger', 'decisions', `decisions/${item.id}`, 'departments/dep-water'].flatMap((one) =>
    ['atom', 'json', 'ics'].map((end) => `/feeds/${one}.${end}`),
  )
  const asked = [WORD, NUMBER, NAME].flatMap((q) =>
    [...q].map((_, at) => `/api/v1/search?q=${encodeURIComponent([...q].slice(0, at + 2).join(''))}`),
  )
  const all = [...api, ...site].flatMap(filled)
  const shared = [
    `/zh/decisions/${item.id}.json`,
    `/embed/decisions/${item.id}`,
    `/zh/search?q=${WORD}`,
    '/sitemap.xml',
  ]
  const { size } = await machine.services.log.snapshot()
  const tiles = [`/log/tile/entries/000.p/${size}`, `/log/tile/0/000.p/${size}`]
  return [...new Set([...all, ...feeds, ...asked, ...shared, ...tiles])]
}

/** What an answer holds, also where it is packed. */
async function textOf(path: string): Promise<string> {
  const response = await app.request(path)
  const bytes = Buffer.from(await response.arrayBuffer())
  if (response.headers.get('content-encoding') === 'gzip') return gunzipSync(bytes).toString()
  return bytes.subarray(0, 2).toString() === 'PK' ? unzipped(bytes) : bytes.toString()
}

/** The files of a zip, one after the other, as its directory at the end lists them. */
function unzipped(bytes: Buffer): string {
  const end = bytes.lastIndexOf('PK\u0005\u0006')
  let text = ''
  for (let at = bytes.readUInt32LE(end + 16); at + 46 <= end; ) {
    const [method, size, from] = [
      bytes.readUInt16LE(at + 10),
      bytes.readUInt32LE(at + 20),
      bytes.readUInt32LE(at + 42),
    ]
    const begins = from + 30 + bytes.readUInt16LE(from + 26) + bytes.readUInt16LE(from + 28)
    const packed = bytes.subarray(begins, begins + size)
    text += method === 8 ? inflateRawSync(packed).toString() : packed.toString()
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return text
}

/** The addresses at which one of the words stands, without what only repeats the question. */
async function showing(paths: readonly string[]): Promise<string[]> {
  const found: string[] = []
  for (const path of paths) {
    const text = (await textOf(path)).replaceAll(decodeURIComponent(path), '').replaceAll(path, '')
    const isEcho = path.includes('?q=')
    const hit = isEcho
      ? [item, ...copies].some(({ id }) => text.includes(id))
      : WORDS.some((word) => text.includes(word))
    if (hit) found.push(path)
  }
  return found
}

function filesWith(words: readonly string[]): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name))
    .filter((path) => words.some((word) => path.includes(word) || readFileSync(path).includes(word)))
}

it('is at no address and in no file after it was erased', async () => {
  const paths = await addresses()
  const before = await showing(paths)
  // A list that reaches nothing would show nothing afterwards.
  expect(before.length).toBeGreaterThan(40)
  expect(filesWith(WORDS)).not.toEqual([])
  const fields = { ground: 'personal_data', authority: '整改通知', reason: '个人信息' } as const
  for (const index of indices) await machine.services.erasures.erase(call, index, fields)
  await machine.services.ledger.follower.flush()
  const left = await showing(paths)
  expect(left, left[0] === undefined ? '' : `${item.id}: ${await textOf(left[0])}`).toEqual([])
  expect((await app.request(`/api/v1/documents/${DIGEST}`)).status).toBe(410)
  await machine.services.standing.settle({ budget: 60_000 })
  await machine.services.tend()
  const told = [NAME, NUMBER, WORD, WORD.slice(2), DIGEST]
  expect(filesWith(told)).toEqual([])
  await machine.close()
  expect(filesWith(told)).toEqual([])
  machine = await openMachine({ dataDir: folder, followDelay: 0 })
  expect(filesWith(told)).toEqual([])
})
