import { describe, expect, it } from 'vitest'
import { ownReview } from '../../../worker/domain/rules/people/o01-own-review.ts'
import { failedRecusal } from '../../../worker/domain/rules/people/o02-failed-recusal.ts'
import { concentratedApprovals } from '../../../worker/domain/rules/people/o03-concentrated-approvals.ts'
import { repeatedPair } from '../../../worker/domain/rules/people/o04-repeated-pair.ts'
import { signerNotInPost } from '../../../worker/domain/rules/people/o05-signer-not-in-post.ts'
import { handoverOmission } from '../../../worker/domain/rules/people/o06-handover-omission.ts'
import { captiveExperts } from '../../../worker/domain/rules/people/o08-captive-experts.ts'
import { RuleWorld } from '../../support/rules/rule-world.ts'

function city() {
  const world = new RuleWorld()
  return { world, water: world.department('water') }
}

describe('O01 proposer and reviewer', () => {
  const review = (organ?: string) => ({
    type: 'legality_review',
    concludedAt: '2026-03-10',
    outcome: 'passed',
    ...(organ === undefined ? {} : { organ }),
  })
  function reviewed(fields: object, organ?: string, drafter?: string) {
    const { world, water } = city()
    const id = world.decision(water, fields)
    if (drafter !== undefined) world.step(id, { type: 'drafting', concludedAt: '2026-02-01', organ: drafter })
    world.step(id, review(organ))
    return world.assess(ownReview, id)
  }

  it('finds a proposer who reviewed, and a unit that reviewed what it drafted', () => {
    expect(reviewed({ proposers: ['法规处'] }, ' 法规处')).toMatchObject({
      result: 'found',
      severity: 'high',
    })
    expect(reviewed({}, '水务局', '水务局')).toMatchObject({ result: 'found', severity: 'medium' })
  })

  it('finds a proposer who decided alone, but not the chief who decided after deliberation', () => {
    const of = (rule: string) => {
      const { world, water } = city()
      const id = world.decision(water, { proposers: ['局长'] })
      world.step(id, review('司法局'))
      world.act(id, 'decide', { outcome: 'adopted', rule, officer: '局长' })
      return world.assess(ownReview, id)?.result
    }
    expect([of('single_officer'), of('chief_after_deliberation')]).toEqual(['found', 'not_found'])
  })

  it('cannot be told when nobody is named', () => {
    expect(reviewed({ proposers: ['水务局'] }, '司法局')?.result).toBe('not_found')
    expect(reviewed({ proposers: ['水务局'] })).toMatchObject({
      result: 'not_assessable',
      missing: [{ reason: 'not_recorded', what: 'legality_review/organ' }],
    })
    expect(reviewed({}, '司法局')?.missing[0]?.what).toBe('proposers')
  })
})

describe('O02 failed recusal', () => {
  function meeting(step: object, officer?: string) {
    const { world, water } = city()
    const id = world.decision(water)
    world.step(id, { type: 'deliberation', heldAt: '2026-05-08', ...step })
    if (officer !== undefined) world.act(id, 'decide', { outcome: 'adopted', officer })
    return world.assess(failedRecusal, id)
  }
  const recused = [{ member: '副市长甲', presence: 'present', recused: true }, { member: '副市长乙' }]

  it.each([
    ['spoke', { opinions: [{ member: '副市长甲', stance: 'agree' }] }],
    ['voted', { ballots: [{ member: '副市长甲', vote: 'yes' }] }],
    ['presided', { chair: '副市长 甲' }],
  ])('finds who stepped aside and still %s', (_, step) => {
    expect(meeting({ attendance: recused, ...step })).toMatchObject({
      result: 'found',
      value: 1,
      severity: 'critical',
    })
  })

  it('finds who stepped aside and still decided', () => {
    expect(meeting({ attendance: recused }, '副市长甲')?.result).toBe('found')
  })

  it('does not when the others alone took part', () => {
    const opinions = [
      { member: '副市长甲', stance: 'none' },
      { member: '副市长乙', stance: 'agree' },
    ]
    expect(meeting({ attendance: recused, opinions })?.result).toBe('not_found')
  })

  it('cannot be told when no opinion was recorded or no name', () => {
    expect(meeting({ attendance: recused })?.missing[0]?.what).toBe('deliberation/opinions')
    const nameless = meeting({
      attendance: [{ recused: true }],
      ballots: [{ member: '副市长乙', vote: 'yes' }],
    })
    expect(nameless?.missing[0]?.what).toBe('attendance/member')
  })

  it('does not apply where nobody declared a conflict', () => {
    expect(meeting({ attendance: [{ member: '副市长乙', recused: false }] })).toBeNull()
  })
})

