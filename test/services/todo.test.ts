/** What each account has to do: read from the records, with nothing of followed registers. */
import { beforeAll, describe, expect, it } from 'vitest'
import { createOwed } from '../../worker/services/response/owed.ts'
import type { Caller } from '../../worker/services/roles.ts'
import { createTodo } from '../../worker/services/todo/todo.ts'
import { freshLedger, OPERATOR, type TestLedger } from '../support/ledger/ledger.ts'

const call = { actor: OPERATOR, approver: 'test-second' }
const source = { source: { mapping: 'old-list', key: '1', asOf: '2026-03-01' } }

let made: TestLedger
const clerk: Caller = { account: 'clerk', role: 'recorder', department: 'dep-water' }
const verifier: Caller = { account: 'verifier', role: 'verifier', department: null }
const inspector: Caller = { account: 'inspector', role: 'inspector', department: null }

beforeAll(async () => {
  made = await freshLedger()
  const { acts } = made.services
  const open = async (kind: Parameters<typeof acts.open>[1], department: string | null, fields: object) =>
    (await acts.open(call, kind, department, fields)).records[0]?.id ?? ''
  await open('department', null, { code: 'water', name: '水务局' })
  await open('department', null, { code: 'house', name: '住建局' })
  const milestone = (title: string, currentDue: string, more = {}) =>
    open('milestone', 'dep-water', { title, baselineDue: currentDue, currentDue, ...more })
  await milestone('很远', '2026-12-01')
  await milestone('快到', '2026-04-01')
  await milestone('过了', '2026-03-05')
  await milestone('登记册里过了', '2026-03-05', source)
  const claimed = await milestone('做完了', '2026-03-08')
  await acts.act(call, 'milestone', 'claimed', claimed, {
    metAt: '2026-03-02',
    evidence: [{ title: '验收单', url: 'https://example.org/1.pdf' }],
  })
  await open('handover', 'dep-house', {
    title: '管网交接',
    to: 'dep-water',
    inventory: [
      { record: await open('milestone', 'dep-house', { title: '二期', currentDue: '2026-12-01' }) },
    ],
  })
  const flag = await open('flag', null, {
    ...{ title: '改期', subject: 'dep-water', severity: 'medium', finding: '改过两次。', inputs: [0] },
  })
  await acts.act(call, 'flag', 'explanation_requested', flag, {
    ...{ question: '为什么？', answerDue: '2026-03-12', clock: 'rule' },
  })
})

function at(day: string) {
  const { ledger, services } = made
  const then = { ...ledger, now: () => new Date(`${day}T04:00:00Z`) }
  const { drafts, questions } = services
  return createTodo(then, { drafts, questions, owed: createOwed(then) })
}

describe('what is to be done', () => {
  it('is one list for a department, with its acts, and nothing that a followed register brought', async () => {
    const { today, items } = await at('2026-03-10').list(clerk)
    expect(today).toBe('2026-03-10')
    expect(items.map(({ what, title, acts }) => [what, title, acts[0]])).toEqual([
      ['progress', '过了', 'report'],
      ['answer', '改期', 'respond'],
      ['take_over', '管网交接', 'accept'],
      ['progress', '快到', 'report'],
    ])
    const [late, asked, handed] = items
    expect([late?.stands.zh, late?.why.zh]).toEqual(['逾期 5 天', '现行期限 2026-03-05；还没有报告过'])
    expect(asked?.why.en).toMatch(/^due 2026-03-12: counted from 2026-03-02/)
    expect([handed?.departmentName, handed?.why.zh]).toEqual([
      '住建局',
      '住建局移交 1 项；你们接收之前，什么都不会转过来',
    ])
  })

  it('looks at the first 200 of each sort, and says how many are left', async () => {
    const { registers } = made.services
    await registers.deliver(
      call,
      Array.from({ length: 203 }, (_, n) => ({
        id: `mil-${String(n).padStart(10, '0')}`,
        department: 'dep-house',
        fields: { title: `节点 ${n}`, currentDue: '2026-03-01' },
      })),
    )
    const house = { ...clerk, department: 'dep-house' }
    const { items, left } = await at('2026-03-10').list(house)
    expect([items.filter(({ kind }) => kind === 'milestone').length, left]).toEqual([200, 3])
    expect((await at('2026-03-10').list(clerk)).left).toBe(0)
  })

  it('changes with the day alone', async () => {
    const before = (await at('2026-03-02').list(clerk)).items.map(({ title }) => title)
    expect(before).toEqual(['过了', '管网交接', '改期', '快到'])
    const after = (await at('2026-03-20').list(clerk)).items.filter(({ due }) => due !== null)
    expect(after.map(({ title, stands }) => [title, stands.zh])).toEqual([
      ['过了', '逾期 15 天'],
      ['改期', '逾期 6 个工作日'],
      ['快到', '还剩 12 天'],
    ])
  })

  it('is what others claim for a verifier, and answers that do not come for an inspector', async () => {
    const { items } = await at('2026-03-10').list(verifier)
    expect(items.map(({ what, title, acts, departmentName }) => [what, title, acts, departmentName])).toEqual(
      [['verify', '做完了', ['verify'], '水务局']],
    )
    expect((await at('2026-03-10').list(inspector)).items).toEqual([])
    expect((await at('2026-03-13').list(inspector)).items.map(({ what }) => what)).toEqual(['chase'])
  })
})
