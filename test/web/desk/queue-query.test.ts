import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FILTERS, formatFilters, parseFilters } from '../../../web/desk/queue/query.ts'

describe('the filter of the queue in an address', () => {
  it('is read as it is written', () => {
    const filters = fc.dictionary(fc.constantFrom(...FILTERS), fc.string({ minLength: 1, unit: 'grapheme' }))
    fc.assert(
      fc.property(filters, (given) => {
        expect(parseFilters(`?${formatFilters(given)}`)).toEqual({ ...given })
        expect(formatFilters(parseFilters(formatFilters(given)))).toBe(formatFilters(given))
      }),
    )
  })

  it('leaves out what is no filter, and what is empty', () => {
    expect(parseFilters('?severity=high&place=&x=1')).toEqual({ severity: 'high' })
    expect(formatFilters({})).toBe('')
  })
})
