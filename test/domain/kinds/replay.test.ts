import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { diffStates, timeline } from '../../../worker/domain/kinds/compare.ts'
import { labels } from '../../../worker/domain/kinds/labels.ts'
import {
  applyEntry,
  linksOf,
  replay,
  searchFields,
  stateOf,
  summarise,
} from '../../../worker/domain/kinds/replay.ts'
import type { Recorded } from '../../../worker/domain/record/event.ts'
import { leadsToRecord } from '../../../worker/domain/record/facts.ts'
import { canonicalJson, type Json } from '../../../worker/ledger/canonical.ts'
import type { Envelope } from '../../../worker/ledger/envelope-shape.ts'

const RECORDS = ['res-0000000000', 'dep-water', 'era-3', 'unknown-1']

function entry(record: string, seq: number, kind: string, body: Json | null): Recorded {
  const envelope: Envelope = {
    v: 1,
    kind,
    record,
    seq,
    department: 'dep-water',
    actor: { account: 'a', role: 'operator', department: null },
    occurred: '2026-03-01',
    recorded: '2026-03-02T01:00:00.000Z',
    visibility: body === null ? 'sealed' : 'public',
    body: '',
  }
  return { index: seq, envelope, body }
}

/** Whatever a body may be once it got into a ledger: any JSON that has a canonical form. */
const anyJson = fc
  .jsonValue({ maxDepth: 3 })
  .filter((value) => {
    try {
      canonicalJson(JSON.parse(JSON.stringify(value)))
      return true
    } catch {
      return false
    }
  })
  .map((value): Json => JSON.parse(JSON.stringify(value)))
/** Bodies that look almost right: known field names with values of any shape. */
const nearBody = fc.dictionary(
  fc.constantFrom(
    'name',
    'type',
    'level',
    'legalBases',
    'duties',
    'into',
    'to',
    'set',
    'source',
    'supporting',
    '__proto__',
    'riskPoints',
    'statutoryTimeLimit',
    'target',
    'code',
  ),
  fc.oneof(anyJson, fc.dictionary(fc.constantFrom('name', 'type', 'text', 'days', 'supporting'), anyJson)),
)
const anyEntry = fc.tuple(
  fc.constantFrom(...RECORDS),
  fc.constantFrom(...Object.keys(labels.event), 'later.version', 'constructor'),
  fc.oneof(fc.constant(null), anyJson, nearBody),
)

