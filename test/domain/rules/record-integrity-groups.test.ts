import { describe, expect, it } from 'vitest'
import { correctionHeavy } from '../../../worker/domain/rules/record/r04-correction-heavy.ts'
import { duplicateMinutes } from '../../../worker/domain/rules/record/r08-duplicate-minutes.ts'
import { strategicGaps } from '../../../worker/domain/rules/record/r10-strategic-gaps.ts'
import { overWithholding } from '../../../worker/domain/rules/record/r11-over-withholding.ts'
import type { GroupRule } from '../../../worker/domain/rules/rule.ts'
import { RuleWorld } from '../../support/rules/rule-world.ts'

const CODES = ['aa', 'bb', 'cc', 'dd', 'ee', 'ff']

/** Six departments, of which the last does what the others do seldom. */
function departments(
  fill: (world: RuleWorld, department: string, place: number) => void,
  count = CODES.length,
) {
  const world = new RuleWorld()
  CODES.slice(CODES.length - count).forEach((code, i) => {
    fill(world, world.department(code), count === CODES.length ? i : CODES.length - 1)
  })
  return world
}

const results = (world: RuleWorld, rule: GroupRule) =>
  Object.fromEntries(Object.entries(world.assessGroups(rule)).map(([id, { result }]) => [id, result]))

describe('R04 correction-heavy', () => {
  const fill = (world: RuleWorld, department: string, place: number) => {
    for (let i = 0; i < 25; i += 1) {
      const id = world.decision(department)
      const corrected = i < (place === 5 ? 20 : place + 1)
      if (corrected) world.act(id, 'correct', { set: { remark: '改' }, correction: 'typo', reason: '误' })
      else world.act(id, 'update', { set: { remark: '改' } })
    }
  }

  it('finds the department that corrects far more than the others', () => {
    const world = departments(fill)
    expect(results(world, correctionHeavy)).toEqual({
      'dep-aa': 'not_found',
      'dep-bb': 'not_found',
      'dep-cc': 'not_found',
      'dep-dd': 'not_found',
      'dep-ee': 'not_found',
      'dep-ff': 'found',
    })
    expect(world.assessGroups(correctionHeavy)['dep-ff']?.value).toBe(40)
    expect(world.assessGroups(correctionHeavy)['dep-ff']?.inputs).toHaveLength(20)
  })

  it('compares nothing with too few departments, and leaves small ones out', () => {
    expect(results(departments(fill, 2), correctionHeavy)).toEqual({
      'dep-ee': 'not_assessable',
      'dep-ff': 'not_assessable',
    })
    expect(
      results(
        departments((world, id) => world.decision(id)),
        correctionHeavy,
      ),
    ).toEqual({})
  })
})

describe('R11 over-withholding', () => {
  const fill = (world: RuleWorld, department: string, place: number) => {
    for (let i = 0; i < 40; i += 1) world.decision(department, {}, { sealed: i < (place === 5 ? 30 : place) })
  }

  it('finds the department that withholds far more, records withheld as a whole counted', () => {
    const found = departments(fill).assessGroups(overWithholding)
    // 30 of 41: the entry by which the department itself was listed is public.
    expect(found['dep-ff']).toMatchObject({ result: 'found', value: 73.2 })
    expect(found['dep-ff']?.inputs).toHaveLength(30)
    expect(found['dep-ee']?.result).toBe('not_found')
  })

  it('compares nothing with too few departments', () => {
    expect(results(departments(fill, 3), overWithholding)).toEqual({
      'dep-dd': 'not_assessable',
      'dep-ee': 'not_assessable',
      'dep-ff': 'not_assessable',
    })
  })
})

describe('R10 strategic gaps', () => {
  const full = {
    baselineDue: '2026-12-31',
    responsibleUnit: '工程科',
    acceptanceCriteria: '通水',
    verifier: '督查室',
    reportEvery: 30,
  }
  const fill = (world: RuleWorld, department: string, place: number) => {
    for (let i = 0; i < 20; i += 1)
      world.open('milestone', department, {
        title: '管网',
        ...(place === 5 ? {} : { ...full, ...(i < place ? { verifier: null } : {}) }),
      })
  }

  it('finds the department that leaves out what the others fill in', () => {
    const found = departments(fill).assessGroups(strategicGaps)
    expect(found['dep-ff|milestone']).toMatchObject({ result: 'found', value: 100, severity: 'low' })
    expect(found['dep-ee|milestone']?.result).toBe('not_found')
  })

  it('compares records of one kind alone, and nothing with too few departments', () => {
    const world = departments(fill)
    for (let i = 0; i < 20; i += 1) world.decision('dep-aa')
    expect(world.assessGroups(strategicGaps)['dep-aa|decision major_admin']).toMatchObject({
      result: 'not_assessable',
      missing: [{ reason: 'sample_too_small', what: 'peers' }],
    })
  })
})

describe('R08 duplicate minutes', () => {
  const minutes = '会议听取了关于调整供水价格方案的汇报，与会人员围绕方案的合法性、可行性和风险进行了讨论，'
  const text = `${minutes}原则同意该方案。${minutes}要求承办单位抓紧落实，并按季度报告进展情况和存在的问题。`

  function meeting(world: RuleWorld, note: string, heldAt: string | null) {
    const id = world.decision('dep-aa')
    world.step(id, {
      type: 'deliberation',
      concludedAt: heldAt ?? '2026-05',
      note,
      ...(heldAt === null ? {} : { heldAt }),
    })
  }
  function worldOf(...meetings: [string, string | null][]) {
    const world = new RuleWorld()
    world.department('aa')
    for (const [note, heldAt] of meetings) meeting(world, note, heldAt)
    return world
  }

  it('finds minutes of two meetings that are all but the same', () => {
    const world = worldOf([text, '2026-05-08'], [`${text}。`, '2026-06-08'], ['另'.repeat(120), '2026-06-09'])
    expect(world.assessGroups(duplicateMinutes)['dep-aa']).toMatchObject({
      result: 'found',
      value: 1,
      inputs: [2, 4],
    })
  })

  it('does not mind several matters of one meeting, other words, or short notes', () => {
    const one = worldOf([text, '2026-05-08'], [text, '2026-05-08'])
    expect(results(one, duplicateMinutes)).toEqual({ 'dep-aa': 'not_found' })
    const two = worldOf([text, '2026-05-08'], [text.replaceAll('供水价格', '公园选址与建设'), '2026-06-08'])
    expect(results(two, duplicateMinutes)).toEqual({ 'dep-aa': 'not_found' })
    const short = worldOf(['同意。', '2026-05-08'], ['同意。', '2026-06-08'])
    expect(results(short, duplicateMinutes)).toEqual({})
  })

  it('cannot tell whether it was one meeting when the day is not known', () => {
    const world = worldOf([text, '2026-05-08'], [text, null])
    expect(results(world, duplicateMinutes)).toEqual({ 'dep-aa': 'not_assessable' })
  })
})
