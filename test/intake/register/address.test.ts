/** Addresses at which a source shows its records, as a mapping declares them. */
import { describe, expect, it } from 'vitest'
import { responsibilityFields } from '../../../worker/domain/kinds/responsibility/fields.ts'
import { builtinMapping } from '../../../worker/intake/profiles.ts'
import { delivered, text, works } from '../../support/intake/trial.ts'

const read = (address: unknown, link = '7') =>
  delivered(works({}, { address }), [
    text('works.csv', `Ref,Work,Office,Link\nW-1,Bridge,Roads Office,${link}\n`),
  ])

describe('the address of a record', () => {
  it.each([
    [
      'a template',
      { template: 'https://example.org/works?key={Link}' },
      '7',
      'https://example.org/works?key=7',
    ],
    ['a column', 'Link', 'http://example.org/w/1', 'http://example.org/w/1'],
    ['nothing', undefined, '7', undefined],
    ['an empty cell', 'Link', '', undefined],
  ])('is that of %s', (_, address, link, url) => {
    const { records, rejected } = read(address, link)
    expect(rejected).toEqual([])
    expect(records.map(({ fields }) => (fields.source as { url?: string }).url)).toEqual([url])
  })

  it.each(['javascript:alert(1)', 'example.org/7', 'https://example.org/a b'])(
    '%s is not taken, and told',
    (link) => {
      const { records, notes } = read('Link', link)
      expect(records.map(({ fields }) => fields.source)).toEqual([expect.not.objectContaining({ url: link })])
      expect(notes.map(({ words }) => words.en)).toEqual([
        expect.stringContaining(`"${link}" in Link (address)`),
      ])
    },
  )

  it('is held by the source of a power as well', () => {
    const source = { mapping: 'works', url: 'https://example.org/7', file: 'works.csv', row: 1 }
    expect(responsibilityFields.read({ source })).toMatchObject({ source })
  })

  it('is declared by the built-in mapping of a council whose register has pages', () => {
    const mapping = builtinMapping('nyc-council')
    expect(JSON.stringify(mapping)).toContain('https://legistar.council.nyc.gov/gateway.aspx')
  })
})
