import { describe, expect, it } from 'vitest'
import { observe } from '../../../worker/domain/rules/assess.ts'
import { notingReads } from '../../../worker/domain/rules/reads.ts'
import type { Assessment } from '../../../worker/domain/rules/rule.ts'
import { isGroupRule, isRecordRule, ruleOf } from '../../../worker/domain/rules/rules.ts'
import { type Given, RuleWorld } from '../../support/rules/rule-world.ts'

function assess(world: RuleWorld, id: string, record: string): Assessment | null {
  const rule = ruleOf(id)
  if (rule === null || !isRecordRule(rule)) throw new Error(`${id} is no rule about records`)
  return world.assess(rule, record)
}

/** `[group, result, value]` of every group to which a rule applies. */
function groups(world: RuleWorld, id: string, given: Given = {}) {
  const rule = ruleOf(id)
  if (rule === null || !isGroupRule(rule)) throw new Error(`${id} is no rule about groups`)
  return Object.entries(world.assessGroups(rule, given)).map(([group, { result, value }]) => [
    group,
    result,
    value,
  ])
}

const dayOf = (n: number, year = 2026): string =>
  new Date(Date.UTC(year, 0, 1 + n)).toISOString().slice(0, 10)

/** A decision that was taken on one day and logged on another. */
function decided(
  world: RuleWorld,
  department: string,
  decidedAt: string,
  recorded = decidedAt,
  fields: object = {},
  ruling: object = {},
): string {
  const entering = { recorded, occurred: recorded.slice(0, 10) }
  const id = world.decision(department, fields, entering)
  world.act(id, 'decide', { outcome: 'adopted', decidedAt, ...ruling }, entering)
  return id
}

describe('T01 late recording', () => {
  function late(decidedAt: string, recorded: string, fields: object = {}): Assessment | null {
    const world = new RuleWorld()
    return assess(world, 'T01', decided(world, world.department('aa'), decidedAt, recorded, fields))
  }

  it('finds what was logged more than twenty working days after it was decided', () => {
    // From 5 March: 20 working days are over on 2 April, 21 on the 3rd.
    expect(late('2026-03-05', '2026-04-02')).toMatchObject({ result: 'not_found', value: 20 })
    expect(late('2026-03-05', '2026-04-03')).toMatchObject({ result: 'found', value: 21, severity: 'medium' })
    expect(late('2026-03-05', '2026-09-03')?.severity).toBe('high')
    expect(late('2026-03', '2026-09-03')?.missing[0]?.reason).toBe('date_imprecise')
    expect(late('1999-03-05', '2026-09-03')?.missing[0]?.reason).toBe('beyond_calendar')
    expect(late('2026-03-05', '2026-09-03', { backloaded: true })).toBeNull()
  })

  it('finds what took far longer than is usual in the department', () => {
    const world = new RuleWorld()
    const department = world.department('aa')
    for (let i = 0; i < 25; i += 1) decided(world, department, '2026-03-05')
    const slow = decided(world, department, '2026-03-05', '2026-03-16')
    expect(assess(world, 'T01', slow)).toMatchObject({ result: 'found', value: 7, threshold: 0 })
  })
})

describe('T02 burst back-fill', () => {
  function burst(count: number, days: number, minutes: number, fields: object = {}) {
    const world = new RuleWorld()
    const department = world.department('aa')
    for (let i = 0; i < count; i += 1) {
      const at = new Date(Date.UTC(2026, 5, 1, 2) + i * minutes * 60_000).toISOString()
      decided(world, department, dayOf(Math.round((i * days) / (count - 1))), at, fields)
    }
    return groups(world, 'T02')
  }

  it('finds five decisions of more than a month that were logged within two hours', () => {
    expect(burst(5, 40, 10)).toEqual([['dep-aa', 'found', 40]])
    expect(burst(5, 30, 10)).toEqual([['dep-aa', 'not_found', 30]])
    expect(burst(5, 40, 60)).toEqual([['dep-aa', 'not_found', null]])
    expect(burst(4, 40, 10)).toEqual([])
    expect(burst(5, 40, 10, { backloaded: true })).toEqual([])
  })

  it('cannot be told where one of the rulings is withheld, unless the others tell it', () => {
    const withHidden = (days: number): unknown => {
      const world = new RuleWorld()
      const department = world.department('aa')
      for (let i = 0; i < 5; i += 1) {
        const at = new Date(Date.UTC(2026, 5, 1, 2, i)).toISOString()
        decided(world, department, dayOf(i * days), at)
      }
      const hidden = world.decision(department)
      world.act(hidden, 'decide', { outcome: 'adopted', decidedAt: '2026-05-01' }, { sealed: true })
      return groups(world, 'T02').map(([group, result]) => [group, result])
    }
    expect(withHidden(1)).toEqual([['dep-aa', 'not_assessable']])
    expect(withHidden(15)).toEqual([['dep-aa', 'found']])
  })
})

