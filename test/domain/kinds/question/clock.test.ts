import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chinaWorkingDays } from '../../../../worker/domain/calendar/china.ts'
import { builtIn } from '../../../../worker/domain/clock/clocks.ts'
import { clocksOfQuestion, questionClocksOn } from '../../../../worker/domain/kinds/question/clock.ts'
import { priorityOf, usualWeights } from '../../../../worker/domain/kinds/question/priority.ts'
import type { QuestionState, Turn } from '../../../../worker/domain/kinds/question/state.ts'
import type { QuestionStatus } from '../../../../worker/domain/kinds/question/vocabulary.ts'

const turn = (event: string, day: string, more: Partial<Turn> = {}): Turn => ({
  event,
  seq: 3,
  occurred: day,
  recorded: `${day}T01:00:00.000Z`,
  department: 'dep-a',
  ...more,
})

function question(more: Partial<QuestionState>): QuestionState {
  return {
    kind: 'question',
    status: 'received' as QuestionStatus,
    listed: '2026-02-10',
    channel: 'web',
    profile: 'ogi',
    turns: [],
    facts: {},
    checked: {},
    checkedAt: {},
    claimedBy: 'submitter',
    ...more,
  } as unknown as QuestionState
}

const at = (state: QuestionState, today: string) =>
  clocksOfQuestion(state, { clocks: builtIn, calendar: chinaWorkingDays, today })
const due = (state: QuestionState) => at(state, '2026-03-01')?.asked.due

