/** Rows and columns that a workbook hides are told, wherever workbooks are read. */
import { utils, write } from '@e965/xlsx'
import { describe, expect, it } from 'vitest'
import { readSheets } from '../../../worker/intake/files/read.ts'
import { read as readList } from '../../support/intake/book.ts'
import { drafted } from '../../support/intake/drafted.ts'
import { delivered, works } from '../../support/intake/trial.ts'

const CELLS = [
  ['Ref', 'Work', 'Office', 'Note'],
  ...Array.from({ length: 9 }, (_, i) => [`W-${i}`, `Bridge ${i}`, i % 2 === 0 ? 'Roads' : 'Parks', `n${i}`]),
]

function bookOf(bookType: 'xlsx' | 'xlsb', cells = CELLS): Uint8Array {
  const book = utils.book_new()
  // The first sheet hides nothing: the second is not taken for it.
  for (const name of ['Cover', 'Works & more']) {
    const sheet = utils.aoa_to_sheet(name === 'Cover' ? [['Works of 2025']] : cells)
    if (name !== 'Cover') {
      sheet['!rows'] = Array.from({ length: 400 }, (_, row) => ({ hidden: [2, 5, 300].includes(row) }))
      sheet['!cols'] = [{}, {}, {}, { hidden: true }, { hidden: true }]
    }
    utils.book_append_sheet(book, sheet, name)
  }
  return new Uint8Array(write(book, { type: 'array', bookType }))
}

describe('what a workbook hides', () => {
  it('is found by its sheet, and counts where something stands', () => {
    const [cover, works] = readSheets({ path: 'works.xlsx', bytes: bookOf('xlsx') })
    expect([cover?.unseen?.rows.size, cover?.unseen?.columns.size]).toEqual([0, 0])
    expect([...(works?.unseen?.rows ?? [])]).toContain(5)
    expect([...(works?.unseen?.columns ?? [])]).toEqual([3, 4])
  })

  it.each([
    ['xlsx', '2 hidden rows and 1 hidden columns (D)'],
    ['xlsb', '2 hidden rows'],
  ] as const)('is read and told by a draft and by a delivery: %s', (type, said) => {
    const bytes = bookOf(type)
    const path = type === 'xlsx' ? 'works.xlsx' : 'works.xlsb'
    const found = drafted(path, bytes)
    expect(found.said).toContain(`"Works & more": ${said} of the sheet were read as well`)
    expect(found.tally).toMatchObject({ read: 9, recorded: 9 })
    const mapping = { ...works({}), input: { format: 'table', sheet: 'Works' } }
    const notes = delivered(mapping, [{ path, bytes }]).notes.map(({ words }) => words.en)
    expect(notes.join('; ')).toContain(said)
  })

  it('is told of a list of powers', () => {
    const list = readList(
      bookOf('xlsx', [
        ['职权编码', '职权名称', '职权类型', '实施依据'],
        ...Array.from({ length: 6 }, (_, i) => [`A-${i}`, `许可 ${i}`, '行政许可', '某法']),
      ]),
    )
    expect(list.notes.map(({ words }) => words.zh).join('；')).toContain('表里隐藏的 2 行和 1 列（D）也读了')
  })
})
