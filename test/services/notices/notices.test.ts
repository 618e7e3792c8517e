/** Reminders to departments: each step once, in one message a day, to whoever agreed. */
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { stepBetween } from '../../../worker/domain/following/steps.ts'
import { dayAfter } from '../../../worker/domain/record/date.ts'
import { call, type MailWorld, mailWorld, tokenIn } from '../../support/following/world.ts'

const OFFICE = 'office@water.example'
const clerk = { account: 'acc-clerk', role: 'recorder', department: 'dep-water' }

let world: MailWorld
beforeEach(async () => {
  world = await mailWorld()
})

const toOffice = () => world.mails.filter(({ to, subject }) => to === OFFICE && !subject.includes('请确认'))

async function agreed(): Promise<void> {
  await world.services.notices.add(clerk, { email: OFFICE, owner: 'dep-water', lang: 'zh' })
  await world.settle()
  await world.following.confirm(tokenIn(world.mails.at(-1)?.text ?? '', 'confirm'))
}

/** To the next day, after half past eight of the place. */
async function nextDay(): Promise<void> {
  world.clock.minutes(24 * 60)
  await world.settle()
  await world.settle()
}

async function promise(due: string): Promise<string> {
  const { records } = await world.services.acts.open(call, 'milestone', 'dep-water', {
    title: '河道清淤',
    currentDue: due,
  })
  return records[0]?.id ?? ''
}

it('a milestone: two days before, on the day, and the day after, once each', async () => {
  await agreed()
  // It is 2026-03-02, 09:00 in China.
  const id = await promise('2026-03-06')
  const steps: (string | null)[] = []
  for (let day = 3; day <= 12; day++) {
    const before = toOffice().length
    await nextDay()
    expect(toOffice().length - before).toBeLessThanOrEqual(1)
    const text = toOffice().length > before ? (toOffice().at(-1)?.text ?? '') : ''
    if (text !== '') expect(text).toContain(id)
    steps.push(/还有两天|今天到期|已逾期/.exec(text)?.[0] ?? null)
  }
  expect(steps).toEqual([null, '还有两天', null, '今天到期', '已逾期', null, null, null, null, null])
})

it('an answer that is asked of the department: newly asked, and the day on which it is late', async () => {
  await agreed()
  const subject = await world.list('取水许可')
  const { acts } = world.services
  const { records } = await acts.open(call, 'flag', null, {
    title: '看看',
    subject,
    severity: 'low',
    finding: '不一致。',
  })
  const id = records[0]?.id ?? ''
  await acts.act(call, 'flag', 'explanation_requested', id, { question: '为什么？', answerDue: '2026-03-12' })
  await nextDay()
  expect(toOffice().at(-1)?.text).toContain('新的要求；期限 2026-03-12')
  world.clock.minutes(9 * 24 * 60)
  await nextDay()
  expect(toOffice().at(-1)?.text).toContain('已逾期；期限 2026-03-12')
  expect(
    toOffice()
      .map(({ text }) => text)
      .join(),
  ).not.toContain('为什么')
})

it('a question: received, handed on, objected to, and rated unsolved, each to whom it concerns', async () => {
  await agreed()
  const { acts, questions, notices } = world.services
  await acts.open(call, 'department', null, { code: 'road', name: '道路局' })
  const elsewhere = { account: 'acc-road', role: 'recorder', department: 'dep-road' }
  await notices.add(elsewhere, { email: 'office@road.example', owner: 'dep-road', lang: 'zh' })
  await world.settle()
  await world.following.confirm(tokenIn(world.mails.at(-1)?.text ?? '', 'confirm'))
  const { id, code } = await questions.receiving.receive({
    ...{ subject: 'dep-water', type: 'complaint', profile: 'd713.opinion' },
    ...{ title: '积水无人处理', text: '巷口积水一周。' },
  })
  const told = (to: string) => world.mails.filter((mail) => mail.to === to && mail.text.includes(id))
  const stepsTo = (to: string): (string | undefined)[] =>
    told(to).map(({ text }) => /新的要求|转来|对转办提出异议|提问人评为没有解决/.exec(text)?.[0])
  await nextDay()
  await acts.act(call, 'question', 'transferred', id, { to: 'dep-road', reason: '属道路' })
  await nextDay()
  await acts.act(call, 'question', 'objected', id, { reason: '不属道路' })
  await nextDay()
  await acts.act(call, 'question', 'decided_competence', id, { department: 'dep-water', reason: '属排水' })
  await nextDay()
  expect(stepsTo(OFFICE)).toEqual(['新的要求', '对转办提出异议', '转来'])
  expect(stepsTo('office@road.example')).toEqual(['转来'])
  await acts.act(call, 'question', 'accepted', id, {})
  await acts.act(call, 'question', 'answered', id, {
    ...{ answer: 'explain', outcome: 'explained', text: '已疏通。', by: '排水科' },
  })
  await questions.tracking.act(code, 'rated', { solved: 'no', reached: true })
  await nextDay()
  expect(stepsTo(OFFICE).at(-1)).toBe('提问人评为没有解决')
  // Of a text that nobody has read yet, no mail has a word.
  expect(world.mails.map(({ text, subject }) => subject + text).join()).not.toMatch(/积水|巷口/)
})

