import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chinaWorkingDays } from '../../../worker/domain/calendar/china.ts'
import { builtIn } from '../../../worker/domain/clock/clocks.ts'
import {
  applyToOverdue,
  decideSettled,
  decideStep,
  type OverdueState,
} from '../../../worker/domain/kinds/overdue/overdue.ts'
import { dayAfter } from '../../../worker/domain/record/date.ts'
import type { Draft, Recorded } from '../../../worker/domain/record/event.ts'
import { ladderOf, settlementOf, stepsToTake } from '../../../worker/domain/response/ladder.ts'
import { type Obligation, obligationsOf } from '../../../worker/domain/response/obligations.ts'
import { RuleWorld } from '../../support/rules/rule-world.ts'

const counting = { calendar: chinaWorkingDays, clocks: builtIn }
const on = (day: string) => ({ occurred: day, recorded: day })

const owed: Obligation = {
  what: 'answer',
  above: false,
  record: 'fla-0000000001',
  department: 'dep-aa',
  profile: 'flag.answer',
  received: '2026-03-02',
  due: '2026-03-13',
  ended: null,
  twice: '2026-03-24',
  open: true,
  assessable: true,
  extended: false,
  moreTime: null,
  declined: false,
  abandoned: false,
  dropped: false,
  claims: [],
  withheld: false,
  rating: null,
  turns: [],
}

/** The notice after the drafts of some days. */
function replayed(drafts: readonly Draft[]): OverdueState | null {
  return drafts.reduce<OverdueState | null>((state, { body, ...draft }, index) => {
    const actor = { account: 'clock', role: 'clock', department: null }
    const envelope = { v: 1 as const, actor, recorded: `${draft.occurred}T01:00:00.000Z`, body: '', ...draft }
    return applyToOverdue(state, { index, envelope, body } as Recorded)
  }, null)
}

describe('the ladder', () => {
  it('comes to the approver the day after, to the organ above after five working days, then to the inspectors', () => {
    expect(ladderOf(owed, chinaWorkingDays)).toEqual({
      approver: '2026-03-14',
      parent: '2026-03-20',
      inspectors: '2026-03-25',
    })
  })

  it('waits for the inspectors where more time was asked for in time, and for nobody where it was late', () => {
    const held = { approver: '2026-03-25', parent: '2026-03-25', inspectors: '2026-03-25' }
    expect(ladderOf({ ...owed, moreTime: '2026-03-13' }, chinaWorkingDays)).toEqual(held)
    expect(ladderOf({ ...owed, moreTime: '2026-03-14' }, chinaWorkingDays).approver).toBe('2026-03-14')
  })

  it('takes no step of what is done, given up, hidden, or past the calendar', () => {
    const steps = (one: Partial<Obligation>, today = '2026-06-01') =>
      stepsToTake({ ...owed, ...one }, null, chinaWorkingDays, today)
    expect(steps({})).toEqual(['approver', 'parent', 'inspectors'])
    expect(steps({}, '2026-03-13')).toEqual([])
    expect(steps({ open: false })).toEqual([])
    expect(steps({ assessable: false })).toEqual([])
    expect(steps({ due: null })).toEqual([])
    expect(steps({ due: '2026-12-25', twice: null }, '2027-03-01')).toEqual(['approver'])
  })

  it('is the same in the end on whatever days somebody looks', () => {
    const days = fc.array(fc.integer({ min: -5, max: 40 }), { maxLength: 15 })
    fc.assert(
      fc.property(days, (looks) => {
        const drafts: Draft[] = []
        for (const day of [...looks].sort((a, b) => a - b).map((n) => dayAfter('2026-03-13', n))) {
          const before = replayed(drafts)
          for (const step of stepsToTake(owed, before, chinaWorkingDays, day)) {
            const now = replayed(drafts)
            drafts.push(
              decideStep(
                now,
                { ...owed, subject: owed.record, due: owed.due ?? '' },
                { step, to: null },
                day,
              ),
            )
          }
        }
        const taken = replayed(drafts)?.steps.map(({ step }) => step) ?? []
        expect(taken).toEqual(['approver', 'parent', 'inspectors'].slice(0, taken.length))
        const last = dayAfter('2026-03-13', Math.max(-5, ...looks))
        expect(taken).toEqual(looks.length === 0 ? [] : stepsToTake(owed, null, chinaWorkingDays, last))
        expect(drafts.map(({ seq }) => seq)).toEqual(drafts.map((_, i) => i + 1))
      }),
    )
  })

  it('ends with what became of its subject', () => {
    const notice = { what: 'answer', due: '2026-03-13' } as const
    expect(settlementOf(notice, [owed])).toBeNull()
    expect(settlementOf(notice, [{ ...owed, open: false, ended: '2026-03-20' }])).toEqual({
      why: 'done',
      on: '2026-03-20',
    })
    expect(settlementOf(notice, [{ ...owed, due: '2026-04-01' }])).toEqual({ why: 'moved', on: null })
    expect(settlementOf(notice, [])).toEqual({ why: 'ended', on: null })
    const opened = decideStep(
      null,
      { ...owed, subject: owed.record, due: '2026-03-13' },
      { step: 'approver', to: null },
      '2026-03-14',
    )
    const state = replayed([opened])
    if (state === null) throw new Error('no notice')
    expect(replayed([opened, decideSettled(state, 'done', '2026-03-20', '2026-03-21')])).toMatchObject({
      status: 'settled',
      settled: { why: 'done', on: '2026-03-20', day: '2026-03-21' },
    })
  })
})