/** Six departments; in the last, one officer decides all. */
function deciding(
  officerOf: (place: number, i: number) => string | null,
  contracts: (place: number, i: number) => object[] = () => [],
) {
  const world = new RuleWorld()
  for (const [place, code] of ['aa', 'bb', 'cc', 'dd', 'ee', 'ff'].entries()) {
    const department = world.department(code)
    for (let i = 0; i < 30; i += 1) {
      const id = world.decision(department, { contracts: contracts(place, i) })
      const officer = officerOf(place, i)
      world.act(id, 'decide', { outcome: 'adopted', ...(officer === null ? {} : { officer }) })
    }
  }
  return world
}

describe('O03 concentrated approvals', () => {
  it('finds the department where one decides all', () => {
    const world = deciding((place, i) => `局长${place === 5 ? 0 : i % (3 + (place % 2))}`)
    const found = world.assessGroups(concentratedApprovals)
    expect(found['dep-ff']).toMatchObject({ result: 'found', value: 100 })
    expect(found['dep-aa']?.result).toBe('not_found')
  })

  it('cannot be told where the officer was not recorded, or with nothing to compare', () => {
    const world = deciding((place) => (place === 0 ? null : '局长'))
    expect(world.assessGroups(concentratedApprovals)['dep-aa']?.missing[0]?.what).toBe('ruling/officer')
    const few = deciding((place) => (place < 3 ? '局长' : null))
    expect(few.assessGroups(concentratedApprovals)['dep-aa']?.missing[0]?.reason).toBe('sample_too_small')
  })
})

describe('O04 repeated pair', () => {
  const contract = (supplier?: string) => [supplier === undefined ? { amount: 1 } : { supplier, amount: 1 }]

  it('finds the officer whose contracts go to one supplier', () => {
    const world = deciding(
      () => '局长',
      (place, i) => contract(`公司${place === 5 ? 0 : i % (4 + (place % 2))}`),
    )
    const found = world.assessGroups(repeatedPair)
    expect(found['dep-ff|局长']).toMatchObject({ result: 'found', value: 100 })
    expect(found['dep-bb|局长']?.result).toBe('not_found')
  })

  it('cannot be told where no supplier is named', () => {
    const world = deciding(
      () => '局长',
      () => contract(),
    )
    expect(world.assessGroups(repeatedPair)['dep-aa|局长']?.missing[0]?.what).toBe('contracts/supplier')
  })
})

describe('O05 signer not in post', () => {
  function signed(on: string, seat: object) {
    const { world, water } = city()
    const id = world.decision(water)
    world.act(id, 'decide', { outcome: 'adopted', officer: '局长' }, { occurred: on })
    world.open('membership', water, { role: '局长', ...seat })
    return world.assessGroups(signerNotInPost)['dep-water']
  }

  it.each([
    ['2026-05-08', { from: '2024-01-01', to: '2026-04-30' }, 'found'],
    ['2026-05-08', { from: '2026-06' }, 'found'],
    ['2026-05-08', { from: '2024-01-01', to: '2026-05-08' }, 'not_found'],
    ['2026-05-08', { from: '2024-01-01' }, 'not_found'],
    ['2026-05-08', { from: '2024-01-01', to: '2026' }, 'not_assessable'],
    ['2026-05-08', { to: '2026-12-31' }, 'not_assessable'],
    ['2026-05', { from: '2026-05-20' }, 'not_assessable'],
    ['2026-05-08', { role: '副局长', from: '2024-01-01' }, 'not_assessable'],
  ])('a ruling of %s by one of the term %j is %s', (on, seat, result) => {
    expect(signed(on, seat)?.result).toBe(result)
  })

  it('finds nothing certain where a term is withheld, and applies where terms are listed at all', () => {
    const { world, water } = city()
    world.act(
      world.decision(water),
      'decide',
      { outcome: 'adopted', officer: '局长' },
      { occurred: '2026-05-08' },
    )
    expect(world.assessGroups(signerNotInPost)).toEqual({})
    world.open('membership', water, { role: '局长', from: '2024', to: '2025' })
    expect(world.assessGroups(signerNotInPost)['dep-water']).toMatchObject({
      result: 'found',
      value: 1,
      inputs: [2],
    })
    world.open('membership', water, { role: '局长', from: '2026-01-01' }, { sealed: true })
    expect(world.assessGroups(signerNotInPost)['dep-water']?.missing[0]?.reason).toBe('content_withheld')
  })
})

