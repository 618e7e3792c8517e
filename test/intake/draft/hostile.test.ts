/** Files as governments publish them, each with what was once read wrongly of it; and the kind of each on other values. */
import { utils, write } from '@e965/xlsx'
import { describe, expect, it } from 'vitest'
import { readAmount } from '../../../worker/intake/register/numbers/number.ts'
import { drafted, each, one } from '../../support/intake/drafted.ts'
import { delivered, text, works } from '../../support/intake/trial.ts'

const OFFICES = ['Roads', 'Water'] as const
const office = (i: number): string => one(i, ...OFFICES)

/** A table with a reference, a title, an office and more columns of one header line. */
const table = (more: string, cells: (i: number) => string, mark = ','): string =>
  [
    ['Ref', 'Project', 'Department', more].join(mark),
    each((i) => [`P-${i}`, `Road ${i}`, office(i), cells(i)].join(mark)),
  ].join('\n')

describe('an amount', () => {
  it.each([
    ['1.5亿元', '.', 150_000_000],
    ['3000万元', '.', 30_000_000],
    ['£3.2m', '.', 3_200_000],
    ['4,5 Mio. €', ',', 4_500_000],
    ['12,5 млн руб.', ',', 12_500_000],
    ['Rs. 2.5 crore', '.', 25_000_000],
    ["1'201'000.–", '.', 1_201_000],
    ['20,--', ',', 20],
    ['2.104,00-', ',', -2104],
    ['(1,250.00)', '.', -1250],
    ['1200 m', '.', null],
    ['12 km', '.', null],
    ['C-1', '.', null],
    ['R 1 250,50', ',', 1250.5],
    ['R on site 12', '.', null],
    ['2조 5,000억원', '.', 2_500_000_000_000],
    ['3億5,000万円', '.', 350_000_000],
    ['1亿2000万元', '.', 120_000_000],
    ['2万3500元', '.', 23_500],
    ['¥1亿零5万', '.', 100_050_000],
    ['-1억 2,345만 6,789원', '.', -123_456_789],
    ['Rs 2 crore 50 lakh', '.', 25_000_000],
    ['1兆2,000億3,000万円', '.', 1_200_030_000_000],
    ['1億2.5万円', '.', 100_025_000],
    // A part is less than the unit before it, the units get smaller, and only the last has a fraction.
    ['5万3億円', '.', null],
    ['1万20000元', '.', null],
    ['1.5億5,000万円', '.', null],
    ['3億5,000万円 外', '.', null],
    ['第3億5,000万', '.', null],
  ] as const)('%s', (given, decimal, number) => {
    expect(readAmount(given, decimal)?.number ?? null).toBe(number)
  })

  it('with a unit of its own is not multiplied by that of the header', () => {
    const csv = 'Ref,Work,Office,投资（万元）\nA,道路,交通局,1200\nB,桥梁,交通局,1.5亿元\n'
    const amounts = {
      list: [{ kind: { const: 'budget' }, current: { from: '投资（万元）', as: 'number', times: 10_000 } }],
    }
    const { records } = delivered(works({ amounts }), [text('w.csv', csv)])
    expect(records.map(({ fields }) => fields.amounts)).toMatchObject([
      [{ current: 12_000_000 }],
      [{ current: 150_000_000 }],
    ])
  })

  it.each([
    ['Προϋπολογισμός (€)', (i: number) => `1.${100 + i},50`, 1101.5],
    ['Budget (tkr)', (i: number) => `1 ${100 + i}`, 1_101_000],
    ['Budget (£000)', (i: number) => `${100 + i}`, 101_000],
    ['Betrag', (i: number) => `${i},${50 + i}`, 1.51],
  ])('of %s is no place on the map', (header, cell, first) => {
    const found = drafted('works.csv', table(header, cell, ';'))
    expect(found.amounts[0]).toMatchObject({ current: first })
    expect(found.records.some(({ fields }) => fields.places !== undefined)).toBe(false)
  })

  it('is counted as a cell above the header says', () => {
    const book = utils.book_new()
    const rows = Array.from({ length: 9 }, (_, i) => [`C${i}`, `Scheme ${i}`, office(i), 100 + i])
    const lines = [
      ['Capital programme'],
      [null, null, null, '£000'],
      ['Ref', 'Scheme', 'Directorate', 'Approved budget'],
      ...rows,
    ]
    utils.book_append_sheet(book, utils.aoa_to_sheet(lines), 'Sheet1')
    const found = drafted('capital.xlsx', new Uint8Array(write(book, { type: 'array', bookType: 'xlsx' })))
    expect(found.amounts[0]).toMatchObject({ currency: 'GBP', current: 100_000 })
    expect(found.departments).toHaveLength(2)
  })
})

