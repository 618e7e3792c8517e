/** What an organ above decides about questions stands on its list, and on nobody else's: reviews, and transfers objected to. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { Caller } from '../../../worker/services/roles.ts'
import { freshLedger, OPERATOR, type TestLedger } from '../../support/ledger/ledger.ts'

const call = { actor: OPERATOR, approver: 'test-second' }
const caller = (department: string | null, role = 'recorder'): Caller => ({
  account: `acc-${department ?? role}`,
  role,
  department,
})
const moderator = caller(null, 'moderator')
const [city, water, house, other] = ['city', 'water', 'house', 'other'].map((code) => caller(`dep-${code}`))
const registrar = caller(null, 'registrar')

let made: TestLedger
const asked: Record<string, string> = {}

beforeAll(async () => {
  made = await freshLedger()
  const { acts, questions } = made.services
  const department = (code: string, name: string, parent?: string) =>
    acts.open(call, 'department', null, { code, name, ...(parent === undefined ? {} : { parent }) })
  await department('city', '市政府')
  await department('other', '邻市政府')
  await department('water', '水务局', 'dep-city')
  await department('house', '住建局', 'dep-city')
  const ask = async (title: string, more: object = {}) => {
    const desk = { caller: registrar, channel: 'letter', occurred: '2026-03-01' } as const
    const given = { department: 'dep-water', type: 'complaint', title, text: title, ...more }
    const received = await questions.receiving.receive(given, desk)
    await questions.moderation.publish({ actor: moderator }, received.id, { of: 2, cuts: [] })
    asked[title] = received.id
    return received
  }
  const act = (who: Caller | undefined, event: string, title: string, body: object) =>
    acts.act({ actor: who ?? OPERATOR }, 'question', event, asked[title] ?? '', body)
  const answer = { answer: 'reject', outcome: 'explained', text: '不属实。' }
  for (const [title, more] of [
    ['意见', {}],
    ['信访', { profile: 'xf.settle' }],
  ] as const) {
    const { code } = await ask(title, more)
    await act(water, 'answered', title, answer)
    await questions.tracking.act(code, 'review_asked', {})
  }
  await ask('噪声')
  await act(water, 'transferred', '噪声', { to: 'dep-house', reason: '归住建' })
  await act(house, 'objected', '噪声', { reason: '不归我们' })
})

const listed = async (who: Caller | undefined) =>
  (await made.services.todo.list(who ?? OPERATOR)).items
    .filter(({ what }) => what === 'review' || what === 'decide')
    .map(({ what, title, acts, due }) => [what, title, acts[0], due])

describe('what waits for an organ above', () => {
  it('is on the list of that organ and of who acts where there is none, with the day that the law sets', async () => {
    const day = new Date(made.ledger.now().getTime() + 30 * 86_400_000).toISOString().slice(0, 10)
    const all = [
      ['decide', '噪声', 'decide-competence', null],
      ['review', '信访', 'review', day],
      ['review', '意见', 'review', null],
    ]
    for (const who of [city, registrar])
      expect((await listed(who)).toSorted((a, b) => String(a).localeCompare(String(b)))).toEqual(
        all.toSorted((a, b) => String(a).localeCompare(String(b))),
      )
    for (const who of [water, house, other, moderator]) expect(await listed(who)).toEqual([])
  })

  it('is off the list once it is decided', async () => {
    const { acts } = made.services
    const above = { actor: city ?? OPERATOR }
    await acts.act(above, 'question', 'reviewed', asked.意见 ?? '', { outcome: 'upheld', text: '维持。' })
    await acts.act(above, 'question', 'decided_competence', asked.噪声 ?? '', {
      department: 'dep-house',
      reason: '归住建',
    })
    expect((await listed(city)).map(([, title]) => title)).toEqual(['信访'])
  })
})
