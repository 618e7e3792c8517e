import { describe, expect, it } from 'vitest'
import type { Assessment } from '../../../worker/domain/rules/rule.ts'
import { isGroupRule, isRecordRule, ruleOf } from '../../../worker/domain/rules/rules.ts'
import { RuleWorld } from '../../support/rules/rule-world.ts'

function assess(world: RuleWorld, id: string, record: string): Assessment | null {
  const rule = ruleOf(id)
  if (rule === null || !isRecordRule(rule)) throw new Error(`${id} is no rule about records`)
  return world.assess(rule, record)
}

const LISTED = { occurred: '2025-01-10', recorded: '2025-01-10' }

/** A decision taken under an item of a list. */
function under(
  item: object | null,
  decidedAt: string | undefined,
  department: object = {},
  fields: object = {},
) {
  const world = new RuleWorld()
  const above = world.department('gov', { name: '明川市人民政府' }, LISTED)
  const holder = world.department('aa', { parent: above, ...department }, LISTED)
  const responsibility = item === null ? null : world.responsibility(holder, item, LISTED)
  const named = responsibility === null ? {} : { responsibility, noResponsibility: undefined }
  const decision = world.decision(holder, { ...named, ...fields })
  world.act(decision, 'decide', { outcome: 'adopted', decidedAt })
  return { world, decision, of: (id: string) => assess(world, id, decision) }
}

describe('C01 ultra vires', () => {
  it('finds a decision before the item was in force, or after it ended', () => {
    const item = { inForceFrom: '2025-06-01', inForceTo: '2026-03-31' }
    expect(under(item, '2025-05-31').of('C01')).toMatchObject({
      result: 'found',
      value: '2025-05-31',
      threshold: '2025-06-01',
    })
    expect(under(item, '2026-04-01').of('C01')).toMatchObject({ result: 'found', threshold: '2026-03-31' })
    expect(under(item, '2026-03-31').of('C01')?.result).toBe('not_found')
  })

  it('takes the day of listing for proof that the item was there, and not that it was not', () => {
    expect(under({}, '2026-03-05').of('C01')?.result).toBe('not_found')
    expect(under({}, '2024-03-05').of('C01')).toMatchObject({
      result: 'not_assessable',
      missing: [{ reason: 'date_missing', what: 'inForceFrom' }],
    })
    expect(under({ inForceFrom: '2026-03' }, '2026-03-05').of('C01')?.result).toBe('not_assessable')
  })

  it('finds a power of another organ by the name that is printed, and leaves open a name that means none', () => {
    const by = (decisionOrgan: string, holder: object = { name: '明川市水务局' }) =>
      under({}, '2026-03-05', holder, { decisionOrgan }).of('C01')
    expect(by('明川市人民政府')).toMatchObject({
      result: 'found',
      severity: 'high',
      value: '明川市人民政府',
      threshold: '明川市水务局',
    })
    for (const own of ['明川市水务局', '市水务局', '水务局', '明川市 水务局党组', '明川市水务局局长办公会议'])
      expect(by(own)?.result, own).toBe('not_found')
    // An office is an organ of its own, however its name begins or ends.
    for (const other of ['明川市人民政府办公室', '明川市水务局办公室', '务局'])
      expect(by(other)?.missing, other).toEqual([{ reason: 'ambiguous', what: 'decisionOrgan' }])
    expect(by('明川市联席会议')?.missing).toEqual([{ reason: 'ambiguous', what: 'decisionOrgan' }])
  })

  it('finds another level or area where both are written down', () => {
    expect(under({ level: 'county' }, '2026-03-05', { level: 'prefectural' }).of('C01')).toMatchObject({
      result: 'found',
      value: 'prefectural',
      threshold: 'county',
    })
    expect(under({ level: 'county' }, '2026-03-05', { level: 'county' }).of('C01')?.result).toBe('not_found')
    const within = (area: string) =>
      under({}, '2026-03-05', { divisionCode: '650200' }, { area }).of('C01')?.result
    expect(['650203', '650200003', '650100', '全市'].map(within)).toEqual([
      'not_found',
      'not_found',
      'found',
      'not_found',
    ])
  })

  it('asks by the day of the proposal while nothing is decided, and then finds little', () => {
    const world = new RuleWorld()
    const holder = world.department('aa', {}, LISTED)
    const proposed = (proposedAt: string) =>
      assess(
        world,
        'C01',
        world.decision(holder, {
          responsibility: world.responsibility(holder, { inForceFrom: '2025-06-01' }, LISTED),
          noResponsibility: undefined,
          proposedAt,
        }),
      )
    expect(proposed('2025-05-31')).toMatchObject({ result: 'found', severity: 'low' })
    expect(proposed('2025-06-01')?.result).toBe('not_found')
  })

  it('leaves what names no power to a rule of its own', () => {
    expect(under(null, '2026-03-05').of('C01')).toBeNull()
  })
})

