/** Lists by every filter, alone and together, against what a look at each record says. */
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { kindOf, listedKinds } from '../../../worker/domain/kinds/table.ts'
import type { RecordQuery } from '../../../worker/services/read/questions.ts'
import type { RecordView } from '../../../worker/services/read/views.ts'
import type { Services } from '../../../worker/services/services.ts'
import { indexRecords } from '../../../worker/store/search/indexer.ts'
import { freshLedger, OPERATOR, SECOND } from '../../support/ledger/ledger.ts'

const call = { actor: OPERATOR, approver: SECOND }
const DEPARTMENTS = ['dep-x1', 'dep-x2', 'dep-x3']
const AREAS = [null, '东区', '西区']
const TITLES = ['供水管网', '供水价格', '学校布局', 'Water mains']
const DATES = [null, '2022', '2023-03', '2023-03-09', '2024-12-31']
const CLASSES = ['ordinary', 'project'] as const

let services: Services
let all: RecordView[]
/** Decisions about which a flag still stands. */
const flagged = new Set<string>()

beforeAll(async () => {
  const made = await freshLedger()
  services = made.services
  const { acts } = services
  for (const [i, id] of DEPARTMENTS.entries()) {
    // The third lies below the second, and that below the first.
    const parent = i === 0 ? {} : { parent: DEPARTMENTS[i - 1] }
    await acts.open(call, 'department', null, { code: id.slice(4), name: `某局${i}`, ...parent })
  }
  for (let i = 0; i < 40; i++) {
    const proposedAt = DATES[i % 5]
    const area = AREAS[i % 3]
    const amount = i % 4 === 0 ? null : (i * 37) % 100
    const { records: opened } = await acts.open(call, 'decision', DEPARTMENTS[(i * 7) % 3] ?? '', {
      title: `${TITLES[(i * 11) % 4]} ${i}`,
      class: CLASSES[i % 2],
      noResponsibility: '试',
      ...(proposedAt == null ? {} : { proposedAt }),
      ...(area == null ? {} : { area }),
      ...(amount === null ? {} : { amounts: [{ kind: 'budget', currency: 'CNY', current: amount }] }),
    })
    const id = opened[0]?.id ?? ''
    if (i % 6 === 0)
      await acts.act(call, 'decision', 'decided', id, {
        outcome: 'adopted',
        decidedAt: `2023-0${(i % 9) + 1}-10`,
      })
    if (i % 5 > 2) {
      const { records: raised } = await acts.open(call, 'flag', null, {
        ...{ title: '看', subject: id, severity: 'medium', finding: '看一看' },
      })
      if (i % 5 === 3) flagged.add(id)
      else await acts.act(call, 'flag', 'cleared', raised[0]?.id ?? '', { reason: '没有问题' })
    }
    if (i % 13 === 12) await acts.act(call, 'decision', 'annulled', id, { reason: '误登' })
  }
  await indexRecords(made.ledger.database, (await services.log.snapshot()).size)
  all = (await services.reading.records({ kind: 'decision', annulled: 'any', limit: 500 })).items
})

const some = <T>(values: readonly T[]) => fc.option(fc.constantFrom(...values), { nil: undefined })
const question = fc.record({
  q: some(['供水', '管网', 'water', '没有这个词']),
  department: some(DEPARTMENTS),
  units: some(['yes']),
  type: some(CLASSES),
  status: some(['initiated', 'adopted', 'drafting']),
  area: some(['东区', '西区', '北区']),
  date: some(['proposed', 'decided', 'recorded']),
  from: some(['2021', '2023', '2023-03', '2026-03-02']),
  to: some(['2023', '2024', '2026-03', '2026-03-02']),
  least: some(['0', '20', '50']),
  most: some(['60', '99']),
  flagged: some(['yes']),
  annulled: some(['no', 'yes', 'any'] as const),
})
type Question = typeof question extends fc.Arbitrary<infer T> ? T : never

const isAfter = (a: string, b: string): boolean => a > `${b}~`
const isBelow = (id: string | null, department: string): boolean =>
  id !== null && DEPARTMENTS.indexOf(id) >= DEPARTMENTS.indexOf(department)

