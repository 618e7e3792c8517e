import { describe, expect, it } from 'vitest'
import { parseCalendar } from '../../../worker/domain/calendar/calendar.schema.ts'
import { fromBase64 } from '../../../worker/ledger/bytes.ts'
import { canonicalJson } from '../../../worker/ledger/canonical.ts'
import { digestRows } from '../../../worker/services/daily-digests.ts'
import { openLedger } from '../../../worker/services/open.ts'
import { createCaseSealing, parseCaseKey } from '../../../worker/services/sealing/cases.ts'
import { createServices } from '../../../worker/services/services.ts'
import { CASE_KEY, type CaseCity, caseCity } from '../../support/city/case-city.ts'
import { seededRandom, testSigner } from '../../support/ledger/ledger.ts'

const DAY = 86_400_000
const opening = (city: CaseCity) => ({
  title: '水价调整',
  source: 'flag',
  lead: '来信称有人提前知情。',
  subjects: [city.flag],
  departments: ['dep-water'],
  flag: city.flag,
  declaration: '无',
  conflict: false,
})
const assigned = (account: string, part = 'approver') => ({
  account,
  part,
  declaration: '无',
  conflict: false,
})

/** A city with one file: three lines, a day closed over them. */
async function withFile() {
  const city = await caseCity()
  const { services, inspectors, clock } = city
  const [first, second] = inspectors
  const { id } = await services.cases.open({ actor: first }, opening(city))
  await services.cases.act({ actor: first }, id, 'note', { text: '第一条记录' })
  await services.cases.act({ actor: first }, id, 'assign', assigned(second.account))
  clock.now += DAY
  await services.closeDays()
  return { ...city, id }
}

