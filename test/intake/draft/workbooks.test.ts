/** Workbooks as offices make them, drafted as they stand: merged cells, two headers, formats, formulas, sheets. */
import { utils, type WorkSheet, write } from '@e965/xlsx'
import { describe, expect, it } from 'vitest'
import { drafted } from '../../support/intake/drafted.ts'

type Cells = (string | number | null)[][]

const sheetOf = (rows: Cells, merges: string[] = []): WorkSheet => ({
  ...utils.aoa_to_sheet(rows),
  '!merges': merges.map((one) => utils.decode_range(one)),
})

function bookOf(sheets: Record<string, WorkSheet>, more: object = {}): Uint8Array {
  const book = utils.book_new()
  for (const [name, sheet] of Object.entries(sheets)) utils.book_append_sheet(book, sheet, name)
  book.Workbook = more
  return new Uint8Array(write(book, { type: 'array', bookType: 'xlsx', cellStyles: true }))
}

const HEAD = ['编号', '项目名称', '责任部门', '开始日期', '完成期限', '投资（万元）']
const ROWS: Cells = [
  ['A-1', '甲桥', '水务局', '2026-01-05', '2026-06-30', 120],
  ['A-2', '乙桥', null, '2026-02-05', '2026-07-31', 80],
  ['A-3', '丙校', '教育局', '2026-03-05', '2026-08-31', 50],
  ['A-4', '丁校', null, '2026-04-05', '2026-09-30', 60],
]
const WORKS = {
  keys: ['A-1', 'A-2', 'A-3', 'A-4'],
  departments: ['水务局', '水务局', '教育局', '教育局'],
  started: ['2026-01-05', '2026-02-05', '2026-03-05', '2026-04-05'],
  due: ['2026-06-30', '2026-07-31', '2026-08-31', '2026-09-30'],
  current: [1_200_000, 800_000, 500_000, 600_000],
}

/** What a draft reads of each work in a workbook, and what it says of it. */
function readIn(bytes: Uint8Array) {
  const found = drafted('works.xlsx', bytes)
  const decisions = found.records.filter(({ kind }) => kind === 'decision')
  const milestones = found.records.filter(({ kind }) => kind === 'milestone')
  const names = found.departments
  const ids = [...new Set(decisions.map(({ department }) => department))]
  return {
    said: `${found.said}\n${found.notes}`,
    of: {
      keys: decisions.map(({ key }) => key),
      departments: decisions.map(({ department }) => names[ids.indexOf(department)]),
      started: milestones.map(({ fields }) => fields.startedAt ?? null),
      due: milestones.map(({ fields }) => fields.currentDue ?? null),
      current: decisions.map(({ fields }) => Object(fields.amounts)[0]?.current ?? null),
    },
    progress: milestones.map(({ fields }) => fields.progress ?? null),
    currency: decisions.map(({ fields }) => Object(fields.amounts)[0]?.currency ?? null),
  }
}

/** Four works in plain columns, of which some cells are made by hand. */
function plain(cells: (row: number) => Record<string, object>, more: object = {}): Uint8Array {
  const sheet = sheetOf([
    ['Ref', 'Project', 'Department', 'Due date', 'Budget', 'Progress'],
    ...[1, 2, 3, 4].map((i) => [`R-${i}`, `Bridge ${i}`, i % 2 ? 'Roads' : 'Parks', null, null, null]),
  ])
  for (let row = 2; row <= 5; row += 1)
    for (const [column, cell] of Object.entries(cells(row))) sheet[`${column}${row}`] = cell
  return bookOf({ Works: sheet }, more)
}

