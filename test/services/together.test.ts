/** A moderator's morning: what says nearly the same is one row, decided together or one by one, and never in part. */
import { beforeEach, describe, expect, it } from 'vitest'
import type { Caller } from '../../worker/services/roles.ts'
import { freshLedger, OPERATOR, SECOND } from '../support/ledger/ledger.ts'

const MODERATOR: Caller = { account: 'acc-moderator', role: 'moderator', department: null }
const OWN: Caller = { account: 'acc-own', role: 'moderator', department: 'dep-water' }
const RECORDER: Caller = { account: 'acc-recorder', role: 'recorder', department: 'dep-water' }
const call = { actor: MODERATOR }
const TEXT = '东河路每天早上六点到八点停水，已经三个星期了，请说明原因和恢复的时间。'

let services: Awaited<ReturnType<typeof freshLedger>>['services']

async function ask(text: string, department = 'dep-water'): Promise<string> {
  const given = { type: 'complaint', title: '停水', text, subject: null, department }
  return (await services.questions.receiving.receive(given)).id
}
const rows = async (): Promise<string[][]> =>
  (await services.questions.together.rows(MODERATOR)).map(({ all }) => all.map(({ state }) => state.id))
const named = (ids: readonly string[]) => ids.map((id) => ({ id, of: 2, seq: 2 }))

beforeEach(async () => {
  services = (await freshLedger()).services
  for (const code of ['water', 'roads'])
    await services.acts.open({ actor: OPERATOR, approver: SECOND }, 'department', null, { code, name: code })
})

