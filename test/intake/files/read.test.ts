import { CFB, utils, write } from '@e965/xlsx'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Problem } from '../../../worker/domain/record/problem.ts'
import { isZipBomb } from '../../../worker/intake/files/book/zip.ts'
import { readSheets } from '../../../worker/intake/files/read.ts'
import { columnLetters, gridOf } from '../../../worker/intake/files/sheet.ts'
import { book, read } from '../../support/intake/book.ts'

function refusal(bytes: Uint8Array, name: string): string {
  try {
    readSheets({ path: name, bytes })
  } catch (error) {
    if (error instanceof Problem) return `${error.words.zh} ${error.words.en}`
    throw error
  }
  throw new Error('the file was read')
}

const text = (words: string): Uint8Array => new TextEncoder().encode(words)
const cellsOf = (bytes: Uint8Array, name: string): string[][] =>
  readSheets({ path: name, bytes })[0]?.cells ?? []
const HEADER = ['事项名称', '权力类型', '备注']

/** 事项名称,权力类型\n取水,行政许可\n in GB18030. */
const GB18030 = [
  0xca, 0xc2, 0xcf, 0xee, 0xc3, 0xfb, 0xb3, 0xc6, 0x2c, 0xc8, 0xa8, 0xc1, 0xa6, 0xc0, 0xe0, 0xd0, 0xcd, 0x0a,
  0xc8, 0xa1, 0xcb, 0xae, 0x2c, 0xd0, 0xd0, 0xd5, 0xfe, 0xd0, 0xed, 0xbf, 0xc9, 0x0a,
]
const utf16 = (words: string, little: boolean): Uint8Array =>
  Uint8Array.from(
    Array.from(`\ufeff${words}`).flatMap((letter) => {
      const code = letter.charCodeAt(0)
      return little ? [code % 256, Math.floor(code / 256)] : [Math.floor(code / 256), code % 256]
    }),
  )

/** What Excel writes for a workbook with a password: its parts encrypted inside another container. */
function lockedBook(): Uint8Array {
  const container = CFB.utils.cfb_new()
  CFB.utils.cfb_add(container, '/EncryptionInfo', [4, 0, 4, 0, 64, 0, 0, 0])
  CFB.utils.cfb_add(container, '/EncryptedPackage', Array(5000).fill(7))
  return Uint8Array.from(CFB.write(container, { type: 'array' }))
}