describe('T03 out-of-hours cluster', () => {
  function meetings(nightly: number, departments = 6, held = 30, usual = 2) {
    const world = new RuleWorld()
    for (let place = 0; place < departments; place += 1) {
      const decision = world.decision(world.department(`d${place}`))
      for (let i = 0; i < held; i += 1) {
        const night = i < (place === 0 ? nightly : usual + (usual === 0 ? 0 : place % 2))
        world.step(decision, {
          type: 'deliberation',
          heldAt: '2026-05-08',
          localTime: night ? '20:30' : '9:30',
        })
      }
    }
    return groups(world, 'T03').map(([group, result]) => [group, result])
  }

  it('finds the department that meets at night far more often than others', () => {
    expect(meetings(20)[0]).toEqual(['dep-d0', 'found'])
    expect(meetings(20).slice(1)).toEqual([1, 2, 3, 4, 5].map((i) => [`dep-d${i}`, 'not_found']))
    expect(meetings(3)[0]).toEqual(['dep-d0', 'not_found'])
    expect(meetings(20, 4)[0]).toEqual(['dep-d0', 'not_assessable'])
  })

  it('finds no cluster in one meeting of twenty, where others have none', () => {
    expect(meetings(2, 6, 40, 0)[0]).toEqual(['dep-d0', 'not_found'])
    expect(meetings(3, 6, 40, 0)[0]).toEqual(['dep-d0', 'found'])
    expect(meetings(2, 4, 40, 0)[0]).toEqual(['dep-d0', 'not_assessable'])
  })

  it('counts instants by the clock of China, and leaves alone days without an hour', () => {
    const world = new RuleWorld()
    const decision = world.decision(world.department('aa'))
    for (let i = 0; i < 30; i += 1) world.step(decision, { type: 'deliberation', heldAt: '2026-05-08' })
    expect(groups(world, 'T03')).toEqual([])
  })
})

describe('T04 year-end surge', () => {
  /** Decisions of 2025: some on its last working days, the rest spread over the year. */
  function surge(last: number, rest: number) {
    const world = new RuleWorld()
    const department = world.department('aa')
    for (let i = 0; i < rest; i += 1) decided(world, department, dayOf(5 + i * 10, 2025))
    for (let i = 0; i < last; i += 1) decided(world, department, '2025-12-30')
    return groups(world, 'T04')
  }

  it('finds three times the usual rate in the last five working days', () => {
    const [[group, result, value] = []] = surge(5, 20)
    expect([group, result]).toEqual(['dep-aa|2025', 'found'])
    // 5 in 5 days, against 20 in the 243 working days before them.
    expect(value).toBe(12.2)
    expect(surge(0, 20)[0]?.[1]).toBe('not_found')
    expect(surge(4, 5)).toEqual([])
    expect(surge(12, 0)[0]?.[1]).toBe('not_assessable')
  })

  it('asks for the day of today only while a year is not over', () => {
    const rule = ruleOf('T04')
    if (rule === null || !isGroupRule(rule)) throw new Error('T04 is a rule about groups')
    const world = new RuleWorld()
    const department = world.department('aa')
    const [past, now] = ['2025-12-30', '2026-01-05'].map((day) => decided(world, department, day))
    const open = world.decision(department)
    const looked = (id: string | undefined, given: Given = {}) => {
      const reads = new Set<string>()
      const observed = observe(rule, world.subject(id ?? ''), notingReads(world.context(given), reads))
      return [observed.length, [...reads]]
    }
    expect(looked(past)).toEqual([1, []])
    expect(looked(now)).toEqual([0, ['today']])
    expect(looked(now, { today: '2026-12-31' })).toEqual([0, ['today']])
    expect(looked(now, { today: '2027-01-01' })).toEqual([1, []])
    expect(looked(open)).toEqual([0, []])
  })

  it('waits for the end of the year', () => {
    const world = new RuleWorld()
    const department = world.department('aa')
    for (let i = 0; i < 20; i += 1) decided(world, department, dayOf(5 + i * 10))
    expect(groups(world, 'T04')).toEqual([])
  })
})

