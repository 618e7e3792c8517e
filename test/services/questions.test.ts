import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { demoClock } from '../../worker/cli/demo/demo.ts'
import { askQuestions, leaveUncompleted } from '../../worker/cli/demo/public/questions.ts'
import { openQuestions } from '../../worker/domain/kinds/question/states.ts'
import { questionStatuses } from '../../worker/domain/kinds/question/vocabulary.ts'
import { CLOCK } from '../../worker/domain/record/spoken/public.ts'
import { isIdentityNumber, personalIn } from '../../worker/domain/text/personal.ts'
import { openMachine } from '../../worker/machine/machine.ts'
import { demoFolder } from '../support/city/demo-folder.ts'
import { OPERATOR, SECOND } from '../support/ledger/ledger.ts'
import { longCalendar } from '../support/ledger/long-calendar.ts'

const formal = { actor: OPERATOR, approver: SECOND }

describe('questions of the demo', () => {
  it('stand in every state, and wait in the inboxes where they belong', async () => {
    const dataDir = await demoFolder()
    await writeFile(join(dataDir, 'calendar.json'), longCalendar)
    const clock = demoClock()
    const past = await openMachine({ dataDir, now: clock.now })
    await leaveUncompleted(past.services, clock, new Date().toISOString().slice(0, 10))
    await past.close()
    const { services, close } = await openMachine({ dataDir })
    const id = await askQuestions(services, 'acc-reader')
    const { items } = await services.reading.records({ kind: 'question', limit: 100 })
    const seen = new Set(items.map(({ status }) => status))
    expect(Object.keys(questionStatuses).filter((status) => !seen.has(status))).toEqual([])
    expect(JSON.stringify(items.map(({ state }) => state))).toContain('三天的记录.csv')
    const [givenUp] = items.filter(({ status }) => status === 'abandoned')
    const entered = (await services.reading.entry(givenUp?.lastIndex ?? -1))?.envelope
    expect(entered).toMatchObject({ kind: 'question.abandoned', actor: CLOCK, department: 'dep-mc-water' })
    const { clocks, priority } = await services.questions.standing(id)
    expect([clocks?.asked.state, priority.danger]).toEqual(['met', false])
    const inbox = await services.questions.inbox('dep-mc-water')
    expect(inbox.length).toBeGreaterThan(3)
    expect(inbox.map(({ points }) => points)).toEqual(
      inbox.map(({ points }) => points).toSorted((a, b) => b - a),
    )
    const standing = await Promise.all(inbox.map(({ state }) => services.questions.standing(state.id)))
    expect(standing.some(({ clocks: one }) => one?.isOverdue)).toBe(true)
    // The lists stand in the order of what is printed on each page: those to which an answer is owed first.
    const printed = new Map(
      await Promise.all(
        items.map(async ({ id: one }) => {
          const { clocks: counted, priority: sum } = await services.questions.standing(one)
          return [one, { due: counted?.asked.due ?? null, points: sum.points }] as const
        }),
      ),
    )
    const open = new Set<string>(openQuestions)
    for (const [sort, by] of [
      ['-priority', (one: string) => -(printed.get(one)?.points ?? 0)],
      ['due', (one: string) => Date.parse(printed.get(one)?.due ?? 'none')],
    ] as const) {
      const pages: string[] = []
      for (let cursor: string | undefined; ; ) {
        const page = await services.reading.records({ kind: 'question', sort, limit: 4, cursor })
        pages.push(...page.items.map((item) => item.id))
        if (page.next === null) break
        cursor = page.next
      }
      expect(pages.toSorted()).toEqual(items.map((item) => item.id).toSorted())
      const isOpen = (one: string) =>
        open.has(items.find((item) => item.id === one)?.status ?? '') && !Number.isNaN(by(one))
      const keys = pages.filter(isOpen).map(by)
      expect(keys).toEqual(keys.toSorted((a, b) => a - b))
      expect(keys.length).toBeGreaterThan(5)
      expect(pages.map(isOpen).lastIndexOf(true)).toBe(keys.length - 1)
    }
    // Another weight is an entry with its reason, and what is printed follows it.
    const before = await services.questions.standing(inbox[0]?.state.id ?? '')
    await services.rulebook.set(formal, 'priority', {
      ...{ values: { urgency: 6, time: 0 }, reason: '汛期' },
    })
    const { priority: after } = await services.questions.standing(before.state.id)
    expect(after.parts.map(({ weight }) => weight)).toEqual([6, 2, 0, 1])
    expect(after.points).toBe(after.parts.reduce((sum, { points, weight }) => sum + points * weight, 0))
    for (const values of [{ urgency: 11 }, { urgency: -1 }, { charm: 1 }])
      await expect(services.rulebook.set(formal, 'priority', { values, reason: '试' })).rejects.toMatchObject(
        { code: 'invalid' },
      )
    expect((await services.questions.inbox(null)).length).toBe(1)
    const reader = { account: 'acc-reader', role: 'moderator', department: null }
    expect((await services.questions.moderation.waiting(reader)).length).toBe(3)
    await close()
  })
})

describe('what looks like personal data', () => {
  it('is found where it stands, and nothing else is', () => {
    const parts = (text: string) => personalIn(text).map(({ from, to }) => text.slice(from, to))
    expect(parts('电话13800138000，邮箱 a.b@example.org')).toEqual(['13800138000', 'a.b@example.org'])
    expect(parts('身份证11010519491231002X，车牌京A12345')).toEqual(['11010519491231002X', '京A12345'])
    expect(parts('第 20260302 号文件，金额 138001380001 元，0571-8888')).toEqual([])
    expect([isIdentityNumber('11010519491231002X'), isIdentityNumber('110105194912310021')]).toEqual([
      true,
      false,
    ])
  })
})
