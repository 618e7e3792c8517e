/** H3: what was lawfully erased is found by nobody, nowhere: not by search, not in a feed, not in the raw files. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { getTableName, is } from 'drizzle-orm'
import { SQLiteTable } from 'drizzle-orm/sqlite-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Machine, openMachine } from '../../worker/machine/machine.ts'
import { PageCache } from '../../worker/site/html/page-cache.ts'
import { FREE, HOLDERS } from '../../worker/store/copies/copies.ts'
import * as schema from '../../worker/store/schema/schema.ts'
import { indexRecords } from '../../worker/store/search/indexer.ts'
import { testApi } from '../support/api/api.ts'
import { newFolder } from '../support/folders.ts'
import { OPERATOR, SECOND } from '../support/ledger/ledger.ts'

const call = { actor: OPERATOR, approver: SECOND }
const WORD = 'zqxcanary'
const NUMBER = '849397120613'
const NAME = '欧阳淼焱'
const erasure = { ground: 'personal_data', authority: '明川市〔2026〕11 号', reason: '误写入个人信息。' }

type Services = Machine['services']

/** A responsibility with personal data in several fields, and what a search for each of them gives. */
async function listed(services: Services) {
  await services.acts.open(call, 'department', null, { code: 'water', name: '水务局' })
  const { records } = await services.acts.open(call, 'responsibility', 'dep-water', {
    name: `取水许可 ${WORD}`,
    type: 'licence',
    scope: `申请人${NAME}，身份证 ${NUMBER}`,
  })
  const [made] = records
  if (made === undefined) throw new Error('nothing was recorded')
  await services.ledger.follower.flush()
  return made
}

async function found({ reading }: Pick<Services, 'reading'>, words: readonly string[]): Promise<number> {
  const hits = await Promise.all(words.map((q) => reading.search({ q })))
  return hits.reduce((sum, { total }) => sum + total, 0)
}

/** Every beginning of a text, as somebody would try them who wants to find out what stood there. */
const beginnings = (text: string): string[] => [...text].map((_, i) => [...text].slice(0, i + 1).join(''))

/** The files of a folder in whose bytes one of the words stands. */
function filesWith(folder: string, words: readonly string[]): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name))
    .filter((path) => {
      const bytes = readFileSync(path)
      return words.some((word) => bytes.includes(word))
    })
}

describe('every table of the schema', () => {
  it('is on the list of holders, or among those that hold nothing, and never both', () => {
    const tables = Object.values(schema).flatMap((one) =>
      is(one, SQLiteTable) ? [String(getTableName(one))] : [],
    )
    expect(tables.length).toBeGreaterThan(20)
    const holders = new Set<string>(HOLDERS.flatMap(({ tables: held }) => held))
    const unlisted = tables.filter((table) => !holders.has(table) && FREE[table] === undefined)
    expect(unlisted, 'say in worker/store/copies/copies.ts how it forgets, or why it need not').toEqual([])
    expect(Object.keys(FREE).filter((table) => holders.has(table))).toEqual([])
    expect(Object.keys(FREE).filter((table) => !tables.includes(table))).toEqual([])
  })
})

describe('after an erasure', () => {
  let folder: string
  let machine: Machine
  let item: { id: string; index: number }
  const probes = [...beginnings(WORD).slice(3), ...beginnings(NUMBER).slice(3), NAME, '欧阳', '淼焱']

  beforeAll(async () => {
    folder = await newFolder()
    machine = await openMachine({ dataDir: folder, followDelay: 0 })
    item = await listed(machine.services)
    await machine.services.standing.settle({ budget: 60_000 })
    expect(await found(machine.services, probes)).toBe(probes.length)
    expect(filesWith(folder, [WORD, NUMBER, NAME])).not.toEqual([])
    await machine.services.erasures.erase(call, item.index, erasure)
  })

  it('no search finds it, at once', async () => {
    expect(await found(machine.services, probes)).toBe(0)
  })

  it('no file of the folder holds it, while the ledger is open and when it is closed', async () => {
    expect(existsSync(join(folder, 'mingzhang.db'))).toBe(true)
    // Terms of the index share their beginnings with the term before: their ends stand in the file.
    const told = [WORD, WORD.slice(2), NUMBER, NUMBER.slice(3), NAME, '欧阳', '淼焱']
    expect(filesWith(folder, told)).toEqual([])
    const { services } = machine
    await services.standing.settle({ budget: 60_000 })
    await services.tend()
    expect(filesWith(folder, told)).toEqual([])
    await machine.close()
    expect(filesWith(folder, told)).toEqual([])
    machine = await openMachine({ dataDir: folder, followDelay: 0 })
    expect(filesWith(folder, told)).toEqual([])
    expect(await found(machine.services, probes)).toBe(0)
  })

  it('what a request was, is not told by its digest', async () => {
    const { rows } = await machine.services.ledger.database.client.execute({
      sql: 'SELECT digest FROM submission WHERE first = ?',
      args: [item.index],
    })
    expect(rows.map(({ digest }) => digest)).toEqual([''])
    await expect(
      machine.services.ledger.database.client.execute("UPDATE submission SET digest = 'x'"),
    ).rejects.toThrow('append-only')
  })
})

