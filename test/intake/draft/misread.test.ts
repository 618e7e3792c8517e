/** What a clerk's file says in a way that could be read wrongly: it is asked or told, and nothing is made of it. */
import { describe, expect, it } from 'vitest'
import { drafted, each, one } from '../../support/intake/drafted.ts'
import { delivered, text, works } from '../../support/intake/trial.ts'

const office = (i: number): string => one(i, 'Roads', 'Water')
const table = (header: string, cell: (i: number) => string): string =>
  `Ref,Project,Department,${header}\n${each((i) => `P-${i},Road ${i},${office(i)},${cell(i)}`)}\n`

describe('rows that are not as wide as their header', () => {
  const csv = 'Ref,Work,Office\nR1,Bridge,Roads\nR2,Roof, north,Parks\nR3,Lift,Parks,$1,200\nR4,Pipe\n'

  it('and have more cells are rejected: what stands in them may have moved', () => {
    const { rejected, rejectedRows, rows, refused } = delivered(works({}), [text('w.csv', csv)])
    expect(rows).toBe(4)
    expect(rejected.map(({ row, reason }) => [row, reason.en])).toEqual(
      expect.arrayContaining([
        [3, expect.stringContaining('more cells than the header')],
        [4, expect.stringContaining('more cells than the header')],
      ]),
    )
    expect(rejectedRows.size).toBeGreaterThan(1)
    // Which record it was nobody knows: none is said to have vanished.
    expect(refused).toContainEqual({ kind: 'decision', key: null })
  })

  it('with nothing in them but separators are read', () => {
    const given = text('w.csv', 'Ref,Work,Office\nR1,Bridge,Roads,,\n')
    expect(delivered(works({}), [given]).records).toHaveLength(1)
  })

  it('columns without a header are told, with their cells', () => {
    const given = text('w.csv', 'Ref,Work,,Office\nR1,Bridge,secret,Roads\nR2,Roof,,Parks\n')
    const { notes } = delivered(works({}), [given])
    expect(notes.map(({ words }) => words.en)).toContain(
      'columns without a header were not read: C (1 cells, as "secret")',
    )
    expect(
      drafted(
        'w.csv',
        table(',Due', (i) => `x${i},2026-01-${i + 10}`),
      ).said,
    ).toContain('columns without a header were not read: D (12 cells, as "x1")')
  })
})

describe('a second table below the first', () => {
  const below = '\nRef,Vendor,Amount\nV1,ACME,100\nV2,Foo,200\n'

  it('is rejected at its header, and nothing of it is read', () => {
    const { records, rejected, passed } = delivered(works({}), [
      text('w.csv', `Ref,Work,Office\nR1,Bridge,Roads\nR2,Roof,Parks\n${below}`),
    ])
    expect(records.map(({ key }) => key)).toEqual(['R1', 'R2'])
    expect(rejected.map(({ row, reason }) => [row, reason.en])).toEqual([
      [5, 'another table seems to begin here'],
    ])
    expect(passed.map(({ row }) => row)).toEqual([6, 7])
  })

  it('is one with other words too, where one stands under dates', () => {
    const found = () =>
      drafted(
        '项目.csv',
        '项目,责任单位,完成时间\n道路,交通局,2025年6月\n桥梁,交通局,2025年7月\n泵站,水务局,2025年8月\n\n资金来源,金额（万元）,单位\n财政,100,财政局\n',
      )
    expect(found).toThrow('another table seems to begin here')
  })

  it('an empty line alone is none, and neither is the same header again', () => {
    const { records, rejected } = delivered(works({}), [
      text('w.csv', 'Ref,Work,Office\nR1,Bridge,Roads\n\nR2,Roof,Parks\n\nRef,Work,Office\nR3,Lift,Parks\n'),
    ])
    expect([records.map(({ key }) => key), rejected]).toEqual([['R1', 'R2', 'R3'], []])
  })
})

