import { utils, write } from '@e965/xlsx'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { combine } from '../../../worker/intake/list/delivery.ts'
import { book, csv, type Merge, mapping, read } from '../../support/intake/book.ts'

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
    const [flat] = csv('事项名称,权力类型,实施层级及权限,,备注\n取水许可,行政许可,市级,全市取水,\n').rows
    expect(flat?.fields).toMatchObject({ level: 'prefectural', scope: '全市取水' })
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

  it('a file that cannot be read, or holds no list, is one rejection', () => {
    for (const [bytes, name, words] of [
      [new Uint8Array(), '空.xlsx', '空'],
      [new TextEncoder().encode('a,b,c\n1,2,3\n'), '别的.csv', '没有找到表头'],
    ] as const) {
      const { rows, rejected, counts } = read(bytes, name)
      expect([rows.length, rejected.length, counts.files]).toEqual([0, 1, 1])
      expect(rejected[0]?.reason.zh).toContain(words)
    }
  })

  it('no grid of any text and merges throws, and every row with a name is read, rejected or told of', () => {
    const cell = fc.oneof(
      fc.constant(''),
      fc.string({ maxLength: 12 }),
      fc.constantFrom(
        '行政许可',
        '事项名称',
        '合计',
        '1.',
        '（一）x',
        '【法律】《水法》',
        '市级',
        '一、行政处罚',
      ),
    )
    const grid = fc.array(fc.array(cell, { minLength: 8, maxLength: 8 }), { maxLength: 12 })
    const merge = fc
      .tuple(fc.nat(12), fc.nat(7), fc.nat(4), fc.nat(3))
      .map(([top, left, down, right]): Merge => [top, left, top + down, left + right])
    fc.assert(
      fc.property(grid, fc.array(merge, { maxLength: 3 }), (lines, merges) => {
        const { rows, rejected, notes, counts } = read(book({ 表: [HEADER, ...lines] }, merges))
        const refused = new Set(rejected.map(({ row }) => row))
        expect(rows.length + refused.size).toBeGreaterThanOrEqual(counts.items)
        if (merges.length > 0) return
        const told = new Set([
          ...rows.map(({ where }) => where.row),
          ...refused,
          ...notes.map(({ row }) => row),
        ])
        lines.forEach((line, i) => {
          const name = (line[1] ?? '').trim()
          if (name !== '' && !mapping.none.includes(name)) expect([...told]).toContain(i + 2)
        })
      }),
      { numRuns: 100 },
    )
  })

  it('leaves hidden sheets out, and says so', () => {
    const workbook = utils.book_new()
    for (const name of ['表', '旧表'])
      utils.book_append_sheet(workbook, utils.aoa_to_sheet([HEADER, ROW]), name)
    utils.book_set_sheet_visibility(workbook, '旧表', 1)
    const { rows, notes } = read(new Uint8Array(write(workbook, { type: 'array', bookType: 'xlsx' })))
    expect(rows).toHaveLength(1)
    expect(notes).toMatchObject([{ sheet: '旧表', row: null }])
  })

  it('several files are one delivery; a row that repeats another in everything is rejected, with where the other stands', () => {
    const two = combine([
      read(book({ 表: [HEADER, ROW] })),
      read(book({ 表: [HEADER, ROW, ['2', '排污许可', ...ROW.slice(2)]] }), 'b.xlsx'),
    ])
    expect(two.counts).toEqual({ files: 2, sheets: 2, items: 3, continued: 0 })
    expect(two.rows).toHaveLength(3)
    const again = combine([read(book({ 表: [HEADER, ROW] })), read(book({ 表: [HEADER, ROW] }))])
    expect(again.rows).toHaveLength(1)
    expect(again.rejected).toMatchObject([{ row: 2, value: '取水许可' }])
    expect(again.rejected[0]?.expected.zh).toContain('第 2 行')
  })

  it('takes the type from section titles among the rows, merged or alone, until the next title', () => {
    const rows = [
      HEADER,
      ['一、行政许可（1项）', '', '', '', '', '', '', ''],
      ['1', '取水', '', '', '', '', '', ''],
      ['二、行政处罚', '', '', '', '', '', '', ''],
      ['2', '对违法取水的处理', '', '', '', '', '', ''],
      ['三、有关说明', '', '', '', '', '', '', ''],
      ['3', '别的事', '', '', '', '', '', ''],
    ]
    const merged = [1, 3, 5].map((row): Merge => [row, 0, row, 7])
    for (const { rows: items, rejected } of [read(book({ 表: rows }, merged)), read(book({ 表: rows }))]) {
      expect(items.map(({ fields }) => fields.type)).toEqual(['licence', 'penalty'])
      expect(rejected).toMatchObject([{ row: 7, field: 'type' }])
    }
  })

  it('takes the name of a type alone in its row for a title, where a list has no numbers', () => {
    const { rows, rejected } = csv(
      '事项名称,实施依据\n一、行政许可（1项）,\n取水,甲\n二、行政处罚,\n违法取水,乙\n',
    )
    expect(rejected).toMatchObject([{ sheet: 'list', row: 0 }])
    expect(rows).toEqual([])
    const wide = csv(
      '事项名称,实施依据,备注\n一、行政许可（1项）,,\n取水,甲,\n二、行政处罚,,\n违法取水,乙,\n',
    )
    expect(wide.rows.map(({ fields }) => [fields.name, fields.type])).toEqual([
      ['取水', 'licence'],
      ['违法取水', 'penalty'],
    ])
  })

  it('a numbered row without a name is rejected, not swallowed by the row above', () => {
    const { rows, rejected } = read(
      book({ 表: [HEADER, ROW, ['2', '', '', '行政处罚', '【法律】《乙法》', '', '', '']] }),
    )
    expect(rows[0]?.fields.legalBases).toHaveLength(1)
    expect(rejected).toMatchObject([{ row: 3, column: 'B', field: 'name' }])
    const parts = read(book({ 表: [HEADER, ROW, ['2', '', '2.延续', '', '', '', '', '']] }))
    expect(parts.rows.map(({ fields }) => [fields.name, fields.subItem])).toEqual([
      ['取水许可', null],
      ['取水许可', '2.延续'],
    ])
  })

  it('an item on each level is an item each', () => {
    const header = [...HEADER.slice(0, 5), '行使主体', '行使层级', '权限']
    const rows = [
      header,
      ['1', '费用征收', '', '行政征收', '甲', '省厅', '省级', '全省'],
      ['', '', '', '', '', '县局', '县级', '本县'],
    ]
    const { rows: items } = read(book({ 表: rows }, [[1, 4, 2, 4]]))
    expect(
      items.map(({ fields: { name, type, level, scope, legalBases } }) => [
        name,
        type,
        level,
        scope,
        legalBases.length,
      ]),
    ).toEqual([
      ['费用征收', 'levy', 'provincial', '全省', 1],
      ['费用征收', 'levy', 'county', '本县', 1],
    ])
  })

  it('knows headers of two rows, and headers that say more in brackets', () => {
    const rows = [
      ['序号', '事项名称（全称）', '权力类型', '实施层级及权限', '', '承办机构(科室)'],
      ['', '', '', '层级', '权限', ''],
      ['1', '取水许可', '行政许可', '市级', '全市', '水资源科'],
    ]
    const merges: Merge[] = [
      [0, 0, 1, 0],
      [0, 1, 1, 1],
      [0, 2, 1, 2],
      [0, 3, 0, 4],
      [0, 5, 1, 5],
    ]
    const { rows: items, notes } = read(book({ 表: rows }, merges))
    expect(items[0]?.fields).toMatchObject({
      name: '取水许可',
      level: 'prefectural',
      scope: '全市',
      undertakingUnits: ['水资源科'],
    })
    expect(notes).toEqual([])
  })

  it('reads level and scope from one column', () => {
    const header = ['事项名称', '权力类型', '实施层级及权限']
    const [first, second] = csv(
      `${header}\n取水,行政许可,市级。负责全市取水\n排污,行政许可,负责市本级排污许可的审批工作\n`,
    ).rows
    expect(first?.fields).toMatchObject({
      level: 'prefectural',
      levelAsPrinted: '市级',
      scope: '负责全市取水',
    })
    expect(second?.fields).toMatchObject({
      level: null,
      levelAsPrinted: null,
      scope: '负责市本级排污许可的审批工作',
    })
  })

  it('tells of columns that it does not know, of limits that it cannot read, and of sheets that it left out', () => {
    const { rows, notes } = csv('事项名称,权力类型,流程图,法定时限\n取水,行政许可,图一,按规定\n')
    expect(rows[0]?.fields.statutoryTimeLimit).toBeNull()
    const words = notes.map(({ words }) => words.zh).join('\n')
    expect(words).toContain('C “流程图” 列不在映射中')
    expect(words).toContain('D 列未记：“按规定”')
    const left = read(book({ 表: [HEADER, ROW], 填表说明: [['请逐项填写']], 附注: [['无表头的说明']] }))
    expect(left.notes.map(({ sheet }) => sheet)).toEqual(['填表说明', '附注'])
  })

  it('a sheet that is a table but has no known header is rejected, even beside others', () => {
    const strange = [
      ['甲', '乙', '丙'],
      ['1', '2', '3'],
      ['4', '5', '6'],
    ]
    expect(read(book({ 表: [HEADER, ROW], 怪表: strange })).rejected).toMatchObject([
      { sheet: '怪表', row: 0 },
    ])
  })

  it('passes over rows that are no longer in force', () => {
    const { rows, notes } = csv('事项名称,权力类型,状态\n取水,行政许可,有效\n排污,行政许可,已取消\n')
    expect(rows.map(({ fields }) => fields.name)).toEqual(['取水'])
    expect(notes.map(({ row }) => row)).toEqual([3])
  })
})

