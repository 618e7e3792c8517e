import { utils, write } from '@e965/xlsx'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { combine, type Delivery, readDelivery } from '../../worker/intake/delivery.ts'
import { builtinMapping } from '../../worker/intake/profiles.ts'

const mapping = builtinMapping('responsibility-list')

type Merge = [top: number, left: number, bottom: number, right: number]

/** A workbook of one or several sheets, as bytes. */
function book(
  sheets: { [name: string]: string[][] },
  merges: Merge[] = [],
  bookType: 'xlsx' | 'biff8' = 'xlsx',
): Uint8Array {
  const workbook = utils.book_new()
  for (const [name, rows] of Object.entries(sheets)) {
    const sheet = utils.aoa_to_sheet(rows)
    sheet['!merges'] = merges.map(([r, c, er, ec]) => ({ s: { r, c }, e: { r: er, c: ec } }))
    utils.book_append_sheet(workbook, sheet, name)
  }
  return new Uint8Array(write(workbook, { type: 'array', bookType }))
}

function read(bytes: Uint8Array, name = '明川市水务局2024年权责清单.xlsx'): Delivery {
  return readDelivery(bytes, name, mapping)
}

const HEADER = ['序号', '事项名称', '子项名称', '权力类型', '实施依据', '行使主体', '承办机构', '追责情形']
const ROW = [
  '1',
  '取水许可',
  '',
  '行政许可',
  '【法律】《水法》\n第七条：国家对水资源实行取水许可制度。',
  '市水务局',
  '水资源科、审批科',
  '有下列情形的：\n1.不受理的；\n2.超期的。',
]

