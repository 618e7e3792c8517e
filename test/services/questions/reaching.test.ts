/** Whoever asks or comments and leaves an address is told of their own record by mail, once they have confirmed, until they end it. */
import { beforeEach, describe, expect, it } from 'vitest'
import { dayAfter } from '../../../worker/domain/record/date.ts'
import { call, type MailWorld, mailWorld, tokenIn } from '../../support/following/world.ts'

const READER = 'asker@example.net'
const moderator = { account: 'acc-moderator', role: 'moderator', department: null } as const
const water = { account: 'acc-water', role: 'recorder', department: 'dep-water' } as const

let world: MailWorld
beforeEach(async () => {
  world = await mailWorld()
})

const ask = (more: object = {}) =>
  world.services.questions.receiving.receive({
    subject: 'dep-water',
    type: 'help',
    title: '路灯不亮',
    text: '三个月了，请修好。',
    contact: { email: READER },
    ...more,
  })
const publish = (id: string) =>
  world.services.questions.moderation.publish({ actor: moderator }, id, { of: 2, cuts: [] })
const answer = (id: string) =>
  world.services.acts.act({ actor: water }, 'question', 'answered', id, {
    answer: 'explain',
    outcome: 'explained',
    text: '下周修。',
  })
/** Presses the button of the message that asks. */
const confirm = async (): Promise<void> => {
  await world.settle()
  await world.following.confirm(tokenIn(world.mails.at(-1)?.text ?? '', 'confirm'))
}
const told = () => world.mails.filter(({ subject }) => !/确认|Confirm/.test(subject))
const rows = async (): Promise<number> =>
  Number(
    (
      await world.ledger.database.client.execute(
        'SELECT (SELECT count(*) FROM follower) + (SELECT count(*) FROM contact) AS n',
      )
    ).rows[0]?.n,
  )

describe('who leaves an address', () => {
  it('is told of the answer, having confirmed, and not before', async () => {
    const first = await ask()
    await world.settle()
    // Nobody has read it: the message that asks names it by what it is.
    expect(world.mails.map(({ subject }) => subject)).toEqual(['请确认关注：提问（文字未公开）'])
    expect(world.mails[0]?.text).not.toMatch(/路灯|三个月/)
    await publish(first.id)
    await answer(first.id)
    await world.settle()
    expect(world.mails.map(({ to }) => to)).toEqual([READER])
    expect(told()).toEqual([])

    const second = await ask({ title: '井盖', text: '井盖破了。' })
    await confirm()
    await publish(second.id)
    await answer(second.id)
    world.clock.minutes(11)
    await world.settle()
    expect(told()).toHaveLength(1)
    expect(told()[0]?.text).toContain('井盖')
    expect(told()[0]?.text).toContain(`/zh/questions/${second.id}`)
    expect(told()[0]?.text).not.toContain(first.id)
    expect(told()[0]?.headers?.['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click')
  })

  it('is asked in the language in which they wrote', async () => {
    await ask({ language: 'en' })
    await world.settle()
    expect(world.mails[0]?.subject).toMatch(/^Confirm/)
  })

  it('is told no more, and kept nowhere, once they say so with their code', async () => {
    const { id, code } = await ask()
    await confirm()
    expect(await rows()).toBe(2)
    await world.services.questions.tracking.forget(code)
    expect(await rows()).toBe(0)
    await publish(id)
    await answer(id)
    world.clock.minutes(11)
    await world.settle()
    expect(told()).toEqual([])
  })

  it('is forgotten six months after the end, and follows all else as before', async () => {
    const { id } = await ask()
    await confirm()
    await world.follow(READER, '/departments/dep-water', 'weekly')
    await publish(id)
    await answer(id)
    world.clock.minutes(182 * 24 * 60)
    await world.services.questions.forgetContacts()
    expect(await rows()).toBe(2)
    world.clock.minutes(2 * 24 * 60)
    await world.services.questions.forgetContacts()
    expect(await rows()).toBe(1)
    const { rows: left } = await world.ledger.database.client.execute('SELECT topic FROM subscription')
    expect(left.map(({ topic }) => topic)).toEqual(['/departments/dep-water'])
  })

  it('that is none, is told at the field, and nothing is entered', async () => {
    const size = async () => (await world.services.log.snapshot()).size
    const before = await size()
    await expect(ask({ contact: { email: 'a@b\r\nBcc: all@example.org' } })).rejects.toMatchObject({
      code: 'invalid',
      field: 'email',
    })
    expect([await size(), await rows()]).toEqual([before, 0])
  })

  it('with a comment, is told what became of it by the report', async () => {
    const today = world.ledger.now().toISOString().slice(0, 10)
    const { records } = await world.services.acts.open({ actor: water }, 'consultation', 'dep-water', {
      title: '供水办法（草案）',
      openAt: dayAfter(today, -1),
      closeAt: dayAfter(today, 1),
    })
    const draft = records[0]?.id ?? ''
    const { id } = await world.services.consultations.receive(draft, {
      text: '停水应提前三天通知。',
      contact: { email: READER },
    })
    await confirm()
    await publish(id)
    world.clock.minutes(3 * 24 * 60)
    const groups = [{ id: 'g1', title: '通知', comments: [id], outcome: 'not_adopted', reason: '已有规定。' }]
    await world.services.acts.act({ ...call, actor: water }, 'consultation', 'reported', draft, { groups })
    await world.settle()
    expect(told().at(-1)?.text).toContain(`/zh/comments/${id}`)
    expect(told().at(-1)?.text).toContain('→ 已有采纳结果')
  })
})
