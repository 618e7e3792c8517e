/** What the front page tells: true of the ledger behind it, and read from ranges of indexes. */
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { isScribe } from '../../../worker/domain/kinds/account/vocabulary.ts'
import { delayOf } from '../../../worker/domain/kinds/milestone/derived.ts'
import { isToldAlone, newsKinds, topicsOf } from '../../../worker/domain/kinds/news.ts'
import { dayAfter, dayNumber } from '../../../worker/domain/record/date.ts'
import { newsTopics } from '../../../worker/domain/record/kind-words.ts'
import { openMachine } from '../../../worker/machine/machine.ts'
import { LOCAL_OPERATOR, roles } from '../../../worker/services/roles.ts'
import type { Services } from '../../../worker/services/services.ts'
import {
  overdueStatement,
  quartersStatement,
  RECENT,
  recentOfKinds,
} from '../../../worker/store/records/front.ts'
import { demoFolder } from '../../support/city/demo-folder.ts'
import { newFolder } from '../../support/folders.ts'
import { SECOND } from '../../support/ledger/ledger.ts'

let services: Services
let front: Awaited<ReturnType<Services['reading']['front']>>

beforeAll(async () => {
  services = (await openMachine({ dataDir: await demoFolder(), followDelay: 0 })).services
  front = await services.reading.front({ topic: null, lines: 12 })
})

describe('the news', () => {
  it('are never of the housekeeping of the ledger, however much of it there is', async () => {
    await services.closeDays()
    const { news } = await services.reading.front({ topic: null, lines: 500 })
    expect(news.length).toBeGreaterThan(20)
    expect(news.filter(({ event }) => !isToldAlone(event))).toEqual([])
    expect(news.map(({ event }) => event.split('.')[0])).not.toContain('digest')
  })

  it('tell every entry that is news once, in one line or another', async () => {
    const { news } = await services.reading.front({ topic: null, lines: 10_000 })
    const { items } = await services.reading.changes({ limit: 500 })
    const { items: rest } = await services.reading.changes({ since: items.length, limit: 500 })
    const told = [...items, ...rest].filter(({ envelope }) => isToldAlone(envelope.kind))
    expect(news.reduce((sum, { entries }) => sum + entries, 0)).toBe(told.length)
  })

  it.each(newsTopics)('under %s hold what belongs there', async (topic) => {
    const { news } = await services.reading.front({ topic, lines: 50 })
    expect(news.filter(({ event }) => !topicsOf(event).includes(topic))).toEqual([])
  })

  it('name the department that acted, also where the record has another by now', async () => {
    const { news } = await services.reading.front({ topic: null, lines: 10_000 })
    for (const { department, departmentName, event } of news)
      expect(departmentName === null, event).toBe(department === null)
  })

  it('give the entry and what it changed where a line is of one entry', () => {
    for (const { entries, moment, index, named } of front.news) {
      expect(moment?.entry.index ?? null).toBe(entries === 1 ? index : null)
      expect(named.length).toBeGreaterThan(0)
    }
  })
})

describe('the news of a ledger that took in a long register', () => {
  it('are of every kind that has any, whatever came last', async () => {
    const machine = await openMachine({ dataDir: await newFolder(), followDelay: 0 })
    const { acts, ledger, reading } = machine.services
    const call = { actor: LOCAL_OPERATOR, approver: SECOND }
    await acts.open(call, 'department', null, { code: 'water', name: '水务局' })
    const department = 'dep-water'
    await acts.open(call, 'decision', department, {
      ...{ title: '长堤工程', class: 'ordinary', noResponsibility: '未列入清单' },
    })
    const drafts = Array.from({ length: 2_100 }, (_, i) => ({
      ...{ record: `mem-${String(i).padStart(10, '0')}`, seq: 1, kind: 'membership.listed', department },
      ...{ occurred: '2026-01-05', visibility: 'public' as const, body: { person: `某 ${i}`, post: '代表' } },
    }))
    const submission = { key: 'long', digest: '', actor: LOCAL_OPERATOR, before: new Map(), since: 0, drafts }
    await ledger.committer.submit(submission)
    await ledger.follower.flush()
    const { news } = await reading.front({ topic: null, lines: 12 })
    const kinds = news.map(({ event }) => event.split('.')[0])
    expect(new Set(kinds)).toEqual(new Set(['membership', 'decision', 'department']))
    expect(news.map(({ atLeast }) => atLeast)).not.toContain(false)
    const decided = await reading.front({ topic: 'decided', lines: 12 })
    expect(decided.news.map(({ event }) => event)).toEqual(['decision.opened'])
    await machine.close()
  })
})

