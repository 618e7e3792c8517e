import { read, utils } from '@e965/xlsx'
import { describe, expect, it } from 'vitest'
import { readSheets } from '../../../worker/intake/files/read.ts'
import type { GivenFile } from '../../../worker/intake/files/sheet.ts'
import { type Delivery, readDelivery } from '../../../worker/intake/list/delivery.ts'
import type { RegisterDelivery } from '../../../worker/intake/register/delivery/delivery.ts'
import type { RegisterMapping } from '../../../worker/intake/register/mapping.schema.ts'
import { parseRegister } from '../../../worker/intake/register/parse.ts'
import { readRegister } from '../../../worker/intake/register/read.ts'
import {
  asOriginal,
  isRejectFile,
  REASON,
  type RejectFile,
  rejectFileOf,
} from '../../../worker/intake/run/rejects.ts'
import { book, type Cell, type Merge, mapping } from '../../support/intake/book.ts'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const HEADER = ['序号', '事项名称', '子项名称', '权力类型', '行使主体', '实施依据']
const NAME = '明川市水务局2024年权责清单.xlsx'

function listed(rows: Cell[][], merges: Merge[] = [], name = NAME): { file: GivenFile; found: Delivery } {
  const bytes = book({ 清单: [HEADER, ...rows] }, merges)
  return { file: { path: name, bytes }, found: readDelivery({ path: name, bytes }, mapping) }
}

/** The file with the rejections, which must be there. */
function rejected(made: RejectFile | null): RejectFile {
  if (made === null) throw new Error('no file was made')
  return made
}

/** The rows of the only sheet of a workbook. */
function rowsIn({ bytes }: RejectFile): string[][] {
  const [sheet] = Object.values(read(bytes, { type: 'array' }).Sheets)
  return sheet === undefined ? [] : utils.sheet_to_json(sheet, { header: 1, defval: '' })
}

/** The workbook with a text put in the place of another wherever it stands. */
function mend(made: RejectFile, wrong: string, right: string): Uint8Array {
  const rows = rowsIn(made).map((cells) => cells.map((cell) => (cell === wrong ? right : cell)))
  return book({ 清单: rows })
}

describe('rejected items of a list', () => {
  it('stand under their header, each with its reason, and are read as part of the list once mended', () => {
    const { file, found } = listed([
      ['1', '甲许可', '', '行政许可', '水务局', ''],
      ['2', '乙处罚', '', '某种权力', '水务局', ''],
      ['3', '丙检查', '', '行政检查', '水务局', ''],
    ])
    const made = rejected(rejectFileOf(file, found.rejected, mapping, 'zh'))
    expect(made.name).toBe(NAME)
    const [header, row, ...others] = rowsIn(made)
    expect([header?.at(-1), row?.slice(0, 4), others]).toEqual([REASON, ['2', '乙处罚', '', '某种权力'], []])
    expect(row?.at(-1)).toMatch(/^D：读不出；应为行政许可/)
    expect(isRejectFile({ path: made.name, bytes: made.bytes })).toBe(true)
    expect(isRejectFile(file)).toBe(false)
    const again = readDelivery({ path: made.name, bytes: mend(made, '某种权力', '行政处罚') }, mapping)
    expect(again.rejected).toEqual([])
    expect(again.rows.map(({ fields }) => [fields.name, fields.type])).toEqual([['乙处罚', 'penalty']])
  })

  it('keep the rows that continue them', () => {
    const { file, found } = listed([
      ['1', '甲许可', '', '某种权力', '水务局', '【法律】《甲法》第一条'],
      ['', '', '', '', '', '【法律】《乙法》第二条'],
      ['2', '丙检查', '', '行政检查', '水务局', ''],
    ])
    const made = rejected(rejectFileOf(file, found.rejected, mapping, 'en'))
    const { rows } = readDelivery({ path: made.name, bytes: mend(made, '某种权力', '行政许可') }, mapping)
    expect(rows.map(({ fields }) => fields.legalBases.map(({ title }) => title))).toEqual([['甲法', '乙法']])
  })

  it('keep what a merge above them showed, and what they took over from the item above', () => {
    const rows = [
      ['1', '甲许可', '新办', '行政许可', '水务局', ''],
      ['', '', '延续', '某种权力', '水务局', ''],
      ['2', '乙许可', '新办', '行政许可', '水务局', ''],
      ['', '', '注销', '别种权力', '水务局', ''],
    ]
    const { file, found } = listed(rows, [[1, 1, 2, 1]])
    expect(found.rejected.map(({ row }) => row)).toEqual([3, 5])
    const made = rejected(rejectFileOf(file, found.rejected, mapping, 'zh'))
    const names = rowsIn(made).map((cells) => [cells[1], cells[2]])
    expect(names.slice(1)).toEqual([
      ['甲许可', '延续'],
      ['乙许可', '注销'],
    ])
  })

  it('keep the title of their section, which tells their type', () => {
    const { file, found } = listed([
      ['一、行政检查'],
      ['1', '甲事', '', '', '水务局', ''],
      ['二、行政奖励'],
      ['2', '乙事', '', '', '水务局', ''],
      ['3', '', '', '', '水务局', ''],
    ])
    expect(found.rejected.map(({ row }) => row)).toEqual([6])
    const made = rejected(rejectFileOf(file, found.rejected, mapping, 'zh'))
    const rows = rowsIn(made).map((cells) => (cells[0] === '3' ? cells.with(1, '丙事') : cells))
    const again = readDelivery({ path: made.name, bytes: book({ 清单: rows }) }, mapping)
    expect(again.rows.map(({ fields }) => [fields.name, fields.type])).toEqual([['丙事', 'reward']])
  })

  it('stay a text table, under a name of any length, with nothing in it that would run', () => {
    const name = `${'很长的名称'.repeat(12)}[1].csv`
    const bytes = utf8(
      '序号,事项名称,权力类型,行使主体\n1,"=HYPERLINK(""x"")","某种,权力",水务局\n2,乙许可,行政许可,水务局\n',
    )
    const { rejected: refused } = readDelivery({ path: name, bytes }, mapping)
    const made = rejected(rejectFileOf({ path: name, bytes }, refused, mapping, 'en'))
    expect(made.name).toBe(name)
    expect(new TextDecoder().decode(made.bytes)).toContain(`"'=HYPERLINK(""x"")","某种,权力",水务局`)
    const [sheet] = readSheets({ path: made.name, bytes: made.bytes })
    expect(sheet?.cells[1]?.slice(0, 3)).toEqual(['1', '=HYPERLINK("x")', '某种,权力'])
  })

  it('make no file where no row was rejected, but all of the file', () => {
    const bytes = utf8('甲,乙\n1,2\n')
    const { rejected: refused } = readDelivery({ path: 'x.csv', bytes }, mapping)
    expect(refused).toHaveLength(1)
    expect(rejectFileOf({ path: 'x.csv', bytes }, refused, mapping, 'zh')).toBeNull()
  })
})

