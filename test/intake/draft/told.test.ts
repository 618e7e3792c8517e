/** Values and lists of files as governments publish them: what stands there is read or told, and nothing else. */
import { describe, expect, it } from 'vitest'
import { drafted, each, one } from '../../support/intake/drafted.ts'
import { delivered, text } from '../../support/intake/trial.ts'

const office = (i: number): string => one(i, 'Roads', 'Water')

/** A table with a reference, a title, an office and more columns. */
const table = (more: string, cells: (i: number) => string): string =>
  `Ref,Project,Department,${more}\n${each((i) => `P-${i},Road ${i},${office(i)},${cells(i)}`)}`

describe('what a file holds beside what is read', () => {
  const rows = (of: string, count: number): object[] =>
    Array.from({ length: count }, (_, i) => ({
      ref: `${of}${i}`,
      title: `${of} on site ${i}`,
      department: office(i),
    }))

  it.each([
    ['a total', { total: 40, results: rows('R', 12) }, 'there are 40 and holds 12'],
    [
      'a total of its pages',
      { data: rows('R', 12), pagination: { totalElements: '40' } },
      'there are 40 and holds 12',
    ],
    ['a next page', { items: rows('R', 12), links: { next: 'https://x.example/2' } }, 'names a next page'],
  ])('%s says that it is one page', (_, document, words) => {
    const content = JSON.stringify(document)
    const { said, mapping } = drafted('page.json', content)
    expect(said).toContain(words)
    const { notes } = delivered(mapping, [text('page.json', content)])
    expect(notes.map((one) => one.words.en).join()).toContain(words)
  })

  it.each([{ total: 12, results: rows('R', 12) }, { results: rows('R', 12), next: null }, rows('R', 12)])(
    'a whole one says nothing of the kind',
    (document) => {
      const { said } = drafted('whole.json', JSON.stringify(document))
      expect(said).not.toContain('fetch the others')
    },
  )

  it('another list is told with its length', () => {
    const { said } = drafted('works.json', JSON.stringify({ roads: rows('R', 6), water: rows('W', 5) }))
    expect(said).toContain('were not read: water (5)')
  })

  it.each(['Subtotal Roads', 'Grand Total', 'TOTAL GENERAL', 'Sous-total', '小计：道路'])(
    '%s is no work',
    (sum) => {
      const found = drafted(
        'works.csv',
        `Ref,Project,Department,Budget (USD)\n${each((i) => (i % 5 === 0 ? `,${sum},,9000` : `P-${i},Road ${i},${office(i)},1000`))}\n`,
      )
      expect([found.records.length, found.departments]).toEqual([10, ['Roads', 'Water']])
    },
  )
})

describe('a value is what stands there', () => {
  it('currencies of cells are each their own', () => {
    const found = drafted(
      'works.csv',
      table('Amount', (i) => (i % 3 === 0 ? `US$ ${i}00` : `€ ${i}00`)),
    )
    expect(found.amounts.slice(1, 3)).toMatchObject([{ currency: 'EUR' }, { currency: 'USD', current: 300 }])
  })

  it('ids of JSON that a number would round are texts', () => {
    const ids = Array.from({ length: 12 }, (_, i) => `900719925474099${i + 10}`)
    const list = ids.map((id, i) => `{"case_number":${id},"title":"Road ${i}, \\"${id}\\"","department":"A"}`)
    const found = drafted('cases.json', `[${list.join(',')}]`)
    expect(found.records.map(({ key }) => key)).toEqual(ids)
    expect(found.records[0]?.fields.title).toBe(`Road 0, "${ids[0]}"`)
    const lines = drafted('cases.ndjson', list.join('\n'))
    expect(lines.records.map(({ key }) => key)).toEqual(ids)
  })

  it('titles in HTML are read without their tags, and what was encoded twice is told', () => {
    const html = drafted(
      'works.csv',
      `Ref,Title,Department\n${each((i) => `P${i},<p>Road <b>${i}</b> &amp; bridge</p>,${office(i)}`)}\n`,
    )
    expect(html.records[0]?.fields.title).toBe('Road 1 & bridge')
    const twice = drafted(
      'works.csv',
      `Ref,Title,Department\n${each((i) => `P${i},RÃ©fection ${i},${office(i)}`)}\n`,
    )
    expect(twice.said).toContain('encoded twice')
  })

  it('a day of an instant is told to be as printed, and a due day before the start as well', () => {
    const cells = (i: number): string => `2027-03-15,2026-03-1${i % 9}T16:00:00Z`
    const content = `${table('Start,End', cells)}\n`
    const found = drafted('works.csv', content)
    expect(found.said).toContain('name the time zone as "zone"')
    const { notes } = delivered(found.mapping, [text('works.csv', content)])
    expect(notes.some(({ words }) => words.en.includes('before it begins on 2027-03-15'))).toBe(true)
  })
})
