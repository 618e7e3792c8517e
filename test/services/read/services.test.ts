/** The hall of services counts what its lists find, and questions of steps, use and moved dates are answered by lists. */
import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { APPLIED_FOR, missingParts } from '../../../worker/domain/kinds/responsibility/guide.ts'
import { SERVICE_MARKS, serviceMarks } from '../../../worker/domain/kinds/responsibility/marks.ts'
import { mattersOf, servedBy } from '../../../worker/domain/kinds/responsibility/matters.ts'
import { PLACED } from '../../../worker/domain/record/list/marks.ts'
import { responsibilityTypes } from '../../../worker/domain/record/vocabulary.ts'
import type { RecordQuery } from '../../../worker/services/read/questions.ts'
import type { Services } from '../../../worker/services/services.ts'
import { countServices } from '../../../worker/store/lists/services.ts'
import { indexRecords } from '../../../worker/store/search/indexer.ts'
import { explained } from '../../support/ledger/explained.ts'
import { freshLedger, OPERATOR, SECOND } from '../../support/ledger/ledger.ts'

const call = { actor: OPERATOR, approver: SECOND }
const NAMES = ['幼儿园入学登记', '食品经营许可', '住房补贴发放', '一件没有归类的事']
const WHOM = [undefined, '自然人', '企业法人', '自然人、企业法人']

let services: Services
const of: Record<string, string> = {}

const titles = async (query: RecordQuery): Promise<string[]> =>
  (await services.reading.records({ limit: 100, ...query })).items.map(({ title }) => title)

beforeAll(async () => {
  const made = await freshLedger()
  services = made.services
  const { acts } = services
  await acts.open(call, 'department', null, { code: 'x1', name: '某局' })
  const types = Object.keys(responsibilityTypes)
  for (let i = 0; i < 3 * types.length; i++) {
    const applicants = WHOM[(i * 3) % 4]
    const { records } = await acts.open(call, 'responsibility', 'dep-x1', {
      name: `${NAMES[i % 4]} ${i}`,
      type: types[i % types.length],
      ...(applicants === undefined ? {} : { applicants }),
      ...(i % 3 === 0 ? { materials: ['申请表'], phone: '12345' } : {}),
    })
    of[`power ${i}`] = records[0]?.id ?? ''
  }
  await acts.act(call, 'responsibility', 'abolished', of['power 0'] ?? '', {
    trigger: 'law_changed',
    reason: '废止',
  })
  const decisions: [title: string, event: string, step: object | null, responsibility: string | null][] = [
    ['听证过的', 'step_concluded', { heldAt: '2024-02-01' }, of['power 1'] ?? ''],
    [
      '免予听证的',
      'step_concluded',
      { concludedAt: '2024-02-01', outcome: 'waived', waivedReason: '无争议' },
      null,
    ],
    ['准备听证的', 'step_started', { dueAt: '2030-01-01' }, null],
    ['没有步骤的', '', null, null],
  ]
  for (const [title, event, step, responsibility] of decisions) {
    const { records } = await acts.open(call, 'decision', 'dep-x1', {
      ...{ title, class: 'ordinary', proposedAt: '2024-01-05' },
      ...(responsibility === null ? { noResponsibility: '试' } : { responsibility }),
    })
    if (step !== null)
      await acts.act(call, 'decision', event, records[0]?.id ?? '', { step: { type: 'hearing', ...step } })
  }
  for (const [title, due] of [
    ['未动', '2024-06-01'],
    ['推迟一年', '2025-06-01'],
    ['推迟一月', '2024-07-01'],
  ] as const)
    await acts.open(call, 'milestone', 'dep-x1', { title, baselineDue: '2024-06-01', currentDue: due })
  await indexRecords(made.ledger.database, (await services.log.snapshot()).size)
})

it('each number of the hall is the length of the list behind it', async () => {
  const hall = await services.reading.services()
  const list = (more: Partial<RecordQuery>) =>
    services.reading.records({
      kind: 'responsibility',
      service: 'yes',
      status: 'in_force',
      limit: 1,
      ...more,
    })
  expect(hall.total).toBe(
    3 * APPLIED_FOR.length - ((APPLIED_FOR as readonly string[]).includes('licence') ? 1 : 0),
  )
  expect((await list({})).total).toBe(hall.total)
  for (const by of ['matter', 'serves', 'lacks', 'department'] as const) {
    expect(hall[by].length).toBeGreaterThan(0)
    for (const { value, count } of hall[by])
      expect([by, value, (await list({ [by]: value })).total]).toEqual([by, value, count])
  }
  expect(hall.serves.reduce((sum, { count }) => sum + count, 0)).toBeGreaterThanOrEqual(hall.total)
})