describe('what could be one value or another', () => {
  it('days of both orders in one column are left out, with both proofs', () => {
    const days = ['01/02/2025', '13/05/2025', '05/14/2025', '06/07/2025']
    const found = drafted(
      'w.csv',
      table('Due', (i) => days[i % 4] ?? ''),
    )
    expect(found.due).toEqual([])
    expect(found.said).toContain('before the month (13/05/2025) and some behind it (05/14/2025)')
  })

  it('one day of the other order among many is a slip, told and not taken', () => {
    const found = drafted(
      'w.csv',
      table('Due', (i) => (i === 5 ? '05/14/2025' : `${i + 12}/05/2025`)),
    )
    expect(found.due).toHaveLength(11)
    expect(found.said).toContain('cannot be read are not taken (1): 05/14/2025')
  })

  it('1.234 in every cell is no amount before its mark is known', () => {
    const found = drafted(
      'w.csv',
      table('Cost (EUR)', (i) => `${i}.234`),
    )
    expect(found.amounts).toEqual([])
    expect(found.said).toContain('declare its "decimal"')
    const proven = drafted(
      'w.csv',
      table('Cost (EUR)', (i) => one(i, `${i}.234`, `${i}.234.567`)),
    )
    expect(proven.amounts[0]).toMatchObject({ current: 1234 })
  })

  it('1,234 is above a thousand, and that is told', () => {
    const found = drafted(
      'w.csv',
      table('Cost (EUR)', (i) => `"${i},234"`),
    )
    expect(found.amounts[0]).toMatchObject({ current: 1234 })
    expect(found.said).toContain('the comma is taken to part thousands')
  })

  it('2025.1 may have been 2025.10, which is asked', () => {
    const found = drafted(
      'w.csv',
      table('Due', (i) => `2025.${i}`),
    )
    expect(found.said).toContain('of October a spreadsheet drops the zero')
  })

  it('several organs in one cell are told, and asked which of them leads', () => {
    const found = drafted(
      '任务.csv',
      `任务,牵头单位,时限\n${each((i) => `修路${i},${one(i, '发改委', '财政局、审计局')},2026年${i}月`)}\n`,
    )
    expect(found.said).toContain('6 rows of "牵头单位" name several departments (as 财政局、审计局)')
  })

  it('numbers that a spreadsheet cut short are told where their column is left out', () => {
    const found = drafted(
      'w.csv',
      table('Contract', (i) => (i < 3 ? '4.40106E+17' : '')),
    )
    expect(found.said).toContain('were cut short by a spreadsheet (as 4.40106E+17)')
  })
})

describe('JSON by columns, and by halves', () => {
  const rows = Array.from({ length: 8 }, (_, i) => ({
    ...{ title: `Road ${i}`, department: office(i), due: `2026-0${i + 1}-01` },
  }))
  const list = (name: 'title' | 'department' | 'due'): string[] => rows.map((row) => row[name])
  const numbered = (name: 'title' | 'department' | 'due'): object => Object.fromEntries(list(name).entries())

  it.each([
    ['lists', { title: list('title'), department: list('department'), due: list('due') }],
    ['numbered', { title: numbered('title'), department: numbered('department'), due: numbered('due') }],
  ])('a document of columns is read by its rows: %s', (_, document) => {
    const found = drafted('w.json', JSON.stringify(document))
    expect(found.due).toEqual(list('due'))
    expect(found.departments.sort()).toEqual(['Roads', 'Water'])
  })

  it('one that was cut off says in which line', () => {
    const lines = rows.map((row) => JSON.stringify(row)).join('\n')
    expect(() => drafted('w.ndjson', lines.slice(0, -9))).toThrow('line 8 is no whole JSON document')
  })

  it.each([{ pageInfo: { hasNextPage: true } }, { exceededTransferLimit: true }, { has_more: true }])(
    'one that says that there is more is told to be a page: %o',
    (more) => {
      expect(drafted('w.json', JSON.stringify({ data: { items: rows, ...more } })).said).toContain(
        'next page',
      )
    },
  )

  it('milliseconds in /Date()/ are days', () => {
    const dated = rows.map((row, i) => ({ ...row, due: `/Date(${Date.UTC(2026, i, 15)}+0000)/` }))
    expect(drafted('w.json', JSON.stringify(dated)).due[1]).toBe('2026-02-15')
  })
})

it('the end of a year in words is that year', () => {
  const found = drafted(
    'w.csv',
    table('Due', (i) => one(i, 'Ende 2025', '2026-03-01')),
  )
  expect(found.due.slice(0, 2)).toEqual(['2025', '2026-03-01'])
})
