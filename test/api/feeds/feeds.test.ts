import { describe, expect, it } from 'vitest'
import { inWorkerd, type TestApi, testApi } from '../../support/api/api.ts'
import { parseCalendar } from '../../support/api/ics.ts'
import { call, type Tracked, track } from '../../support/ledger/tracked.ts'

const api: TestApi = await testApi()
const { services } = api
const made: Tracked = await track(services)

interface JsonFeed {
  version: string
  title: string
  home_page_url: string
  items: { id: string; url: string; title: string; content_text: string; date_published: string }[]
}

async function ics(path: string) {
  const response = await api.get(path)
  expect([path, response.status]).toEqual([path, 200])
  expect(response.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
  return parseCalendar(await response.text())
}

async function json(path: string): Promise<JsonFeed> {
  const response = await api.get(path)
  expect([path, response.status]).toEqual([path, 200])
  return response.json()
}

/** Tags of an XML document, each closed where it should be. */
function isWellFormed(xml: string): boolean {
  const open: string[] = []
  for (const [, close, name = '', self] of xml
    .replace(/^<\?xml[^>]*\?>/, '')
    .matchAll(/<(\/?)([a-z]+)[^<>]*?(\/?)>/g)) {
    if (self === '/') continue
    if (close === '') open.push(name)
    else if (open.pop() !== name) return false
  }
  return open.length === 0 && !/&(?!(amp|lt|gt|quot|apos);)/.test(xml)
}

const uidOf = (id: string, rel: string): string => `${id}-${rel}@ledger.example/log`

describe('calendars', () => {
  it('hold the days of the whole ledger, in either language', async () => {
    const { properties, events } = await ics('/feeds/calendar.ics')
    expect(events).toHaveLength(6)
    expect(properties.get('X-WR-CALNAME')).toContain('明川市')
    const due = events.find((event) => event.get('UID') === uidOf(made.soon, 'due'))
    expect(Object.fromEntries(due ?? [])).toMatchObject({
      SUMMARY: '到期：完成截污管网',
      'DTSTART;VALUE=DATE': '20260320',
      'DTEND;VALUE=DATE': '20260321',
      SEQUENCE: '2',
      URL: `https://ledger.example/zh/milestones/${made.soon}`,
    })
    const english = await ics('/feeds/calendar.ics?lang=en&rel=hearing')
    expect(english.events.map((event) => event.get('SUMMARY'))).toEqual(['Hearing: 明川河综合治理'])
  })

  it('of a decision hold its milestones, those of a department its records', async () => {
    expect((await ics(`/feeds/decisions/${made.decision}.ics`)).events).toHaveLength(6)
    expect((await ics(`/feeds/milestones/${made.soon}.ics`)).events).toHaveLength(1)
    expect((await ics('/feeds/departments/dep-water.ics')).events).toHaveLength(6)
    expect((await ics('/feeds/departments/dep-house.ics')).events).toHaveLength(0)
    expect(
      (await ics(`/feeds/calendar.ics?department=dep-water&record=${made.soon}&rel=due`)).events,
    ).toHaveLength(1)
  })

  it('keep the name of an event that moves, and count its changes', async () => {
    const event = async () =>
      (await ics(`/feeds/milestones/${made.overdue}.ics`)).events.map((one) => [
        one.get('UID'),
        one.get('DTSTART;VALUE=DATE'),
        Number(one.get('SEQUENCE')),
      ])
    expect(await event()).toEqual([[uidOf(made.overdue, 'due'), '20260131', 1]])
    await services.acts.act(call, 'milestone', 'rescheduled', made.overdue, {
      to: '2026-02',
      reasonCode: 'funding',
    })
    expect(await event()).toEqual([[uidOf(made.overdue, 'due'), '20260228', 2]])
  })

  it('answer with 304 while nothing changes', async () => {
    const tag = (await api.get('/feeds/calendar.ics')).headers.get('etag') ?? ''
    expect((await api.get('/feeds/calendar.ics', { 'if-none-match': tag })).status).toBe(304)
  })

  it.each([
    ['/feeds/calendar.ics?rel=party', 400],
    ['/feeds/calendar.ics?department=dep-nobody', 404],
    ['/feeds/calendar.ics?record=nothing', 404],
    ['/feeds/departments/dep-nobody.ics', 404],
    ['/feeds/decisions/dep-water.ics', 404],
    ['/feeds/decisions/.ics', 404],
  ])('refuse %s', async (path, status) => {
    expect((await api.get(path)).status).toBe(status)
  })
})

describe('feeds of lists', () => {
  it.each([
    ['departments', 2],
    ['responsibilities', 0],
    ['decisions', 5],
    ['milestones', 6],
    ['evaluations', 1],
    ['handovers', 1],
    ['memberships', 1],
  ])('of %s hold their newest entries, newest first', async (list, count) => {
    const feed = await json(`/feeds/${list}.json?lang=en`)
    expect(feed.version).toBe('https://jsonfeed.org/version/1.1')
    expect(feed.home_page_url).toBe(`https://ledger.example/en/${list}`)
    expect(feed.items).toHaveLength(count)
    const indices = feed.items.map(({ id }) => Number(/:entry:(\d+)$/.exec(id)?.[1]))
    expect(indices).toEqual(indices.toSorted((a, b) => b - a))
    const atom = await (await api.get(`/feeds/${list}.atom`)).text()
    expect(isWellFormed(atom)).toBe(true)
    expect(atom.match(/<entry>/g) ?? []).toHaveLength(count)
    expect(atom).toContain(`<id>tag:ledger.example,2026:log:/${list}</id>`)
  })

  it('of single records stay as they were', async () => {
    expect((await json(`/feeds/decisions/${made.decision}.json`)).items).toHaveLength(5)
    expect((await json(`/feeds/milestones/${made.soon}.json`)).items).toHaveLength(2)
    expect((await json('/feeds/ledger.json')).items.length).toBeGreaterThan(12)
  })
})

describe('the feed of what is due', () => {
  it.skipIf(inWorkerd)(
    'holds what is due within 30 days and what is overdue, named by record and date',
    async () => {
      const feed = await json('/feeds/due.json')
      expect(feed.items.map(({ id, title }) => [id, title])).toEqual([
        [`tag:ledger.example,2026:log:due:${made.overdue}:2026-02-28`, '逾期：-5 度以下停工方案'],
        [`tag:ledger.example,2026:log:due:${made.soon}:2026-03-20`, '即将到期：完成截污管网'],
      ])
      expect(feed.items[1]?.content_text).toBe('期限 2026-03-20，比最初承诺晚 20 天。')
      expect(feed.items[0]?.url).toBe(`https://ledger.example/zh/milestones/${made.overdue}`)
      expect(isWellFormed(await (await api.get('/feeds/due.atom?lang=en')).text())).toBe(true)
    },
  )

  it('is that of a department where one is named', async () => {
    expect((await json('/feeds/due.json?department=dep-water')).items).toHaveLength(2)
    expect((await json('/feeds/due.json?department=dep-house')).items).toEqual([])
    expect((await api.get('/feeds/due.json?department=dep-nobody')).status).toBe(404)
  })

  it('names the same milestone anew when it is promised for another date', async () => {
    await services.acts.act(call, 'milestone', 'rescheduled', made.soon, {
      to: '2026-03-25',
      reasonCode: 'funding',
    })
    const ids = (await json('/feeds/due.json')).items.map(({ id }) => id)
    expect(ids).toContain(`tag:ledger.example,2026:log:due:${made.soon}:2026-03-25`)
    expect(ids).toHaveLength(2)
  })

  it('says when an item came to be so, the same on every day', async () => {
    const [first, again] = [await json('/feeds/due.json'), await json('/feeds/due.json')]
    expect(first).toEqual(again)
    // Thirty days before the date that the item is named by, at the beginning of that day in the zone of the ledger.
    for (const { id, date_published } of first.items) {
      const due = Date.parse(`${id.slice(-10)}T00:00:00+08:00`)
      expect(date_published).toBe(new Date(due - 30 * 86_400_000).toISOString())
    }
  })
})

describe('a list that is narrowed', () => {
  const list = 'milestones'
  const narrow = `area=${encodeURIComponent('城北')}`
  const feed = async (more = '') => (await json(`/feeds/${list}.json?${narrow}${more}`)).items
  const uid = uidOf(made.soon, 'due')

  it('tells what became of a record that was annulled, unless it is asked not to', async () => {
    await services.acts.act(call, 'milestone', 'annulled', made.soon, { reason: '误登' })
    const told = await feed()
    expect(told.some(({ title }) => title.includes('作废') && title.includes('完成截污管网'))).toBe(true)
    const without = await feed('&annulled=no')
    expect(without.some(({ title }) => title.includes('完成截污管网'))).toBe(false)
    const { events } = await ics(`/feeds/${list}.ics?${narrow}`)
    expect(events.find((event) => event.get('UID') === uid)?.get('STATUS')).toBe('CANCELLED')
    const kept = await ics(`/feeds/${list}.ics?${narrow}&annulled=no`)
    expect(kept.events.some((event) => event.get('UID') === uid)).toBe(false)
  })

  it('tells of content that was erased, under the record whose it was', async () => {
    const record = await services.reading.record(made.overdue)
    await services.erasures.erase(call, record?.lastIndex ?? -1, {
      ground: 'personal_data',
      authority: '明川市中级人民法院（2026）1 号',
      reason: '当事人申请',
    })
    const { size } = await services.log.snapshot()
    const [newest] = await feed()
    expect(newest?.id).toMatch(new RegExp(`:entry:${size - 1}$`))
  })
})
