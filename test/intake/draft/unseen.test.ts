/** Files of kinds that registers print and no draft had seen: each by what was read wrongly of it. */
import { describe, expect, it } from 'vitest'
import { drafted, each, one } from '../../support/intake/drafted.ts'

describe('a draft of a file that nobody had seen', () => {
  it('in GB 18030 that begins with 序号, as lists of tasks do', () => {
    // 序号,任务,责任单位,完成时限 in the encoding of Chinese spreadsheets: its first byte is that of an .xls.
    const header = [
      0xd0, 0xf2, 0xba, 0xc5, 0x2c, 0xc8, 0xce, 0xce, 0xf1, 0x2c, 0xd4, 0xf0, 0xc8, 0xce, 0xb5, 0xa5,
    ]
    const rest = [0xce, 0xbb, 0x2c, 0xcd, 0xea, 0xb3, 0xc9, 0xca, 0xb1, 0xcf, 0xde, 0x0a]
    const task = [0xcd, 0xea, 0xb3, 0xc9, 0xb5, 0xda]
    const office = [0xca, 0xd0, 0xcb, 0xae, 0xce, 0xf1, 0xbe, 0xd6]
    const [year, month, before] = [
      [0xc4, 0xea],
      [0xd4, 0xc2],
      [0xb5, 0xd7, 0xc7, 0xb0],
    ]
    const ascii = (said: string): number[] => [...Buffer.from(said, 'latin1')]
    const rows = Array.from({ length: 12 }, (_, i) => [
      ...ascii(`${i + 1},`),
      ...task,
      ...ascii(`${i + 1},`),
      ...office,
      ...ascii(',2026'),
      ...year,
      ...ascii(`${i + 1}`),
      ...month,
      ...before,
      0x0a,
    ]).flat()
    const found = drafted('tasks.csv', new Uint8Array([...header, ...rest, ...rows]))
    expect(found.departments).toEqual(['市水务局'])
    expect(found.due.slice(0, 2)).toEqual(['2026-01', '2026-02'])
  })

  it.each([
    [
      'Russian, with г. behind the year',
      'Объект;Ответственный;Срок сдачи',
      (i: number) => `Школа ${i};${one(i, 'Департамент А', 'Департамент Б')};${i + 10} марта 2026 г.`,
      '2026-03-11',
    ],
    [
      'Hungarian, the year first',
      'Projekt;Szervezet;Határidő',
      (i: number) => `Út ${i};${one(i, 'Első Osztály', 'Második Osztály')};2026. március ${i}.`,
      '2026-03-01',
    ],
    [
      'Korean, by year and month',
      '공약;담당부서;완료예정',
      (i: number) => `공원 ${i};${one(i, '도시과', '복지과')};2026년 ${i}월 말까지`,
      '2026-01',
    ],
  ])('days in %s', (_, header, row, first) => {
    expect(drafted('works.csv', `${header}\n${each(row)}\n`).due[0]).toBe(first)
  })

  it.each([
    ['M Ft', 'HUF', 1_000_000],
    ['MEUR', 'EUR', 1_000_000],
    ['mkr SEK', 'SEK', 1_000_000],
    ['tkr SEK', 'SEK', 1000],
    ['kEUR', 'EUR', 1000],
    ['mld zł', 'PLN', 1_000_000_000],
    ['EUR m', 'EUR', 1_000_000],
    ['EUR', 'EUR', 1],
  ])('amounts in %s', (unit, currency, times) => {
    const rows = each((i) => `P-${i};Road ${i};${one(i, 'Roads', 'Water')};${i}2.5`)
    const [first] = drafted('works.csv', `Ref;Project;Department;Budget (${unit})\n${rows}\n`).amounts
    expect(first).toMatchObject({ currency, current: 12.5 * times })
  })

  it('numbers with a point are no months', () => {
    const rows = each((i) => `P-${i};Road ${i};${one(i, 'Roads', 'Water')};${1250 + i}.5`)
    const found = drafted('works.csv', `Ref;Project;Department;Budget (thousand €)\n${rows}\n`)
    expect(found.amounts[0]).toMatchObject({ current: 1_251_500 })
  })

  it('lists inside of a record that it takes nothing of are told', () => {
    const votes = [{ group: 'A', votes: [{ actor: 'X', position: 'for' }] }]
    const rows = Array.from({ length: 12 }, (_, i) => ({
      title: `Bill ${i}`,
      office: `Office ${i % 2}`,
      divided: votes,
    }))
    expect(drafted('bills.json', JSON.stringify({ bills: rows })).said).toContain(
      'Lists that were left out: divided.',
    )
  })

  it('an office by its number in another list, of whatever language, is that office', () => {
    const rows = Array.from({ length: 12 }, (_, i) => ({ vaat: `Park ${i}`, birim: { id: (i % 3) + 1 } }))
    const birimler = ['Park', 'Yol', 'Su'].map((name, i) => ({ id: i + 1, name: `${name} Müdürlüğü` }))
    const found = drafted('vaatler.json', JSON.stringify({ vaatler: rows, birimler }))
    expect(found.departments).toEqual(['Park Müdürlüğü', 'Yol Müdürlüğü', 'Su Müdürlüğü'])
  })

  it('="007" is the text that the list keeps a spreadsheet from counting with', () => {
    const rows = each((i) => `="0${i + 100}";Road ${i};${one(i, 'Roads', 'Water')}`)
    const found = drafted('works.csv', `Ref;Project;Department\n${rows}\n`)
    expect(found.records[0]?.fields.number).toBe('0101')
  })

  // The kind of trial 05: most rows have nothing in the column that looks like a title.
  it('that leaves rows out says how many, in a document too', () => {
    const rows = Array.from({ length: 12 }, (_, i) => ({
      ref: `R-${i}`,
      title: i % 3 === 0 ? '' : `Bridge ${i}`,
      department: `Office ${i % 2}`,
    }))
    expect(drafted('works.json', JSON.stringify(rows)).said).toContain(
      'Of 12 rows of the sample 4 give no record',
    )
  })

  // The kind of trial 23: the only date of a list is of the end, and the works go on.
  it('takes the end of works that go on for the plan, in another language, and asks', () => {
    const rows = each((i) => `G-${i},道路${i},${one(i, '市交通局', '市水务局')},2027-0${(i % 9) + 1}-20,在建`)
    const found = drafted('works.csv', `编号,项目,责任单位,竣工日期,状态\n${rows}\n`)
    expect(found.due).toHaveLength(12)
    expect(found.records.some(({ done, finished }) => done !== null || finished === true)).toBe(false)
    expect(found.said).toContain('Is "竣工日期" the day on which it should be done')
  })
})

describe('what a draft would have guessed', () => {
  it('a title that most rows lack is none where another column says something in all of them', () => {
    const rows = Array.from({ length: 12 }, (_, i) => ({
      ...{ id: `P${i}`, agency: `Agency ${i % 2}` },
      ...{ project_location: i % 4 === 0 ? `Street ${i}` : '', scope: `Reconstruction of pier ${i}` },
    }))
    const found = drafted('projects.json', JSON.stringify(rows))
    expect(found.records.map(({ fields }) => fields.title)).toContain('Reconstruction of pier 1')
    expect(found.records).toHaveLength(12)
  })

  it('the end of another period is not the day on which it was done', () => {
    const rows = Array.from({ length: 12 }, (_, i) => ({
      ...{ ref: `T${i}`, title: `Tender ${i}`, buyer: `Office ${i % 2}` },
      enquiryPeriod: { endDate: `2025-0${(i % 9) + 1}-10` },
      tenderPeriod: { endDate: `2025-0${(i % 9) + 1}-20` },
    }))
    const found = drafted('tenders.json', JSON.stringify(rows))
    expect(found.records.some(({ done }) => done !== null)).toBe(false)
  })
})
