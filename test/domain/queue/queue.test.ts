import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FlagState } from '../../../worker/domain/kinds/flag/flag.ts'
import { severityOrder } from '../../../worker/domain/kinds/flag/severity.ts'
import { flagStatuses } from '../../../worker/domain/kinds/flag/vocabulary.ts'
import {
  asideBasis,
  behind,
  choose,
  joinFlags,
  keyOf,
  order,
  parseKey,
  placeIn,
  type Queued,
} from '../../../worker/domain/queue/queue.ts'
import { queuePlaces, queueSorts } from '../../../worker/domain/queue/words.ts'

const TODAY = '2026-03-02'
const pick = <T extends object>(words: T) => fc.constantFrom(...(Object.keys(words) as (keyof T)[]))

const finding = fc.record({
  key: fc.constant(''),
  owner: fc.constant('x'),
  rule: fc.constantFrom('P01', 'M02', 'T08'),
  subject: fc.stringMatching(/^mil-[a-z0-9]{3}$/),
  title: fc.constantFrom('泵站', '水厂', 'Bridge'),
  department: fc.constantFrom('dep-a', 'dep-b', null),
  severity: fc.constantFrom(...severityOrder),
  since: fc.constantFrom('', '2026-01-01', '2026-02-01'),
  assignee: fc.constantFrom(null, 'acc-1', 'acc-2'),
  aside: fc.boolean(),
})
const findings = fc
  .uniqueArray(finding, { selector: ({ rule, subject }) => keyOf(rule, subject), maxLength: 20 })
  .map((list) => list.map((one) => ({ ...one, key: keyOf(one.rule, one.subject) })))

/** As far as the queue looks at a flag. */
const flag = fc
  .record({
    id: fc.stringMatching(/^fla-[a-z0-9]{4}$/),
    rule: fc.constantFrom('P01', 'M02', null),
    subject: fc.stringMatching(/^mil-[a-z0-9]{1}00$/),
    title: fc.constant('预警'),
    department: fc.constant('dep-a'),
    severity: fc.constantFrom(...severityOrder),
    listed: fc.constant('2026-01-15'),
    status: pick(flagStatuses),
    answerDue: fc.constantFrom(null, '2026-03-01', '2026-03-02'),
  })
  .map((one) => one as unknown as FlagState)
const flags = fc.uniqueArray(flag, { selector: ({ id }) => id, maxLength: 8 })

describe('the queue', () => {
  it('has each finding and each open flag once, a flag beside its finding', () => {
    fc.assert(
      fc.property(findings, flags, (some, raised) => {
        const queue = joinFlags(some, raised)
        expect(new Set(queue.map(({ key }) => key)).size).toBe(queue.length)
        for (const one of some) expect(queue.some(({ key }) => key === one.key)).toBe(true)
        for (const { key, flag: stands } of queue)
          if (stands !== null) expect(key.endsWith(stands.id) || parseKey(key)?.rule !== null).toBe(true)
      }),
    )
  })

  it('puts everything into one place, and the default shows all but two of them', () => {
    fc.assert(
      fc.property(findings, flags, (some, raised) => {
        const queue = joinFlags(some, raised)
        const places = Object.keys(queuePlaces) as (keyof typeof queuePlaces)[]
        const parts = places.map((place) => choose(queue, { place }, TODAY).length)
        expect(parts.reduce((sum, n) => sum + n, 0)).toBe(queue.length)
        expect(choose(queue, { place: 'all' }, TODAY)).toHaveLength(queue.length)
        const away = queue.filter((one) => ['aside', 'parked'].includes(placeIn(one, TODAY)))
        expect(choose(queue, {}, TODAY)).toHaveLength(queue.length - away.length)
      }),
    )
  })

  it('has one order, whatever order it is given in', () => {
    fc.assert(
      fc.property(findings, pick(queueSorts), fc.nat(), (some, sort, turn) => {
        const queue = joinFlags(some, [])
        const turned = [
          ...queue.slice(turn % (queue.length + 1)),
          ...queue.slice(0, turn % (queue.length + 1)),
        ]
        expect(order(turned, sort)).toEqual(order(queue, sort))
        const ranks = order(queue, 'severity').map(({ severity }) => severityOrder.indexOf(severity))
        expect(ranks).toEqual(ranks.toSorted((a, b) => a - b))
      }),
    )
  })

  it('pages without missing anybody who stays, whoever leaves or arrives between two pages', () => {
    fc.assert(
      fc.property(
        findings,
        findings,
        pick(queueSorts),
        fc.integer({ min: 1, max: 5 }),
        fc.nat(),
        (some, others, sort, size, odd) => {
          const all = new Map(joinFlags([...some, ...others], []).map((one) => [one.key, one]))
          const keys = [...all.keys()]
          // Half of it comes and goes; the rest stays.
          const staying = (key: string): boolean => (keys.indexOf(key) + odd) % 2 === 0
          const seen: string[] = []
          let last: Queued | undefined
          for (let page = 0; ; page++) {
            const there = [...all.values()].filter(
              ({ key }) => staying(key) || (keys.indexOf(key) + page) % 3 === 0,
            )
            const ordered = order(there, sort)
            const rest = last === undefined ? ordered : behind(ordered, last, sort)
            seen.push(...rest.slice(0, size).map(({ key }) => key))
            last = rest[size - 1]
            if (rest.length <= size) break
          }
          expect(new Set(seen).size).toBe(seen.length)
          expect(keys.filter((key) => staying(key) && !seen.includes(key))).toEqual([])
        },
      ),
      { numRuns: 1000 },
    )
  })

  const place = (status: string, answerDue: string | null = null, aside = false) =>
    placeIn({ flag: { id: 'fla-1', status, answerDue } as Queued['flag'], aside }, TODAY)

  it('tells an overdue answer from one that is due today', () => {
    expect(place('explanation_requested', '2026-03-01')).toBe('late')
    expect(place('explanation_requested', '2026-03-02')).toBe('asked')
    expect(place('responded', '2026-03-01')).toBe('answered')
    expect(place('raised', null, true)).toBe('raised')
    expect(placeIn({ flag: null, aside: true }, TODAY)).toBe('aside')
  })

  it('brings back what was set aside when its entries, severity or rule are others, and not for another value', () => {
    const basis = (change: object) =>
      asideBasis(JSON.stringify({ ruleVersion: 1, severity: 'low', value: 3, inputs: [1, 2], ...change }))
    expect(basis({ value: 4 })).toBe(basis({}))
    for (const change of [{ inputs: [1, 2, 9] }, { severity: 'high' }, { ruleVersion: 2 }])
      expect(basis(change)).not.toBe(basis({}))
  })

  it('reads keys as it writes them', () => {
    expect(parseKey(keyOf('P01', 'dec-1'))).toEqual({ rule: 'P01', subject: 'dec-1' })
    expect(parseKey(keyOf(null, 'dec-1', 'fla-1'))).toEqual({ rule: null, subject: 'fla-1' })
    expect(parseKey(keyOf('T08', 'dep-x|post 1'))).toEqual({ rule: 'T08', subject: 'dep-x|post 1' })
    for (const wrong of ['', 'P01', ' x', 'P01 ']) expect(parseKey(wrong)).toBeNull()
  })
})