describe('the clock of a question', () => {
  it('comes to the known days', () => {
    expect(due(question({}))).toBe('2026-03-16')
    expect(due(question({ turns: [turn('extended', '2026-03-10', { days: 20 })] }))).toBe('2026-04-14')
    const paused = turn('paused', '2026-02-12', {
      from: '2026-02-12',
      until: '2026-03-04',
      reason: 'third_party',
    })
    expect(due(question({ turns: [paused, turn('extended', '2026-03-10', { days: 5 })] }))).toBe('2026-04-07')
    expect(due(question({ turns: [paused] }))).toBe('2026-03-30')
  })

  it('goes by the day on which a turn was recorded, whatever day is claimed for it', () => {
    const backdated = turn('answered', '2026-03-20', { occurred: '2026-02-11' })
    const late = at(question({ status: 'answered', turns: [backdated] }), '2026-03-25')
    expect(late?.asked.state).toBe('late')
    const letter = at(question({ status: 'answered', channel: 'letter', turns: [backdated] }), '2026-03-25')
    expect(letter?.asked.state).toBe('late')
    const source = { mapping: 'list' } as unknown as QuestionState['source']
    const from = {
      channel: 'import',
      source,
      answers: [{ undated: null }],
    } as unknown as Partial<QuestionState>
    const listed = at(question({ status: 'answered', turns: [backdated], ...from }), '2026-03-25')
    expect(listed?.asked.state).toBe('met')
  })

  it('is not stopped for days before it was stopped, nor longer than the law gives for it', () => {
    const overdue = '2026-04-20'
    const lasting = turn('paused', overdue, { from: '2026-02-10', reason: 'third_party' })
    const state = question({ status: 'accepted', turns: [lasting] })
    expect(at(state, overdue)?.isOverdue).toBe(true)
    const begun = turn('paused', '2026-02-12', { from: '2026-02-12', reason: 'third_party' })
    // 15 working days after 02-12 are over on 03-11 at the latest: from then on it is counted, resumed or not.
    expect(at(question({ status: 'accepted', turns: [begun] }), '2026-03-02')?.asked.state).toBe('paused')
    expect(at(question({ status: 'accepted', turns: [begun] }), '2026-06-01')?.isOverdue).toBe(true)
    const far = turn('resumed', '2026-02-13', { from: '2026-12-31' })
    expect(due(question({ status: 'accepted', turns: [begun, far] }))).toBe('2026-03-17')
  })

  it('begins again after what was in time, and not after what was late', () => {
    const late = [turn('answered', '2026-04-20'), turn('reopened', '2026-04-21')]
    const again = at(question({ status: 'accepted', turns: late }), '2026-04-22')
    expect(again).toMatchObject({ isOverdue: true, asked: { due: '2026-03-16' } })
    const kept = [turn('answered', '2026-02-27'), turn('reopened', '2026-04-21')]
    expect(at(question({ status: 'accepted', turns: kept }), '2026-04-22')?.isOverdue).toBe(false)
    const asked = [turn('completion_asked', '2026-04-20'), turn('completed', '2026-04-21')]
    expect(at(question({ turns: asked }), '2026-04-22')?.isOverdue).toBe(true)
    const inTime = [turn('completion_asked', '2026-02-12'), turn('completed', '2026-04-21')]
    expect(at(question({ turns: inTime }), '2026-04-22')?.isOverdue).toBe(false)
  })

  it('is met by nobody where its asker gave up or took it back', () => {
    for (const event of ['abandoned', 'withdrawn'] as const) {
      const state = (day: string) =>
        at(question({ status: event, turns: [turn(event, day)] }), '2026-05-01')?.asked
      expect([state('2026-03-16')?.state, state('2026-03-17')?.state]).toEqual(['dropped', 'dropped_late'])
      expect(state('2026-03-16')?.lines.find(({ kind }) => kind === 'end')?.words.en).toMatch(/not done/)
    }
    const answered = question({ status: 'answered', turns: [turn('answered', '2026-03-16')] })
    expect(at(answered, '2026-05-01')?.asked.state).toBe('met')
  })

  it('begins again where another moderator takes up what the first had ended, published or not', () => {
    const ended = turn('withheld', '2026-02-12', { before: 'received' })
    for (const event of ['published', 'withheld']) {
      const state = question({ turns: [ended, turn(event, '2026-04-21')] })
      expect(at(state, '2026-04-22')?.isOverdue, event).toBe(false)
    }
    expect(due(question({ status: 'withheld', turns: [ended] }))).toBe('2026-03-16')
    const late = turn('withheld', '2026-04-20', { before: 'received' })
    expect(at(question({ turns: [late, turn('published', '2026-04-21')] }), '2026-04-22')?.isOverdue).toBe(
      true,
    )
  })

  it('is counted from the receipt for the asker, and anew for the organ to which it was handed on', () => {
    const state = question({ turns: [turn('transferred', '2026-03-02')] })
    const clocks = at(state, '2026-03-17')
    expect(clocks).toMatchObject({
      isOverdue: true,
      asked: { due: '2026-03-16' },
      organ: { start: '2026-03-02' },
    })
    expect(clocks?.organ?.state).toBe('running')
  })

  it('is not stopped by a pause for which there is no ground', () => {
    const none = question({
      profile: 'd713.opinion',
      turns: [turn('paused', '2026-02-12', { reason: 'third_party' })],
    })
    expect(due(none)).toBe(due(question({ profile: 'd713.opinion' })))
  })

  it('is none, and says so, where the profile is not known here', () => {
    expect(at(question({ profile: 'hotline.elsewhere' }), '2026-03-01')).toBeNull()
  })
})

describe('the clock of a question that a list brought', () => {
  const source = { mapping: 'ca-requests', key: 'A-1' }
  const answered = (more: object = {}) => ({
    status: 'answered' as const,
    channel: 'import' as const,
    source,
    turns: [turn('answered', '2026-03-20')],
    answers: [{ undated: null, ...more }] as unknown as QuestionState['answers'],
  })

  it('is counted where both of its days are stated', () => {
    expect(at(question(answered()), '2026-11-29')?.asked.state).toBe('late')
  })

  it.each([
    ['of which the day of receipt is not stated', { ...answered(), undated: true }],
    ['of which the day of the answer is not stated', answered({ undated: true })],
    ['of which the list gives no answer', { channel: 'import' as const, source, answers: [] }],
  ])('says nothing of one %s', (_, more) => {
    expect(at(question(more), '2026-11-29')).toBeNull()
  })
})