describe('what is owed', () => {
  function world() {
    const made = new RuleWorld()
    const department = made.department('aa')
    const owing = (id: string) => {
      const state = made.context().record(id)
      return state === null ? [] : obligationsOf(state, counting)
    }
    return { made, department, owing }
  }

  it('of a milestone is its day, until it was met, moved or cancelled', () => {
    const { made, department, owing } = world()
    const decision = made.decision(department)
    const plan = {
      title: 'T',
      type: 'delivery',
      decision,
      currentDue: '2026-03-13',
      baselineDue: '2026-03-13',
    }
    const open = made.open('milestone', department, plan, on('2026-03-02'))
    expect(owing(open)).toMatchObject([{ due: '2026-03-13', twice: '2026-03-24', open: true, ended: null }])
    const hidden = made.open('milestone', department, plan, on('2026-03-02'))
    made.act(hidden, 'report', { asOf: '2026-03-05' }, { ...on('2026-03-05'), sealed: true })
    expect(owing(hidden)).toMatchObject([{ assessable: false }])
    const cancelled = made.open('milestone', department, plan, on('2026-03-02'))
    made.act(cancelled, 'cancel', { reason: 'R' }, on('2026-03-05'))
    expect(owing(cancelled)).toEqual([])
  })

  it('of a followed register is not judged here, and of what was annulled nothing', () => {
    const { made, department, owing } = world()
    const plan = { title: 'T', type: 'delivery', currentDue: '2026-03-13', baselineDue: '2026-03-13' }
    const source = { mapping: 'r', key: '1', asOf: '2026-03-01' }
    const delivered = made.open('milestone', department, { ...plan, source }, on('2026-03-02'))
    expect(owing(delivered)).toEqual([])
  })

  it('of a flag is every answer that was asked for', () => {
    const { made, department, owing } = world()
    const subject = made.decision(department)
    const flag = made.open('flag', department, { title: 'T', subject, severity: 'low', finding: 'F' })
    expect(owing(flag)).toEqual([])
    made.act(flag, 'request-explanation', { question: '?', answerDue: '2026-03-13' }, on('2026-03-02'))
    made.act(flag, 'respond', { response: 'extension', text: 'A' }, on('2026-03-12'))
    expect(owing(flag)).toMatchObject([{ open: true, moreTime: '2026-03-12', due: '2026-03-13' }])
    made.act(flag, 'respond', { response: 'accept', text: 'A' }, on('2026-03-16'))
    expect(owing(flag)).toMatchObject([{ open: false, ended: '2026-03-16' }])
  })

  it('of a consultation is the report on what became of the opinions', () => {
    const { made, department, owing } = world()
    const id = made.decision(department)
    const call = { type: 'participation', modes: ['open_call'], openAt: '2026-02-02', closeAt: '2026-03-10' }
    made.step(id, { ...call, concludedAt: '2026-03-10', received: 3 }, on('2026-03-12'))
    expect(owing(id)).toMatchObject([{ what: 'report', due: '2026-04-08', received: '2026-03-10' }])
  })

  it('of a draft that is of no decision is its report, once, until it is there or the draft is given up', () => {
    const { made, department, owing } = world()
    const draft = (more: object = {}) => {
      const days = { openAt: '2026-02-02', closeAt: '2026-03-10' }
      return made.open('consultation', department, { title: '草案', ...days, ...more }, on('2026-02-01'))
    }
    const [id, given, of] = [draft(), draft(), draft({ decision: made.decision(department) })]
    expect(owing(id)).toMatchObject([
      { what: 'report', due: '2026-04-08', received: '2026-03-10', open: true },
    ])
    // That of a decision is owed by the decision.
    expect(owing(of)).toEqual([])
    made.act(given, 'cancel', { reason: '重新起草' }, on('2026-03-01'))
    expect(owing(given)).toEqual([])
    const groups = [{ id: 'g1', title: '一', others: 1, outcome: 'noted', reason: '留作参考' }]
    made.act(id, 'report', { groups }, on('2026-04-20'))
    expect(owing(id)).toMatchObject([{ open: false, ended: '2026-04-20' }])
  })
})
