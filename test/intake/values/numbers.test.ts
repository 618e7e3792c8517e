import { utils, write } from '@e965/xlsx'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { marksOf, readNumber } from '../../../worker/intake/register/numbers/number.ts'
import { delivered, text, trial, works } from '../../support/intake/trial.ts'

const amount = (value: object) => ({
  amounts: {
    list: [{ kind: { const: 'budget' }, currency: { const: 'EUR' }, current: { from: 'Cost', ...value } }],
  },
})
const amounts = (delivery: ReturnType<typeof delivered>) =>
  delivery.records.map(({ fields }) => {
    const [first] = Array.isArray(fields.amounts) ? fields.amounts : []
    return first !== null && typeof first === 'object' && !Array.isArray(first) ? first?.current : undefined
  })

describe('marks in numbers', () => {
  it('of the trial: what has another decimal mark is rejected at its cell', () => {
    const given = trial('07')
    if (given === null) return
    const delivery = delivered(given.mapping, given.files)
    expect(amounts(delivery)).toEqual([1_250_000, 310_000.5, 12_500])
    expect(delivery.rejected.map(({ row, value, column }) => [row, value, column])).toEqual([
      [5, '1250000.50', 'Cost'],
      [6, '45.10', 'Cost'],
    ])
    expect(delivery.rejected[0]?.expected.en).toContain('declare as "decimal"')
  })

  it('part three digits or are none', () => {
    const read: [string, '.' | ',', number | null][] = [
      ['12,5', '.', null],
      ['1,5', '.', null],
      ['1 250,50', '.', null],
      ['$1,250.00', ',', null],
      ['1250000.50', ',', null],
      ['1,25,000', '.', 125_000],
      ['1,250,00', '.', null],
      ["1'250'000.5", '.', 1_250_000.5],
      ['1 250 000,5', ',', 1_250_000.5],
      ['1.250 000,5', ',', null],
      ['(1,250.00)', '.', -1250],
      ['−12.5 %', '.', -12.5],
      ['１，２５０．５', '.', 1250.5],
      ['١٬٢٥٠٫٥', '.', 1250.5],
      ['12 500 zł', ',', 12_500],
      ['R 1 250', '.', 1250],
      ['Rs. 1,250', '.', 1250],
      ['LB-0101', '.', null],
      ['PW 77', '.', null],
      ['W-1', '.', null],
      ['100 PCS', '.', null],
      [`${'AB'.repeat(28)}1`, '.', null],
      ['12 500 PLN', ',', 12_500],
      ['1250元', '.', 1250],
      ['125万元', '.', null],
      ['3 MIO', '.', null],
      ['1.2.3', '.', null],
      ['4.40106E+17', '.', null],
    ]
    expect(read.map(([printed, mark]) => readNumber(printed, mark))).toEqual(
      read.map(([, , number]) => number),
    )
  })

  it('any number that is written with any declared marks is read again, and never as another with the other mark', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -2_000_000_000, max: 2_000_000_000 }),
        fc.integer({ min: 0, max: 999 }),
        fc.constantFrom<['.' | ',', string]>(
          ['.', ','],
          ['.', ' '],
          ['.', "'"],
          [',', '.'],
          [',', '\u00a0'],
          [',', '\u202f'],
        ),
        (whole, part, [mark, group]) => {
          const grouped = String(Math.abs(whole)).replace(/\B(?=(?:\d{3})+$)/g, group)
          const fraction = part === 0 ? '' : `${mark}${String(part).padStart(3, '0').slice(0, 2)}`
          const written = `${whole < 0 ? '-' : ''}€ ${grouped}${fraction}`
          const number = Number(`${whole}${fraction.replace(',', '.')}`)
          expect(readNumber(written, mark)).toBe(number)
          const turned = readNumber(written, mark === '.' ? ',' : '.')
          if (fraction !== '' || !/^[.,]$/.test(group)) expect([null, number]).toContain(turned)
        },
      ),
    )
  })

  it('are decided by what proves them', () => {
    expect(marksOf(['1.250.000,00', '12,5', '1250000.50'])).toEqual({ decimal: ',', proven: true })
    expect(marksOf(['1,250.00', '3'])).toEqual({ decimal: '.', proven: true })
    expect(marksOf(['1.250', '3.500'])).toEqual({ decimal: '.', proven: false })
    expect(marksOf(['12', '3'])).toEqual({ decimal: '.', proven: true })
  })

  it('are decided by the column where the mapping says none: the fewer are rejected, what is open is told', () => {
    const given = (...costs: string[]) => [
      text(
        'w.csv',
        ['Ref;Work;Office;Cost', ...costs.map((cost, i) => `R${i};Work;Office;${cost}`)].join('\n'),
      ),
    ]
    const comma = delivered(works(amount({ as: 'number' })), given('1.250,00', '12,5', '3.500', '45.10'))
    expect(amounts(comma)).toEqual([1250, 12.5, 3500])
    expect(comma.rejected.map(({ value }) => value)).toEqual(['45.10'])
    const open = delivered(works(amount({ as: 'number' })), given('1.250', '3.500'))
    expect(amounts(open)).toEqual([1.25, 3.5])
    expect(open.notes.map(({ words }) => words.en)).toEqual([
      'the decimal mark of "Cost" could be "." or ",": "." is taken; declare it as "decimal"',
    ])
  })

  it('JSON numbers are read by value, whatever the decimal mark', () => {
    const json = {
      path: 'w.json',
      bytes: new TextEncoder().encode('[{"Ref":"a","Work":"w","Office":"o","Cost":1250.125}]'),
    }
    const mapping = { ...works(amount({ as: 'number', decimal: ',' })), input: { format: 'json' } }
    expect(amounts(delivered(mapping, [json]))).toEqual([1250.125])
  })
})