describe('who writes while something is erased', () => {
  it('does not write the erased words back from what was read before', async () => {
    const { services } = await testApi()
    const { records } = await services.acts.open(call, 'responsibility', 'dep-water', {
      name: '取水许可',
      type: 'licence',
    })
    const [item] = records
    if (item === undefined) throw new Error('nothing was recorded')
    const amend = (remark: string) =>
      services.acts.act(call, 'responsibility', 'amended', item.id, {
        set: { remark },
        trigger: 'other',
        reason: '补充备注。',
      })
    const target = (await amend(`申请人 ${WORD}`)).records[0]?.index ?? -1
    // Both are decided on the same state, and come to the committer one after the other or as one group.
    await Promise.all([services.erasures.erase(call, target, erasure), amend('另一条备注')])
    await services.ledger.follower.flush()
    expect((await services.reading.record(item.id))?.seq).toBe(3)
    expect(await found(services, [WORD])).toBe(0)
    const { rows } = await services.ledger.database.client.execute(
      'SELECT state || title AS told FROM record',
    )
    expect(rows.filter(({ told }) => String(told).includes(WORD))).toEqual([])
  })

  it('indexes nothing that was read before, however late the round is', async () => {
    const { services } = await testApi()
    const { records } = await services.acts.open(call, 'responsibility', 'dep-water', {
      name: `取水许可 ${WORD}`,
      type: 'licence',
    })
    const target = records[0]?.index ?? -1
    const { database } = services.ledger
    const { size } = await services.log.snapshot()
    await services.ledger.follower.flush()
    const { client } = database
    await client.execute('UPDATE search_progress SET size = 0')
    const sizes: number[] = []
    const batch: typeof client.batch = async (statements, mode) => {
      await services.erasures.erase(call, target, erasure)
      sizes.push(statements.length)
      return client.batch(statements, mode)
    }
    const { execute } = client
    // What the round has read holds the words; they are erased before it writes.
    const late = { ...client, execute: execute.bind(client), batch }
    // One letter alone is looked for as a word.
    expect(await found(services, beginnings(WORD))).toBe(WORD.length - 1)
    await indexRecords({ ...database, client: late }, size)
    expect([sizes, await found(services, beginnings(WORD))]).toEqual([[3], 0])
    await services.ledger.follower.flush()
    expect(await found(services, beginnings(WORD))).toBe(0)
    expect(await found(services, [records[0]?.id ?? ''])).toBe(1)
  })

  it('is refused by the batch itself when another process erased it', async () => {
    const { services } = await testApi()
    const { ledger } = services
    const { records } = await services.acts.open(call, 'responsibility', 'dep-water', {
      name: `取水许可 ${WORD}`,
      type: 'licence',
    })
    const [item] = records
    const before = item === undefined ? null : await services.reading.record(item.id)
    if (item === undefined || before === null) throw new Error('nothing was recorded')
    const since = (await services.log.snapshot()).size
    await services.erasures.erase(call, item.index, erasure)
    const submission = {
      key: 'late',
      digest: '',
      actor: OPERATOR,
      before: new Map([[item.id, before.state]]),
      drafts: [
        {
          kind: 'responsibility.amended',
          record: item.id,
          seq: 2,
          department: 'dep-water',
          occurred: '2026-03-01',
          visibility: 'public' as const,
          body: { set: { remark: '补充' }, trigger: 'other', reason: '补充' },
        },
      ],
    }
    const size = (await services.log.snapshot()).size
    await expect(ledger.committer.submit({ ...submission, since })).rejects.toThrow(item.id)
    expect((await services.log.snapshot()).size).toBe(size)
  })
})