describe('T05 implausibly fast', () => {
  function fast(
    proposedAt: string,
    decidedAt: string,
    fields: object = {},
    call?: object,
  ): Assessment | null {
    const world = new RuleWorld()
    const department = world.department('aa')
    const id = world.decision(department, { proposedAt, ...fields })
    if (call !== undefined) world.step(id, { type: 'participation', modes: ['open_call'], ...call })
    world.act(id, 'decide', { outcome: 'adopted', decidedAt })
    return assess(world, 'T05', id)
  }
  const call = { openAt: '2026-03-02', closeAt: '2026-03-05' }

  it('finds fewer days than the steps take by law', () => {
    expect(fast('2026-03-02', '2026-04-09', {}, call)).toMatchObject({
      result: 'found',
      value: 38,
      threshold: 39,
      severity: 'high',
    })
    expect(fast('2026-03-02', '2026-04-10', {}, call)?.result).toBe('not_found')
    expect(fast('2026-03-02', '2026-04-09', {}, { ...call, shorteningReason: '汛期' })?.result).toBe(
      'not_found',
    )
    expect(fast('2026-03-02', '2026-03-10')).toMatchObject({ result: 'found', value: 8, threshold: 9 })
  })

  it('counts the working days of the weeks in between: a Saturday that was made up for is one', () => {
    // 8 February 2025 was worked: seven working days fit into eight days.
    expect(fast('2025-02-05', '2025-02-13')?.result).not.toBe('found')
    expect(fast('2025-02-05', '2025-02-12')).toMatchObject({ result: 'found', value: 7, threshold: 8 })
  })

  it('leaves open what is dated by months, or was decided before it began', () => {
    expect(fast('2026-03', '2026-03-20')?.missing[0]?.reason).toBe('date_imprecise')
    expect(fast('2026-03-02', '2026-03-01')?.missing[0]?.reason).toBe('ambiguous')
    expect(fast('2026-03-02', '2026-03-04', { class: 'ordinary' })?.missing[0]?.reason).toBe(
      'sample_too_small',
    )
  })

  it('finds what took far fewer days than others of its class', () => {
    const world = new RuleWorld()
    const department = world.department('aa')
    const of = (days: number): string =>
      decided(world, department, dayOf(100 + days), dayOf(100 + days), {
        class: 'ordinary',
        proposedAt: dayOf(100),
      })
    for (let i = 0; i < 24; i += 1) of(100 + i)
    expect(assess(world, 'T05', of(20))).toMatchObject({ result: 'found', value: 20, severity: 'medium' })
    expect(assess(world, 'T05', of(99))?.result).toBe('not_found')
  })
})

describe('T06 undue delay', () => {
  it('finds what has waited far longer than others of its class took', () => {
    const world = new RuleWorld()
    const department = world.department('aa')
    for (let i = 0; i < 24; i += 1)
      decided(world, department, dayOf(100 + i), dayOf(100 + i), { proposedAt: dayOf(40) })
    const open = (proposedAt: string | undefined): Assessment | null =>
      assess(world, 'T06', world.decision(department, { proposedAt }))
    expect(open('2026-01-05')).toMatchObject({ result: 'found', value: 323 })
    expect(open('2026-10-05')?.result).toBe('not_found')
    expect(open('2026')?.result).toBe('not_assessable')
    expect(open(undefined)?.missing[0]?.reason).toBe('date_missing')
    const taken = decided(world, department, '2026-03-05')
    expect(assess(world, 'T06', taken)).toBeNull()
  })

  it('compares with no fewer than twenty', () => {
    const world = new RuleWorld()
    const id = world.decision(world.department('aa'), { proposedAt: '2020-01-05' })
    expect(assess(world, 'T06', id)?.missing[0]?.reason).toBe('sample_too_small')
  })
})

describe('T08 pre-departure surge', () => {
  function leaving(last: number, monthly: number, to: string) {
    const world = new RuleWorld()
    const department = world.department('aa')
    const sign = (day: string) => decided(world, department, day, day, {}, { officer: '局长' })
    for (let month = 0; month < 6; month += 1) for (let i = 0; i < monthly; i += 1) sign(dayOf(month * 30))
    for (let i = 0; i < last; i += 1) sign(dayOf(205))
    const post = world.open('membership', department, { role: '局长', from: '2024-01-01' })
    world.act(post, 'end', { to })
    return groups(world, 'T08')
  }

  it('finds the month before an officer leaves with three times the usual decisions', () => {
    const left = dayOf(210)
    expect(leaving(9, 1, left)[0]?.slice(0, 2)).toEqual(['dep-aa|局长', 'found'])
    expect(leaving(9, 6, left)[0]?.[1]).toBe('not_found')
    expect(leaving(5, 1, left)[0]?.[1]).toBe('not_found')
    expect(leaving(9, 1, '2026-08')[0]?.[1]).toBe('not_assessable')
    expect(leaving(9, 0, left)[0]?.[1]).toBe('not_assessable')
  })
})

describe('T09 touched later at the source', () => {
  function touched(modifiedAt: string | undefined): Assessment | null {
    const world = new RuleWorld()
    const id = world.decision(world.department('aa'))
    world.step(id, {
      type: 'deliberation',
      heldAt: '2026-03-05',
      ...(modifiedAt === undefined ? {} : { modifiedAt }),
    })
    return assess(world, 'T09', id)
  }

  it('finds a change more than thirty days after the step', () => {
    expect(touched('2026-04-05')).toMatchObject({ result: 'found', value: 31 })
    expect(touched('2026-04-04')).toMatchObject({ result: 'not_found', value: 30 })
    expect(touched(undefined)).toBeNull()
  })

  it('leaves open what is 30 days in one time zone and 31 in another', () => {
    expect(touched('2026-04-04T21:00:00Z')?.missing[0]?.reason).toBe('date_imprecise')
    expect(touched('2026-04-04T15:00:00Z')?.result).toBe('not_found')
    expect(touched('2026-04-05T21:00:00Z')).toMatchObject({ result: 'found', value: 31 })
  })
})
