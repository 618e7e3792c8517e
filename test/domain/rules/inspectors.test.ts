import { describe, expect, it } from 'vitest'
import { flagIgnored } from '../../../worker/domain/rules/inspectors/i01-flag-ignored.ts'
import { unverifiedRemedy } from '../../../worker/domain/rules/inspectors/i02-unverified-remedy.ts'
import { selectiveHandling } from '../../../worker/domain/rules/inspectors/i05-selective-handling.ts'
import { type Entering, RuleWorld } from '../../support/rules/rule-world.ts'

const on = (day: string): Entering => ({ recorded: day })

function city() {
  const world = new RuleWorld()
  const water = world.department('water', {}, on('2026-01-01'))
  const subject = world.decision(water, {}, on('2026-01-02'))
  const flag = (day: string, fields: object = {}, entering: Entering = on(day)): string =>
    world.open(
      'flag',
      water,
      { title: '无合法性审查', subject, rule: 'P01', severity: 'high', finding: '没有审查。', ...fields },
      entering,
    )
  const milestone = (): string =>
    world.open(
      'milestone',
      water,
      { decision: subject, title: '补审', baselineDue: '2026-09-01' },
      on('2026-03-01'),
    )
  return { world, water, subject, flag, milestone }
}

const ANSWER = { response: 'accept', text: '补办。' }

describe('I01 flag ignored', () => {
  it('finds a flag that nobody dealt with for more than 30 days', () => {
    const { world, flag } = city()
    const [old, recent] = [flag('2026-10-24'), flag('2026-10-25')]
    expect(world.assess(flagIgnored, old)).toMatchObject({
      result: 'found',
      severity: 'medium',
      value: 31,
      threshold: 30,
      inputs: [2],
    })
    expect(world.assess(flagIgnored, recent)).toMatchObject({ result: 'not_found', value: 30, inputs: [3] })
  })

  it('counts from the day on which the answer is due, and from the last answer', () => {
    const { world, flag } = city()
    const asked = (answerDue: string): string => {
      const id = flag('2026-03-01')
      world.act(id, 'request-explanation', { question: '为何？', answerDue }, on('2026-03-02'))
      return id
    }
    expect(world.assess(flagIgnored, asked('2026-10-01'))).toMatchObject({ result: 'found', value: 54 })
    expect(world.assess(flagIgnored, asked('2026-12-01'))).toMatchObject({ result: 'not_found', value: 0 })
    const answered = asked('2026-03-20')
    world.act(answered, 'respond', ANSWER, on('2026-11-20'))
    expect(world.assess(flagIgnored, answered)).toMatchObject({ result: 'not_found', value: 4 })
  })

  it('counts anew from the day on which it was reopened, and not while it rests or after it ended', () => {
    const { world, flag } = city()
    const [ended, parked] = [flag('2026-03-01'), flag('2026-03-01')]
    world.act(ended, 'clear', { reason: '有审查。' }, on('2026-03-05'))
    world.act(parked, 'park', { reason: '待查。' }, on('2026-03-05'))
    expect([world.assess(flagIgnored, ended), world.assess(flagIgnored, parked)]).toEqual([null, null])
    world.act(ended, 'reopen', { reason: '新材料。' }, on('2026-11-01'))
    expect(world.assess(flagIgnored, ended)).toMatchObject({ result: 'not_found', value: 23 })
  })

  it('cannot be told when a date is given to the month, or what followed is withheld', () => {
    const { world, flag } = city()
    const vague = flag('2026-11-01', {}, { recorded: '2026-11-01', occurred: '2026-10' })
    expect(world.assess(flagIgnored, vague)).toMatchObject({
      result: 'not_assessable',
      missing: [{ reason: 'date_imprecise', what: 'raised' }],
    })
    const hidden = flag('2026-03-01')
    world.act(hidden, 'respond', ANSWER, { recorded: '2026-03-10', sealed: true })
    expect(world.assess(flagIgnored, hidden)?.missing).toEqual([
      { reason: 'content_withheld', what: 'outcome' },
    ])
  })
})

