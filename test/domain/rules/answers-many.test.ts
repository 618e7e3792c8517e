/** Rules about answers that look at many at once: each found, not found, and for each thing that may be missing. */
import { describe, expect, it } from 'vitest'
import { boilerplate } from '../../../worker/domain/rules/answers/q03-boilerplate.ts'
import { manyAsk } from '../../../worker/domain/rules/answers/q05-many-ask.ts'
import { answeredUnsolved } from '../../../worker/domain/rules/answers/q07-answered-unsolved.ts'
import { textsWithheld } from '../../../worker/domain/rules/answers/q08-texts-withheld.ts'
import { reportSaysNothing } from '../../../worker/domain/rules/answers/q09-report-says-nothing.ts'
import { lastDay } from '../../../worker/domain/rules/answers/q10-last-day.ts'
import type { GroupRule } from '../../../worker/domain/rules/rule.ts'
import { type Entering, RuleWorld } from '../../support/rules/rule-world.ts'

const on = (day: string, more: Entering = {}): Entering => ({ recorded: day, ...more })
const ANSWER = { answer: 'explain', outcome: 'explained' }
const PHRASE = '您反映的问题已收悉，我局高度重视，将按有关规定依法依规研究办理，感谢您的关心和支持。'

/** Questions of one department, asked as `ask` is called. */
function ask(world: RuleWorld, department: string, day: string, fields: object = {}): string {
  const id = world.open('question', department, { type: 'help', profile: 'ogi', ...fields }, on(day))
  world.act(id, 'say', { title: '问', text: '问' }, on(day, { sealed: true }))
  return id
}

const CODES = ['aa', 'bb', 'cc', 'dd', 'ee', 'ff']

/** Six departments, of which the last does often what the others do seldom. */
function departments(
  n: number,
  fill: (world: RuleWorld, id: string, isOften: boolean) => void,
  codes: readonly string[] = CODES,
  fields: object = {},
) {
  const world = new RuleWorld()
  for (const code of codes) {
    const department = world.department(code, {}, on('2026-01-01'))
    for (let i = 0; i < n; i += 1)
      fill(world, ask(world, department, '2026-02-10', fields), code === 'ff' ? i % 2 === 0 : i === 0)
  }
  return world
}

const results = (world: RuleWorld, rule: GroupRule) =>
  Object.fromEntries(Object.entries(world.assessGroups(rule)).map(([id, { result }]) => [id, result]))
const ONLY_LAST = Object.fromEntries(
  CODES.map((code) => [`dep-${code}`, code === 'ff' ? 'found' : 'not_found']),
)

describe('Q03 the same answer to everything', () => {
  const city = (texts: readonly string[], more: (i: number) => object = () => ({}), sealed = 0) => {
    const world = new RuleWorld()
    const water = world.department('water', {}, on('2026-01-01'))
    texts.forEach((text, i) => {
      const id = ask(world, water, '2026-02-10', more(i))
      world.act(id, 'answer', { ...ANSWER, text }, on('2026-02-12', { sealed: i < sealed }))
    })
    return world.assessGroups(boilerplate)['dep-water']
  }
  const five = [PHRASE, PHRASE, `${PHRASE}此复。`, PHRASE, PHRASE]
  const own = (i: number): string =>
    `${'甲乙丙丁戊己庚辛'.charAt(i).repeat(12)}第 ${i} 处由养护所在 ${i + 3} 日检修完毕，照片见附件${i}。`

  it('finds five that are all but the same, and not answers of their own', () => {
    expect(city(five)).toMatchObject({ result: 'found', value: 5, threshold: 5 })
    expect(city([0, 1, 2, 3, 4].map(own))).toMatchObject({ result: 'not_found', value: 1 })
    expect(city(five.slice(1))).toBeUndefined()
  })

  it('leaves a campaign alone, which was asked in the same words', () => {
    expect(city([...five, own(1)], (i) => ({ sameTextAs: i === 0 || i > 3 ? 0 : i }))).toBeUndefined()
  })

  it('cannot be told where the answers that are missing are withheld', () => {
    expect(city(five, undefined, 2)).toMatchObject({ result: 'not_assessable' })
  })
})

describe('Q05 many ask about one thing', () => {
  const city = (days: readonly string[], confirmed: boolean) => {
    const world = new RuleWorld()
    const water = world.department('water', {}, on('2026-01-01'))
    const decision = world.decision(water)
    for (const day of days) ask(world, water, day, { subject: decision, confirmed })
    return world.assess(manyAsk, decision, { today: '2026-06-01' })
  }
  const month = ['2026-02-01', '2026-02-03', '2026-02-10', '2026-02-20', '2026-03-02']

  it('finds five within thirty days, and not five within thirty-one', () => {
    expect(city(month, true)).toMatchObject({ result: 'found', value: 5, threshold: 5 })
    expect(city([...month.slice(0, 4), '2026-03-03'], true)).toMatchObject({ result: 'not_found', value: 4 })
    expect(city([], true)).toBeNull()
  })

  it('cannot be told where nobody confirmed that they come from so many', () => {
    expect(city(month, false)).toMatchObject({
      result: 'not_assessable',
      missing: [{ reason: 'not_recorded', what: 'confirmed' }],
    })
    expect(city(month.slice(0, 3), false)).toMatchObject({ result: 'not_found', value: 0 })
  })
})