describe('reading a list', () => {
  it('reads fields, bases, points and where each item stands', () => {
    const { rows, rejected } = read(book({ 表一: [['水务局清单'], HEADER, ROW] }))
    expect(rejected).toEqual([])
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({
      department: '明川市水务局',
      where: { sheet: '表一', row: 3 },
      fields: {
        name: '取水许可',
        type: 'licence',
        undertakingUnits: ['水资源科', '审批科'],
        legalBases: [{ level: 'law', title: '水法', article: '第七条' }],
        accountabilityCases: ['有下列情形的：', '不受理的', '超期的。'],
        source: { sheet: '表一', row: 3, number: '1', key: '取水许可|' },
      },
    })
  })

  it.each(['xlsx', 'biff8'] as const)('reads %s alike', (type) => {
    expect(read(book({ 表: [HEADER, ROW] }, [], type)).rows[0]?.fields.name).toBe('取水许可')
  })

  it.each([
    ['utf-8', (text: string) => new TextEncoder().encode(text)],
    ['utf-8 with a mark', (text: string) => new TextEncoder().encode(`\ufeff${text}`)],
    [
      'gb18030',
      () =>
        new Uint8Array([
          0xca, 0xc2, 0xcf, 0xee, 0xc3, 0xfb, 0xb3, 0xc6, 0x2c, 0xc8, 0xa8, 0xc1, 0xa6, 0xc0, 0xe0, 0xd0,
          0xcd, 0x2c, 0xb1, 0xb8, 0xd7, 0xa2, 0x0a, 0xc8, 0xa1, 0xcb, 0xae, 0xd0, 0xed, 0xbf, 0xc9, 0x2c,
          0xd0, 0xd0, 0xd5, 0xfe, 0xd0, 0xed, 0xbf, 0xc9, 0x2c, 0xce, 0xde, 0x0a,
        ]),
    ],
  ])('reads csv in %s', (_, encode) => {
    const { rows } = read(encode('事项名称,权力类型,备注\n取水许可,行政许可,无\n'), 'list.csv')
    expect(rows[0]?.fields).toMatchObject({ name: '取水许可', type: 'licence', remark: null })
  })

  it('finds headers through spaces, line breaks, merges and two columns under one', () => {
    const rows = [
      ['明川市水务局权责清单', '', '', '', ''],
      ['事 项\n名称', '权力\n类型', '实施层级\n及权限', '', '备注'],
      ['取水\n许可', '行政\n许可', '地州市级', '全市取水', ''],
    ]
    const [item] = read(book({ 表: rows }, [[1, 2, 1, 3]])).rows
    expect(item?.fields).toMatchObject({
      name: '取水许可',
      type: 'licence',
      level: 'prefectural',
      scope: '全市取水',
    })
    const [csv] = read(
      new TextEncoder().encode('事项名称,权力类型,实施层级及权限,,备注\n取水许可,行政许可,市级,全市取水,\n'),
      'a.csv',
    ).rows
    expect(csv?.fields).toMatchObject({ level: 'prefectural', scope: '全市取水' })
  })

  it('gives sub-items under a merged item the name and type of the item', () => {
    const rows = [
      HEADER,
      ['1', '取水许可', '1.新办', '行政许可', '', '', '', ''],
      ['', '', '2.延续', '', '', '', '', ''],
    ]
    const { rows: items } = read(
      book({ 表: rows }, [
        [1, 1, 2, 1],
        [1, 3, 2, 3],
      ]),
    )
    expect(items.map(({ fields }) => [fields.name, fields.subItem, fields.type])).toEqual([
      ['取水许可', '1.新办', 'licence'],
      ['取水许可', '2.延续', 'licence'],
    ])
  })

  it('reads an item that spans many rows once, and its further text as its own', () => {
    const rows = [HEADER, ROW, ['', '', '', '', '', '', '', '3.其他情形。'], ['', '', '', '', '', '', '', '']]
    const { rows: items, counts } = read(
      book(
        { 表: rows },
        [0, 1, 2, 3, 4, 5, 6].map((c): Merge => [1, c, 3, c]),
      ),
    )
    expect(items).toHaveLength(1)
    expect(counts.continued).toBe(1)
    expect(items[0]?.fields.accountabilityCases.at(-1)).toBe('其他情形。')
  })

  it('takes the type from the sheet when the cell is empty, and compares the number in its name', () => {
    const { rows, notes } = read(
      book({ '行政处罚（3项）': [HEADER, ['1', '对某行为的处理', '', '', '', '', '', '']] }),
    )
    expect(rows[0]?.fields.type).toBe('penalty')
    expect(notes[0]?.words.en).toContain('says 3 items, 1 were read')
  })

  it('passes over totals and repeated headers, and says so', () => {
    const { rows, notes } = read(
      book({
        表: [
          HEADER,
          ROW,
          HEADER,
          [...ROW.slice(0, 1), '排污许可', ...ROW.slice(2)],
          ['合计', '2项', '', '', '', '', '', ''],
        ],
      }),
    )
    expect(rows.map(({ fields }) => fields.name)).toEqual(['取水许可', '排污许可'])
    expect(notes.map(({ row }) => row)).toEqual([3, 5])
  })

  it('does not take what lies hidden under merged cells, and says so', () => {
    const rows = [HEADER, ROW, ['9', '藏着的事项', '', '行政许可', '', '', '', '']]
    const hidden = read(
      book(
        { 表: rows },
        [0, 1, 2, 3, 4, 5, 6, 7].map((c): Merge => [1, c, 2, c]),
      ),
    )
    expect(hidden.rows).toHaveLength(1)
    expect(hidden.notes[0]?.words.zh).toContain('不可见')
  })

  it('rejects an item with its place, its value and what would be right; the others arrive', () => {
    const bad = ['2', '排污许可', '', '行政许可证', '', '', '', '']
    const long = ['3', '长'.repeat(501), '', '行政许可', '', '', '', '']
    const { rows, rejected, counts } = read(book({ 表: [HEADER, ROW, bad, long] }))
    expect(rows).toHaveLength(1)
    expect(counts.items).toBe(3)
    expect(rejected).toMatchObject([
      { sheet: '表', row: 3, column: 'D', field: 'type', value: '行政许可证' },
      { sheet: '表', row: 4, column: 'B', field: 'name' },
    ])
    expect(rejected[0]?.expected.zh).toContain('行政处罚')
    expect(rejected[1]?.expected.en).toContain('at most 500')
  })

  it.each([
    ['空文件.xlsx', new Uint8Array(), '空'],
    ['改名.xlsx', new TextEncoder().encode('事项名称,权力类型\n'), '不是 Excel'],
    ['坏.xlsx', book({ 表: [HEADER, ROW] }).slice(0, 900), '损坏'],
    ['图.csv', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0]), '既不是文本'],
    ['别的.csv', new TextEncoder().encode('a,b,c\n1,2,3\n'), '没有找到表头'],
  ])('%s gets a clear answer', (name, bytes, words) => {
    const { rows, rejected } = read(bytes, name)
    expect(rows).toEqual([])
    expect(rejected).toHaveLength(1)
    expect(`${rejected[0]?.reason.zh}`).toMatch(words === '既不是文本' ? /不是文本/ : new RegExp(words))
  })

  it('no grid of any text throws, and no named row is lost', () => {
    const cell = fc.oneof(
      fc.constant(''),
      fc.string({ maxLength: 12 }),
      fc.constantFrom('行政许可', '事项名称', '合计', '1.', '（一）x', '【法律】《水法》'),
    )
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 8, maxLength: 8 }), { maxLength: 12 }), (grid) => {
        const { rows, rejected, notes, counts } = read(book({ 表: [HEADER, ...grid] }))
        const refused = new Set(rejected.map(({ row }) => row))
        expect(rows.length + refused.size).toBeGreaterThanOrEqual(counts.items)
        const told = new Set([
          ...rows.map(({ where }) => where.row),
          ...refused,
          ...notes.map(({ row }) => row),
        ])
        grid.forEach((line, i) => {
          const name = (line[1] ?? '').trim()
          if (name !== '' && !['/', '—', '-', '无', '\\', '——', '／'].includes(name))
            expect([...told]).toContain(i + 2)
        })
      }),
      { numRuns: 60 },
    )
  })

  it('several files are one delivery', () => {
    const two = combine([read(book({ 表: [HEADER, ROW] })), read(book({ 表: [HEADER, ROW] }), 'b.xlsx')])
    expect(two.counts).toEqual({ files: 2, sheets: 2, items: 2, continued: 0 })
  })
})