describe('a date', () => {
  it.each([
    ['Due (MM/DD/YYYY)', (i: number) => `0${(i % 9) + 1}/03/2027`, '2027-02-03'],
    ['Due (dd/mm/yyyy)', (i: number) => `0${(i % 9) + 1}/03/2027`, '2027-03-02'],
    ['Fällig (TT.MM.JJJJ)', (i: number) => `0${(i % 9) + 1}.03.2027`, '2027-03-02'],
    ['Due', (i: number) => `by ${i} March 2027`, '2027-03-01'],
    ['Термін виконання', (i: number) => `до ${i + 9}.03.2027 р.`, '2027-03-10'],
    ['Klart senast', (i: number) => `2027-03-${i + 9}`, '2027-03-10'],
    ['完成年月', (i: number) => `2027${String(i).padStart(2, '0')}`, '2027-01'],
    ['完了予定', (i: number) => `R9.${i}末`, '2027-01'],
  ])('of %s', (header, cell, first) => {
    expect(drafted('works.csv', table(header, cell)).due[0]).toBe(first)
  })

  it.each([
    ['تاريخ الانتهاء', (i: number) => `1448/0${(i % 9) + 1}/15`],
    ['مهلت', (i: number) => `۱۴۰۵/۰${(i % 9) + 1}/۱۵`],
    ['Deadline (BS)', (i: number) => `2083/0${(i % 9) + 1}/15`],
  ])('of another calendar is none: %s', (header, cell) => {
    const found = drafted('works.csv', table(header, cell))
    expect(found.due).toEqual([])
    expect(found.said).toContain('another calendar')
  })

  it('of another calendar is rejected where a mapping asks for it, and the words say why', () => {
    const begun = { startedAt: { from: 'Due', as: 'date', formats: ['yyyy/mm/dd'] } }
    const [refused] = delivered(works({}, { occurred: begun.startedAt }), [
      text('w.csv', 'Ref,Work,Office,Due\nA,Road,Roads,1448/02/15\n'),
    ]).rejected
    expect(refused?.expected.en).toContain('the year 1448 seems to be of another')
  })

  it.each(['9999-12-31', '1900-01-01', '1970-01-01', '01/01/1900', '2999-12-31', '1899-12-30'])(
    '%s is no day on which anything is due or done',
    (mark) => {
      const found = drafted(
        'works.csv',
        table('Due date,Actual completion', (i) => `${i % 3 === 0 ? mark : '2027-03-15'},${mark}`),
      )
      expect(found.due).toHaveLength(8)
      expect(found.records.every(({ done }) => done === null)).toBe(true)
      expect(found.said).toContain(mark)
    },
  )

  it.each([
    ['25.12.1.', undefined],
    ['114.12.1', '2025-12-01'],
    ['民國99年12月1日', '2010-12-01'],
  ])('of %s is of the Republic of China only where its year can be no other', (printed, due) => {
    const rows = each((i) => `사업 ${i},도로과,${i === 5 ? printed : `2026.3.${i}.`}`)
    const found = drafted('works.csv', `사업명,담당부서,완료예정일\n${rows}\n`)
    expect(found.due[4]).toBe(due ?? '2026-03-06')
    if (due === undefined) expect(found.said).toContain(`not taken (1): ${printed}`)
  })

  it.each(['1900-01-01', '1970-01-01'])('%s of a mapping that takes it is told and left', (mark) => {
    const mapping = works({}, {})
    const at = (from: string): object => ({ from, as: 'date' })
    const { records, notes } = delivered(
      {
        ...mapping,
        records: [
          {
            ...{ kind: 'milestone', key: { from: ['Ref'] }, department: 'Office', done: at('Done') },
            fields: { title: 'Work', currentDue: at('Due') },
          },
        ],
      },
      [text('w.csv', `Ref,Work,Office,Due,Done\nA,Road,Roads,${mark},${mark}\n`)],
    )
    expect(records[0]).toMatchObject({ done: null })
    expect(records[0]?.fields.currentDue).toBeUndefined()
    expect(notes.map(({ words }) => words.en).join()).toContain('mostly stands for none')
  })
})