describe('C09 no power named', () => {
  it('finds what names none when its time has passed, whatever reason is given', () => {
    // The day of the test is 2026-11-24.
    expect(under(null, '2026-10-24').of('C09')).toMatchObject({
      result: 'found',
      severity: 'medium',
      value: 31,
      threshold: 30,
    })
    expect(under(null, '2026-10-25').of('C09')?.missing).toEqual([
      { reason: 'not_yet', what: 'responsibility' },
    ])
    expect(under({}, '2026-03-05').of('C09')?.result).toBe('not_found')
    const world = new RuleWorld()
    expect(assess(world, 'C09', world.decision(world.department('aa')))).toBeNull()
  })
})

describe('C10 a power of another type', () => {
  const resting = (type: string, fields: object) => under({ type }, '2026-03-05', {}, fields).of('C10')

  it('finds a policy that rests on a power over single cases', () => {
    expect(resting('confirmation', { matter: 'public_policy' })).toMatchObject({
      result: 'found',
      severity: 'low',
      value: 'confirmation',
    })
    expect(resting('licence', { class: 'normative_document' })?.result).toBe('found')
    for (const fit of ['other', 'payment', 'levy', 'public_service'])
      expect(resting(fit, { matter: 'public_policy' })?.result, fit).toBe('not_found')
  })

  it('leaves alone what deals with a single case', () => {
    expect(resting('licence', { matter: 'public_works' })).toBeNull()
    expect(under(null, '2026-03-05', {}, { matter: 'public_policy' }).of('C10')).toBeNull()
  })
})

describe('C07 level mismatch', () => {
  /** A bureau that handles what the government decides. */
  const results = (item: string | undefined, holder: string | undefined) =>
    under({ level: item }, '2026-03-05', { level: holder }, { decisionOrgan: '明川市人民政府' }).of('C07')

  it('finds a power of the county that a bureau of the city handles, and leaves the organ itself to C01', () => {
    expect(results('county', 'prefectural')).toMatchObject({
      result: 'found',
      value: 'prefectural',
      threshold: 'county',
    })
    expect(results('county', 'county')?.result).toBe('not_found')
    expect(under({ level: 'county' }, '2026-03-05', { level: 'prefectural' }).of('C07')).toBeNull()
  })

  it('leaves open what states no level', () => {
    expect(results(undefined, 'county')?.missing[0]?.what).toBe('responsibility/level')
    expect(results('county', undefined)?.missing[0]?.what).toBe('department/level')
    expect(under(null, '2026-03-05').of('C07')).toBeNull()
  })
})

