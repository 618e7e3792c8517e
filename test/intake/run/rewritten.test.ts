import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isRewriting, spreadsheetMark } from '../../../worker/intake/run/home/rewritten.ts'

describe('what a spreadsheet writes in its own way', () => {
  it.each([
    ['440106000000000123', '4.40106E+17'],
    ['440106199001010123', '440106199001010000'],
    ['440106199001010123', '000440106199001010123'],
    ['007', '7'],
    ['1.50', '1.5'],
    ['0.3333333333333333', '0.333333333'],
    ['0.30000000000000004', '0.3'],
    ['5%', '5.00%'],
    ['true', 'TRUE'],
    ['2024-03-05', '2024/3/5'],
    ['2024-03-05', '3/5/2024'],
    ['2024-03-05', '05.03.2024'],
    ['2024-03-05', '5-Mar-24'],
    ['2024-03-05', '2024年3月5日'],
    ['2024-03', 'Mar-24'],
    ['2024-03', '2024-03-01'],
    ['1-2', '2-Jan'],
    ['1-2', '1月2日'],
    ['3/4', '2026/3/4'],
    ['5/6/2011', '05/06/11'],
    ['05/06/11', '5/6/2011'],
    ['8:30', '8:30:00'],
    ['x'.repeat(40_000), 'x'.repeat(32_767)],
  ])('%s comes home as %s', (text, cell) => {
    expect(isRewriting(cell, text)).toBe(true)
  })

  it.each([
    ['440106000000000123', '4.50106E+17'],
    ['440106199001010123', '440106199001010199'],
    ['0.12345678901234567', '0.12345678901234599'],
    ['007', '8'],
    ['1-2', '2-1'],
    ['2024-03-05', '2024-05-03'],
    ['2024-03-05', '2024/3/6'],
    ['2024-03', '2024-04-01'],
    ['5/6/2011', '06/05/11'],
    ['5/6/2011', '05/06/12'],
    ['5/6/2011', '05/06/1911'],
    ['第 07 号', '第 7 号'],
    ['1250.5', '1250'],
    ['是', 'TRUE'],
    ['8:30', '8:31:00'],
    ['甲', '乙'],
    ['', '0'],
  ])('%s does not, as %s: somebody changed it', (text, cell) => {
    expect(isRewriting(cell, text)).toBe(false)
  })

  it('is never another whole number, nor another day written in the same form', () => {
    const day = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(fc.nat(999_999_999), fc.nat(999_999_999), day, day, (a, b, one, other) => {
        expect(isRewriting(String(b), String(a))).toBe(a === b)
        const [was, is] = [one, other].map((date) => date.toISOString().slice(0, 10))
        expect(isRewriting(is ?? '', was ?? '')).toBe(is === was)
        const [year, month, date] = (was ?? '').split('-').map(Number)
        expect(isRewriting(`${year}/${month}/${date}`, was ?? '')).toBe(true)
      }),
    )
  })

  it.each(['4.40106E+17', '2-Jan', 'Mar-24', '######', '#NAME?', 'x'.repeat(32_767)])(
    'is known by itself: %s',
    (cell) => {
      expect(spreadsheetMark(cell)).not.toBeNull()
    },
  )

  it.each(['4401', '1月2日', '#5', 'E+17', 'Maria-24', 'x'.repeat(32_768)])(
    'is not every odd text: %s',
    (cell) => {
      expect(spreadsheetMark(cell)).toBeNull()
    },
  )
})