describe('rulings on one day', () => {
  it('are told apart from what ended before anybody had ruled, each with its number', async () => {
    const machine = await openMachine({ dataDir: await newFolder(), followDelay: 0 })
    const { acts, reading } = machine.services
    const call = { actor: LOCAL_OPERATOR, approver: SECOND }
    await acts.open(call, 'department', null, { code: 'water', name: '水务局' })
    for (const outcome of ['adopted', 'lapsed', 'rejected', 'lapsed', 'withdrawn', 'adopted']) {
      const { records } = await acts.open(call, 'decision', 'dep-water', {
        ...{ title: `议案 ${outcome}`, class: 'ordinary', noResponsibility: '未列入清单' },
      })
      await acts.act(call, 'decision', 'decided', records[0]?.id ?? '', { outcome })
    }
    const { news } = await reading.front({ topic: 'decided', lines: 12 })
    const rulings = news.filter(({ event }) => event === 'decision.decided')
    expect(rulings.map(({ unruled, entries }) => [unruled, entries])).toEqual([
      [false, 3],
      [true, 3],
    ])
    await machine.close()
  })
})

describe('the demo', () => {
  it('has digests from its first months on, each behind the last, and owes one entry a stream at most', async () => {
    const { reading, ledger, log } = services
    const { rows } = await ledger.database.client.execute(
      "SELECT id FROM record WHERE kind = 'digest' ORDER BY n",
    )
    expect(rows.length).toBeGreaterThan(24)
    const before = (await log.snapshot()).size
    await services.closeDays()
    expect((await log.snapshot()).size - before).toBeLessThanOrEqual(2)
    const found = await reading.recordsById(rows.map(({ id }) => String(id)))
    const runs = found.flatMap(({ state }) =>
      state.kind === 'digest' && state.stream === 'cases' ? [state] : [],
    )
    for (const [i, { since, day }] of runs.sort((a, b) => (a.day < b.day ? -1 : 1)).entries()) {
      const last = runs[i - 1]
      if (last !== undefined) expect(since ?? day).toBe(dayAfter(last.day))
    }
  })
})

describe('what needs attention', () => {
  it('counts what stands on the list behind each link', async () => {
    const { overdue, noticed, asked, raised, answered, comment, open } = front.attention
    const { reading } = services
    expect(overdue.all).toBe((await reading.board({ view: 'overdue' })).total)
    expect(overdue.all).toBeGreaterThan(0)
    const flags = async (status: string) => (await reading.records({ kind: 'flag', status })).total
    expect(asked.total).toBe(await flags('explanation_requested'))
    expect(raised.total).toBe(await flags('raised'))
    expect(answered.total).toBe(await flags('responded'))
    const { total } = await reading.records({ kind: 'consultation', status: 'open' })
    expect(comment.total).toBe(total)
    expect(noticed.total).toBe((await reading.records({ kind: 'overdue', status: 'open' })).total)
    const today = reading.today()
    const calendar = await reading.calendar({ from: today, to: today, rel: 'consultation' })
    expect(open.total).toBe(
      new Set(
        calendar
          .filter(({ until, record }) => until !== null && record.kind === 'decision')
          .map(({ record }) => record.id),
      ).size,
    )
  })

  it('counts each record once, however often it was corrected lately', async () => {
    const { news } = await services.reading.front({ topic: 'source', lines: 500 })
    const { records } = front.attention.source
    expect(records).toBeLessThanOrEqual(news.reduce((sum, line) => sum + line.records, 0))
  })
})

describe('records that were put right lately', () => {
  it('are counted while they count, and no more when they are annulled', async () => {
    const { acts, reading } = services
    const call = { actor: LOCAL_OPERATOR, approver: SECOND }
    const corrected = async () => (await reading.front({ topic: null, lines: 1 })).attention.corrected.records
    const before = await corrected()
    const { items } = await reading.board({ view: 'undated', limit: 1 })
    const { records } = await acts.open(call, 'milestone', items[0]?.department ?? 'dep-mc-water', {
      title: '误登的节点',
      currentDue: '2035-03-20',
    })
    const id = records[0]?.id ?? ''
    const set = { title: '误登的节点（一）' }
    await acts.act(call, 'milestone', 'corrected', id, { set, reason: '笔误', correction: 'data_entry' })
    expect(await corrected()).toBe(before + 1)
    await acts.act(call, 'milestone', 'annulled', id, { reason: '误登' })
    expect(await corrected()).toBe(before)
  })
})

