/** The clocks of records: they follow from their entries, and are computed for a day. */
import { describe, expect, it } from 'vitest'
import { chinaWorkingDays } from '../../../worker/domain/calendar/china.ts'
import { builtIn } from '../../../worker/domain/clock/clocks.ts'
import { stepClocks } from '../../../worker/domain/kinds/decision/clock.ts'
import { answerClockOf } from '../../../worker/domain/kinds/flag/clock.ts'
import { RuleWorld } from '../../support/rules/rule-world.ts'

const on = (day: string) => ({ occurred: day, recorded: day })

describe('the answer to a flag', () => {
  function flagged() {
    const world = new RuleWorld()
    const department = world.department('aa')
    const subject = world.decision(department)
    const fields = { title: 'T', subject, severity: 'medium', finding: 'F' }
    const id = world.open('flag', department, fields, on('2026-02-02'))
    const clock = (today: string) => {
      const state = world.context().record(id)
      if (state?.kind !== 'flag') throw new Error('no flag')
      return answerClockOf(state, chinaWorkingDays, builtIn, today)
    }
    const ask = (answerDue: string, day: string) =>
      world.act(id, 'request-explanation', { question: '为何？', answerDue }, on(day))
    const answer = (response: string, day: string) =>
      world.act(id, 'respond', { response, text: 'A' }, on(day))
    return { world, id, clock, ask, answer }
  }

  it('has no clock before it was asked for', () => {
    expect(flagged().clock('2026-02-10')).toBeNull()
  })

  it('runs to the day that was named, and stops with an answer, not with a wish for more time', () => {
    const { clock, ask, answer } = flagged()
    ask('2026-02-27', '2026-02-10')
    expect(clock('2026-02-27')).toMatchObject({ due: '2026-02-27', state: 'due_soon', left: 0 })
    answer('extension', '2026-02-25')
    expect(clock('2026-03-02')).toMatchObject({ state: 'overdue', over: 2 })
    answer('reject', '2026-03-03')
    expect(clock('2026-06-01')).toMatchObject({ state: 'late', over: 3 })
    expect(clock('2026-06-01')?.lines.at(-1)).toMatchObject({ kind: 'end', day: '2026-03-03' })
  })

  it('runs anew when it is asked again, and each time is kept', () => {
    const { world, id, clock, ask, answer } = flagged()
    ask('2026-02-27', '2026-02-10')
    answer('partly', '2026-02-11')
    ask('2026-04', '2026-03-10')
    expect(clock('2026-03-20')).toMatchObject({ start: '2026-03-10', due: '2026-04-30', state: 'running' })
    expect(world.context().record(id)).toMatchObject({
      asks: [
        { on: '2026-02-10', due: '2026-02-27', answered: '2026-02-11' },
        { on: '2026-03-10', due: '2026-04', answered: null },
      ],
    })
  })

  it('is late for nobody once the flag has ended without one', () => {
    const { world, id, clock, ask } = flagged()
    ask('2026-02-27', '2026-02-10')
    world.act(id, 'clear', { reason: 'R' }, on('2026-02-12'))
    expect(clock('2026-06-01')).toBeNull()
  })
})

describe('the steps of a decision', () => {
  function clocks(step: object, today: string, fields: object = {}) {
    const world = new RuleWorld()
    const id = world.decision(world.department('aa'), fields)
    world.step(id, step, on('2026-05-01'))
    const state = world.context().record(id)
    if (state?.kind !== 'decision') throw new Error('no decision')
    return stepClocks(state, chinaWorkingDays, builtIn, today).map(
      ({ profile, clock: { due, state, over } }) => [profile.id, due, state, over],
    )
  }
  const call = {
    type: 'participation',
    modes: ['open_call'],
    openAt: '2026-02-02',
    concludedAt: '2026-03-12',
  }

  it('keep a consultation open long enough, and answer it after it closed', () => {
    const closed = { ...call, closeAt: '2026-03-10', received: 3 }
    expect(clocks(closed, '2026-04-07')).toEqual([
      ['consult.open', '2026-03-04', 'reached', null],
      ['adoption.report', '2026-04-08', 'due_soon', 0],
    ])
    expect(clocks(closed, '2026-04-10')[1]).toEqual(['adoption.report', '2026-04-08', 'overdue', 2])
    expect(clocks({ ...closed, adoptionReport: '采纳 2 条' }, '2026-04-10')).toHaveLength(1)
    expect(clocks({ ...closed, received: 0 }, '2026-04-10')).toHaveLength(1)
    expect(clocks({ ...call, closeAt: '2026-03-03' }, '2026-04-10')).toEqual([
      ['consult.open', '2026-03-04', 'short', null],
    ])
  })

  it('bring the papers of a hearing seven days before', () => {
    const hearing = { type: 'hearing', heldAt: '2026-03-20', concludedAt: '2026-03-20' }
    expect(clocks({ ...hearing, materialsDeliveredAt: '2026-03-13' }, '2026-04-01')).toEqual([
      ['hearing.papers', '2026-03-13', 'met', 0],
    ])
    expect(clocks({ ...hearing, materialsDeliveredAt: '2026-03-16' }, '2026-04-01')).toEqual([
      ['hearing.papers', '2026-03-13', 'late', 3],
    ])
  })

  it('have none where the procedure does not govern, or days are given to the month', () => {
    expect(clocks({ ...call, closeAt: '2026-03-10' }, '2026-04-01', { class: 'ordinary' })).toEqual([])
    expect(clocks({ ...call, openAt: '2026-02', closeAt: '2026-03' }, '2026-04-01')).toEqual([])
  })
})