describe('cases', () => {
  it('have their days, and so their clocks, by the calendar of the ledger', async () => {
    const { database, clock, inspectors, id } = await withFile()
    const calendar = parseCalendar({
      ...{ name: 'Honolulu', from: '2025-01-01', to: '2027-12-31' },
      ...{ zone: 'Pacific/Honolulu', weekend: [0, 6] },
    })
    const now = () => new Date(clock.now)
    const there = await openLedger({
      ...{ database, signer: await testSigner(), highWater: null, caseKey: CASE_KEY, calendar },
      ...{ now, random: seededRandom(3), place: { zh: '檀香山', en: 'Honolulu' } },
    })
    const { cases } = createServices(there)
    const view = await cases.read(inspectors[0], id)
    // Opened at one in the morning of 2 March at UTC, which was three in the afternoon of the first there.
    expect(view.state.opened).toBe('2026-03-01')
    expect(view.due[0]?.lines[0]).toMatchObject({ kind: 'start', day: '2026-03-01' })
    // What the ledger fixes goes by its own days, for whoever checks.
    expect((await cases.check(inspectors[0], id)).holds).toBe(true)
  })

  it('go through their whole life, and end on the public flag in words alone', async () => {
    const city = await withFile()
    const { services, inspectors, id, flag } = city
    const [first, second] = inspectors
    const { cases } = services
    await cases.act({ actor: first }, id, 'propose-disposition', { disposition: 'preliminary', reason: 'R' })
    await expect(cases.act({ actor: first }, id, 'approve-disposition', {})).rejects.toMatchObject({
      code: 'not_allowed',
    })
    await cases.act({ actor: second }, id, 'approve-disposition', {})
    await cases.act({ actor: first }, id, 'record-finding', { finding: '属实', outcome: 'rectified' })
    await cases.act({ actor: first }, id, 'order-remedy', {
      department: 'dep-water',
      text: '补听证',
      due: '2026-04-01',
    })
    const view = await cases.read(first, id)
    expect(view.due.map(({ what, due }) => [what.en, due])).toEqual([['Remedy r1', '2026-04-01']])
    await cases.act({ actor: first }, id, 'move-remedy', { remedy: 'r1', status: 'claimed', text: '已补' })
    await cases.act({ actor: second }, id, 'move-remedy', { remedy: 'r1', status: 'verified', text: '已看' })
    const before = (await services.log.snapshot()).size
    await cases.act({ actor: first }, id, 'close', { reason: '已整改' })
    expect((await services.log.snapshot()).size).toBe(before)
    await cases.act({ actor: first }, id, 'summarise', { summary: '经核查，已补办听证。' })
    const after = await cases.read(first, id)
    expect(after.state).toMatchObject({ status: 'closed', outcome: 'rectified', summarised: '2026-03-03' })
    expect(after.acts.filter(({ event }) => event === 'read')).toHaveLength(2)
    expect(after.due).toEqual([])
    const state = (await services.reading.record(flag))?.state
    expect(state).toMatchObject({ kind: 'flag', status: 'escalated', outcome: '经核查，已补办听证。' })
  })

  it('order remedies, of which the public sees what is written for it and no more', async () => {
    const { services, inspectors, id, flag } = await withFile()
    const [first] = inspectors
    const { cases, log, reading } = services
    const remedy = {
      department: 'dep-water',
      text: '线人所指的会议须补办听证',
      due: '2026-04-01',
      publicTitle: '补办听证',
      publicText: '公布听证笔录。',
    }
    for (const [given, field] of [
      [{ ...remedy, publicTitle: null }, 'publicTitle'],
      [{ ...remedy, milestone: flag }, 'milestone'],
      [{ ...remedy, due: '明年' }, 'due'],
    ] as const)
      await expect(cases.act({ actor: first }, id, 'order-remedy', given)).rejects.toMatchObject({ field })
    const { size } = await log.snapshot()
    const call = { actor: first, idempotencyKey: 'again' }
    const told = await cases.act(call, id, 'order-remedy', remedy)
    expect(await cases.act(call, id, 'order-remedy', remedy)).toEqual(told)
    expect((await log.snapshot()).size).toBe(size + 1)
    // Nor does it open another one when the file has moved on before it was written down.
    await cases.act({ actor: first }, id, 'note', { text: '另记' })
    await cases.act({ actor: first }, id, 'order-remedy', remedy)
    expect((await log.snapshot()).size).toBe(size + 1)
    const { state } = await cases.read(first, id)
    expect(new Set(state.remedies.map(({ milestone }) => milestone)).size).toBe(1)
    const opened = await reading.record(state.remedies[0]?.milestone ?? '')
    expect(opened?.state).toMatchObject({
      kind: 'milestone',
      department: 'dep-water',
      title: '补办听证',
      type: 'rectification',
      acceptanceCriteria: '公布听证笔录。',
      baselineDue: '2026-04-01',
      flag,
    })
    expect(JSON.stringify(opened)).not.toMatch(/线人|cas-/)
  })

  it('are read by their members alone; to other inspectors they are a number and who has them', async () => {
    const { services, inspectors, id } = await withFile()
    const [first, second, third] = inspectors
    const { cases } = services
    for (const call of [
      () => cases.read(third, id),
      () => cases.check(third, id),
      () => cases.act({ actor: third }, id, 'note', { text: 'x' }),
      () => cases.act({ actor: third }, id, 'assign', assigned(third.account)),
    ])
      await expect(call()).rejects.toMatchObject({ code: 'not_allowed' })
    const { items } = await cases.list(third)
    expect(items).toEqual([
      {
        id,
        opened: '2026-03-02',
        status: 'open',
        members: [
          { account: first.account, part: 'handler' },
          { account: second.account, part: 'approver' },
        ],
        own: null,
      },
    ])
    expect((await cases.list(second)).items[0]?.own?.title).toBe('水价调整')
    await cases.act({ actor: first }, id, 'withdraw', { account: second.account, reason: 'R' })
    await expect(cases.read(second, id)).rejects.toMatchObject({ code: 'not_allowed' })
  })

  it('are not lost with their last member', async () => {
    const { services, inspectors, id } = await withFile()
    const [first, second, third] = inspectors
    const operator = { actor: { account: 'test-operator', role: 'operator', department: null } }
    for (const { account } of [first, second])
      await services.accounts.revoke(operator, account, { reason: 'R' })
    await services.cases.act({ actor: third }, id, 'assign', assigned(third.account, 'handler'))
    expect((await services.cases.read(third, id)).state.members.at(-1)?.account).toBe(third.account)
  })

  it('take each line once, and none that somebody else was first with', async () => {
    const { services, inspectors, id } = await withFile()
    const [first, second] = inspectors
    const { cases } = services
    const note = (text: string, key?: string) =>
      cases.act({ actor: first, idempotencyKey: key }, id, 'note', { text })
    expect(await note('A', 'k1')).toEqual(await note('A', 'k1'))
    await expect(note('B', 'k1')).rejects.toMatchObject({ code: 'idempotency_key_reused' })
    const { seq } = (await cases.read(first, id)).state
    await cases.act({ actor: second }, id, 'note', { text: 'C' })
    await expect(
      cases.act({ actor: first, expectedSeq: seq }, id, 'note', { text: 'D' }),
    ).rejects.toMatchObject({ code: 'conflict' })
    await Promise.all(Array.from({ length: 5 }, (_, i) => note(`E${i}`)))
    const { state, acts } = await cases.read(first, id)
    expect(acts.filter(({ seq: one }) => one > 0).map(({ seq: one }) => one)).toEqual(
      Array.from({ length: state.seq }, (_, i) => i + 1),
    )
  })

  it('say what is wrong with what is sent, and keep nothing of it', async () => {
    const city = await withFile()
    const { services, inspectors, id, database } = city
    const [first] = inspectors
    const count = async () => (await database.client.execute('SELECT count(*) AS n FROM case_act')).rows[0]?.n
    const before = await count()
    const { cases } = services
    for (const [call, code, field] of [
      [() => cases.open({ actor: first }, { ...opening(city), conflict: true }), 'not_allowed', 'conflict'],
      [
        () => cases.open({ actor: first }, { ...opening(city), departments: ['dep-none'] }),
        'not_found',
        'departments',
      ],
      [() => cases.open({ actor: first }, { ...opening(city), title: '' }), 'invalid', 'title'],
      [() => cases.act({ actor: first }, id, 'assign', assigned('acc-0000000000')), 'not_found', 'account'],
      [
        () =>
          cases.act({ actor: first }, id, 'order-remedy', {
            department: 'dep-none',
            text: 'T',
            due: '2026-04-01',
          }),
        'not_found',
        'department',
      ],
      [() => cases.act({ actor: first }, id, 'vanish', {}), 'not_found', undefined],
      [() => cases.act({ actor: first }, 'cas-0000000000', 'note', { text: 'T' }), 'not_found', undefined],
    ] as const)
      await expect(call()).rejects.toMatchObject({ code, field })
    expect(await count()).toBe(before)
  })
})

