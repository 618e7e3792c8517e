/** A campaign: questions that say nearly the same stand in one line, and all count from the first of them. */
import { expect, it } from 'vitest'
import { askersAt, askersNow } from '../../worker/services/questions/askers.ts'
import type { Caller } from '../../worker/services/roles.ts'
import { freshLedger, OPERATOR, SECOND } from '../support/ledger/ledger.ts'

const MODERATOR: Caller = { account: 'acc-moderator', role: 'moderator', department: null }
const RECORDER: Caller = { account: 'acc-recorder', role: 'recorder', department: 'dep-water' }
const call = { actor: OPERATOR, approver: SECOND }
const TEXT = '东河路每天早上六点到八点停水，已经三个星期了，请说明原因和恢复的时间。'

it('stands in one line of the inbox, with the number of all for each, the first of them too', async () => {
  const { services } = await freshLedger()
  const { acts, questions, todo, reading } = services
  await acts.open(call, 'department', null, { code: 'water', name: '水务局' })
  const [subject = ''] = (
    await acts.open(call, 'milestone', 'dep-water', { title: '东河路供水', currentDue: '2030-01-01' })
  ).records.map(({ id }) => id)
  const ids: string[] = []
  const ask = async (text: string, about: string | null = subject): Promise<void> => {
    const { id } = await questions.receiving.receive({
      ...{ type: 'complaint', title: '停水', text, subject: about, department: 'dep-water' },
    })
    ids.push(id)
  }
  for (const text of [TEXT, `${TEXT}！`, TEXT.replace('，', ' , '), `${TEXT}谢谢。`, '路灯坏了。'])
    await ask(text)
  await ask(TEXT, null)
  const lines = async (): Promise<[string, number][]> =>
    (await todo.list(RECORDER)).items
      .filter(({ kind }) => kind === 'question')
      .map(({ id, alike = [] }): [string, number] => [id, 1 + alike.length])
      .sort(([a], [b]) => ids.indexOf(a) - ids.indexOf(b))
  const [first = '', second = '', third = '', near = '', other = '', apart = ''] = ids
  // Sealed texts say nothing yet.
  expect(await lines()).toEqual(ids.map((id) => [id, 1]))
  for (const id of ids) await questions.moderation.publish({ actor: MODERATOR }, id, { of: 2, cuts: [] })
  expect(await lines()).toEqual([
    [first, 4],
    [other, 1],
    [apart, 1],
  ])
  const duplicates = async (id: string) =>
    (await questions.standing(id)).priority.parts.find(({ part }) => part === 'duplicates')
  const points = async (id: string): Promise<number> => (await duplicates(id))?.points ?? 0
  // Of one wording, marks and spaces aside, are three, and one is nearly that: each counts as much as the others.
  expect(await Promise.all(ids.map(points))).toEqual([2, 2, 2, 2, 0, 0])
  expect((await duplicates(first))?.words.zh).toBe('另有 3 人提出，其中 1 人措辞相近')
  expect((await duplicates(near))?.words.zh).toBe('另有 3 人提出，其中 3 人措辞相近')
  const listed = await reading.records({ kind: 'question', sort: '-priority', limit: 4 })
  expect(new Set(listed.items.map(({ id }) => id))).toEqual(new Set([first, second, third, near]))
  // A ledger of an earlier size counts as it did then, whatever has changed since.
  const then = (await services.log.snapshot()).size
  const late = await questions.receiving.receive({
    ...{ type: 'complaint', title: '停水', text: `${TEXT}盼复。`, subject, department: 'dep-water' },
  })
  await questions.moderation.publish({ actor: MODERATOR }, late.id, { of: 2, cuts: [] })
  await acts.act(call, 'question', 'accepted', near, {})
  expect((await duplicates(first))?.words.zh).toBe('另有 4 人提出，其中 2 人措辞相近')
  const { state } = await questions.standing(first)
  expect((await askersAt(services.ledger, [first], then))(state)).toEqual({
    ...{ all: 4, near: 1, atLeast: false },
  })
  // Where so many wordings are about a record that not all are compared, the number is said to be a least one.
  const bounded = await askersNow(services.ledger, [first, near], 1)
  expect([bounded(state), bounded((await questions.standing(near)).state)]).toEqual([
    { all: 3, near: 0, atLeast: true },
    { all: 1, near: 0, atLeast: true },
  ])
  await questions.tracking.act(late.code, 'withdrawn', {})
  // Each is answered by itself: the next stands for the rest.
  await acts.act(call, 'question', 'answered', first, {
    answer: 'explain',
    outcome: 'explained',
    text: '管道更换。',
  })
  expect(await lines()).toEqual([
    [second, 3],
    [other, 1],
    [apart, 1],
  ])
})
