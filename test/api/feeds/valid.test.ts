/** Every feed and calendar of the demo city, through validators written from the documents alone. */
import { Hono } from 'hono'
import { beforeAll, describe, expect, it } from 'vitest'
import { createApi } from '../../../worker/api/api.ts'
import type { ApiEnv } from '../../../worker/api/http/context.ts'
import { listedKinds, lists } from '../../../worker/domain/kinds/table.ts'
import { rules } from '../../../worker/domain/rules/rules.ts'
import { openMachine } from '../../../worker/machine/machine.ts'
import { LOCAL_OPERATOR } from '../../../worker/services/roles.ts'
import type { Services } from '../../../worker/services/services.ts'
import { atomProblems, jsonFeedProblems } from '../../support/api/feeds.ts'
import { parseCalendar } from '../../support/api/ics.ts'
import { demoFolder } from '../../support/city/demo-folder.ts'
import { SECOND } from '../../support/ledger/ledger.ts'

const call = { actor: LOCAL_OPERATOR, approver: SECOND }
const GRAIN = 'dep-mc-grain'
/** Records of each kind whose own feeds are read. */
const EACH = 12

let services: Services
let read: (path: string) => Promise<string>
let now: string

beforeAll(async () => {
  services = (await openMachine({ dataDir: await demoFolder(), followDelay: 0 })).services
  let n = 0
  const deps = {
    services,
    requestId: () => `request-${++n}`,
    log: () => undefined,
    limits: { reading: Number.MAX_SAFE_INTEGER },
  }
  const app = new Hono<ApiEnv>().route('/', createApi(deps))
  read = async (path) => {
    const response = await app.request(`https://ledger.example${path}`)
    expect([path, response.status]).toEqual([path, 200])
    return response.text()
  }
  now = services.ledger.now().toISOString()
})

/** Addresses of all feeds, without the end that says their format. */
async function feeds(): Promise<string[]> {
  const ofRecords = await Promise.all(
    listedKinds.map(async (kind) =>
      (await services.reading.records({ kind, limit: EACH })).items.map(({ id }) => `${lists[kind]}/${id}`),
    ),
  )
  return [
    'ledger',
    'due',
    ...listedKinds.map((kind) => lists[kind] ?? ''),
    ...rules.map(({ id }) => `rules/${id}`),
    `departments/${GRAIN}`,
    ...ofRecords.flat(),
  ].map((one) => `/feeds/${one}`)
}

describe('every feed of the city', () => {
  it('is an Atom feed and a JSON Feed without a fault', async () => {
    const found = await feeds()
    expect(found.length).toBeGreaterThan(listedKinds.length + rules.length + 20)
    for (const feed of found) {
      expect([feed, atomProblems(await read(`${feed}.atom`), now)]).toEqual([feed, []])
      expect([feed, jsonFeedProblems(JSON.parse(await read(`${feed}.json?lang=en`)), now)]).toEqual([
        feed,
        [],
      ])
    }
    for (const due of ['/feeds/due.atom', `/feeds/due.atom?department=${GRAIN}`])
      expect([due, atomProblems(await read(due), now)]).toEqual([due, []])
  })

  it('is a calendar without a fault, where records have days', async () => {
    const { items } = await services.reading.records({ kind: 'milestone', limit: EACH })
    const { items: departments } = await services.reading.records({ kind: 'department', limit: EACH })
    const files = [
      'calendar.ics',
      'calendar.ics?lang=en',
      ...items.map(({ id }) => `milestones/${id}.ics`),
      ...departments.map(({ id }) => `departments/${id}.ics`),
    ]
    let events = 0
    for (const file of files) events += parseCalendar(await read(`/feeds/${file}`)).events.length
    expect(events).toBeGreaterThan(20)
  })

  it('names the successor of a department that was merged', async () => {
    const into = 'dep-mc-dev'
    for (const path of [`/feeds/due.json?department=${GRAIN}`, `/feeds/departments/${GRAIN}.json`]) {
      const { description, items } = JSON.parse(await read(path))
      expect(description).toContain(`/zh/departments/${into}`)
      expect(items[0]).toMatchObject({ url: `https://ledger.example/zh/departments/${into}` })
    }
    const { properties } = parseCalendar(await read(`/feeds/departments/${GRAIN}.ics?lang=en`))
    expect(properties.get('DESCRIPTION')).toContain(`/en/departments/${into}`)
    expect(JSON.parse(await read(`/feeds/departments/${into}.json`))).not.toHaveProperty('description')
  })
})

describe('the feed and the calendar of a list that is narrowed', () => {
  const asked = '?type=major_admin&from=2025&to=2026'
  const onList = async (): Promise<Set<string>> => {
    const { items } = await services.reading.records({
      ...{ kind: 'decision', type: 'major_admin', from: '2025', to: '2026', limit: 500 },
    })
    return new Set(items.map(({ id }) => id))
  }

  it('are without a fault, say what they hold, and hold nothing else', async () => {
    const ids = await onList()
    expect(ids.size).toBeGreaterThan(0)
    const feed = `/feeds/decisions.json${asked}&lang=en`
    const read1 = JSON.parse(await read(feed))
    expect(jsonFeedProblems(read1, now)).toEqual([])
    expect(atomProblems(await read(`/feeds/decisions.atom${asked}`), now)).toEqual([])
    expect(read1.title).toMatch(/^Decisions: decided 2025–2026, Major administrative decision/)
    const indices = read1.items.map(({ url }: Item) => Number(url.split('/').at(-1)))
    const records = await Promise.all(indices.map((index: number) => services.reading.entry(index)))
    expect(new Set(records.map((one) => one?.envelope.record))).toEqual(ids)
    const { items } = await services.reading.records({ kind: 'milestone', from: '2026-10', to: '2027' })
    const due = new Set(items.map(({ id }) => id))
    const { events, properties } = parseCalendar(await read('/feeds/milestones.ics?from=2026-10&to=2027'))
    expect(events.length).toBeGreaterThan(0)
    expect(properties.get('X-WR-CALNAME')).toContain('2026-10–2027 到期')
    for (const one of events) expect(due).toContain(one.get('URL')?.split('/').at(-1))
  })

  it('are other feeds than that of the whole list', async () => {
    const id = async (query: string) => JSON.parse(await read(`/feeds/decisions.json${query}`)).feed_url
    expect(await id(asked)).not.toBe(await id(''))
  })
})