describe('reading a file', () => {
  it.each([
    ['utf-8', text('事项名称,权力类型\n取水,行政许可\n')],
    ['utf-8 with a mark', text('\ufeff事项名称,权力类型\n取水,行政许可\n')],
    ['utf-16 little-endian', utf16('事项名称,权力类型\n取水,行政许可\n', true)],
    ['utf-16 big-endian', utf16('事项名称,权力类型\n取水,行政许可\n', false)],
    ['gb18030', Uint8Array.from(GB18030)],
  ])('csv in %s', (_, bytes) => {
    expect(cellsOf(bytes, 'a.csv')).toEqual([
      ['事项名称', '权力类型'],
      ['取水', '行政许可'],
    ])
  })

  it.each([
    ['semicolons', '甲;乙\n"一;二";三\n'],
    ['tabs', '甲\t乙\n一;二\t三\n'],
    ['a declared separator', 'sep=;\n甲;乙\n"一;二";三\n'],
  ])('csv with %s', (_, words) => {
    const cells = cellsOf(text(words), 'a.csv').filter((row) => row.length > 0)
    expect(cells).toEqual([
      ['甲', '乙'],
      ['一;二', '三'],
    ])
  })

  it('csv cells keep their line breaks and quotes, and lose the apostrophe of an export', () => {
    expect(cellsOf(text(`a,b\r\n"x\ny","say ""z"""\r\n'=1+1,'tis\r\n`), 'a.csv')).toEqual([
      ['a', 'b'],
      ['x\ny', 'say "z"'],
      ['=1+1', "'tis"],
    ])
  })

  it('a workbook shows dates as dates, long codes whole, results of formulas, and tells formulas without one', () => {
    const sheet = utils.aoa_to_sheet([[new Date(Date.UTC(2024, 2, 5)), 650203000123456, 0.5, 'x\r\ny']], {
      UTC: true,
    })
    sheet.E1 = { t: 'n', f: 'A2+1', v: 42, w: '42' }
    sheet.F1 = { t: 'n', f: 'A2+2' }
    sheet['!ref'] = 'A1:F1'
    const workbook = utils.book_new()
    utils.book_append_sheet(workbook, sheet, '表')
    const [found] = readSheets({
      path: 'a.xlsx',
      bytes: new Uint8Array(write(workbook, { type: 'array', bookType: 'xlsx' })),
    })
    expect(found?.cells[0]?.slice(0, 5)).toEqual(['2024-03-05', '650203000123456', '0.5', 'x\ny', '42'])
  })

  it('Chinese of Excel 95 is read through GBK', () => {
    const bytes = book({ S: [['ABCDEFGH', 'x']] }, [], 'biff5')
    const at = bytes.findIndex((_, i) =>
      'ABCDEFGH'.split('').every((letter, j) => bytes[i + j] === letter.charCodeAt(0)),
    )
    bytes.set([0xc8, 0xa1, 0xcb, 0xae, 0xd0, 0xed, 0xbf, 0xc9], at)
    expect(cellsOf(bytes, 'a.xls')).toEqual([['取水许可', 'x']])
  })

  it.each([
    ['an empty file', new Uint8Array(), 'a.xlsx', '空'],
    ['an empty table', text(' \n'), 'a.csv', '空'],
    ['an empty workbook', book({ 表: [[]] }), 'a.xlsx', '没有内容'],
    ['text named .xlsx', text('事项名称,权力类型\n'), 'a.xlsx', '不是 Excel'],
    ['a web page named .xls', text('<html><table><tr><td>事项名称'), 'a.xls', '不是 Excel'],
    ['a cut .xlsx', book({ 表: [HEADER] }).slice(0, 700), 'a.xlsx', '损坏'],
    ['a cut .xls', book({ 表: [HEADER] }, [], 'biff8').slice(0, 1100), 'a.xls', '损坏|没有内容'],
    [
      'another OLE file',
      Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...Array(600).fill(0)]),
      'a.xls',
      '损坏',
    ],
    ['a workbook with a password', lockedBook(), 'a.xlsx', '密码'],
    ['a picture', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0]), 'a.csv', '不是文本'],
    ['no known encoding', Uint8Array.from([0x41, 0x81, 0xff, 0x2c]), 'a.csv', '编码'],
    ['an open quote', text('a,b\n"x,y\n'), 'a.csv', '可读'],
  ])('%s gets a clear answer', (_, bytes, name, words) => {
    expect(refusal(bytes, name)).toMatch(new RegExp(words))
  })

  it('a workbook that says it unpacks to gigabytes, or does not say to how much, is refused', () => {
    const bytes = book({ 表: [HEADER] })
    const lying = bytes.slice()
    const view = new DataView(lying.buffer)
    const directory = view.getUint32(lying.length - 6, true)
    view.setUint32(directory + 24, 0xf0000000, true)
    expect(isZipBomb(bytes)).toBe(false)
    expect(isZipBomb(lying)).toBe(true)
    expect(refusal(lying, 'a.xlsx')).toContain('256 MiB')
    view.setUint32(directory + 24, 0, true)
    expect(isZipBomb(lying)).toBe(true)
  })

  it('any bytes are read or refused with words, never a crash', () => {
    const good = [book({ 表: [HEADER, ['取水', '行政许可', '']] }), book({ 表: [HEADER] }, [], 'biff8')]
    fc.assert(
      fc.property(
        fc.constantFrom(...good),
        fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 12 }),
        fc.nat(),
        (bytes, edits, cut) => {
          const broken = bytes.slice(0, 600 + (cut % bytes.length))
          for (const [at, byte] of edits) broken[at % broken.length] = byte
          const { rows, rejected, notes } = read(broken)
          expect(rows.length + rejected.length + notes.length).toBeGreaterThan(0)
        },
      ),
      { numRuns: 150 },
    )
  })
})

describe('cells as displayed', () => {
  it('names columns as spreadsheets do', () => {
    expect([0, 25, 26, 51, 701, 702].map(columnLetters)).toEqual(['A', 'Z', 'AA', 'AZ', 'ZZ', 'AAA'])
  })

  it('text under a merge is hidden; the text of a merge is seen down its first column', () => {
    const merges = [{ top: 0, left: 0, bottom: 2, right: 1 }]
    const cells = [
      ['甲', '藏'],
      ['藏', ''],
      ['', '', '丙'],
    ]
    const grid = gridOf({ file: '', name: '', hidden: false, cells, merges, uncounted: [], numbers: [] }, 0)
    expect([grid.own(0, 0), grid.own(0, 1), grid.own(1, 0), grid.seen(1, 0), grid.seen(2, 1)]).toEqual([
      '甲',
      '',
      '',
      '甲',
      '',
    ])
    expect([grid.hiddenAt(0), grid.hiddenAt(1), grid.hiddenAt(2), grid.spanAt(0, 0)]).toEqual([
      '藏',
      '藏',
      '',
      2,
    ])
  })

  it('a merge over the whole sheet costs no more than its cells', () => {
    const merges = Array.from({ length: 50 }, () => ({ top: 0, left: 0, bottom: 1_048_575, right: 16_383 }))
    const cells = Array.from({ length: 2000 }, () => ['x'])
    const grid = gridOf({ file: '', name: '', hidden: false, cells, merges, uncounted: [], numbers: [] }, 0)
    expect(grid.seen(1999, 0)).toBe('x')
  })
})
