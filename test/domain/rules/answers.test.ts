import { describe, expect, it } from 'vitest'
import { unanswered } from '../../../worker/domain/rules/answers/q01-unanswered.ts'
import { serialDelay } from '../../../worker/domain/rules/answers/q02-serial-delay.ts'
import {
  promisesADay,
  promiseWithoutMilestone,
} from '../../../worker/domain/rules/answers/q04-promise-without-milestone.ts'
import { passedAround } from '../../../worker/domain/rules/answers/q06-passed-around.ts'
import { readerNotApart } from '../../../worker/domain/rules/inspectors/i07-reader-not-apart.ts'
import { type Entering, RuleWorld } from '../../support/rules/rule-world.ts'

const on = (day: string, more: Entering = {}): Entering => ({ recorded: day, ...more })

function city() {
  const world = new RuleWorld()
  const [water, house] = ['water', 'house'].map((code) => world.department(code, {}, on('2026-01-01')))
  const asked = (day: string, fields: object = {}): string => {
    const id = world.open('question', water ?? '', { type: 'help', profile: 'ogi', ...fields }, on(day))
    world.act(id, 'say', { title: '问', text: '问' }, on(day, { sealed: true }))
    return id
  }
  return { world, water: water ?? '', house: house ?? '', asked }
}

const ANSWER = { answer: 'explain', outcome: 'explained', text: '已说明。' }
const read = { of: 2, title: '问', text: '问' }

describe('Q01 unanswered', () => {
  it('finds what is past its last day, and what was answered after it', () => {
    const { world, asked } = city()
    // Twenty working days after 2026-02-10 are over on 2026-03-16.
    const [open, late, kept] = [asked('2026-02-10'), asked('2026-02-10'), asked('2026-02-10')]
    world.act(late, 'answer', ANSWER, on('2026-03-18', { occurred: '2026-02-11' }))
    world.act(kept, 'answer', ANSWER, on('2026-03-16'))
    const at = (id: string, today: string) => world.assess(unanswered, id, { today })
    expect(at(open, '2026-03-16')).toMatchObject({ result: 'not_found' })
    expect(at(open, '2026-03-17')).toMatchObject({ result: 'found', value: '1 working', severity: 'medium' })
    expect(at(open, '2026-05-20')).toMatchObject({ result: 'found', severity: 'high' })
    expect(at(late, '2026-05-20')).toMatchObject({ result: 'found', value: '2 working' })
    expect(at(kept, '2026-05-20')).toMatchObject({ result: 'not_found' })
  })

  it('cannot be told without a clock that is known, or beyond the calendar; a clock that stands still runs on in the end', () => {
    const { world, asked } = city()
    const strange = asked('2026-02-10', { profile: 'hotline.elsewhere' })
    expect(world.assess(unanswered, strange)).toMatchObject({ missing: [{ reason: 'threshold_not_set' }] })
    const ahead = asked('2026-11-20', { profile: 'xf.settle' })
    expect(world.assess(unanswered, ahead, { today: '2026-11-24' })?.result).not.toBe('found')
    const paused = asked('2026-02-10')
    world.act(paused, 'accept', {}, on('2026-02-11'))
    world.act(paused, 'pause', { why: 'third_party', from: '2026-02-11' }, on('2026-02-11'))
    expect(world.assess(unanswered, paused, { today: '2026-03-20' })?.result).toBe('not_found')
    // A third party has 15 working days: whoever never goes on is late all the same.
    expect(world.assess(unanswered, paused, { today: '2026-05-20' })?.result).toBe('found')
  })

  it('does not apply to what its asker took back', () => {
    const { world, asked } = city()
    const gone = asked('2026-02-10')
    world.act(gone, 'withdraw', {}, on('2026-02-11'))
    expect(world.assess(unanswered, gone)).toBeNull()
  })
})

describe('Q02 put off again and again', () => {
  it('counts every act that puts an answer off', () => {
    const { world, house, asked } = city()
    const id = asked('2026-02-10')
    world.act(id, 'ask-completion', { what: ['户号'], until: '2026-03-01' }, on('2026-02-11'))
    world.act(id, 'complete', { text: '户号 1' }, on('2026-02-12', { sealed: true }))
    world.act(id, 'accept', {}, on('2026-02-13'))
    world.act(id, 'extend', { by: 5, reason: '复杂', toldOn: '2026-02-13' }, on('2026-02-13'))
    expect(world.assess(serialDelay, id)).toMatchObject({ result: 'not_found', value: 2 })
    world.act(id, 'transfer', { to: house, reason: '转' }, on('2026-02-14'))
    expect(world.assess(serialDelay, id)).toMatchObject({ result: 'found', value: 3, threshold: 2 })
  })
})