interface Item {
  id: string
  title: string
  url: string
  date_published: string
  date_modified: string
}

describe('what changes after it was published', () => {
  const itemsOf = async (path: string): Promise<Item[]> => JSON.parse(await read(`${path}.json`)).items

  async function opened(): Promise<{ id: string; index: number }> {
    const outcome = await services.acts.open(call, 'milestone', 'dep-mc-water', {
      title: '梧桐巷截污',
      type: 'delivery',
      currentDue: '2031-03-20',
    })
    return { id: outcome.records[0]?.id ?? '', index: outcome.receipts[0]?.index ?? -1 }
  }

  it('says of every item of a record that was annulled that it is, until it counts again', async () => {
    const { id } = await opened()
    const path = `/feeds/milestones/${id}`
    const before = await itemsOf(path)
    const reason = '误登'
    await services.acts.act(call, 'milestone', 'annulled', id, { reason })
    const annulled = await itemsOf(path)
    expect(annulled.every(({ title }) => title.endsWith('（已作废）'))).toBe(true)
    for (const { id: item, date_published } of before)
      expect(annulled.find((one) => one.id === item)?.date_published).toBe(date_published)
    expect(await read(`${path}.atom?lang=en`)).toContain('(annulled)')
    await services.acts.act(call, 'milestone', 'reinstated', id, { reason })
    for (const { title } of await itemsOf(path)) expect(title).not.toContain('作废）')
  })

  it('never moves the day on which an item was published: a correction, a reschedule, a merger corrected', async () => {
    const paths = ['/feeds/ledger', '/feeds/due', '/feeds/milestones', `/feeds/departments/${GRAIN}`]
    const published = async () =>
      new Map((await Promise.all(paths.map(itemsOf))).flat().map((one) => [one.id, one.date_published]))
    const before = await published()
    const { items } = await services.reading.board({ view: 'overdue', limit: 3 })
    for (const { id, title } of items)
      await services.acts.act(call, 'milestone', 'corrected', id, {
        set: { title: `${title}（一）` },
        reason: '录入笔误',
        correction: 'data_entry',
      })
    await services.acts.act(call, 'department', 'corrected', GRAIN, {
      set: { name: '粮食局' },
      reason: '录入笔误',
      correction: 'data_entry',
    })
    const after = await published()
    let same = 0
    for (const [id, date] of after) {
      if (!before.has(id)) continue
      expect([id, date]).toEqual([id, before.get(id)])
      same += 1
    }
    expect(same).toBeGreaterThan(10)
  })

  it('moves the item: a correction, and an erasure, which says what became of the title', async () => {
    const { id, index } = await opened()
    const path = `/feeds/milestones/${id}`
    const item = async () => (await itemsOf(path)).find((one) => one.id.endsWith(`:entry:${index}`))
    const first = await item()
    expect(first?.date_modified).toBe(first?.date_published)
    await services.acts.act(call, 'milestone', 'corrected', id, {
      set: { title: '梧桐路截污' },
      reason: '录入笔误',
      correction: 'data_entry',
    })
    const corrected = await item()
    expect(corrected?.date_published).toBe(first?.date_published)
    expect(corrected?.date_modified.localeCompare(first?.date_modified ?? '')).toBe(1)
    await services.erasures.erase(call, index, {
      ground: 'personal_data',
      authority: '明川市中级人民法院（2026）1 号',
      reason: '当事人申请',
    })
    const erased = await itemsOf(path)
    expect(erased[0]?.title).toContain('依法删除')
    const last = erased.find((one) => one.id === first?.id)
    expect(last?.date_modified).toBe(erased[0]?.date_published)
    expect(atomProblems(await read(`${path}.atom`), services.ledger.now().toISOString())).toEqual([])
  })

  it('sends a cancelled milestone as CANCELLED, under its name and with a higher number', async () => {
    const { id } = await opened()
    const event = async () => parseCalendar(await read(`/feeds/milestones/${id}.ics`)).events[0]
    const planned = await event()
    await services.acts.act(call, 'milestone', 'cancelled', id, { reason: '项目取消' })
    const cancelled = await event()
    expect(cancelled?.get('STATUS')).toBe('CANCELLED')
    expect(planned?.get('STATUS')).toBe('CONFIRMED')
    for (const name of ['UID', 'DTSTART;VALUE=DATE']) expect(cancelled?.get(name)).toBe(planned?.get(name))
    expect(Number(cancelled?.get('SEQUENCE'))).toBeGreaterThan(Number(planned?.get('SEQUENCE')))
  })
})