describe('what was drafted', () => {
  it('of a record of which something is erased is given back empty', async () => {
    const { services } = await testApi()
    const { records } = await services.acts.open(call, 'responsibility', 'dep-water', {
      name: `取水许可 ${WORD}`,
      type: 'licence',
    })
    const [item] = records
    if (item === undefined) throw new Error('nothing was recorded')
    const recorder = { account: 'test-recorder', role: 'recorder', department: 'dep-water' }
    const draft = await services.drafts.begin(recorder, {
      kind: 'responsibility',
      verb: 'amend',
      record: item.id,
      title: `取水许可 ${WORD}`,
      input: { set: { scope: `重复 ${WORD}` } },
    })
    await services.erasures.erase(call, item.index, erasure)
    const after = await services.drafts.read(recorder, draft.id)
    expect(after).toMatchObject({ status: 'returned', input: {}, title: '' })
    expect(after.note).toContain('已依法删除')
  })
})

describe('what somebody asked', () => {
  it('is in no file after its texts are erased, and counts all the same', async () => {
    const folder = await newFolder()
    const machine = await openMachine({
      dataDir: folder,
      followDelay: 0,
      inboxKey: new Uint8Array(32).fill(9),
    })
    const { services } = machine
    await services.acts.open(call, 'department', null, { code: 'water', name: '水务局' })
    const { receiving, tracking, moderation } = services.questions
    const { id, code } = await receiving.receive({
      department: 'dep-water',
      type: 'help',
      title: `${NAME}求助`,
      text: `身份证 ${NUMBER} ${WORD}`,
      contact: { phone: WORD },
    })
    await tracking.act(code, 'added', { text: `${WORD} 补充` })
    const reader = { account: 'test-moderator', role: 'moderator', department: null }
    for (const of of [2, 3]) await moderation.publish({ actor: reader }, id, { of, cuts: [] })
    await services.ledger.follower.flush()
    expect(await found(services, [WORD, NUMBER])).toBeGreaterThan(0)
    expect(filesWith(folder, [WORD, NUMBER, NAME])).not.toEqual([])
    await tracking.act(code, 'erasure_asked', {})
    await tracking.forget(code)
    for (const index of [2, 3, 4, 5]) await services.erasures.erase(call, index, erasure)
    await services.ledger.follower.flush()
    await services.tend()
    const told = [WORD, NUMBER, NAME, '欧阳', '淼焱']
    expect(await found(services, told)).toBe(0)
    expect(filesWith(folder, told)).toEqual([])
    const { state, texts, hasContact } = await tracking.look(code)
    expect([texts, hasContact, state.status]).toEqual([[], false, 'received'])
    expect((await services.reading.records({ kind: 'question' })).total).toBe(1)
    await machine.close()
    expect(filesWith(folder, told)).toEqual([])
  })
})

describe('who follows', () => {
  it('the feed of the record is told of the erasure', async () => {
    const api = await testApi()
    const { services } = api
    const { records } = await services.acts.open(call, 'responsibility', 'dep-water', {
      name: `取水许可 ${WORD}`,
      type: 'licence',
    })
    const [item] = records
    if (item === undefined) throw new Error('nothing was recorded')
    const feeds = [
      `/feeds/responsibilities/${item.id}.atom`,
      '/feeds/ledger.atom',
      '/feeds/departments/dep-water.atom',
    ]
    const read = () => Promise.all(feeds.map(async (path) => (await api.get(path)).text()))
    const earlier = await read()
    const outcome = await services.erasures.erase(call, item.index, erasure)
    const entry = outcome.records[0]?.index
    const later = await read()
    const updatedOf = (xml: string) => /<updated>(.*?)<\/updated>/.exec(xml)?.[1] ?? ''
    for (const [i, xml] of later.entries()) {
      expect(xml, feeds[i]).toContain(`:entry:${entry}<`)
      expect(updatedOf(xml) > updatedOf(earlier[i] ?? ''), feeds[i]).toBe(true)
      expect(xml, feeds[i]).not.toContain(WORD)
    }
  })
})

describe('pages in memory', () => {
  it('go when the ledger grows', () => {
    const page = { body: new Uint8Array(8), etag: '"a"', headers: {} }
    const cache = new PageCache(100)
    cache.set(7, '/zh', page)
    expect(cache.get(7, '/zh')).toBe(page)
    expect(cache.get(8, '/zh')).toBeNull()
    // Made from what was read before the ledger grew.
    cache.set(7, '/zh', page)
    expect([cache.get(7, '/zh'), cache.get(8, '/zh')]).toEqual([null, null])
  })
})