const stated = (world: RuleWorld, id: string, isOften: boolean) => {
  world.act(id, 'answer', { ...ANSWER, text: '已办。' }, on('2026-02-12'))
  world.act(id, 'state-rating', { statedSolved: isOften ? 'no' : 'yes' }, on('2026-06-30'))
}
const brought = { channel: 'import', source: { mapping: 'cn-hotline' } }

describe('shares of departments beside those of others', () => {
  const rated = (world: RuleWorld, id: string, isOften: boolean) => {
    world.act(id, 'answer', { ...ANSWER, text: '已办。' }, on('2026-02-12'))
    world.act(id, 'rate', { solved: isOften ? 'no' : 'yes' }, on('2026-02-13'))
  }
  const withheld = (world: RuleWorld, id: string, isOften: boolean) =>
    isOften
      ? world.act(
          id,
          'withhold',
          { of: 2, onGround: 'spam', explanation: '广告' },
          on('2026-02-11', { apart: true }),
        )
      : world.act(id, 'publish', { of: 2, title: '问', text: '问' }, on('2026-02-11', { apart: true }))
  // Twenty working days after 2026-02-10 are over on 2026-03-16.
  const answered = (world: RuleWorld, id: string, isOften: boolean) =>
    world.act(id, 'answer', { ...ANSWER, text: '已办。' }, on(isOften ? '2026-03-16' : '2026-02-12'))

  it.each([
    ['Q07', answeredUnsolved, rated, 30],
    ['Q08', textsWithheld, withheld, 20],
    ['Q10', lastDay, answered, 20],
  ] as const)(
    '%s finds the one far above, compares nothing with too few, and leaves small ones out',
    (_, rule, fill, n) => {
      const world = departments(n, fill)
      expect(results(world, rule)).toEqual(ONLY_LAST)
      expect(world.assessGroups(rule)['dep-ff']).toMatchObject({ value: 50 })
      expect(world.assessGroups(rule)['dep-ff']?.inputs).toHaveLength(n / 2)
      expect(Object.values(results(departments(n, fill, ['ee', 'ff']), rule))).toEqual([
        'not_assessable',
        'not_assessable',
      ])
      expect(results(departments(n - 1, fill), rule)).toEqual({})
    },
  )
})

describe('Q07 by what a list states', () => {
  it('finds the same as by what askers say, and leaves out what no list states', () => {
    const world = departments(30, stated, CODES, brought)
    expect(results(world, answeredUnsolved)).toEqual(ONLY_LAST)
    const satisfiedAlone = departments(
      30,
      (city, id) => city.act(id, 'state-rating', { statedSatisfied: 'dissatisfied' }, on('2026-06-30')),
      CODES,
      brought,
    )
    expect(results(satisfiedAlone, answeredUnsolved)).toEqual({})
  })
})

describe('Q09 a report that says nothing', () => {
  const city = (groups: object[], sealed = false) => {
    const world = new RuleWorld()
    const water = world.department('water', {}, on('2026-01-01'))
    const dates = { openAt: '2026-02-02', closeAt: '2026-03-10' }
    const id = world.open('consultation', water, { title: '草案', ...dates }, on('2026-02-01'))
    world.act(id, 'report', { groups }, on('2026-04-01', { sealed }))
    return { world, water, id }
  }
  const group = (i: number, more: object = {}) => ({
    id: `g${i}`,
    title: `第 ${i} 组`,
    others: 1,
    outcome: 'not_adopted',
    reason: `理由 ${'甲乙丙丁'.charAt(i)}`,
    ...more,
  })

  it('finds one sentence for three groups, and not a reason for each', () => {
    const same = { reason: '与实际情况不符。' }
    const { world, id } = city([group(0, same), group(1, same), group(2, same)])
    expect(world.assess(reportSaysNothing, id)).toMatchObject({ result: 'found', value: 3 })
    const kept = city([group(0, same), group(1, same), group(2)])
    expect(kept.world.assess(reportSaysNothing, kept.id)).toMatchObject({ result: 'not_found', value: 0 })
  })

  it('finds a comment that stands in no group', () => {
    const { world, water, id } = city([group(0)])
    const comment = world.open('comment', water, { consultation: id }, on('2026-03-01'))
    world.act(comment, 'say', { text: '意见' }, on('2026-03-01', { sealed: true }))
    world.act(comment, 'publish', { of: 2, text: '意见' }, on('2026-03-02', { apart: true }))
    expect(world.assess(reportSaysNothing, id)).toMatchObject({ result: 'found', value: 1 })
  })

  it('cannot be told where the report is withheld, and does not apply without one', () => {
    const { world, id } = city([group(0)], true)
    expect(world.assess(reportSaysNothing, id)?.result).toBe('not_assessable')
    const dates = { openAt: '2026-02-02', closeAt: '2026-03-10' }
    const open = world.open('consultation', 'dep-water', { title: '草案', ...dates })
    expect(world.assess(reportSaysNothing, open)).toBeNull()
  })
})
