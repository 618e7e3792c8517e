/** Lists of comments: taken in at one go, all or none, once; compared with what is published by its digest alone. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { dayAfter } from '../../../worker/domain/record/date.ts'
import { readComments } from '../../../worker/intake/comments/read.ts'
import { readSheets } from '../../../worker/intake/files/read.ts'
import { openMachine } from '../../../worker/machine/machine.ts'
import { LOCAL_OPERATOR } from '../../../worker/services/roles.ts'
import { runCli } from '../../support/cli.ts'
import { newFolder } from '../../support/folders.ts'
import { freshLedger, OPERATOR, type TestLedger } from '../../support/ledger/ledger.ts'

const call = { actor: OPERATOR }
const desk = { caller: LOCAL_OPERATOR, channel: 'letter' } as const
const reader = { account: 'acc-reader', role: 'moderator', department: null }

let made: TestLedger
let id: string
beforeAll(async () => {
  made = await freshLedger()
  id = await openedIn(made.services, '2026-03-01', '2026-04-30')
})

async function openedIn(services: TestLedger['services'], openAt: string, closeAt: string): Promise<string> {
  await services.acts.open(call, 'department', null, { code: 'water', name: '水务局' })
  const document = { title: '草案', sha256: 'a'.repeat(64) }
  const { records } = await services.acts.open(call, 'consultation', 'dep-water', {
    ...{ title: '排水办法', openAt, closeAt, draft: document, explanation: document },
    prompts: [{ id: 'q1', text: '收费是否合适' }],
  })
  return records[0]?.id ?? ''
}

const size = async (): Promise<number> => (await made.services.log.snapshot()).size
const many = (items: unknown, nonce?: string) =>
  made.services.consultations.receiveMany(id, items, desk, nonce)

describe('a list of comments', () => {
  it('is one comment for each, with a code, and the same list again adds nothing', async () => {
    const items = Array.from({ length: 205 }, (_, i) => ({
      text: `第 ${i} 条：请降低收费。`,
      submitter: 'citizen',
    }))
    const before = await size()
    const first = await many(items, 'list-1')
    expect(new Set(first.map(({ code }) => code)).size).toBe(205)
    // A receipt and a sealed text each.
    expect(await size()).toBe(before + 410)
    const again = await many(items, 'list-1')
    expect(again.map((one) => one.id).toSorted()).toEqual(first.map((one) => one.id).toSorted())
    expect(again.every(({ code }) => code === null)).toBe(true)
    expect(await size()).toBe(before + 410)
    const { state } = await made.services.questions.tracking.look(first[204]?.code ?? '')
    expect([state.id, state.status]).toEqual([first[204]?.id, 'received'])
  })

  it('is taken in whole or not at all, and says which item is wrong', async () => {
    const before = await size()
    const good = { text: '可以。' }
    for (const [bad, field] of [
      [{ text: '' }, '1/text'],
      [{ text: '可以。', submitter: 'king' }, '1/submitter'],
      [{ text: '可以。', prompt: 'q9' }, '1/prompt'],
      [{ text: '可以。', occurred: '2026-02-30' }, '1/occurred'],
      [{ text: '可以。', occurred: '2026-04-01' }, '1/occurred'],
      [{ text: '可以。', phone: '13800138000' }, '1'],
    ] as const)
      await expect(many([good, bad])).rejects.toMatchObject({ code: /invalid|not_found/, field })
    await expect(many([good, { ...good, occurred: '2026-02-01' }])).rejects.toMatchObject({
      code: 'wrong_state',
    })
    await expect(many([])).rejects.toMatchObject({ code: 'invalid' })
    const clerk = { account: 'acc-clerk', role: 'recorder', department: 'dep-water' }
    await expect(
      made.services.consultations.receiveMany(id, [good], { ...desk, caller: clerk }, undefined),
    ).rejects.toMatchObject({ code: 'not_allowed' })
    expect(await size()).toBe(before)
  })

  it('is compared with what is published, marks and spaces aside, and with nothing that was erased', async () => {
    const { services } = made
    const said = async (text: string) => {
      const [one] = await many([{ text }])
      const state = (await services.reading.record(one?.id ?? ''))?.state
      return { id: one?.id ?? '', same: state?.kind === 'comment' ? state.sameTextAs : null }
    }
    const first = await said('请保留老码头！')
    expect((await said('请保留老码头')).same).toBe(0)
    await services.questions.moderation.publish({ actor: reader }, first.id, { of: 2, cuts: [] })
    expect((await said('请 保留，老码头')).same).toBe(1)
    const published = (await services.reading.timeline(first.id)).at(-1)?.entry.index ?? -1
    const why = { ground: 'court_order', authority: '法院', reason: '判决' }
    await services.erasures.erase({ ...call, approver: 'test-second' }, published, why)
    expect((await said('请保留老码头')).same).toBe(0)
  })

  it('is compared with those above it in the same list, across submissions', async () => {
    const { services } = made
    const others = Array.from({ length: 210 }, (_, i) => ({ text: `第 ${i} 户的意见` }))
    const list = [{ text: '请留下古树。' }, { text: '请留下古树' }, ...others, { text: '请留下，古树！' }]
    const taken = await many(list)
    const states = await services.reading.recordsById([0, 1, 2, 212].map((at) => taken[at]?.id ?? ''))
    const same = new Map(states.map(({ id, state }) => [id, state.kind === 'comment' && state.sameTextAs]))
    expect([0, 1, 2, 212].map((at) => same.get(taken[at]?.id ?? ''))).toEqual([0, 1, 0, 2])
  })
})

describe('the table of a desk', () => {
  const sheetsOf = (text: string) => readSheets({ path: 'list.csv', bytes: new TextEncoder().encode(text) })

  it('is read by its usual headers; what else stands in it is passed over and said', () => {
    const read = readComments(
      sheetsOf(
        '关于《排水办法》的意见,,,,\n序号,反馈人,反馈人类型,意见内容,收到日期\n1,张某,公民,"请降低收费, 分档",2026/3/5\n2,李某,企业,,2026年3月6日\n3,王某,法师,好,2026-03-07\n4,赵某,,太贵,三月\n',
      ),
    )
    expect(read.comments).toEqual([
      { text: '请降低收费, 分档', submitter: 'citizen', occurred: '2026-03-05' },
    ])
    expect(read.rejected.map(({ row, column, value }) => [row, column, value])).toEqual([
      [5, '反馈人类型', '法师'],
      [6, '收到日期', '三月'],
    ])
    expect([read.read, read.blank, read.passed]).toEqual([4, 1, ['序号', '反馈人']])
    expect(JSON.stringify(read.comments)).not.toMatch(/[张李王赵]某/)
  })

  it('is read by the headers that are named, in English, and says when there is no column of comments', () => {
    const named = readComments(sheetsOf('Summary,Logged\nToo dear,2026-03-05\n'), {
      ...{ text: 'summary', occurred: 'logged' },
    })
    expect(named.comments).toEqual([{ text: 'Too dear', occurred: '2026-03-05' }])
    expect(readComments(sheetsOf('a,b\n1,2\n'))).toMatchObject({ read: 0, without: ['list'] })
  })
})

it('the command takes a table in once, stops at rows that it cannot take, and skips them when told', async () => {
  const dataDir = await newFolder()
  const machine = await openMachine({ dataDir, now: () => new Date('2026-03-10T02:00:00.000Z') })
  const consultation = await openedIn(
    machine.services,
    '2026-03-01',
    dayAfter(new Date().toISOString().slice(0, 10), 30),
  )
  await machine.close()
  const path = join(dataDir, 'letters.csv')
  await writeFile(path, '意见,电话\n请加宽人行道,13800138000\n好,1\n')
  await writeFile(join(dataDir, 'bad.csv'), '意见,身份\n好,法师\n请快办,公民\n')
  const run = async (file: string, ...more: string[]) =>
    runCli(['comments', consultation, file, '--data', dataDir, '--json', ...more])
  expect((await run(path, '--dry-run')).json()).toMatchObject({ read: 2, taken: 0 })
  expect((await run(path)).json()).toMatchObject({ read: 2, taken: 2, before: 0, passedOver: ['电话'] })
  expect((await run(path)).json()).toMatchObject({ taken: 0, before: 2 })
  const bad = await run(join(dataDir, 'bad.csv'))
  expect([bad.code, bad.json()]).toMatchObject([1, { taken: 0, rejected: [{ row: 2, value: '法师' }] }])
  expect((await run(join(dataDir, 'bad.csv'), '--skip-rejected')).json()).toMatchObject({ taken: 1 })
  expect((await run(join(dataDir, 'none.csv'))).code).toBe(1)
})
