/** Periods in place of a day: the last month or day of each, and of a beginning the first. */
import { describe, expect, it } from 'vitest'
import { isPeriod, readDated } from '../../../worker/intake/register/dates/read.ts'
import { drafted, each, one } from '../../support/intake/drafted.ts'
import { delivered, text } from '../../support/intake/trial.ts'

const both = (printed: string, format: string): string =>
  [
    readDated(printed, [format], { quarter: 'first' })?.date ?? '-',
    readDated(printed, [format])?.date ?? '-',
  ].join(' ')

describe('a period of which the meaning is certain', () => {
  it.each([
    ...['2024H1', 'H1 2024', '1H2024', '2024-H1', '2024年上半年', 'First half of 2024'].map((printed) => [
      printed,
      'half',
      '2024-01 2024-06',
    ]),
    ...['2024年下半年底前', '2. Halbjahr 2024', 'segundo semestre de 2024', '2024년 하반기'].map(
      (printed) => [printed, 'half', '2024-07 2024-12'],
    ),
    ...['II полугодие 2024 г.', 'II półrocze 2024', 'S2/2024'].map((printed) => [
      printed,
      'half',
      '2024-07 2024-12',
    ]),
    ...['IV. Quartal 2024', '2024年第四季度', 'T4 2024', '4º trimestre de 2024', 'Ⅳ квартал 2024'].map(
      (printed) => [printed, 'quarter', '2024-10 2024-12'],
    ),
    ...['Q3/2024', '2024年三季度', '2024년 3분기', '3er trimestre 2024'].map((printed) => [
      printed,
      'quarter',
      '2024-07 2024-09',
    ]),
    ['2024-W07', 'week', '2024-02-12 2024-02-18'],
    ['KW 7/2024', 'week', '2024-02-12 2024-02-18'],
    ['2020-W53', 'week', '2020-12-28 2021-01-03'],
    ['2024-W07-3', 'week', '2024-02-14 2024-02-14'],
    ['2025年6月上旬', 'yyyy年mm月', '2025-06-01 2025-06-10'],
    ['2025年6月中旬', 'yyyy年mm月', '2025-06-11 2025-06-20'],
    ['2024年2月下旬', 'yyyy年mm月', '2024-02-21 2024-02-29'],
    ['2025년 6월 중순', 'yyyy년mm월', '2025-06-11 2025-06-20'],
    ['2021-2025', 'span', '2021 2025'],
    ['2024.3-2025.12', 'span', '2024-03 2025-12'],
    ['2025年1-6月', 'span', '2025-01 2025-06'],
    ['2025年6月1日至30日', 'span', '2025-06-01 2025-06-30'],
    ['01.03.2024 - 30.06.2024', 'span', '2024-03-01 2024-06-30'],
    ['令和5年4月1日～令和6年3月31日', 'span', '2023-04-01 2024-03-31'],
    ['令和5年度', 'fiscal', '2023-04 2024-03'],
    ['FY2023/24', 'fiscal', '2023 2024'],
    ['2023年度', 'fiscal 4', '2023-04 2024-03'],
    ['2023年度', 'fiscal 1', '2023-01 2023-12'],
    ['FY2024', 'fiscal 10 end', '2023-10 2024-09'],
    ['2023/24', 'fiscal 7', '2023-07 2024-06'],
  ])('%s', (printed = '', format = '', meant) => {
    expect(both(printed, format)).toBe(meant)
  })

  it.each([
    ['第四季度', 'quarter'],
    ['2024年第3四半期', 'quarter'],
    ['H1 FY24', 'half'],
    ['KW 53/2024', 'week'],
    ['week 7, 2024', 'week'],
    ['2025年上旬', 'yyyy年'],
    ['2025-2021', 'span'],
    ['2024-03-15', 'span'],
    ['2024-25', 'span'],
    ['2024-2025-03', 'span'],
    ['2023年度', 'fiscal'],
    ['FY2024', 'fiscal'],
    ['2023/25', 'fiscal 4'],
    ['2024年三季度前', 'quarter'],
  ])('%s is none, of which that is not certain', (printed, format) => {
    expect(both(printed, format)).toBe('- -')
  })

  it('is told from a day, a month and a year', () => {
    expect(['2024H1', '2024年三季度', '2025年6月上旬', '2021-2025'].map(isPeriod)).not.toContain(false)
    expect(['2024-03-15', '2024年3月', '2024', '15.03.2024'].map(isPeriod)).not.toContain(true)
  })
})

describe('a draft of due dates that are periods', () => {
  const rows = (cell: (i: number) => string): string =>
    `Ref,Work,Department,Due date\n${each((i) => `P-${i},Road ${i},${one(i, 'Roads', 'Water')},${cell(i)}`)}\n`

  it('reads them as their last day, says so, and keeps what is printed', () => {
    const found = drafted(
      'works.csv',
      rows((i) => one(i, `${2024 + (i % 3)}H1`, '2026-09-30')),
    )
    expect(new Set(found.due)).toEqual(new Set(['2025-06', '2024-06', '2026-06', '2026-09-30']))
    expect(found.said).toContain('"Due date" names periods')
    const remarks = found.records
      .filter(({ kind }) => kind === 'milestone')
      .map(({ fields }) => fields.remark)
    expect([remarks[0], remarks[1]]).toEqual(['Due date: 2025H1', undefined])
  })

  it('takes both ends of a column that says from when until when', () => {
    const found = drafted(
      '任务.csv',
      `任务,责任单位,起止时间\n${each((i) => `修路${i},${one(i, '交通局', '水务局')},2025年${i}月至2026年${i}月`)}\n`,
    )
    const first = found.records.find(({ kind }) => kind === 'milestone')
    expect([first?.fields.startedAt, first?.fields.currentDue]).toEqual(['2025-01', '2026-01'])
  })

  it('asks for the beginning of fiscal years that do not say it', () => {
    const found = drafted(
      'works.csv',
      rows((i) => `FY20${20 + (i % 5)}`),
    )
    expect(found.due).toEqual([])
    expect(found.said).toContain('do not say in which month they begin')
  })
})

it('a quarter that stands among days is read where it is declared, and rejected where it is not', () => {
  const mapping = (formats: string[]): object => ({
    ...{ mapping: 1, title: { zh: '工程', en: 'works' }, target: 'register', name: 'works' },
    input: { format: 'table' },
    records: [
      {
        ...{ kind: 'milestone', key: { from: ['Ref'] }, department: 'Office' },
        fields: { title: 'Work', currentDue: { from: 'Due', as: 'date', formats } },
      },
    ],
  })
  const given = text('w.csv', 'Ref,Work,Office,Due\nR1,A,O,2025-03-31\nR2,B,O,IV. Quartal 2025\n')
  const { rejected } = delivered(mapping(['yyyy-mm-dd']), [given])
  expect(rejected.map(({ row, expected }) => [row, expected.en])).toEqual([
    [3, expect.stringContaining('quarter would read this one')],
  ])
  const { records } = delivered(mapping(['yyyy-mm-dd', 'quarter']), [given])
  expect(records.map(({ fields }) => fields.currentDue)).toEqual(['2025-03-31', '2025-12'])
})
