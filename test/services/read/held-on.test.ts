/** Who held a power on a day: after it was handed over, suspended, merged, split or abolished. */
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { holderOn } from '../../../worker/domain/kinds/replay.ts'
import { dayNumber, dayText } from '../../../worker/domain/record/date.ts'
import { csvLines } from '../../../worker/services/export/published-list.ts'
import { freshLedger, OPERATOR, SECOND } from '../../support/ledger/ledger.ts'

const call = { actor: OPERATOR, approver: SECOND }
const { services } = await freshLedger()
const { acts, reading } = services
const [WATER, WORKS] = ['dep-water', 'dep-works']
const ids: { [name: string]: string } = {}

async function act(name: string, event: string, occurred: string, body: object): Promise<void> {
  await acts.act({ ...call, occurred }, 'responsibility', event, ids[name] ?? '', {
    trigger: 'reform',
    ...body,
  })
}

async function list(name: string, department: string, inForceFrom: string): Promise<void> {
  const fields = { name, type: 'licence', inForceFrom }
  const { records } = await acts.open(
    { ...call, occurred: inForceFrom },
    'responsibility',
    department,
    fields,
  )
  ids[name] = records[0]?.id ?? ''
}

beforeAll(async () => {
  for (const [code, name] of [
    ['water', '水务局'],
    ['works', '建设局'],
  ])
    await acts.open({ ...call, occurred: '2015-01-01' }, 'department', null, {
      code: code ?? '',
      name: name ?? '',
      nameEn: code === 'water' ? 'Water Bureau' : null,
    })
  await list('取水', WATER, '2016-01-01')
  await list('排水', WATER, '2016-01-01')
  await list('节水', WATER, '2017-03-01')
  await list('供水', WORKS, '2018-01-01')
  await act('排水', 'transferred', '2019-05-01', { to: WORKS, reason: '机构改革' })
  await act('排水', 'transferred', '2021-09-01', { to: WATER, reason: '改回' })
  await act('节水', 'merged', '2020-02-01', { into: ids.取水, reason: '合并' })
  await act('供水', 'suspended', '2019-07-01', { reason: '改造' })
  await act('供水', 'resumed', '2020-01-01', { reason: '恢复' })
  await act('供水', 'abolished', '2022-04-01', { reason: '取消' })
  await acts.act({ ...call, occurred: '2023-03-01' }, 'department', 'renamed', WATER, {
    ...{ name: '水利局', nameEn: null, reason: '机构改革' },
  })
})

const held = async (on: string, department?: string): Promise<string[]> => {
  const { items, total } = await reading.records({ kind: 'responsibility', on, department })
  expect(items).toHaveLength(total)
  return items.map(({ title, department: by }) => `${title} ${by}`).sort()
}

describe('the list of powers of a day', () => {
  it.each([
    ['2015', []],
    ['2016-06', ['取水 dep-water', '排水 dep-water']],
    ['2019-04-30', ['供水 dep-works', '取水 dep-water', '排水 dep-water', '节水 dep-water']],
    ['2019-05-01', ['供水 dep-works', '取水 dep-water', '排水 dep-works', '节水 dep-water']],
    // Suspended for half of the year, and in force on some day of it.
    ['2019', ['供水 dep-works', '取水 dep-water', '排水 dep-works', '节水 dep-water']],
    ['2019-08', ['取水 dep-water', '排水 dep-works', '节水 dep-water']],
    ['2020-02-01', ['供水 dep-works', '取水 dep-water', '排水 dep-works']],
    ['2022-04-01', ['取水 dep-water', '排水 dep-water']],
  ])('%s', async (on, wanted) => {
    expect(await held(on)).toEqual([...wanted].sort())
    for (const department of [WATER, WORKS])
      expect(await held(on, department)).toEqual([...wanted].filter((one) => one.endsWith(department)).sort())
  })

  it('says who holds it now where that is another, and today’s status', async () => {
    const { items } = await reading.records({ kind: 'responsibility', on: '2020-05' })
    const [drain] = items.filter(({ title }) => title === '排水')
    expect(drain).toMatchObject({
      departmentName: '建设局',
      heldNow: { department: WATER, departmentName: '水利局' },
    })
    expect(items.find(({ title }) => title === '供水')).toMatchObject({ status: 'abolished' })
    expect(items.find(({ title }) => title === '取水')).not.toHaveProperty('heldNow')
  })

  it.each([
    ['2016-05', '水务局', 'Water Bureau'],
    ['2019-05', '水务局', 'Water Bureau'],
    ['2022-12-31', '水务局', 'Water Bureau'],
    ['2023', '水利局', null],
    ['2023-03-02', '水利局', null],
  ])('calls a department in %s as it was called then', async (on, name, english) => {
    const { items } = await reading.records({ kind: 'responsibility', on, department: WATER })
    expect(items.length).toBeGreaterThan(0)
    for (const item of items) {
      expect(item).toMatchObject({ departmentName: name, departmentNameEn: english })
      expect(item).not.toHaveProperty('heldNow')
    }
  })

  it('calls who holds it now as that is called now', async () => {
    const { items } = await reading.records({ kind: 'responsibility', on: '2020-05', department: WORKS })
    expect(items.find(({ title }) => title === '排水')).toMatchObject({
      departmentName: '建设局',
      heldNow: { departmentName: '水利局' },
    })
  })

  it('is the same in a file', async () => {
    const lines: string[] = []
    for await (const text of csvLines(reading, { kind: 'responsibility', on: '2020-05' }, 'zh'))
      lines.push(text)
    const row = lines
      .join('')
      .split('\r\n')
      .find((line) => line.includes('排水'))
    expect(row).toContain('建设局')
    expect(row).not.toContain('水利局')
    expect(
      lines
        .join('')
        .split('\r\n')
        .find((line) => line.includes('取水')),
    ).toContain('水务局')
  })

  it('is counted by the departments of that day, and each record is under the one that its state names', async () => {
    const days = { min: dayNumber('2015-01-01'), max: dayNumber('2023-01-01') }
    await fc.assert(
      fc.asyncProperty(fc.integer(days), fc.constantFrom(4, 7, 10), async (day, letters) => {
        const on = dayText(day).slice(0, letters)
        const { department, total } = await reading.choices({ kind: 'responsibility', on })
        const counted = new Map(department.map(({ value, count }) => [value, count]))
        expect((await held(on)).length).toBe(total)
        for (const one of [WATER, WORKS]) {
          const found = await reading.records({ kind: 'responsibility', on, department: one })
          expect(found.total).toBe(counted.get(one) ?? 0)
          if (letters === 10)
            for (const { state } of found.items) expect(holderOn(state, { first: day, last: day })).toBe(one)
        }
      }),
      { numRuns: 30 },
    )
  })
})