describe('a workbook', () => {
  it('with a department merged over its rows', () => {
    const { of, said } = readIn(bookOf({ 任务: sheetOf([HEAD, ...ROWS], ['C2:C3', 'C4:C5']) }))
    expect(of).toEqual(WORKS)
    expect(said).toContain('Merged cells of "责任部门"')
  })

  it('with a title and a header of two rows, its texts broken by line feeds', () => {
    const rows: Cells = [
      ['2026年重点工程表'],
      ['编\n号', '项目\r\n名称', '责任\n部门', '时间', null, '投资\n（万元）'],
      [null, null, null, '开始日期', '完成期限', null],
      ...ROWS,
    ]
    const merges = ['A1:F1', 'A2:A3', 'B2:B3', 'C2:C3', 'D2:E2', 'F2:F3', 'C4:C5', 'C6:C7']
    expect(readIn(bookOf({ 任务: sheetOf(rows, merges) })).of).toEqual(WORKS)
  })

  it('with a hidden sheet, row and column, which are told', () => {
    const sheet = sheetOf([HEAD, ...ROWS], ['C2:C3', 'C4:C5'])
    sheet['!rows'] = [{}, {}, { hidden: true }]
    sheet['!cols'] = [{}, {}, {}, { hidden: true }]
    const hidden = { Sheets: [{ name: '任务' }, { name: '内部', Hidden: 1 }] }
    const inner = sheetOf([HEAD, ['X-1', '内部', '水务局', '2026-01-05', '2026-06-30', 1]])
    const { of, said } = readIn(bookOf({ 任务: sheet, 内部: inner }, hidden))
    expect(of).toEqual(WORKS)
    expect(said).toContain('Hidden sheets were not read: 内部')
    expect(said).toContain('1 hidden rows and 1 hidden columns (D)')
  })

  it('with days as numbers in formats of their own, since 1900 or 1904', () => {
    const formats = ['yyyy"年"m"月"d"日"', '[$-411]ggge"年"m"月"d"日"', 'd-mmm-yy', 'dddd, mmmm d, yyyy']
    const days = (first: number) => (row: number) => ({
      D: { t: 'n', v: first + row + 0.75, z: formats[row - 2] },
    })
    const due = ['2026-07-01', '2026-07-02', '2026-07-03', '2026-07-04']
    expect(readIn(plain(days(46_202))).of.due).toEqual(due)
    expect(readIn(plain(days(44_740), { WBProps: { date1904: true } })).of.due).toEqual(due)
  })

  it('with money and percent formats, by their values', () => {
    const money = ['"€"#,##0', '#,##0.00\\ "€"', '[$€-407] #,##0', '_-* #,##0\\ [$€-1]_-']
    const { of, progress, currency } = readIn(
      plain((row) => ({
        D: { t: 's', v: `2027-0${row}-01` },
        E: { t: 'n', v: 1_234_567.89, z: money[row - 2] },
        F: { t: 'n', v: row / 8, z: row % 2 ? '0%' : '0.0%' },
      })),
    )
    expect(of.current).toEqual([1_234_567.89, 1_234_567.89, 1_234_567.89, 1_234_567.89])
    expect(currency).toEqual(['EUR', 'EUR', 'EUR', 'EUR'])
    expect(progress).toEqual([25, 37.5, 50, 62.5])
  })

  it('with formulas as their results, and none for an error, which is told', () => {
    const { of, said } = readIn(
      plain((row) => ({
        D: row === 4 ? { t: 'e', v: 0x17, f: 'X1' } : { t: 'n', v: 46_202 + row, z: 'yyyy-mm-dd', f: 'B1+1' },
        E: row === 3 ? { t: 'e', v: 0x07, f: '1/0' } : { t: 'n', v: 100.5 * row, f: 'A1*2' },
      })),
    )
    expect(of.due).toEqual(['2026-07-01', '2026-07-02', null, '2026-07-04'])
    expect(of.current).toEqual([201, null, 402, 502.5])
    expect(said).toMatch(/"#REF!" in Due date .* was not taken/)
    expect(said).toMatch(/"#DIV\/0!" in Budget .* was not taken/)
  })

  it('with numbers that are text, long and zero-led ones as they stand', () => {
    const refs = ['0017', '0027', '440106000000000123', '0047']
    const { of } = readIn(
      plain((row) => ({
        A: { t: 's', v: refs[row - 2] },
        D: { t: 's', v: `2${row}.02.2027` },
        E: row % 2 ? { t: 's', v: '1250.5' } : { t: 'n', v: 99.25 },
      })),
    )
    expect(of.keys).toEqual(refs)
    expect(of.current).toEqual([99.25, 1250.5, 99.25, 1250.5])
  })

  it('with a sheet of one layout for each department, named by the sheet', () => {
    const sheet = (k: number): WorkSheet =>
      sheetOf([
        ['项目名称', '完成期限'],
        [`工程${k}`, `2026-0${k}-28`],
        [`改造${k}`, `2026-0${k}-15`],
      ])
    const { of, said } = readIn(bookOf({ 水务局: sheet(3), 教育局: sheet(4), 卫健委: sheet(5) }))
    expect(of.departments).toEqual(['水务局', '水务局', '教育局', '教育局', '卫健委', '卫健委'])
    expect(said).toContain('(@sheet)')
  })
})