describe('the priority of a question', () => {
  const basis = (state: QuestionState, today = '2026-02-11', all = 1, near = 0, atLeast = false) => ({
    clocks: at(state, today),
    askers: { all, near, atLeast },
    calendar: chinaWorkingDays,
    today,
    weights: usualWeights,
  })

  it('is the sum that is printed', () => {
    const facts = fc.record(
      {
        danger: fc.boolean(),
        ongoing: fc.boolean(),
        utilitiesOut: fc.boolean(),
        livelihood: fc.boolean(),
        vulnerable: fc.boolean(),
        affected: fc.constantFrom('one' as const, 'few' as const, 'many' as const, 'mass' as const),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(facts, fc.integer({ min: 1, max: 5000 }), (given, askers) => {
        const state = question({ facts: given })
        const { points, parts } = priorityOf(state, basis(state, '2026-02-11', askers))
        expect(points).toBe(parts.reduce((sum, one) => sum + one.points * one.weight, 0))
        for (const one of parts) {
          expect(one.points).toBeGreaterThanOrEqual(0)
          expect(one.points).toBeLessThanOrEqual(4)
          expect(one.words.zh.length * one.words.en.length).toBeGreaterThan(0)
        }
      }),
    )
  })

  it('counts a claim half, what was checked in full, and what was denied not at all', () => {
    const of = (checked: QuestionState['checked']) => {
      const state = question({ facts: { danger: true }, checked })
      return priorityOf(state, basis(state)).points
    }
    expect([of({}), of({ danger: true }), of({ danger: false })]).toEqual([6, 12, 0])
  })

  it('rises with the time that is used, and with those who ask the same', () => {
    const state = question({})
    const points = (day: string, askers = 1) => priorityOf(state, basis(state, day, askers)).points
    expect([points('2026-02-11'), points('2026-03-16'), points('2026-03-17'), points('2026-04-20')]).toEqual([
      0, 4, 6, 8,
    ])
    const said = (all: number, near: number, atLeast = false) =>
      priorityOf(state, basis(state, '2026-02-11', all, near, atLeast)).parts.find(
        ({ part }) => part === 'duplicates',
      )
    expect(said(8, 3)).toMatchObject({
      points: 3,
      words: {
        zh: '另有 7 人提出，其中 3 人措辞相近',
        en: '7 more have asked, 3 of them in nearly the same words',
      },
    })
    // Where not all was compared, no number is told as if it were the whole.
    expect(said(8, 3, true)?.words).toEqual({
      zh: '另有至少 7 人提出，其中至少 3 人措辞相近',
      en: 'at least 7 more have asked, at least 3 of them in nearly the same words',
    })
    expect(said(1, 0, true)?.words.en).toContain('in the wordings that were compared')
    expect([points('2026-02-11', 2), points('2026-02-11', 4), points('2026-02-11', 5000)]).toEqual([1, 2, 4])
  })
})

describe('the clocks that a desk offers for a question', () => {
  const on = (day: string) => questionClocksOn(builtIn.all, day).map(({ id }) => id)

  it('are those that receiving takes on that day, each once, with those that were ever in force', () => {
    expect(on('2026-12-01')).toEqual(['ogi', 'xf.settle', 'd713.opinion'])
    for (const day of ['2018-01-01', '2020-06-01', '2026-12-01'])
      expect(on(day)).toEqual(
        [...new Set(builtIn.all.map(({ id }) => id))].filter(
          (id) => ['ogi', 'xf.settle', 'd713.opinion'].includes(id) && builtIn.isInForce(id, day),
        ),
      )
  })

  it('are of a clock with several versions the last in force', () => {
    const version = (from: string | null, to: string | null) => ({ id: 'hotline.other', from, to })
    const [old, now, next] = [
      version(null, '2025-12-31'),
      version('2026-01-01', null),
      version('2027-01-01', null),
    ]
    expect(questionClocksOn([old, now, next], '2025-06-01')).toEqual([old])
    expect(questionClocksOn([old, now, next], '2026-06-01')).toEqual([now])
    expect(questionClocksOn([old, now, next], '2027-06-01')).toEqual([next])
  })
})
