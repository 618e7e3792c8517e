/** Rows of kinds that nobody changes in a table: they say what stands, whichever parts the ledger holds as nothing. */
import { expect, it } from 'vitest'
import { untouched } from '../../../worker/intake/run/home/changes.ts'

const state = {
  name: 'Commitment',
  source: { file: 'list.csv', key: '100', number: null, row: 2 },
  duties: [],
}
const cells = new Map([['id', 'res-0000000001']])
const row = (source: object, name = 'Commitment') => ({ name, source: { ...source }, duties: null })

it('a part that the ledger holds as nothing has an empty cell, and is no change', () => {
  expect(untouched(row({ file: 'list.csv', key: '100', row: 2 }), cells, state)).toEqual([])
})

it.each([
  ['source', row({ file: 'list.csv', key: '101', row: 2 })],
  ['source', row({ file: 'list.csv', key: '100' })],
  ['name', row({ file: 'list.csv', key: '100', row: 2 }, 'Other')],
])('%s that differs is refused', (field, given) => {
  expect(() => untouched(given, cells, state)).toThrow(expect.objectContaining({ field }))
})
