/** A text that was cut off within its last row: nothing of it is read, and the sentence says so. */
import { describe, expect, it } from 'vitest'
import { readCsv } from '../../../worker/intake/files/csv.ts'
import { each } from '../../support/intake/drafted.ts'

const HEAD = 'Ref,Received,Answered,Decision\n'
const ROW = '13,2015-01-08,2015-01-21,disclosed in full'
const TABLE = `${HEAD}${each((i) => `${i},2015-01-08,2015-01-21,disclosed in part`)}\n`
const rowsOf = (text: string): number => readCsv(new TextEncoder().encode(text), 'requests.csv').cells.length

describe('a text that ends within its last row', () => {
  it.each(['13,2015-01-08,2015-01', '13,2015', '13,"Roads, bri'])('is refused: %s', (end) => {
    expect(() => rowsOf(`${TABLE}${end}`)).toThrow(/cut off|no readable table/)
  })

  it.each([
    ['a whole row without a line feed', ROW],
    ['a short row that is ended', '13,2015-01-08\n'],
    ['a note', 'Source: city clerk'],
    ['a sum', 'Total,13'],
  ])('is not %s', (_, end) => {
    expect(rowsOf(`${TABLE}${end}`)).toBeGreaterThan(13)
  })

  it('is not told where other rows are as short, or few stand above', () => {
    expect(rowsOf(`${TABLE}13,2015-01-08\n14,2015`)).toBe(15)
    expect(rowsOf(`${HEAD}1,2015-01-08`)).toBe(2)
  })
})
