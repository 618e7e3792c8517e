import { describe, expect, it } from 'vitest'
import { openLedger } from '../../../worker/services/open.ts'
import { createServices } from '../../../worker/services/services.ts'
import type { Database } from '../../../worker/store/database.ts'
import { runCli } from '../../support/cli.ts'
import {
  freshDatabase,
  memoryHighWater,
  OPERATOR,
  seededRandom,
  steppingClock,
  temporaryFolder,
  testSigner,
} from '../../support/ledger/ledger.ts'

const call = { actor: OPERATOR }
const [OLD, NEW] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)]
const highWater = memoryHighWater()

async function servicesWith(
  database: Database,
  keys: { caseKey: Uint8Array; oldCaseKey?: Uint8Array },
  seed = 1,
) {
  const ledger = await openLedger({
    database,
    signer: await testSigner(),
    highWater,
    now: steppingClock(),
    random: seededRandom(seed),
    place: { zh: '', en: '' },
    followDelay: 0,
    ...keys,
  })
  return createServices(ledger)
}

describe('the key of cases', () => {
  it('is changed row by row, while both open; then the new one opens everything and the old one nothing', async () => {
    const database = await freshDatabase()
    const before = await servicesWith(database, { caseKey: OLD })
    await before.acts.open(call, 'department', null, { code: 'water', name: '水务局' })
    const { records } = await before.accounts.grant(call, {
      post: '纪检',
      role: 'inspector',
      department: null,
    })
    const inspector = { account: records[0]?.id ?? '', role: 'inspector', department: null }
    const actor = { actor: inspector }
    const { id } = await before.cases.open(actor, {
      title: '线索',
      lead: '来信',
      source: 'report',
      subjects: [],
      declaration: '无',
      departments: ['dep-water'],
      conflict: false,
    })
    await before.cases.act(actor, id, 'note', { text: '旧钥所记' })

    const both = await servicesWith(database, { caseKey: NEW, oldCaseKey: OLD }, 2)
    await both.cases.act(actor, id, 'note', { text: '新钥所记' })
    expect((await both.cases.list(inspector)).unopened).toBe(0)

    // Cut short in the middle: what was sealed stays sealed, and the next run goes on.
    const { client } = database
    const execute = client.execute.bind(client)
    let updates = 0
    client.execute = ((statement: { sql: string }) => {
      if (typeof statement === 'object' && statement.sql.startsWith('UPDATE "case_act"') && ++updates > 1)
        return Promise.reject(new Error('cut short'))
      return execute(statement as never)
    }) as typeof client.execute
    await expect(both.cases.reseal()).rejects.toThrow('cut short')
    client.execute = execute
    expect((await both.cases.read(inspector, id)).acts.map(({ body }) => body)).toMatchObject([
      { title: '线索' },
      { text: '旧钥所记' },
      { text: '新钥所记' },
      {},
    ])
    const report = await both.cases.reseal()
    expect(report).toEqual({ rows: 4, sealed: 1, unopened: 0 })
    expect(await both.cases.reseal()).toEqual({ rows: 4, sealed: 0, unopened: 0 })
    // What was looked through is not opened again and again: only what came since.
    expect(await both.cases.reseal(false)).toEqual({ rows: 0, sealed: 0, unopened: 0 })
    await both.cases.act(actor, id, 'note', { text: '此后所记' })
    expect(await both.cases.reseal(false)).toEqual({ rows: 1, sealed: 0, unopened: 0 })

    const after = await servicesWith(database, { caseKey: NEW }, 3)
    expect((await after.cases.read(inspector, id)).state.title).toBe('线索')
    expect((await after.cases.check(inspector, id)).lines.every(({ holds }) => holds)).toBe(true)
    const lost = await servicesWith(database, { caseKey: OLD }, 4)
    expect(await lost.cases.list(inspector)).toMatchObject({ items: [], unopened: 7 })
  })

  it('is changed by a command, which needs both', async () => {
    const folder = temporaryFolder()
    const made = await runCli(['keys', 'create', '--data', folder, '--name', 'x', '--role', 'registrar'])
    expect(made.code).toBe(0)
    const env = { CASES_KEY: btoa('n'.repeat(32)), CASES_KEY_OLD: btoa('o'.repeat(32)) }
    const told = await runCli(['keys', 'cases', '--data', folder, '--json'], { env })
    expect(told.json()).toEqual({ rows: 0, sealed: 0, unopened: 0 })
    expect(
      (await runCli(['keys', 'cases', '--data', folder], { env: { CASES_KEY: env.CASES_KEY } })).code,
    ).toBe(2)
    const wrong = await runCli(['keys', 'cases', '--data', folder], { env: { ...env, CASES_KEY_OLD: 'x' } })
    expect([wrong.code, wrong.err]).toEqual([1, expect.stringContaining('CASES_KEY_OLD')])
  })
})