describe('Q04 promise in an answer without a milestone', () => {
  it.each([
    ['六月底前修好', true],
    ['2026年10月前完成', true],
    ['三个月内解决', true],
    ['年底前投用', true],
    ['15个工作日内办结', true],
    ['It will be mended by June.', true],
    ['within 3 weeks', true],
    ['去年六月已经修好', false],
    ['已于2025年完成', false],
    ['It was mended in June.', false],
  ])('reads “%s” as %s', (text, is) => {
    expect(promisesADay(text)).toBe(is)
  })

  it('finds the promise that names no milestone, and not the one that does', () => {
    const { world, water, asked } = city()
    const milestone = world.open(
      'milestone',
      water,
      { title: '修复', currentDue: '2026-06-30' },
      on('2026-02-01'),
    )
    const [bare, kept] = [asked('2026-02-10'), asked('2026-02-10')]
    world.act(bare, 'answer', { ...ANSWER, text: '六月底前修好' }, on('2026-02-12'))
    world.act(kept, 'answer', { ...ANSWER, text: '六月底前修好', commitments: [milestone] }, on('2026-02-12'))
    expect(world.assess(promiseWithoutMilestone, bare)).toMatchObject({ result: 'found', value: 1 })
    expect(world.assess(promiseWithoutMilestone, kept)).toMatchObject({ result: 'not_found', value: 0 })
    expect(world.assess(promiseWithoutMilestone, asked('2026-02-10'))).toBeNull()
  })
})

describe('Q06 passed around', () => {
  it('finds the question that comes back, unless a superior decided so', () => {
    const { world, water, house, asked } = city()
    const [back, decided, once] = [asked('2026-02-10'), asked('2026-02-10'), asked('2026-02-10')]
    for (const id of [back, decided, once])
      world.act(id, 'transfer', { to: house, reason: '转' }, on('2026-02-11'))
    world.act(back, 'transfer', { to: water, reason: '退回' }, on('2026-02-12'))
    world.act(decided, 'object', { reason: '不归我' }, on('2026-02-12'))
    world.act(decided, 'decide-competence', { department: water, reason: '裁定' }, on('2026-02-13'))
    expect(world.assess(passedAround, back)).toMatchObject({ result: 'found', value: 2 })
    expect(world.assess(passedAround, decided)).toMatchObject({ result: 'not_found' })
    expect(world.assess(passedAround, once)).toMatchObject({ result: 'not_found', value: 1 })
    expect(world.assess(passedAround, asked('2026-02-10'))).toBeNull()
  })
})

describe('I07 read late, or by who is asked', () => {
  it('counts working days until the text was read, or is still not', () => {
    const { world, asked } = city()
    // A Friday: Monday and Tuesday are the two working days.
    const [kept, late, never] = [asked('2026-03-06'), asked('2026-03-06'), asked('2026-03-06')]
    world.act(kept, 'publish', read, on('2026-03-10', { apart: true }))
    world.act(
      late,
      'withhold',
      { of: 2, onGround: 'spam', explanation: '广告' },
      on('2026-03-11', { apart: true }),
    )
    expect(world.assess(readerNotApart, kept)).toMatchObject({ result: 'not_found', value: 2 })
    expect(world.assess(readerNotApart, late)).toMatchObject({ result: 'found', value: 3 })
    expect(world.assess(readerNotApart, never, { today: '2026-03-10' })).toMatchObject({
      result: 'not_found',
    })
    expect(world.assess(readerNotApart, never, { today: '2026-03-11' })).toMatchObject({ result: 'found' })
  })

  it('finds the text that was read by the department that is asked', () => {
    const { world, asked } = city()
    const own = asked('2026-03-06')
    world.act(own, 'publish', read, on('2026-03-06'))
    expect(world.assess(readerNotApart, own)).toMatchObject({ result: 'found', severity: 'high', value: 0 })
  })

  it('does not apply to what its asker took back', () => {
    const { world, asked } = city()
    const gone = asked('2026-03-06')
    world.act(gone, 'withdraw', {}, on('2026-03-06'))
    expect(world.assess(readerNotApart, gone)).toBeNull()
  })
})