describe('cells of workbooks', () => {
  it('of the trial are read by value', () => {
    const given = trial('09')
    if (given === null) return
    const { records, notes, rejected } = delivered(given.mapping, given.files)
    expect([notes, rejected]).toEqual([[], []])
    const decisions = records.filter(({ kind }) => kind === 'decision')
    expect(new Set(amounts({ records: decisions } as ReturnType<typeof delivered>))).toEqual(
      new Set([1_234_567.89]),
    )
    const dues = records.filter(({ kind }) => kind === 'milestone').map(({ fields }) => fields.currentDue)
    expect(new Set(dues)).toEqual(new Set(['2025-06-15', '2025-06']))
    expect(dues.filter((date) => date === '2025-06')).toHaveLength(2)
  })

  const sheet = (rows: { v: number; z: string }[]) => {
    const made = utils.aoa_to_sheet([
      ['Ref', 'Work', 'Office', 'Cost'],
      ...rows.map((_, i) => [`R${i}`, 'Work', 'Office']),
    ])
    rows.forEach(({ v, z }, i) => {
      made[`D${i + 2}`] = { t: 'n', v, z }
    })
    made['!ref'] = `A1:D${rows.length + 1}`
    const book = utils.book_new()
    utils.book_append_sheet(book, made, 'w')
    return { path: 'w.xlsx', bytes: new Uint8Array(write(book, { type: 'array', bookType: 'xlsx' })) }
  }

  it('as numbers whatever their format, as percentages, and with a decimal comma declared', () => {
    const cells = [
      { v: 0.455, z: '0%' },
      { v: 45.5, z: '0' },
      { v: 1234.5, z: '#,##0.00 "zł"' },
      { v: -1_500_000, z: '#,##0,' },
      { v: 7, z: '0000' },
    ]
    const given = [sheet(cells)]
    expect(amounts(delivered(works(amount({ as: 'number', decimal: ',' })), given))).toEqual([
      0.455, 45.5, 1234.5, -1_500_000, 7,
    ])
    expect(amounts(delivered(works(amount({ as: 'percent' })), given))).toEqual([
      45.5, 45.5, 1234.5, -1_500_000, 7,
    ])
  })

  it('as texts: zeros in front stay, what is rounded is whole, dates are dates', () => {
    const cells = [
      { v: 7, z: '0000' },
      { v: 1234.5, z: '0' },
      { v: 1234.5, z: '#,##0.00' },
      { v: 45823, z: 'mmm-yy' },
      { v: 45823.5, z: 'm/d/yy h:mm' },
      { v: 440_106_199_001_011, z: 'General' },
    ]
    const { records } = delivered(works({ summary: 'Cost' }), [sheet(cells)])
    expect(records.map(({ fields }) => fields.summary)).toEqual([
      ...['0007', '1234.5', '1,234.50', '2025-06', '2025-06-15 12:00', '440106199001011'],
    ])
  })

  it('a code of more digits than a spreadsheet keeps is refused, in a workbook and in its CSV', () => {
    const delivery = delivered(works({ summary: 'Cost' }), [
      sheet([{ v: Number('440106199001011234'), z: '0' }]),
    ])
    const csv = delivered(works({ summary: 'Cost' }), [
      text('w.csv', 'Ref,Work,Office,Cost\nR1,W,O,4.40106E+17\n'),
    ])
    for (const { rejected } of [delivery, csv])
      expect(rejected.map(({ column, expected }) => [column, expected.en])).toEqual([
        [
          'Cost',
          'a spreadsheet has cut it short to this: format the column as text and enter the value again',
        ],
      ])
  })
})
