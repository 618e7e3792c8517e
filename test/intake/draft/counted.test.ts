/** Dates that are written as counts, and fiscal years: read where every value says so, and told. */
import { describe, expect, it } from 'vitest'
import { readDated } from '../../../worker/intake/register/dates/read.ts'
import { drafted, each } from '../../support/intake/drafted.ts'

const works = (begin: (i: number) => string, due: (i: number) => string): string =>
  `Ref,Project,Agency,Start date,Due date\n${each((i) => `W-${i},Culvert ${i},Roads,${begin(i)},${due(i)}`)}`
const at = (year: number, i: number): number => Date.UTC(year, i - 1, 7, 22)

describe('a draft reads', () => {
  it.each([
    [
      'milliseconds since 1970',
      'milliseconds',
      (year: number, i: number) => String(at(year, i)),
      '2027-01-07',
    ],
    ['seconds since 1970', 'seconds', (year: number, i: number) => String(at(year, i) / 1000), '2027-01-07'],
    [
      'fiscal years',
      'fiscal years',
      (year: number, i: number) => `${year + i}-${(year + i + 1) % 100}`,
      '2029',
    ],
    [
      'fiscal years by their name',
      'fiscal years',
      (year: number, i: number) => `FY${year + i}/${year + i + 1}`,
      '2029',
    ],
  ] as const)('%s, and says so', (_, said, text, due) => {
    const found = drafted(
      'works.csv',
      works(
        (i) => text(2024, i),
        (i) => text(2027, i),
      ),
    )
    expect(found.tally).toMatchObject({ read: 12 })
    expect(found.due[0]).toBe(due)
    expect(found.said).toContain(said)
    const [start] = found.records.flatMap(({ fields }) => fields.startedAt ?? [])
    expect(start).toBe(due.length === 4 ? '2025' : '2024-01-07')
  })

  it('months that might be fiscal years as months, and asks', () => {
    const found = drafted(
      'works.csv',
      works(
        (i) => `20${String(i % 4).padStart(2, '0')}-${String((i % 4) + 1).padStart(2, '0')}`,
        () => '2011-12',
      ),
    )
    expect(found.due[0]).toBe('2011-12')
    expect(found.said).toContain('2011-12 is read as a month; if fiscal years are meant')
  })

  it('no fiscal year of one number, which does not say when it begins', () => {
    const found = drafted(
      'works.csv',
      works(
        (i) => `2025-${String(i).padStart(2, '0')}-01`,
        (i) => `FY20${20 + i}`,
      ),
    )
    expect(found.due).toEqual([])
    expect(found.said).toContain('do not say in which month they begin')
  })
})

it.each([
  ['1735682400000', 'epoch-ms', {}, '2024-12-31'],
  ['1735682400000', 'epoch-ms', { zone: 'Asia/Shanghai' }, '2025-01-01'],
  ['1735682400', 'epoch', { zone: 'America/New_York' }, '2024-12-31'],
  ['99999999999999', 'epoch-ms', {}, null],
  ['2025-27', 'fiscal', {}, null],
  ['1999-00', 'fiscal', {}, '2000'],
  ['2025–26', 'fiscal', { quarter: 'first' }, '2025'],
] as const)('%s as %s is %o: %s', (text, format, options, date) => {
  expect(readDated(text, [format], options)?.date ?? null).toBe(date)
})