describe('reducers are total', () => {
  it('any history of any bodies replays, prefix by prefix, and everything derived from it is there', () => {
    fc.assert(
      fc.property(fc.array(anyEntry, { maxLength: 12 }), (given) => {
        const entries = given.map(([record, kind, body], i) =>
          entry(record, i + 1, kind, JSON.parse(JSON.stringify(body))),
        )
        for (const record of RECORDS) {
          for (let n = 0; n <= entries.length; n++) {
            const state = replay(record, entries.slice(0, n))
            if (state === null) continue
            expect(summarise(state)).toHaveProperty('status')
            expect(searchFields(state).every(({ text }) => typeof text === 'string')).toBe(true)
            const links = linksOf(state).map(({ rel, target }) => `${rel} ${target}`)
            expect(new Set(links).size).toBe(links.length)
            expect(stateOf(canonicalJson(state))).toEqual(JSON.parse(canonicalJson(state)))
          }
          const own = entries.filter(({ envelope }) => envelope.record === record)
          expect(timeline(own)).toHaveLength(own.length)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('replays the same every time, and step by step as at once', () => {
    fc.assert(
      fc.property(fc.array(anyEntry, { maxLength: 8 }), (given) => {
        const entries = given.map(([, kind, body], i) => entry('res-0000000000', i + 1, kind, body))
        const once = replay('res-0000000000', entries)
        expect(replay('res-0000000000', entries)).toEqual(once)
        expect(
          entries.reduce<ReturnType<typeof replay>>((state, one) => applyEntry(state, one), null),
        ).toEqual(once)
      }),
      { numRuns: 200 },
    )
  })
})

describe('what an entry changes', () => {
  const listed = entry('res-0000000000', 1, 'responsibility.listed', {
    name: '取水许可',
    type: 'licence',
    level: 'county',
  })

  it('shows old and new of exactly the fields that moved', () => {
    const amended = entry('res-0000000000', 2, 'responsibility.amended', {
      set: { level: 'prefectural', scope: '全市' },
      trigger: 'reform',
      reason: null,
    })
    const [first, second] = timeline([listed, amended])
    expect(first?.changes).toEqual([])
    expect(second?.changes).toEqual([
      { field: 'level', from: 'county', to: 'prefectural' },
      { field: 'scope', from: null, to: '全市' },
    ])
  })

  it('a correction counts, and keeps what was wrong in the timeline', () => {
    const corrected = entry('res-0000000000', 2, 'responsibility.corrected', {
      set: { name: '取水许可审批' },
      correction: 'typo',
      reason: '漏字',
    })
    const state = replay('res-0000000000', [listed, corrected])
    expect(state).toMatchObject({ name: '取水许可审批', corrections: 1 })
    expect(timeline([listed, corrected])[1]?.changes).toEqual([
      { field: 'name', from: '取水许可', to: '取水许可审批' },
    ])
  })

  it('a sealed listing shows that something is there, and nothing of what it is', () => {
    const state = replay('res-0000000000', [entry('res-0000000000', 1, 'responsibility.listed', null)])
    expect(state).toMatchObject({
      status: 'withheld',
      name: '',
      department: 'dep-water',
    })
    expect(state === null ? [] : searchFields(state)).toEqual([])
  })

  it('a transfer moves it, and the former department stays in its history', () => {
    const moved = entry('res-0000000000', 2, 'responsibility.transferred', {
      to: 'dep-house',
      trigger: 'reform',
      reason: null,
    })
    const state = replay('res-0000000000', [listed, moved])
    expect(state).toMatchObject({
      department: 'dep-house',
      status: 'in_force',
    })
    expect(state === null ? [] : linksOf(state).filter(leadsToRecord)).toEqual([
      { rel: 'transferred_to', target: 'dep-house' },
    ])
    expect(diffStates(replay('res-0000000000', [listed]), state)).toEqual([
      { field: 'department', from: 'dep-water', to: 'dep-house' },
    ])
  })

  it('the lead goes along when its holder led, and stays where another led', () => {
    const led = (lead: string) =>
      replay('res-0000000000', [
        entry('res-0000000000', 1, 'responsibility.listed', { name: '取水许可', lead }),
        entry('res-0000000000', 2, 'responsibility.transferred', { to: 'dep-house' }),
      ])
    expect(led('dep-water')).toMatchObject({ lead: 'dep-house' })
    expect(led('dep-env')).toMatchObject({ lead: 'dep-env' })
  })

  it('a transfer back and forth points at each department once', () => {
    const to = (seq: number, department: string) =>
      entry('res-0000000000', seq, 'responsibility.transferred', { to: department })
    const state = replay('res-0000000000', [listed, to(2, 'dep-b'), to(3, 'dep-a'), to(4, 'dep-b')])
    expect(state).toMatchObject({ department: 'dep-b', transferred: ['dep-b', 'dep-a', 'dep-b'] })
    expect(state === null ? [] : linksOf(state).filter(leadsToRecord)).toEqual([
      { rel: 'transferred_to', target: 'dep-b' },
      { rel: 'transferred_to', target: 'dep-a' },
    ])
  })

  it('what was withheld is in force again once a correction gives it a name', () => {
    const sealed = entry('res-0000000000', 1, 'responsibility.listed', null)
    const correct = (set: Json) =>
      entry('res-0000000000', 2, 'responsibility.corrected', { set, correction: 'legal', reason: '重新公开' })
    const state = replay('res-0000000000', [sealed, correct({ name: '取水许可', type: 'licence' })])
    expect(state).toMatchObject({ status: 'in_force', name: '取水许可', type: 'licence' })
    expect(replay('res-0000000000', [sealed, correct({ scope: '全市' })])).toMatchObject({
      status: 'withheld',
    })
  })

  it('what ended while it was withheld shows neither a type nor a title', () => {
    const state = replay('res-0000000000', [
      entry('res-0000000000', 1, 'responsibility.listed', null),
      entry('res-0000000000', 2, 'responsibility.abolished', { trigger: 'reform', reason: null }),
    ])
    expect(state === null ? null : summarise(state)).toMatchObject({
      status: 'abolished',
      type: null,
      title: '',
    })
  })

  it('a department keeps the names it had', () => {
    const renamed = entry('dep-water', 2, 'department.renamed', {
      name: '水利局',
      nameEn: null,
      reason: null,
    })
    const state = replay('dep-water', [
      entry('dep-water', 1, 'department.listed', { code: 'water', name: '水务局', nameEn: 'Water Bureau' }),
      renamed,
    ])
    expect(state).toMatchObject({
      name: '水利局',
      nameEn: null,
      formerNames: [{ name: '水务局', nameEn: 'Water Bureau', until: '2026-03-01' }],
    })
    expect(state === null ? [] : searchFields(state).map(({ text }) => text)).toContain('水务局')
  })
})
