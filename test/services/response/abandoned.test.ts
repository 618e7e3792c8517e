/** 视为放弃: entered by the clock on the day after the last, and by nobody else; whoever asked can still complete it. */
import { expect, it } from 'vitest'
import { dayAfter } from '../../../worker/domain/record/date.ts'
import type { Caller } from '../../../worker/services/roles.ts'
import { mailWorld } from '../../support/following/world.ts'

const DAY = 86_400_000
const water: Caller = { account: 'acc-water', role: 'recorder', department: 'dep-water' }

/** A question that its asker is to complete within a week. */
async function waiting() {
  const { services, clock } = await mailWorld()
  const { acts, questions, escalations, reading } = services
  const start = clock.at.getTime()
  const given = { department: 'dep-water', type: 'help', title: '水费多算', text: '多了一倍' }
  const { id, code } = await questions.receiving.receive(given)
  const reader = { account: 'acc-reader', role: 'moderator', department: null }
  await questions.moderation.publish({ actor: reader }, id, { of: 2, cuts: [] })
  const until = dayAfter('2026-03-02', 7)
  await acts.act({ actor: water }, 'question', 'completion_asked', id, { what: ['户号'], until })
  const state = async () => {
    const found = (await reading.record(id))?.state
    if (found?.kind !== 'question') throw new Error('no question')
    return found
  }
  return {
    ...{ id, code, state, questions, escalations, services },
    async after(days: number): Promise<number> {
      clock.at = new Date(start + days * DAY)
      return escalations.settle()
    },
  }
}

it('waits for the whole of the last day, and is entered by the clock after it, once', async () => {
  const { after, state, services, id } = await waiting()
  expect([await after(6), await after(7), (await state()).status]).toEqual([0, 0, 'awaiting_completion'])
  expect([await after(8), await after(8), await after(9)]).toEqual([1, 0, 0])
  expect(await state()).toMatchObject({ status: 'abandoned', turns: [{}, { event: 'abandoned' }] })
  const entry = await services.reading.entry((await services.reading.record(id))?.lastIndex ?? -1)
  expect(entry?.envelope).toMatchObject({
    kind: 'question.abandoned',
    actor: { account: 'clock', role: 'clock', department: null },
    visibility: 'public',
  })
  // It is no word of the department, and no answer of it either.
  const period = { from: '2026-01-01', to: '2026-12-31', asOf: '2026-06-30' }
  const [row] = await services.response.rollUp('department', period)
  expect(row?.own).toMatchObject({ received: 1, due: 0, notAssessable: 0 })
})

it('is not entered of what its asker completed in time, were it on the last day', async () => {
  const { after, state, questions, code } = await waiting()
  await after(7)
  await questions.tracking.act(code, 'completed', { text: '户号 1' })
  expect([await after(8), (await state()).status]).toEqual([0, 'received'])
})

it('is not the end: whoever asked completes it later, and the time begins anew on that day', async () => {
  const { after, state, questions, code, id } = await waiting()
  await after(30)
  expect((await state()).status).toBe('abandoned')
  expect((await questions.tracking.look(code)).possible).toContain('completed')
  await questions.tracking.act(code, 'completed', { text: '户号 1' })
  const { clocks } = await questions.standing(id)
  expect([(await state()).status, clocks?.isOverdue]).toEqual(['received', false])
  expect(clocks?.asked.due).toBe('2026-04-23')
  expect(await after(31)).toBe(0)
})

it('has one entry, whoever of two clocks comes first', async () => {
  const { after, escalations, services } = await waiting()
  await after(7)
  const before = (await services.log.snapshot()).size
  await Promise.all([after(8), escalations.settle(), escalations.settle()])
  expect((await services.log.snapshot()).size).toBe(before + 1)
})
