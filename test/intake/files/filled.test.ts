import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { filledDown } from '../../../worker/intake/files/filled.ts'

const cell = fc.constantFrom('', ' ', '甲', '乙')
const grids = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 12 })

/** The last text above, looked for from each empty cell. */
function lastAbove(cells: readonly (readonly string[])[], row: number, column: number, body: number): string {
  for (let above = row - 1; above >= body; above--) {
    const text = cells[above]?.[column] ?? ''
    if (text.trim() !== '') return text
  }
  return ''
}

describe('cells that stand for those below them', () => {
  it('give each empty cell the last text above it, and leave empty rows empty', () => {
    fc.assert(
      fc.property(grids, fc.nat(3), fc.nat(2), (cells, body, column) => {
        const filled = filledDown(cells, [], body, [column])
        for (const [row, texts] of cells.entries())
          for (const [at, text] of texts.entries()) {
            const isBlank = texts.every((one) => one.trim() === '')
            const given = at !== column || row < body || text.trim() !== '' || isBlank
            const expected = given ? text : lastAbove(cells, row, column, body)
            expect(filled[row]?.[at]?.trim()).toBe(expected.trim())
          }
      }),
    )
  })

  it('are found in one pass, however long a column is without a text', () => {
    const cells = Array.from({ length: 60_000 }, () => ['', 'x'])
    expect(filledDown(cells, [], 0, [0])).toHaveLength(60_000)
  })
})