describe('O06 hand-over omission', () => {
  function handing(ownerPost: string | null, inventoried: boolean, fields: object = {}) {
    const { world, water } = city()
    const other = world.department('parks')
    const milestone = (title: string) =>
      world.open(
        'milestone',
        water,
        { title, baselineDue: '2026-12-31', ...(ownerPost === null ? {} : { ownerPost }), ...fields },
        { occurred: '2026-01-10' },
      )
    const [one, two] = [milestone('一期'), milestone('二期')]
    const inventory = [{ record: one }, ...(inventoried ? [{ record: two }] : [])]
    const handover = world.open('handover', water, {
      title: '交接',
      to: other,
      fromPost: '工程科长',
      effectiveOn: '2026-06-01',
      inventory,
    })
    return { world, handover, two }
  }
  const resultOf = (world: RuleWorld) => world.assessGroups(handoverOmission)['dep-water']

  it('finds a milestone of the post that is not in the inventory', () => {
    const { world, handover } = handing('工程科长', false)
    expect(resultOf(world)).toBeUndefined()
    world.act(handover, 'accept', {})
    expect(resultOf(world)).toMatchObject({ result: 'found', value: 1 })
  })

  it('does not when all are there, when another post has it, or when it was done before', () => {
    const all = handing('工程科长', true)
    all.world.act(all.handover, 'accept', {})
    expect(resultOf(all.world)?.result).toBe('not_found')
    const another = handing('规划科长', false)
    another.world.act(another.handover, 'accept', {})
    expect(resultOf(another.world)?.result).toBe('not_found')
    const done = handing('工程科长', false)
    done.world.act(done.two, 'claim', { metAt: '2026-05-01', evidence: [{ title: '验收单' }] })
    done.world.act(done.handover, 'accept', {})
    expect(resultOf(done.world)?.result).toBe('not_found')
  })

  it('cannot be told where milestones name no post', () => {
    const { world, handover } = handing(null, false)
    world.act(handover, 'accept', {})
    expect(resultOf(world)?.missing[0]?.what).toBe('ownerPost')
  })

  it('finds what is still open in a department that is no more', () => {
    const { world } = handing('规划科长', false)
    expect(resultOf(world)).toBeUndefined()
    world.endDepartment('dep-water')
    expect(resultOf(world)).toMatchObject({ result: 'found', value: 2 })
  })
})

describe('O08 captive experts', () => {
  function reviews(organs: (string | null)[]) {
    const { world, water } = city()
    for (const organ of organs)
      world.step(world.decision(water), {
        type: 'expert_review',
        concludedAt: '2026-03-10',
        ...(organ === null ? {} : { organ }),
      })
    return world.assessGroups(captiveExperts)['dep-water']
  }

  it('finds one body that makes more than half, and not one that makes half', () => {
    expect(reviews([...Array(6).fill('设计院'), ...'甲乙丙丁'])).toMatchObject({ result: 'found', value: 60 })
    expect(reviews([...Array(5).fill('设计院'), ...'甲乙丙丁戊'])).toMatchObject({
      result: 'not_found',
      value: 50,
    })
  })

  it('cannot be told where the body is not named, and does not apply to few', () => {
    expect(reviews([...Array(9).fill('设计院'), null])?.missing[0]?.what).toBe('expert_review/organ')
    expect(reviews(Array(9).fill('设计院'))).toBeUndefined()
  })
})