describe('whose list it is', () => {
  const HEADER = ['事项名称', '权力类型', '行使主体']
  const row = (implementer: string): string[] => ['取水许可', '行政许可', implementer]
  const named = (title: string, sheet: string, file: string, ...implementers: string[]): (string | null)[] =>
    read(
      book({
        [sheet]: [
          [title],
          HEADER,
          ...implementers.map((one, i) => [`${i}${row(one)[0]}`, ...row(one).slice(1)]),
        ],
      }),
      file,
    ).rows.map(({ department }) => department)

  it.each([
    ['明川市水务局2024年权责清单', '表', 'a.xlsx', '市水务局', '明川市水务局'],
    ['2025年明川市水务局权责清单', '表', 'a.xlsx', '', '明川市水务局'],
    ['明川市委宣传部2024年权责清单', '表', 'a.xlsx', '', '明川市委宣传部'],
    ['部门名称：市水务局', '表', 'a.xlsx', '', '市水务局'],
    ['权责清单', '市水务局（217项）', 'a.xlsx', '', '市水务局'],
    [
      '权责清单',
      '行政许可（11项）',
      '附件：明川市水务局2024年权责清单 (1).xlsx',
      '地州市水务局',
      '明川市水务局',
    ],
    ['明川市水务系统2024年权责清单', 'Sheet1', 'a.xlsx', '明川市水务局', '明川市水务局'],
    ['权责清单', 'Sheet1', 'a.xlsx', '地州市水务局', null],
  ])('%s / %s / %s / %s: %s', (title, sheet, file, implementer, expected) => {
    expect(named(title, sheet, file, implementer)).toEqual([expected])
  })

  it('is one for a sheet: what most rows print, where nothing else names it', () => {
    const names = named(
      '权责清单',
      'Sheet1',
      'a.xlsx',
      '县水务局',
      '明川市水务局',
      '市人民政府',
      '明川市水务局',
      '各区水务局',
    )
    expect(new Set(names)).toEqual(new Set(['明川市水务局']))
  })

  it('is told row by row in a column of its own', () => {
    const { rows } = csv('部门,事项名称,权力类型\n市水务局,取水,行政许可\n市林业局,采伐,行政许可\n')
    expect(rows.map(({ department }) => department)).toEqual(['市水务局', '市林业局'])
  })
})