it('a day on which nothing ran is made up for', async () => {
  await agreed()
  await promise('2026-03-06')
  world.clock.minutes(3 * 24 * 60)
  await nextDay()
  expect(toOffice()).toHaveLength(1)
  expect(toOffice()[0]?.text).toContain('今天到期')
})

it('nothing comes before the reader agreed, nor after leaving', async () => {
  await world.services.notices.add(clerk, { email: OFFICE, owner: 'dep-water', lang: 'zh' })
  await promise('2026-03-04')
  await nextDay()
  expect(toOffice()).toEqual([])
  await world.following.confirm(tokenIn(world.mails[0]?.text ?? '', 'confirm'))
  await nextDay()
  expect(toOffice()).toHaveLength(1)
  const leave = /\/u\/([^>]+)>/.exec(toOffice()[0]?.headers['List-Unsubscribe'] ?? '')?.[1] ?? ''
  await world.following.leave(leave)
  await nextDay()
  expect(toOffice()).toHaveLength(1)
  expect(await world.services.notices.list(clerk)).toEqual([])
})

describe('who may set one', () => {
  it.each([
    [{ ...clerk, department: 'dep-other' }, 'dep-water'],
    [{ account: 'acc-inspector', role: 'inspector', department: null }, 'dep-water'],
    [clerk, 'acc-other'],
  ])('%j not for %s', async (caller, owner) => {
    await expect(
      world.services.notices.add(caller, { email: OFFICE, owner, lang: 'zh' }),
    ).rejects.toMatchObject({ code: 'not_allowed' })
  })

  it('one’s own, which others neither see nor remove; addresses are not shown again', async () => {
    await world.services.notices.add(clerk, { email: OFFICE, owner: clerk.account, lang: 'en' })
    const mine = await world.services.notices.list(clerk)
    expect(mine).toHaveLength(1)
    expect(JSON.stringify(mine)).not.toContain('office')
    const other = { ...clerk, account: 'acc-colleague' }
    expect(await world.services.notices.list(other)).toEqual([])
    await expect(world.services.notices.remove(other, mine[0]?.id ?? '')).rejects.toMatchObject({
      code: 'not_found',
    })
    await world.services.notices.remove(clerk, mine[0]?.id ?? '')
    expect(await world.services.notices.list(clerk)).toEqual([])
  })
})

it('the operator on the machine sets one for a department or an account, tries it, and never sees its address', async () => {
  const { notices, accounts } = world.services
  const machine = { account: 'local', role: 'operator', department: null }
  await notices.add(machine, { email: OFFICE, owner: 'dep-water', lang: 'zh' })
  const [box] = await notices.all()
  expect(box).toMatchObject({ owner: 'dep-water', department: 'dep-water', confirmed: null })
  expect(JSON.stringify(box)).not.toContain('office')
  await expect(notices.trial(box?.id ?? '')).rejects.toMatchObject({ code: 'wrong_state' })
  await world.settle()
  await world.following.confirm(tokenIn(world.mails.at(-1)?.text ?? '', 'confirm'))
  await notices.trial(box?.id ?? '')
  await world.settle()
  expect(toOffice().map(({ subject }) => subject)).toEqual(['水务局：这是一封试发的信'])
  const { records } = await accounts.grant(call, {
    post: '信息岗',
    role: 'recorder',
    department: 'dep-water',
  })
  await notices.add(machine, { email: 'b@water.example', owner: records[0]?.id ?? '', lang: 'en' })
  expect((await notices.all()).map(({ department }) => department)).toEqual(['dep-water', 'dep-water'])
  for (const owner of ['dep-none', 'acc-none', ''])
    await expect(notices.add(machine, { email: OFFICE, owner, lang: 'zh' })).rejects.toMatchObject({
      code: 'not_found',
    })
  for (const { id } of await notices.all()) await notices.remove(machine, id)
  expect(await notices.all()).toEqual([])
})

it('each step of a limit is told once, in order, however days are left out', () => {
  const day = fc.integer({ min: 0, max: 400 }).map((n) => dayAfter('2026-01-01', n))
  fc.assert(
    fc.property(
      day,
      fc.integer({ min: 6, max: 90 }),
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 40, maxLength: 60 }),
      (start, length, jumps) => {
        const due = dayAfter(start, length)
        const told: string[] = []
        let last = dayAfter(start, -1)
        for (const jump of jumps) {
          const today = dayAfter(last, jump)
          const step = stepBetween(start, due, last, today)
          if (step !== null) told.push(step)
          last = today
        }
        const order = ['asked', 'half', 'soon', 'due', 'overdue']
        expect(told).toEqual(order.filter((step) => told.includes(step)))
        if (last > due) expect(told.at(-1)).toBe('overdue')
        if (jumps.every((jump) => jump === 1)) expect(told).toEqual(order)
      },
    ),
  )
})
