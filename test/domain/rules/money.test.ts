import { describe, expect, it } from 'vitest'
import type { Settings } from '../../../worker/domain/kinds/rulebook/rulebook.ts'
import { belowThreshold } from '../../../worker/domain/rules/money/f01-below-threshold.ts'
import { splitting } from '../../../worker/domain/rules/money/f02-splitting.ts'
import { benfordDeviation } from '../../../worker/domain/rules/money/f03-benford.ts'
import { roundNumbers } from '../../../worker/domain/rules/money/f04-round-numbers.ts'
import { singleOfficer } from '../../../worker/domain/rules/money/f05-single-officer.ts'
import { RuleWorld } from '../../support/rules/rule-world.ts'

const T = 1_000_000
const limit = (rule: string): { settings: Settings } => ({ settings: { [rule]: { limit: T } } })

const budget = (current: number, currency = 'CNY') => ({ amounts: [{ kind: 'budget', currency, current }] })

function worldOf(amounts: readonly number[], currency = 'CNY') {
  const world = new RuleWorld()
  const water = world.department('water')
  for (const amount of amounts) world.decision(water, budget(amount, currency))
  return world
}

describe('F01 just below the threshold', () => {
  const far = Array.from({ length: 20 }, (_, i) => 1000 * (i + 1))

  it('finds sums that crowd below the limit', () => {
    const world = worldOf([...far, ...Array(10).fill(0.95 * T), 1.05 * T])
    expect(world.assessGroups(belowThreshold, limit('F01'))['dep-water|CNY']).toMatchObject({
      result: 'found',
      value: 90.9,
      severity: 'medium',
    })
  })

  it('does not when they lie on both sides, or nowhere near; the limit itself is not below', () => {
    const both = worldOf([...far, ...Array(6).fill(0.95 * T), ...Array(5).fill(1.05 * T)])
    expect(both.assessGroups(belowThreshold, limit('F01'))['dep-water|CNY']?.result).toBe('not_found')
    const none = worldOf([...far, ...Array(10).fill(T)])
    expect(none.assessGroups(belowThreshold, limit('F01'))['dep-water|CNY']).toMatchObject({
      result: 'not_found',
      value: null,
    })
  })

  it('cannot be told without a limit, and never mixes currencies', () => {
    const world = worldOf([...far, ...Array(10).fill(0.95 * T)])
    expect(world.assessGroups(belowThreshold)['dep-water|CNY']?.missing).toEqual([
      { reason: 'threshold_not_set', what: 'limit' },
    ])
    for (let i = 0; i < 29; i += 1) world.decision('dep-water', budget(0.95 * T, 'USD'))
    expect(Object.keys(world.assessGroups(belowThreshold, limit('F01')))).toEqual(['dep-water|CNY'])
  })
})

describe('F02 splitting', () => {
  const contract = (amount: number, signedAt: string | null, supplier = '甲公司') => ({
    amount,
    supplier,
    currency: 'CNY',
    ...(signedAt === null ? {} : { signedAt }),
  })
  function of(...contracts: object[]) {
    const world = new RuleWorld()
    const water = world.department('water')
    for (const one of contracts) world.decision(water, { contracts: [one] })
    return world.assessGroups(splitting, limit('F02'))['dep-water|CNY']
  }

  it('finds contracts of one supplier that together reach the limit', () => {
    const found = of(
      contract(0.4 * T, '2026-01-05'),
      contract(0.4 * T, '2026-02-05'),
      contract(0.4 * T, '2026-04-05'),
    )
    expect(found).toMatchObject({ result: 'found', value: 1, severity: 'high', inputs: [1, 2, 3] })
  })

  it.each([
    ['too long apart', [contract(0.6 * T, '2026-01-05'), contract(0.6 * T, '2026-04-06')]],
    ['of two suppliers', [contract(0.6 * T, '2026-01-05'), contract(0.6 * T, '2026-01-05', '乙公司')]],
    ['one above the limit', [contract(1.2 * T, '2026-01-05'), contract(0.6 * T, '2026-01-05')]],
    ['too small together', [contract(0.4 * T, '2026-01-05'), contract(0.4 * T, '2026-01-05')]],
  ])('does not when they are %s', (_, contracts) => {
    expect(of(...contracts)?.result).toBe('not_found')
  })

  it('counts ninety days from the first one', () => {
    const within = of(contract(0.6 * T, '2026-01-05'), contract(0.6 * T, '2026-04-05'))
    expect(within?.result).toBe('found')
  })

  it('cannot be told without dates or without a limit', () => {
    const undated = of(contract(0.6 * T, null), contract(0.6 * T, '2026-04-05'))
    expect(undated?.missing[0]?.reason).toBe('date_missing')
    const vague = of(contract(0.6 * T, '2026'), contract(0.6 * T, '2026-04-05'))
    expect(vague?.result).toBe('not_assessable')
    const world = new RuleWorld()
    world.decision(world.department('water'), {
      contracts: [contract(1, '2026-01-05'), contract(1, '2026-01-06')],
    })
    expect(world.assessGroups(splitting)['dep-water|CNY']?.missing[0]?.reason).toBe('threshold_not_set')
  })
})