/** The question asked of one record, by its state alone. */
function fits(record: RecordView, ask: Question, leave: string | null = null): boolean {
  const { state } = record
  if (state.kind !== 'decision') return false
  const days = new Map<string, string | null>([
    ['proposed', state.proposedAt],
    ['decided', state.ruling?.decidedAt ?? null],
    ['recorded', '2026-03-02'],
  ])
  const day = days.get(ask.date ?? 'decided') ?? null
  const amount = state.amounts[0]?.current ?? null
  const annulled = state.annulled !== undefined
  const whole = (day ?? '').length < 10 && day !== null
  const first = day === null ? null : `${day}${whole ? '-01-01'.slice(day.length - 4) : ''}`
  const among: [string, boolean][] = [
    ['annulled', ask.annulled === 'any' || annulled === (ask.annulled === 'yes')],
    ['q', ask.q === undefined || record.title.toLowerCase().includes(ask.q)],
    [
      'department',
      ask.department === undefined ||
        (ask.units === 'yes'
          ? isBelow(record.department, ask.department)
          : record.department === ask.department),
    ],
    ['type', ask.type === undefined || record.type === ask.type],
    ['status', ask.status === undefined || record.status === ask.status],
    ['area', ask.area === undefined || record.area === ask.area],
    ['from', ask.from === undefined || (first !== null && first >= ask.from)],
    ['to', ask.to === undefined || (first !== null && !isAfter(first, ask.to))],
    ['least', ask.least === undefined || (amount !== null && amount >= Number(ask.least))],
    ['most', ask.most === undefined || (amount !== null && amount <= Number(ask.most))],
    ['flagged', ask.flagged === undefined || flagged.has(record.id)],
  ]
  return among.every(([name, is]) => is || name === leave)
}

const inOrder = ({ from, to }: Question): boolean =>
  from === undefined || to === undefined || from.slice(0, to.length) <= to

describe('a list', () => {
  it('holds what a look at each record says, in number and in rows, and counts what else could be chosen', async () => {
    const { reading } = services
    await fc.assert(
      fc.asyncProperty(question.filter(inOrder), async (ask) => {
        const query: RecordQuery & { kind: 'decision' } = { kind: 'decision', ...ask }
        const { items, total } = await reading.records({ ...query, limit: 500 })
        const expected = all.filter((record) => fits(record, ask)).map(({ id }) => id)
        expect(items.map(({ id }) => id)).toEqual(expected)
        expect(total).toBe(expected.length)
        const choices = await reading.choices(query)
        expect(choices.total).toBe(expected.length)
        const kept = await reading.choices(query, true)
        expect({ ...kept, department: [] }).toEqual({ ...choices, department: [] })
        for (const name of ['department', 'type', 'status', 'area'] as const) {
          const leave = name === 'department' && ask.units === 'yes' ? null : name
          const numbers = new Map<string, number>()
          for (const record of all) {
            const value = record[name]
            if (value !== null && fits(record, ask, leave)) numbers.set(value, (numbers.get(value) ?? 0) + 1)
          }
          const counted = choices[name].map(({ value, count }): [string, number] => [value, count])
          expect(new Map(counted)).toEqual(numbers)
        }
      }),
      { numRuns: 150 },
    )
  })

  it('has the records that a flag still stands on, with the number of these', async () => {
    const { items } = await services.reading.records({ kind: 'decision', flagged: 'yes', annulled: 'any' })
    expect(new Set(items.map(({ id }) => id))).toEqual(flagged)
    const counts = await services.reading.flagCounts(all.map(({ id }) => id))
    expect(new Set(counts.keys())).toEqual(flagged)
    expect([...counts.values()].every((n) => n === 1)).toBe(true)
  })

  it('refuses a period that ends before it begins', async () => {
    await expect(
      services.reading.records({ kind: 'decision', from: '2024', to: '2023-12' }),
    ).rejects.toMatchObject({ code: 'invalid', field: 'to' })
  })

  it.each(listedKinds)('of each %s stands first in an order that is declared', (kind) => {
    const { sorts, usual } = kindOf(kind)
    expect(Object.keys(sorts)).toContain(usual.replace(/^-/, ''))
  })

  it('puts the greatest amount first or last, and those without any at the end', async () => {
    const amounts = async (sort: string) =>
      (await services.reading.records({ kind: 'decision', sort, limit: 500 })).items.map(({ state }) =>
        state.kind === 'decision' ? (state.amounts[0]?.current ?? null) : null,
      )
    const given = all.flatMap(({ state }) =>
      state.kind === 'decision' && state.annulled === undefined ? [state.amounts[0]?.current ?? null] : [],
    )
    const numbers = given.filter((one) => one !== null)
    const none = given.filter((one) => one === null)
    expect(await amounts('amount')).toEqual([...numbers.toSorted((a, b) => a - b), ...none])
    expect(await amounts('-amount')).toEqual([...numbers.toSorted((a, b) => b - a), ...none])
  })
})
