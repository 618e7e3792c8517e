import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvLine } from '../../../worker/domain/text/csv.ts'
import { readCsv } from '../../../worker/intake/files/csv.ts'
import { readBook } from '../../../worker/intake/files/workbook.ts'
import { MOST_LETTERS, TOO_LONG } from '../../../worker/services/export/workbook/cell.ts'
import { type SheetColumn, workbook } from '../../../worker/services/export/workbook/workbook.ts'

/** How many values go out and come home. */
const VALUES = Number(process.env.ROUNDTRIPS ?? 4000)
const ROW = 20

async function bookOf(columns: readonly SheetColumn[], rows: readonly unknown[][]): Promise<Uint8Array> {
  const pages = (async function* () {
    for (let at = 0; at < rows.length; at += 7) yield rows.slice(at, at + 7)
  })()
  const parts: Uint8Array[] = []
  for await (const part of workbook({ name: 'decisions', columns, rows: pages })) parts.push(part)
  return new Uint8Array(Buffer.concat(parts))
}

/** Texts as records hold them: line feeds alone between lines, and what spreadsheets are known to spoil. */
const text = fc
  .oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.string({ unit: 'grapheme', maxLength: 30 }),
    fc
      .tuple(
        fc.constantFrom('=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\n', "'", "'=", "''＝", '"', ','),
        fc.string({ maxLength: 8 }),
      )
      .map(([mark, rest]) => mark + rest),
    fc.constantFrom(
      '007',
      '440106000000000123',
      '1-2',
      '2024-03',
      '1E5',
      'TRUE',
      '_x0041_',
      '3/4',
      '5%',
      '﻿',
      ' x ',
    ),
  )
  .map((one) => one.replace(/\r\n?/g, '\n'))
  // A lone half of a pair is no text, and what no keyboard has no record holds.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these
  .map((one) => one.replace(/[\p{Surrogate}\u0000-\u0008\u000b-\u001f\u007f-\u009f]/gu, ''))

const values = fc.array(fc.array(text, { minLength: ROW, maxLength: ROW }), {
  minLength: Math.ceil(VALUES / ROW / 20),
  maxLength: Math.ceil(VALUES / ROW / 20),
})

const seen = (row: readonly string[]): string[] => row.map((one) => (one.trim() === '' ? '' : one))

describe('a list that goes out and comes home', () => {
  it('as CSV holds every text as it was', () => {
    fc.assert(
      fc.property(values, (rows) => {
        const header = Array.from({ length: ROW }, (_, i) => `column${i}`)
        const file = ['﻿', csvLine(header), ...rows.map((row) => csvLine(row))].join('')
        const { cells } = readCsv(new TextEncoder().encode(file), 'list.csv', { delimiter: ',' })
        expect(cells.slice(1)).toEqual(rows)
      }),
      { numRuns: 20 },
    )
  })

  it('as a workbook holds every text as it was', async () => {
    await fc.assert(
      fc.asyncProperty(values, async (rows) => {
        const columns = Array.from(
          { length: ROW },
          (_, i): SheetColumn => ({ name: `c${i}`, type: 'string' }),
        )
        const [sheet] = readBook(await bookOf(columns, rows), 'list.xlsx')
        const read = (sheet?.cells ?? []).slice(1)
        expect(rows.map((_, i) => seen(columns.map((_, c) => read[i]?.[c] ?? '')))).toEqual(rows.map(seen))
      }),
      { numRuns: 20 },
    )
  })

  it('as a workbook holds dates as dates, months as months, and numbers as numbers', async () => {
    const day = fc
      .date({
        min: new Date('1901-01-01T00:00:00Z'),
        max: new Date('2999-12-31T00:00:00Z'),
        noInvalidDate: true,
      })
      .map((one) => one.toISOString().slice(0, 10))
    const row = fc.tuple(
      fc.oneof(
        day,
        day.map((one) => one.slice(0, 7)),
        day.map((one) => one.slice(0, 4)),
      ),
      fc.oneof(
        fc.integer(),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.integer().map((n) => n / 100),
      ),
      fc.boolean(),
      fc.constantFrom('1066-10-14', '1899-12-31', '1900-01-01', '2024-03-05T08:00:00Z'),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 20, maxLength: 20 }), async (rows) => {
        const columns: SheetColumn[] = [
          { name: 'a', type: 'date' },
          { name: 'b', type: 'number' },
          { name: 'c', type: 'boolean' },
          { name: 'd', type: 'date' },
        ]
        const [sheet] = readBook(await bookOf(columns, rows), 'list.xlsx')
        rows.forEach(([date, number, flag, old], i) => {
          const [a, b, c, d] = sheet?.cells[i + 1] ?? []
          expect([a, c, d]).toEqual([date, flag ? 'TRUE' : 'FALSE', old])
          expect(sheet?.numbers[i + 1]?.[1] ?? Number(b)).toBe(number === 0 ? 0 : number)
        })
      }),
      { numRuns: 20 },
    )
  })

  it('says of a text that no cell takes that it stands in the CSV', async () => {
    const [sheet] = readBook(
      await bookOf(
        [{ name: 'a', type: 'string' }],
        [['x'.repeat(MOST_LETTERS)], ['x'.repeat(MOST_LETTERS + 1)]],
      ),
      'list.xlsx',
    )
    expect(sheet?.cells.map(([cell = '']) => cell.length)).toEqual([1, MOST_LETTERS, TOO_LONG.length])
  })
})