describe('a column', () => {
  const HEADERS = ['Done?', 'Date done', '是否完成', 'Erledigt']
  const WORDS = [
    'TRUE,FALSE',
    'Yes,No',
    '是,否',
    '✓,',
    '✔,✘',
    '✔\ufe0f,✖\ufe0f',
    '☑,☐',
    '✅,❌',
    '√,×',
    'y,x',
    '1,0',
  ]
  const marked = (header: string, yes: string, no: string) =>
    drafted(
      'works.csv',
      table(`Due date,${header}`, (i) => `2025-03-15,${i % 3 === 0 ? yes : no}`),
    )

  it.each([
    ...WORDS.map((words) => ['Completed', words] as const),
    ...HEADERS.map((header) => [header, '✔,✘'] as const),
  ])('called %s, of %s, says what is done, and asks', (header, words) => {
    const [yes = '', no = ''] = words.split(',')
    const found = marked(header, yes, no)
    expect(found.records.filter(({ finished }) => finished === true)).toHaveLength(4)
    expect(found.said).toContain(`"${header}" says yes or no`)
    expect(found.said).toContain('are the 4 rows with yes done?')
  })

  it.each(['x', 'X', '×', '✗'])('of %s and blank cells is asked about, and taken for neither', (cross) => {
    const found = marked('Done?', cross, '')
    expect(found.records.filter(({ finished }) => finished === true)).toEqual([])
    expect(found.said).toContain(`"Done?" says "${cross}" in 4 rows and nothing in the others`)
  })

  it.each(['Not done', 'Done on time', '未完成', '按时完成', 'Incomplete'])(
    'of yes and no that is called %s says of nothing that it is done',
    (header) => {
      const found = drafted(
        'works.csv',
        table(`Due date,${header}`, (i) => `2025-03-15,${i % 3 === 0 ? 'yes' : 'no'}`),
      )
      expect(found.records.filter(({ finished }) => finished === true)).toEqual([])
    },
  )

  it('of the days on which something was done, called Date done, is that', () => {
    const found = drafted(
      'works.csv',
      table('Due date,Date done', (i) => `2025-06-15,${i % 4 === 0 ? '2025-06-10' : ''}`),
    )
    expect(found.records.filter(({ done }) => done === '2025-06-10')).toHaveLength(3)
  })

  it('of titles that come again is the title, and the number with its revisions names the records', () => {
    const rows = each((i) => {
      const n = Math.ceil(i / 2)
      return `C-${n}${one(i, '', '/Rev1')},Contract ${n},${office(i)},${i}000`
    })
    const found = drafted('contracts.csv', `Contract No,Title,Department,Value\n${rows}\n`)
    expect(found.records[1]).toMatchObject({ key: 'C-1/Rev1', fields: { title: 'Contract 1' } })
  })

  it.each(['/', '—', '……', '***'])('with %s where nothing is known has dates all the same', (mark) => {
    const found = drafted(
      'works.csv',
      table('Due date,Actual completion', (i) => `2025-06-15,${i % 4 === 0 ? '2025-06-10' : mark}`),
    )
    expect(found.records.filter(({ done }) => done !== null)).toHaveLength(3)
  })
})