describe('milestones by quarter', () => {
  it('add up to the milestones that are due in those quarters', async () => {
    const { rows } = front.quarters
    const { items } = await services.reading.board({ view: 'all', limit: 500 })
    const [first, last] = [rows[0]?.quarter ?? 0, rows.at(-1)?.quarter ?? 0]
    const quarterOf = (day: string) =>
      (Number(day.slice(0, 4)) - 1970) * 4 + Math.floor((Number(day.slice(5, 7)) - 1) / 3)
    const due = items.filter(({ day }) => {
      if (day === null) return false
      const quarter = quarterOf(new Date(day * 86_400_000).toISOString())
      return quarter >= first && quarter <= last
    })
    const all = rows.reduce(
      (n, { kept, late, overdue, open, other }) => n + kept + late + overdue + open + other,
      0,
    )
    expect(all).toBe(due.length)
    expect(all).toBeGreaterThan(0)
    // What was done in part, or against no promised day, is neither kept nor late.
    const judged = due.filter(({ state }) => {
      if (state.kind !== 'milestone' || delayOf(state) === null) return false
      return !['partially_met', 'not_met', 'cancelled'].includes(state.status)
    })
    expect(rows.reduce((n, { kept, late }) => n + kept + late, 0)).toBe(judged.length)
  })
})

describe('the statements of the front page', () => {
  const days = {
    today: dayNumber('2026-11-29'),
    soon: dayNumber('2026-12-29'),
    deliveries: new Map([['a', 20_000]]),
  }
  it.each([
    [
      'overdue milestones',
      overdueStatement(days),
      [1, 2],
      'SEARCH record USING INDEX tally_kind (kind=? AND annulled=?)',
    ],
    [
      'milestones by quarter',
      quartersStatement(days),
      [1, 2],
      'SEARCH record USING INDEX tally_kind (kind=? AND annulled=?)',
    ],
    ['the newest entries', RECENT, [5], 'SCAN entry'],
    [
      'the newest of each kind',
      recentOfKinds(newsKinds),
      [],
      'SEARCH record USING COVERING INDEX record_changed (kind=?)',
    ],
  ])('go through no more than they count: %s', async (_, sql, args, step) => {
    const { client } = services.ledger.database
    const plan = await client.execute({ sql: `EXPLAIN QUERY PLAN ${sql}`, args })
    const steps = plan.rows.map(({ detail }) => String(detail))
    expect(steps).toEqual(
      expect.arrayContaining([typeof step === 'string' ? step : expect.stringMatching(step)]),
    )
    // The newest entries are read backwards by their number, which is the table itself: nothing is sorted.
    expect(steps.filter((one) => one.includes('USE TEMP B-TREE FOR ORDER BY'))).toEqual([])
  })
})

describe('the calendar', () => {
  it('holds whatever lies between two days or reaches into them, and nothing else', async () => {
    const { client } = services.ledger.database
    const { rows } = await client.execute(
      `SELECT d.source, d.rel, d.day, d.until FROM dated d JOIN record r ON r.id = d.source WHERE r.annulled = 0`,
    )
    const all = rows.map(({ source, rel, day, until }) => ({
      ...{ id: String(source), rel: String(rel), day: String(day) },
      until: until === null ? null : String(until),
    }))
    const days = [...new Set(all.flatMap(({ day, until }) => [day, until ?? day]))].sort()
    expect(all.some(({ day, until }) => until !== null && until > day)).toBe(true)
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...days), fc.constantFrom(...days), async (from, to) => {
        const found = await services.reading.calendar({ from, to, limit: 2000 })
        const meant = all.filter(
          ({ day, until }) => day <= to && (day >= from || (until !== null && until >= from)),
        )
        const line = (one: { id: string; rel: string; day: string }) => `${one.day} ${one.rel} ${one.id}`
        const lines = found.map(({ record, rel, day }) => line({ id: record.id, rel, day }))
        expect(lines.length).toBeLessThan(2000)
        expect([...lines].sort()).toEqual(meant.map(line).sort())
      }),
      { numRuns: 20 },
    )
  })
})

describe('who is said to have done something', () => {
  it('is the department only where those logged it who may log what departments do', () => {
    for (const [role, { rights }] of Object.entries(roles))
      expect([role, isScribe(role)]).toEqual([role, rights.some((right) => right === 'record.write')])
    for (const role of ['public', 'clock']) expect(isScribe(role)).toBe(false)
  })
})