describe('I02 unverified remedy', () => {
  const EVIDENCE = [{ title: '验收单', url: 'https://example.org/1' }]

  /** A flag whose answer commits to a milestone that was claimed on a day. */
  function committed(claimed: string | null) {
    const made = city()
    const [id, milestone] = [made.flag('2026-02-20'), made.milestone()]
    made.world.act(id, 'respond', { ...ANSWER, commitments: [milestone] }, on('2026-03-02'))
    if (claimed !== null)
      made.world.act(milestone, 'claim', { by: '水务局', evidence: EVIDENCE }, on(claimed))
    return { ...made, id, milestone }
  }

  it('finds what was claimed more than 30 days ago and is not verified', () => {
    const { world, id, milestone } = committed('2026-10-24')
    expect(world.assess(unverifiedRemedy, id)).toMatchObject({
      result: 'found',
      severity: 'high',
      value: milestone,
    })
    world.act(milestone, 'verify', { outcome: 'met', by: '督查室' }, on('2026-11-20'))
    expect(world.assess(unverifiedRemedy, id)?.result).toBe('not_found')
  })

  it('does not find what was claimed lately, or is not yet claimed', () => {
    for (const claimed of ['2026-10-25', null]) {
      const { world, id } = committed(claimed)
      expect(world.assess(unverifiedRemedy, id)?.result).toBe('not_found')
    }
  })

  it('looks at the milestone that came with the advice', () => {
    const { world, flag, milestone } = city()
    const [id, remedy] = [flag('2026-02-20'), milestone()]
    world.act(id, 'advise', { reason: '成立。', advice: '补审。', commitment: remedy }, on('2026-03-02'))
    expect(world.assess(unverifiedRemedy, id)?.result).toBe('not_found')
    world.act(remedy, 'claim', { by: '水务局', evidence: EVIDENCE }, on('2026-04-01'))
    expect(world.assess(unverifiedRemedy, id)).toMatchObject({ result: 'found', value: remedy })
  })

  it('finds the same rule raised of the same record again within twelve months', () => {
    const again = (day: string, fields: object, end: string | null = null) => {
      const { world, flag } = city()
      const id = flag('2025-01-10')
      world.act(id, 'advise', { reason: '成立。', advice: '今后先审。' }, on('2025-02-01'))
      const later = flag(day, fields)
      if (end !== null) world.act(later, end, { reason: '数据有误。' }, on('2026-11-01'))
      return { found: world.assess(unverifiedRemedy, id), later }
    }
    const recurring = again('2026-02-01', {})
    expect(recurring.found).toMatchObject({ result: 'found', value: recurring.later })
    expect(again('2026-02-02', {}).found?.result).toBe('not_found')
    expect(again('2026-01-05', { rule: 'P02' }).found?.result).toBe('not_found')
    expect(again('2026-01-05', {}, 'find-data-error').found?.result).toBe('not_found')
    expect(again('2025-01-20', {}).found?.result).toBe('not_found')
  })

  it('cannot be told when the milestone moved on since, is withheld, or nothing says what was to be done', () => {
    const moved = committed('2026-09-01')
    moved.world.act(moved.milestone, 'report', { progress: 100 }, on('2026-11-20'))
    expect(moved.world.assess(unverifiedRemedy, moved.id)?.missing).toEqual([
      { reason: 'not_yet', what: moved.milestone },
    ])
    const hidden = committed('2026-09-01')
    hidden.world.act(
      hidden.milestone,
      'verify',
      { outcome: 'met', by: '督查室' },
      { recorded: '2026-09-20', sealed: true },
    )
    expect(hidden.world.assess(unverifiedRemedy, hidden.id)?.missing[0]?.reason).toBe('content_withheld')
    const { world, flag } = city()
    const id = flag('2026-03-01', { rule: null })
    world.act(id, 'advise', { reason: '成立。', advice: '今后先审。' }, on('2026-03-02'))
    expect(world.assess(unverifiedRemedy, id)).toMatchObject({
      result: 'not_assessable',
      missing: [{ reason: 'not_recorded', what: 'commitment' }],
    })
  })

  it('does not apply where nothing was to be put right', () => {
    const { world, flag } = city()
    const id = flag('2026-03-01')
    world.act(id, 'clear', { reason: '有审查。' }, on('2026-03-05'))
    expect(world.assess(unverifiedRemedy, id)).toBeNull()
  })
})

describe('I05 selective handling', () => {
  /** Flags of P01 in departments: how many were cleared, of how many. */
  function handled(...departments: [cleared: number, n: number][]) {
    const world = new RuleWorld()
    for (const [place, [cleared, n]] of departments.entries()) {
      const department = world.department(['aa', 'bb', 'cc'][place] ?? 'dd')
      const subject = world.decision(department)
      for (let i = 0; i < n; i += 1) {
        const fields = {
          title: '无合法性审查',
          subject,
          rule: 'P01',
          severity: 'high',
          finding: '没有审查。',
        }
        const id = world.open('flag', department, fields)
        world.act(id, i < cleared ? 'clear' : 'escalate', { reason: '已核。' })
      }
    }
    return world.assessGroups(selectiveHandling)
  }

  it('finds shares that differ beyond chance, and names the entries of both departments', () => {
    const found = handled([28, 30], [15, 30]).P01
    // Pooled share 43/60, spread 0.11635, difference 13/30.
    expect(found).toMatchObject({ result: 'found', severity: 'medium', value: 3.72, threshold: 2.58 })
    expect(found?.inputs.length).toBe(60)
  })

  it('does not when they differ as by chance, or not at all', () => {
    expect(handled([20, 30], [15, 30], [18, 30]).P01?.result).toBe('not_found')
    expect(handled([30, 30], [30, 30]).P01).toMatchObject({ result: 'not_found', value: 0 })
  })

  it('cannot be told of few flags, and does not apply to one department', () => {
    expect(handled([28, 30], [15, 29]).P01).toMatchObject({
      result: 'not_assessable',
      missing: [{ reason: 'sample_too_small', what: 'departments' }],
    })
    expect(handled([15, 30])).toEqual({})
  })

  it('leaves out flags that are open, or were errors of the data', () => {
    const { world, flag } = city()
    flag('2026-03-01')
    world.act(flag('2026-03-01'), 'find-data-error', { reason: '录入有误。' })
    expect(world.assessGroups(selectiveHandling)).toEqual({})
  })
})