describe('C04 vacancy', () => {
  it('finds an item whose department ended more than ten working days ago', () => {
    const held = (ended: string | null): Assessment | null => {
      const world = new RuleWorld()
      const holder = world.department('aa', {}, LISTED)
      const item = world.responsibility(holder, {}, LISTED)
      if (ended !== null) world.endDepartment(holder, { occurred: ended, recorded: ended })
      return assess(world, 'C04', item)
    }
    expect(held('2026-11-09')).toMatchObject({ result: 'found', value: 11, threshold: 10 })
    expect(held('2026-11-10')).toMatchObject({ result: 'not_found', value: 10 })
    expect(held(null)?.result).toBe('not_found')
    expect(held('1999-11-10')?.missing[0]?.reason).toBe('beyond_calendar')
  })
})

describe('C05 stale responsibility', () => {
  const LONG_AGO = { occurred: '2023-01-10', recorded: '2023-01-10' }

  it('finds an item that was used long ago and not since', () => {
    const used = (on: string | null): Assessment | null => {
      const world = new RuleWorld()
      const holder = world.department('aa', {}, LONG_AGO)
      const responsibility = world.responsibility(holder, {}, LONG_AGO)
      if (on !== null)
        world.decision(
          holder,
          { responsibility, noResponsibility: undefined },
          { occurred: on, recorded: on },
        )
      return assess(world, 'C05', responsibility)
    }
    // 24 months are 731 days.
    expect(used('2024-11-22')).toMatchObject({ result: 'found', value: 732, threshold: 731 })
    expect(used('2024-11-23')?.result).toBe('not_found')
    expect(used(null)?.missing).toEqual([{ reason: 'not_recorded', what: 'decision' }])
  })

  it('leaves alone what was listed less than two years ago', () => {
    const world = new RuleWorld()
    const item = world.responsibility(world.department('aa', {}, LISTED), {}, LISTED)
    expect(assess(world, 'C05', item)).toBeNull()
  })
})

describe('C08 high risk without control', () => {
  it('finds a point of high risk for which no control is written down', () => {
    const risks = (...riskPoints: object[]): Assessment | null => {
      const world = new RuleWorld()
      return assess(world, 'C08', world.responsibility(world.department('aa'), { riskPoints }))
    }
    expect(risks({ step: '审查', level: 'high' })).toMatchObject({ result: 'found', value: 1 })
    expect(risks({ step: '审查', level: 'high', control: '双人审查' })?.result).toBe('not_found')
    expect(risks({ step: '审查', level: 'low' })).toBeNull()
  })

  it('cannot be told of an item that is withheld', () => {
    const world = new RuleWorld()
    const riskPoints = [{ step: '审查', level: 'high' }]
    const sealed = { sealed: true, review: '2027-01-01' }
    const item = world.responsibility(world.department('aa'), { riskPoints }, sealed)
    expect(assess(world, 'C08', item)).toMatchObject({
      result: 'not_assessable',
      missing: [{ reason: 'content_withheld' }],
    })
  })
})

describe('C03 overlap without a lead', () => {
  const rule = ruleOf('C03')

  function results(...departments: { place?: string; lead?: true }[]) {
    if (rule === null || !isGroupRule(rule)) throw new Error('C03 is no rule about groups')
    const world = new RuleWorld()
    const ids = departments.map(({ place }, i) =>
      world.department(`d${i}`, place === undefined ? {} : { divisionCode: place }),
    )
    departments.forEach(({ lead }, i) => {
      const own = ids[i] ?? ''
      world.responsibility(own, { name: '取水 许可', level: 'county', ...(lead ? { lead: own } : {}) })
    })
    return Object.values(world.assessGroups(rule)).map(({ result, value }) => [result, value])
  }

  it('finds two departments of one place with the same item and nobody in the lead', () => {
    expect(results({ place: '650203' }, { place: '650203' })).toEqual([['found', 2]])
    expect(results({ place: '650203' }, { place: '650203', lead: true })).toEqual([['not_found', 1]])
    expect(results({ place: '650203' }, { place: '650204' })).toEqual([['not_found', 1]])
  })

  it('leaves open whether departments of no known place overlap', () => {
    expect(results({}, { place: '650203' })).toEqual([['not_assessable', null]])
    expect(results({ place: '650203' })).toEqual([])
  })
})
