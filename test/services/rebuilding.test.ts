/** Ledgers whose rows earlier code derived: read as their entries give them at every moment, and made anew. */
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { versions } from '../../worker/domain/kinds/table.ts'
import { openMachine } from '../../worker/machine/machine.ts'
import { LOCAL_OPERATOR } from '../../worker/services/roles.ts'
import type { Services } from '../../worker/services/services.ts'
import { compareOlder, rewrite } from '../../worker/store/records/rebuild.ts'
import { demoFolder } from '../support/city/demo-folder.ts'
import { SECOND } from '../support/ledger/ledger.ts'
import { derivedRows, makeOlder } from '../support/ledger/older.ts'

const call = { actor: LOCAL_OPERATOR, approver: SECOND }

async function open(): Promise<Services> {
  return (await openMachine({ dataDir: await demoFolder(), followDelay: 0 })).services
}

async function older(): Promise<Services> {
  const services = await open()
  await makeOlder(services.ledger.database)
  return services
}

const titles = async ({ reading }: Services, q: string): Promise<string[]> =>
  (await reading.search({ q })).items.map(({ record }) => record.title).sort()

/** A view without the names that it prints: what they lead to hangs on rows of others, which wait to be rebuilt. */
const unnamed = <T extends object>(view: T | null) => view && { ...view, named: undefined }

/** Everything that readers are shown of the records, one after the other. */
async function shown({ reading }: Services): Promise<unknown[]> {
  const views: unknown[] = []
  for (const { kind } of versions())
    for (let cursor: string | undefined; ; ) {
      const { items, next } = await reading.records({ kind, cursor, limit: 500 })
      views.push(...items.map(unnamed))
      if (next === null) break
      cursor = next
    }
  return views
}

