/** A register of which nothing comes any more: its followers are told once, and again after it spoke. */
import { expect, it } from 'vitest'
import { createFollowing } from '../../../worker/services/following/following.ts'
import { BASE, call, mailWorld } from '../../support/following/world.ts'

const A_DAY = 24 * 60

it('is told once to each who follows it, in the next message, by however many senders', async () => {
  const world = await mailWorld()
  const { acts } = world.services
  const plan = async (asOf: string) => {
    const source = { source: { mapping: 'works', asOf } }
    const fields = { title: `泵站 ${asOf}`, currentDue: '2027-01-01', ...source }
    return (await acts.open(call, 'milestone', 'dep-water', fields)).records[0]?.id ?? ''
  }
  const record = await plan('2026-03-01')
  await acts.open(call, 'department', null, { code: 'other', name: '别的局' })
  const readers = ['record@example.net', 'department@example.net', 'list@example.net'] as const
  await world.follow(readers[0], `/milestones/${record}`, 'now')
  await world.follow(readers[1], '/departments/dep-water', 'now')
  await world.follow(readers[2], '/milestones?department=dep-water', 'now')
  for (const topic of ['/departments/dep-other', '/milestones?department=dep-other'])
    await world.follow('nobody@example.net', topic, 'now')
  const told = () =>
    world.mails.filter(({ text }) => text.includes('登记簿 works 没有新的交付')).map(({ to }) => to)
  const rounds = async (days: number) => {
    world.clock.minutes(days * A_DAY)
    const beside = createFollowing(
      world.ledger,
      { send: async () => ({ was: 'later', why: '' }) },
      world.services.notices,
    )
    await Promise.all([world.settle(), beside.settle(BASE, { budget: 0 }), world.settle()])
    world.clock.minutes(A_DAY)
    await world.settle()
  }
  await rounds(10)
  expect(told()).toEqual([])
  await rounds(5)
  expect(told().sort()).toEqual([...readers].sort())
  expect(world.mails.at(-1)?.text).toContain('截至 2026-03-01')
  await rounds(30)
  expect(told()).toHaveLength(3)
  // Who begins to follow it now is told as well, and nobody else again.
  await world.follow('late@example.net', '/departments/dep-water', 'now')
  await rounds(1)
  expect(told()).toHaveLength(4)
  await plan('2026-04-10')
  await rounds(1)
  expect(told()).toHaveLength(4)
  await rounds(20)
  expect(told().slice(4).sort()).toEqual([
    'department@example.net',
    'late@example.net',
    'list@example.net',
    'record@example.net',
  ])
  await rounds(40)
  expect(told()).toHaveLength(8)
})
