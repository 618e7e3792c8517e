/** Columns of one header: read apart, told, and none instead of another. */
import { utils, write } from '@e965/xlsx'
import { describe, expect, it } from 'vitest'
import type { GivenFile } from '../../../worker/intake/files/sheet.ts'
import { namesApart } from '../../../worker/intake/register/delivery/doubled.ts'
import { draftMapping } from '../../../worker/intake/register/draft/draft.ts'
import { delivered, text, works } from '../../support/intake/trial.ts'

const ROWS = [
  ['Ref', 'Work', 'Office', 'Note', 'Note', 'note'],
  ['1', 'Bridge', 'Roads', 'first', 'second', 'third'],
  ['2', 'School', 'Schools', 'a', '', 'c'],
]

const workbook = (): GivenFile => {
  const book = utils.book_new()
  utils.book_append_sheet(book, utils.aoa_to_sheet(ROWS), 'Works')
  return { path: 'w.xlsx', bytes: new Uint8Array(write(book, { type: 'array', bookType: 'xlsx' })) }
}

const FILES = [
  ['a CSV', () => text('w.csv', ROWS.map((row) => row.join(',')).join('\n'))],
  ['a workbook', workbook],
] as const

describe.each(FILES)('two columns of one name in %s', (_, file) => {
  it('are both read, and told', () => {
    const mapping = works({ summary: 'Note', remark: 'Note 2', area: 'note' })
    const { records, notes, rejected } = delivered(mapping, [file()])
    expect(rejected).toEqual([])
    expect(records.map(({ fields }) => [fields.summary, fields.remark ?? null, fields.area])).toEqual([
      ['first', 'second', 'third'],
      ['a', null, 'c'],
    ])
    expect(notes.map(({ words }) => words.en).join()).toContain('column E is "Note 2"')
  })

  it('are told by a draft, each under its own name', () => {
    const { remarks } = draftMapping([file()], { name: 'works', kind: null, today: '2026-11-24' })
    const said = remarks.map(({ en }) => en).join('\n')
    expect(said).toContain('column E is "Note 2"')
    for (const name of ['Note', 'Note 2', 'note']) expect(said).toMatch(new RegExp(`(?:"|, |: )${name}\\b`))
  })
})

it('a name that a header has already is given to no other column', () => {
  expect(namesApart(['Cost', 'Cost 2', 'Cost', '', '', 'Cost'])).toEqual([
    'Cost',
    'Cost 2',
    'Cost 3',
    '',
    '',
    'Cost 4',
  ])
})

it('an empty column of the same name is not told', () => {
  const { notes } = delivered(works({}), [text('w.csv', 'Ref,Work,Office,Note,Note\n1,Port,Ports,a,')])
  expect(notes).toEqual([])
})