describe('texts that say nearly the same', () => {
  it('are one row before anybody has read them, whomever they ask, and one line of the desk', async () => {
    const ids = [await ask(TEXT), await ask(`${TEXT}谢谢。`), await ask('路灯坏了。')]
    ids.push(await ask(`${TEXT}盼复！`, 'dep-roads'))
    const [first, second, other, elsewhere] = ids
    expect(await rows()).toEqual([[first, second, elsewhere], [other]])
    const lines = (await services.todo.list(MODERATOR)).items.filter(({ what }) => what === 'read')
    expect(lines.map(({ id, alike = [] }) => [id, ...alike.map((one) => one.id)])).toEqual(await rows())
    expect(lines[0]?.why.zh).toContain('3 件提问内容几乎相同')
    // Nobody reads what is asked of their own department.
    const own = await services.questions.together.rows(OWN)
    expect(own.map(({ all }) => all.map(({ state }) => state.id))).toEqual([[elsewhere]])
  })

  it('are opened at once, each look noted', async () => {
    const ids = [await ask(TEXT), await ask(`${TEXT}谢谢。`)]
    const row = await services.questions.together.read(MODERATOR, ids[1] ?? '', 'req-1')
    expect(row?.map(({ opened }) => opened?.text)).toEqual([TEXT, `${TEXT}谢谢。`])
    const { rows: seen } = await services.ledger.database.client.execute(
      "SELECT subject FROM access WHERE action = 'read_sealed'",
    )
    expect(seen.length).toBe(2)
    expect(await services.questions.together.read(MODERATOR, 'que-none', 'req-2')).toBeNull()
  })

  it('are opened once to be gathered, and again when something else waits', async () => {
    const ids = [await ask(TEXT), await ask(`${TEXT}谢谢。`)]
    const { client } = services.ledger.database
    const { execute } = client
    let opened = 0
    client.execute = (statement) => {
      if ((typeof statement === 'string' ? statement : statement.sql).includes('JOIN body')) opened += 1
      return execute.call(client, statement)
    }
    const lookups = async (work: () => Promise<unknown>): Promise<number> => {
      opened = 0
      await work()
      return opened
    }
    expect(await lookups(() => Promise.all([rows(), rows()]))).toBe(1)
    expect(await lookups(rows)).toBe(0)
    expect(await lookups(() => services.todo.list(MODERATOR))).toBe(0)
    // To read a row opens that row.
    const read = () => services.questions.together.read(MODERATOR, ids[0] ?? '', 'req-1')
    expect(await lookups(read)).toBe(1)
    ids.push(await ask(`${TEXT}！`))
    expect(await lookups(rows)).toBe(1)
    expect(await rows()).toEqual([ids])
    await services.questions.together.withhold(call, {
      texts: named(ids.splice(1, 1)),
      onGround: 'spam',
      explanation: '广告。',
    })
    expect(await rows()).toEqual([ids])
  })

  it('are published in one commit, each as it came in or with its own cuts', async () => {
    const mine = '电话 13800138000。'
    const ids = [await ask(TEXT), await ask(`${TEXT}${mine}`)]
    const at = TEXT.length + 3
    const cuts = [{ field: 'text', from: at, to: at + 11, ground: 'personal_data' }]
    const texts = named(ids).map((one, i) => ({ ...one, cuts: i === 0 ? [] : cuts }))
    const before = (await services.log.snapshot()).size
    const { receipts } = await services.questions.together.publish(call, { texts })
    expect(receipts.map(({ index }) => index)).toEqual([before, before + 1])
    const states = await services.reading.recordsById(ids)
    const said = ids.map((id) => {
      const state = states.find((one) => one.id === id)?.state
      return state?.kind === 'question' ? state.texts[0] : undefined
    })
    expect(said.map((one) => [one?.publication, one?.text])).toEqual([
      ['published', TEXT],
      ['redacted', `${TEXT}电话 ▮。`],
    ])
    expect(said[0]?.opens).not.toBeNull()
    expect(said[1]?.opens).toBeNull()
    expect(await rows()).toEqual([])
  })

  it('are withheld together on one ground', async () => {
    const ids = [await ask(TEXT), await ask(TEXT)]
    const given = { texts: named(ids), onGround: 'spam', explanation: '批量广告。' }
    await services.questions.together.withhold(call, given)
    for (const id of ids)
      expect((await services.reading.record(id))?.state).toMatchObject({ status: 'withheld' })
  })

  it('are decided all or none, and only by whoever may', async () => {
    const ids = [await ask(TEXT), await ask(`${TEXT}电话 13800138000`), await ask('路灯坏了。')]
    const [first = '', phone = '', other = ''] = ids
    const { together } = services.questions
    const size = async (): Promise<number> => (await services.log.snapshot()).size
    const before = await size()
    const given = (some: readonly object[]) => ({ texts: some.map((one) => ({ cuts: [], ...one })) })
    const refused = async (some: readonly object[], code: string, actor = MODERATOR) => {
      await expect(together.publish({ actor }, given(some))).rejects.toMatchObject({ code })
      await expect(
        together.withhold({ actor }, { texts: some, onGround: 'spam', explanation: '广告。' }),
      ).rejects.toMatchObject({ code })
    }
    await refused(named([first, other]), 'invalid')
    await refused(named([first, first]), 'invalid')
    await refused(named([first, 'que-0000000000']), 'not_found')
    await refused([...named([first]), { id: phone, of: 2, seq: 1 }], 'invalid')
    await refused([...named([first]), { id: phone, of: 2, seq: 3 }], 'conflict')
    await refused([{ id: first, of: 9, seq: 2 }], 'not_found')
    await refused(named([first]), 'not_allowed', OWN)
    await refused(named([first]), 'not_allowed', RECORDER)
    await refused([], 'invalid')
    // What looks like personal data is cut or read by itself, never published in a heap.
    await expect(together.publish(call, given(named([first, phone])))).rejects.toMatchObject({
      code: 'invalid',
      field: 'texts/1/cuts',
    })
    expect(await size()).toBe(before)
    await together.publish(call, given(named([phone])))
    expect(await rows()).toEqual([[first], [other]])
  })

  it('beyond those that are looked at are counted', async () => {
    const document = { title: '草案', sha256: 'a'.repeat(64) }
    const today = services.ledger.now().toISOString().slice(0, 10)
    const { records } = await services.acts.open({ actor: OPERATOR }, 'consultation', 'dep-water', {
      ...{ title: '排水办法', openAt: today, closeAt: '2099-01-01', draft: document, explanation: document },
    })
    const many = Array.from({ length: 203 }, (_, i) => ({ text: `${TEXT}第 ${i} 户` }))
    const desk = { caller: OPERATOR, channel: 'letter' } as const
    await services.consultations.receiveMany(records[0]?.id ?? '', many, desk, undefined)
    const [all = [], ...others] = await rows()
    expect([all.length, others]).toEqual([200, []])
    const { items, left } = await services.todo.list(MODERATOR)
    expect(left).toBe(3)
    expect(items.find(({ what }) => what === 'read')?.why.zh).toMatch(/^200 条意见没有审读/)
    const texts = named(all).map((one) => ({ ...one, cuts: [] }))
    expect((await services.questions.together.publish(call, { texts })).receipts.length).toBe(200)
    expect((await rows()).flat().length).toBe(3)
  })
})