describe('a ledger of earlier code', () => {
  let whole: Awaited<ReturnType<typeof derivedRows>>
  let views: unknown[]
  let found: string[]
  let one: string

  beforeAll(async () => {
    const services = await open()
    whole = await derivedRows(services.ledger.database)
    views = await shown(services)
    found = await titles(services, '取水')
    one = (await services.reading.records({ kind: 'decision', limit: 1 })).items[0]?.id ?? ''
    expect(found.length).toBeGreaterThan(0)
  })

  it('shows what its entries give, before anything is rebuilt', async () => {
    const services = await older()
    expect((await derivedRows(services.ledger.database)).record).not.toEqual(whole.record)
    expect(await services.rebuilding.waiting()).toBe(whole.record?.length)
    expect(await shown(services)).toEqual(views)
    const { items } = await services.reading.entries({ limit: 100 })
    expect(items.filter(({ title }) => title.startsWith('旧'))).toEqual([])
  })

  it('is rebuilt in rounds to what was always there, and a process that dies goes on', async () => {
    const dataDir = await demoFolder()
    const first = await openMachine({ dataDir })
    await makeOlder(first.services.ledger.database)
    for (let n = 0; n < 3; n++) expect(await first.services.rebuilding.step(20)).toBe(true)
    const left = await first.services.rebuilding.waiting()
    expect(left).toBe((whole.record?.length ?? 0) - 60)
    // Never closed: another process finds what this one has left.
    const { services } = await openMachine({ dataDir })
    expect(await services.rebuilding.waiting()).toBe(left)
    expect(services.rebuilding.isBehind).toBe(true)
    expect(await shown(services)).toEqual(views)
    expect(await services.rebuilding.settle()).toBe(true)
    expect(services.rebuilding.isBehind).toBe(false)
    expect(await derivedRows(services.ledger.database)).toEqual(whole)
    expect(await titles(services, '取水')).toEqual(found)
    expect(await services.rebuilding.step()).toBe(false)
  })

  it('is right when two processes rebuild it at once', async () => {
    const dataDir = await demoFolder()
    const [a, b] = [await openMachine({ dataDir }), await openMachine({ dataDir })]
    await makeOlder(a.services.ledger.database)
    await Promise.all([a.services.rebuilding.settle(), b.services.rebuilding.settle()])
    expect(await derivedRows(b.services.ledger.database)).toEqual(whole)
    expect(await titles(b.services, '取水')).toEqual(found)
  })

  it('takes entries: what is recorded on an older row is right before and after', async () => {
    const services = await older()
    const { reading, acts, rebuilding, ledger } = services
    const before = await reading.record(one)
    await acts.act(call, 'decision', 'corrected', one, { set: { title: '改过的题目' }, reason: '笔误' })
    const after = await reading.record(one)
    expect(after?.seq).toBe((before?.seq ?? 0) + 1)
    const row = async () =>
      (
        await ledger.database.client.execute({
          sql: 'SELECT derived, (SELECT count(*) FROM link WHERE source = id) AS links FROM record WHERE id = ?',
          args: [one],
        })
      ).rows[0]
    // Its links are still those of before: so it goes on to wait.
    expect({ ...(await row()) }).toMatchObject({ derived: 0 })
    await rebuilding.settle()
    expect(unnamed(await reading.record(one))).toEqual(unnamed(after))
    expect(Number((await row())?.links)).toBeGreaterThan(0)
    expect(await rebuilding.all({ write: false })).toMatchObject({ older: 0, differences: [] })
  })

  it('keeps what was recorded, and forgets what was erased, while a round was under way', async () => {
    const services = await older()
    const { ledger, rebuilding, erasures, acts, reading } = services
    const { database } = ledger
    const compared = await compareOlder(database, 10_000)
    await acts.act(call, 'decision', 'corrected', one, { set: { title: '改过的题目' }, reason: '笔误' })
    const item = (await reading.records({ kind: 'responsibility', limit: 1 })).items[0]
    if (item === undefined) throw new Error('the city lists responsibilities')
    await erasures.erase(call, item.firstIndex, {
      ground: 'court_order',
      authority: '法院裁定第一号',
      reason: '涉及个人信息',
    })
    const both = async () => [await reading.record(one), await reading.record(item.id)].map(unnamed)
    const wanted = await both()
    await rewrite(database, compared, [])
    expect(await both()).toEqual(wanted)
    await rebuilding.settle()
    expect(await both()).toEqual(wanted)
    expect(await rebuilding.all({ write: false })).toMatchObject({ older: 0, differences: [] })
    const { rows } = await database.client.execute({
      sql: `SELECT state || title AS told FROM record WHERE id = ?`,
      args: [item.id],
    })
    expect(String(rows[0]?.told)).not.toContain(item.title)
    expect(await titles(services, item.title)).not.toContain(item.title)
  })

  it('finds the older rows by an index, and looks at no others', async () => {
    const { ledger } = await older()
    const { client } = ledger.database
    const asking = vi.spyOn(client, 'execute')
    await compareOlder(ledger.database, 1)
    const sql = asking.mock.calls.map(([asked]) => JSON.parse(JSON.stringify(asked)).sql)
    asking.mockRestore()
    const plan = await client.execute({ sql: `EXPLAIN QUERY PLAN ${sql[0]}`, args: [1] })
    const steps = plan.rows.map(({ detail }) => String(detail))
    expect(steps).toContain('SEARCH r USING INDEX record_derived (kind=? AND derived<?)')
    expect(steps.filter((step) => /SCAN r\b/.test(step))).toEqual([])
  })

  it('says of a list that something narrows, and of the hall, what they may lack, until it is rebuilt', async () => {
    const { reading, ledger, rebuilding } = await open()
    await ledger.database.client.execute('UPDATE record SET derived = 0, marks = 0')
    const of = (filter: object) => reading.records({ kind: 'responsibility', limit: 1, ...filter })
    const { total } = await of({ annulled: 'any' })
    expect(await of({})).not.toHaveProperty('older')
    for (const filter of [
      { service: 'yes' },
      { lacks: 'fee' },
      { q: '取水' },
      { department: 'dep-mc-water' },
    ])
      expect([filter, (await of(filter)).older]).toEqual([filter, total])
    expect((await reading.services()).older).toBe(total)
    await rebuilding.settle()
    expect(await of({ service: 'yes' })).not.toHaveProperty('older')
    expect(await reading.services()).not.toHaveProperty('older')
  })

  it('is looked at by the rules again as far as it now reads otherwise', async () => {
    const services = await open()
    const { standing, ledger, rebuilding, reading } = services
    await standing.settle()
    const findings = await standing.findings()
    await ledger.database.client.execute({
      sql: `UPDATE record SET derived = 0, state = json_set(state, '$.title', '旧') WHERE id = ?`,
      args: [one],
    })
    await rebuilding.settle()
    expect((await standing.standing()).waiting).toBeGreaterThan(0)
    expect((await standing.standing()).waiting).toBeLessThan((await reading.stats()).entries / 4)
    await standing.settle()
    expect(await standing.findings()).toEqual(findings)
  })
})

describe('rebuild at once', () => {
  it('tells what differed and where, and writes nothing when it is only asked', async () => {
    const services = await open()
    const { rebuilding, ledger } = services
    const { database } = ledger
    const whole = await derivedRows(database)
    expect(await rebuilding.all({ write: false })).toEqual({
      records: whole.record?.length,
      older: 0,
      miscounted: 0,
      differences: [],
    })
    await database.client.batch(
      [
        `UPDATE record SET status = 'x', state = json_set(state, '$.name', '换') WHERE id = 'dep-mc-water'`,
        `INSERT INTO link VALUES ('dep-mc-water', 'parent', 'dep-mc-elsewhere')`,
      ],
      'write',
    )
    await database.client.execute("UPDATE tally SET n = n + 1 WHERE kind = 'department'")
    const wrong = (await rebuilding.all({ write: false })).miscounted
    expect(wrong).toBeGreaterThan(0)
    const changed = await derivedRows(database)
    const told = { id: 'dep-mc-water', fields: ['status', 'links', 'state/name'] }
    expect((await rebuilding.all({ write: false })).differences).toEqual([expect.objectContaining(told)])
    expect(await derivedRows(database)).toEqual(changed)
    expect(await rebuilding.all({ write: true })).toMatchObject({ miscounted: wrong, differences: [told] })
    expect(await derivedRows(database)).toEqual(whole)
    expect((await rebuilding.all({ write: false })).miscounted).toBe(0)
  })
})