it('the hall counts what the items themselves say, and reads no row for it', async () => {
  const { items } = await services.reading.records({
    kind: 'responsibility',
    service: 'yes',
    status: 'in_force',
    limit: 500,
  })
  const naive = { matter: new Map(), serves: new Map(), lacks: new Map() }
  for (const { state } of items) {
    if (state.kind !== 'responsibility') continue
    const said = { matter: mattersOf(state), serves: servedBy(state), lacks: missingParts(state) }
    for (const by of ['matter', 'serves', 'lacks'] as const)
      for (const code of said[by]) naive[by].set(code, (naive[by].get(code) ?? 0) + 1)
  }
  const { database, plans } = explained(services.ledger.database)
  const filter = { kind: 'responsibility', service: 'yes', status: 'in_force' } as const
  const counts = await countServices(database, filter)
  for (const by of ['matter', 'serves', 'lacks'] as const)
    expect(new Map(counts[by].map(({ value, count }) => [value, count]))).toEqual(naive[by])
  expect([...plans.values()].flat()).toEqual(
    expect.arrayContaining([expect.stringMatching(/^SEARCH record USING INDEX tally_kind/)]),
  )
})

it('what somebody may be told apart by has a bit of its own, which a number holds without loss', () => {
  fc.assert(
    fc.property(fc.subarray([...SERVICE_MARKS]), (some) => {
      const marks = some.reduce((sum, { bit }) => sum + bit, PLACED)
      expect(Number.isSafeInteger(marks)).toBe(true)
      expect(serviceMarks(marks)).toEqual(some)
    }),
  )
})

it.each([
  ['幼儿园入学登记', ['school']],
  ['农村住房建设补贴', ['home', 'aid', 'building', 'farming']],
  ['一件没有归类的事', ['other']],
])('%s is found under %j', (name, matters) => {
  expect(mattersOf({ name, subItem: null }).sort()).toEqual([...matters].sort())
})

it.each([
  [null, ['unstated']],
  ['自然人、企业法人', ['person', 'body']],
  ['个体工商户', ['body']],
  ['见附件', ['unstated']],
])('who may apply, told as %s, is %j', (applicants, whom) => {
  expect(servedBy({ applicants })).toEqual(whom)
})

it('decisions are found by a step that they had or never had: waived and planned ones they did not have', async () => {
  expect(await titles({ kind: 'decision', had: 'hearing' })).toEqual(['听证过的'])
  expect((await titles({ kind: 'decision', without: 'hearing' })).sort()).toEqual(
    ['免予听证的', '准备听证的', '没有步骤的'].sort(),
  )
})

it('powers are found by use: a decision that was annulled is none', async () => {
  const unused = (await titles({ kind: 'responsibility', used: 'no' })).length
  const used = await services.reading.records({ kind: 'responsibility', used: 'yes' })
  expect(used.items.map(({ id }) => id)).toEqual([of['power 1']])
  const [decision] = (await services.reading.records({ kind: 'decision', of: of['power 1'] })).items
  await services.acts.act(call, 'decision', 'annulled', decision?.id ?? '', { reason: '误登' })
  expect((await titles({ kind: 'responsibility', used: 'no' })).length).toBe(unused + 1)
})

it('milestones stand by how far their date moved', async () => {
  expect(await titles({ kind: 'milestone', sort: '-moved' })).toEqual(['推迟一年', '推迟一月', '未动'])
})

it('a search tells how much it found of each kind, whichever is asked for', async () => {
  const all = await services.reading.search({ q: '听证' })
  expect(all.kinds).toEqual([{ value: 'decision', count: 2 }])
  const powers = await services.reading.search({ q: '听证', kind: 'responsibility' })
  expect([powers.total, powers.kinds]).toEqual([0, all.kinds])
})

it('what is new or changed in the last delivery of a register is found alone', async () => {
  for (const [title, listed] of [
    ['上一次交付', '2024-01-01'],
    ['最近一次交付', '2024-02-01'],
  ] as const)
    await services.acts.open(call, 'decision', 'dep-x1', {
      ...{ title, class: 'ordinary', noResponsibility: '试' },
      source: { mapping: 'demo', key: title, asOf: listed },
    })
  expect(await titles({ kind: 'decision', latest: 'yes' })).toEqual(['最近一次交付'])
})

it('only what has a place is found by it, and nothing by a code that is none', async () => {
  const place = { name: '某河', point: '30.5, 114.3' }
  for (const [title, places] of [
    ['有地点的', [place]],
    ['地点没有坐标的', [{ name: '某地' }]],
  ] as const)
    await services.acts.open(call, 'milestone', 'dep-x1', { title, currentDue: '2026-03-01', places })
  expect(await titles({ kind: 'milestone', placed: 'yes' })).toEqual(['有地点的'])
  expect(await titles({ kind: 'responsibility', matter: 'no such matter' })).toEqual([])
})