describe('what is kept of a case', () => {
  it('is checked against the daily digests, which anybody who sees it can compute', async () => {
    const { services, inspectors, id } = await withFile()
    const [first] = inspectors
    const checked = await services.cases.check(first, id)
    expect(checked).toMatchObject({ holds: true, missing: [], openSince: '2026-03-03' })
    expect(checked.days).toHaveLength(1)
    const [day] = checked.days
    expect(digestRows(fromBase64(day?.salt ?? ''), day?.rows ?? [])).toBe(day?.entered)
    const entry = (await services.reading.record(`dig-cases-${day?.day}`))?.state
    expect(entry).toMatchObject({ stream: 'cases', digest: day?.entered })
  })

  const broken: [string, string][] = [
    ['a note was removed', 'DELETE FROM case_act WHERE n = 2'],
    ['a note was given an earlier day', "UPDATE case_act SET day = '2026-03-01' WHERE n = 2"],
    ['a note was given another time', "UPDATE case_act SET at = '2026-03-02T00:30:00.000Z' WHERE n = 2"],
    [
      'a note was put where another stood',
      'UPDATE case_act SET sealed = (SELECT sealed FROM case_act WHERE n = 1) WHERE n = 2',
    ],
    ['the last note was removed', 'DELETE FROM case_act WHERE n = 3'],
  ]
  it.each(broken)('breaks the check when %s behind the triggers', async (_, sql) => {
    const { services, inspectors, id, database } = await withFile()
    await expect(database.client.execute(sql)).rejects.toThrow(/append-only/)
    await database.client.executeMultiple(
      `DROP TRIGGER case_act_no_update; DROP TRIGGER case_act_no_delete; ${sql};`,
    )
    expect((await services.cases.check(inspectors[0], id)).holds).toBe(false)
  })

  it('takes no line for a day that is closed', async () => {
    const { services, inspectors, id, clock } = await withFile()
    clock.now -= DAY
    await expect(
      services.cases.act({ actor: inspectors[0] }, id, 'note', { text: '倒签' }),
    ).rejects.toMatchObject({ cause: { message: expect.stringContaining('this day is closed') } })
  })

  it('shows neither words nor case nor length in the database', async () => {
    const { services, inspectors, id, database } = await withFile()
    await services.cases.act({ actor: inspectors[0] }, id, 'note', { text: '短' })
    const { rows } = await database.client.execute('SELECT * FROM case_act')
    const text = canonicalJson(JSON.parse(JSON.stringify(rows)))
    for (const secret of [id, '来信', inspectors[0].account, 'noted', 'dep-water'])
      expect(text).not.toContain(secret)
    const lengths = new Set(rows.map(({ sealed }) => String(sealed).length))
    expect(lengths.size).toBe(1)
    expect(new Set(rows.map(({ place }) => place)).size).toBe(rows.length)
  })

  it('opens with its key alone, and a key is 32 bytes', async () => {
    const act = {
      case: 'cas-0000000001',
      seq: 1,
      event: 'noted',
      at: '2026-03-02T01:00:00.000Z',
      account: 'a',
      body: {},
    } as const
    const { sealed, commitment } = await createCaseSealing(CASE_KEY, seededRandom()).seal(act, null)
    expect(await createCaseSealing(CASE_KEY, seededRandom(2)).open(sealed)).toEqual({
      act,
      key: null,
      commitment,
    })
    expect(await createCaseSealing(new Uint8Array(32), seededRandom()).open(sealed)).toBeNull()
    for (const wrong of ['', 'AAAA', '?'])
      expect(() => parseCaseKey(wrong)).toThrow('CASES_KEY must be base64 of 32 random bytes')
    expect(parseCaseKey(`${'A'.repeat(43)}=\n`)).toEqual(new Uint8Array(32))
  })
})