describe('F03 first digits', () => {
  const settings = { settings: { F03: { sums: 200 } } }
  const of = (amounts: number[]) => worldOf(amounts).assessGroups(benfordDeviation, settings)['dep-water|CNY']

  it('finds sums that are spread evenly, and not those that grow by a fixed share', () => {
    expect(of(Array.from({ length: 300 }, (_, i) => 100 + 330 * i))?.result).toBe('found')
    // Two orders of magnitude in 1,000 even steps of their logarithm.
    const growing = Array.from({ length: 2000 }, (_, i) => Math.round(1e6 * 10 ** (i / 1000)) / 100)
    expect(of(growing)).toMatchObject({ result: 'not_assessable' })
    expect(of([...growing, 1e6])?.result).toBe('not_found')
  })

  it('cannot be told of few', () => {
    expect(worldOf([1, 2, 3]).assessGroups(benfordDeviation)['dep-water|CNY']?.missing[0]).toEqual({
      reason: 'sample_too_small',
      what: 'amounts',
    })
  })
})

describe('F04 round numbers', () => {
  function cities(count: number) {
    const world = new RuleWorld()
    for (let place = 6 - count; place < 6; place += 1) {
      const department = world.department(`d${place}`)
      for (let i = 0; i < 30; i += 1)
        world.decision(department, budget(i < (place === 5 ? 28 : 3 + place) ? 10_000 * (i + 1) : 12_345 + i))
    }
    return world.assessGroups(roundNumbers)
  }

  it('finds the department whose sums are round far more often', () => {
    const found = cities(6)
    expect(found['dep-d5|CNY']).toMatchObject({ result: 'found', value: 93.3, severity: 'info' })
    expect(found['dep-d4|CNY']?.result).toBe('not_found')
  })

  it('compares nothing with too few departments', () => {
    expect(cities(4)['dep-d5|CNY']?.missing[0]?.reason).toBe('sample_too_small')
  })
})

describe('F05 large sum, single officer', () => {
  function of(rule: string | null, fields: object, settings = limit('F05')) {
    const world = new RuleWorld()
    const id = world.decision(world.department('water'), fields)
    world.act(id, 'decide', { outcome: 'adopted', ...(rule === null ? {} : { rule }) })
    return world.assess(singleOfficer, id, settings)
  }

  it.each([
    ['single_officer', { class: 'three_major_one_large' }, 'found'],
    ['single_officer', { class: 'ordinary', ...budget(T) }, 'found'],
    ['single_officer', { class: 'ordinary', ...budget(T - 1) }, 'not_found'],
    ['majority_vote', { class: 'three_major_one_large' }, 'not_found'],
    ['majority_vote', { class: 'ordinary', ...budget(T) }, 'not_found'],
    ['single_officer', { class: 'ordinary' }, 'not_assessable'],
    [null, { class: 'three_major_one_large' }, 'not_assessable'],
  ])('%s for %j is %s', (rule, fields, result) => {
    expect(of(rule, fields)?.result).toBe(result)
  })

  it('needs the limit where the class does not say', () => {
    const unset = of('single_officer', { class: 'ordinary', ...budget(T) }, { settings: {} })
    expect(unset?.missing).toEqual([{ reason: 'threshold_not_set', what: 'limit' }])
    expect(of('single_officer', { class: 'three_major_one_large' }, { settings: {} })?.result).toBe('found')
  })

  it('does not apply to emergencies, nor before the decision', () => {
    expect(of('single_officer', { class: 'emergency' })).toBeNull()
    const world = new RuleWorld()
    const id = world.decision(world.department('water'), { class: 'three_major_one_large' })
    expect(world.assess(singleOfficer, id)).toBeNull()
  })
})