const works = (input: object): RegisterMapping =>
  parseRegister({
    mapping: 1,
    name: 'works',
    title: { zh: '工程', en: 'Works' },
    target: 'register',
    input: { format: 'table', columns: { work: { headers: ['Work'] }, end: { headers: ['End'] } }, ...input },
    records: [
      {
        kind: 'milestone',
        key: { from: ['work'] },
        department: { const: 'Works Office' },
        fields: { title: 'work', currentDue: { from: 'end', as: 'date' } },
      },
    ],
  })

function registered(mapped: RegisterMapping, path: string, bytes: Uint8Array): RegisterDelivery {
  const options = { mapping: mapped, asOf: '2026', today: '2026-11-24', departmentOf: () => null }
  const [delivery] = readRegister([{ path, bytes }], options)
  if (delivery === undefined) throw new Error('nothing was read')
  return delivery
}

const titles = ({ records }: RegisterDelivery): unknown[] => records.map(({ fields }) => fields.title)

describe('rejected records of a register', () => {
  /** Rejected, mended by putting a date for `soon`, and read again. */
  function roundTrip(mapped: RegisterMapping, path: string, bytes: Uint8Array): RegisterDelivery {
    const { rejected: refused } = registered(mapped, path, bytes)
    expect(refused).toHaveLength(1)
    const made = rejected(rejectFileOf({ path, bytes }, refused, mapped, 'en'))
    expect(isRejectFile({ path, bytes: made.bytes })).toBe(true)
    const mended = utf8(
      new TextDecoder('utf-8', { ignoreBOM: true }).decode(made.bytes).replace('soon', '2027-01-01'),
    )
    return registered(mapped, made.name, mended)
  }

  it('are separated as the mapping wants, in Unicode whatever it expects', () => {
    const mapped = works({ format: 'table', delimiter: ';', encodings: ['windows-1252'] })
    const bytes = Uint8Array.from('Work;End\nCaf\xe9;soon\nBridge;2026-01-01\n', (c) => c.charCodeAt(0))
    const again = roundTrip(mapped, 'works.csv', bytes)
    expect([titles(again), again.rejected]).toEqual([['Café'], []])
  })

  it('stand upright when the table was turned', () => {
    const again = roundTrip(
      works({}),
      'works.csv',
      utf8('Work,Bridge,Café,Road\nEnd,2026-01-01,soon,2026-02-02\n'),
    )
    expect([titles(again), again.rejected]).toEqual([['Café'], []])
  })

  it('are JSON in JSON, at the same path', () => {
    const columns = { format: 'json', each: 'data.works', columns: {} }
    const mapped = works(columns)
    const document = {
      data: {
        works: [
          { work: 'Bridge', end: '2026-01-01' },
          { work: 'Café', end: 'soon' },
        ],
      },
    }
    const again = roundTrip(mapped, 'works.json', utf8(JSON.stringify(document)))
    expect([titles(again), again.rejected]).toEqual([['Café'], []])
  })

  it('go by the name of their original, whatever number a browser gave them', () => {
    const bytes = utf8(`year,${REASON}\n1,x\n`)
    expect(asOriginal({ path: 'uk_2022 (1).csv', bytes }).path).toBe('uk_2022.csv')
    expect(asOriginal({ path: '清单(12).xlsx', bytes: book({ a: [['x', REASON]] }) }).path).toBe('清单.xlsx')
    const workbook = asOriginal({
      path: '水务局 (1).xlsx',
      bytes: book({ 清单: [[...HEADER, REASON], ['1']] }),
    })
    expect(readSheets(workbook).map((sheet) => sheet.file)).toEqual(['水务局.xlsx'])
    expect(asOriginal({ path: '清单 (1).csv', bytes: utf8('year\n1\n') }).path).toBe('清单 (1).csv')
  })
})
