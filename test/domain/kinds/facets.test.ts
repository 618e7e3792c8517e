import { describe, expect, it } from 'vitest'
import { fieldLabel, wordsOf } from '../../../worker/domain/kinds/labels.ts'
import { kindOf, recordKinds } from '../../../worker/domain/kinds/table.ts'

describe('names of filters', () => {
  it('are those of fields that have one, for filters that the kind has', () => {
    const wrong = recordKinds.flatMap((kind) => {
      const { facets = {} } = wordsOf(kind)
      return Object.entries(facets).flatMap(([filter, field]) =>
        fieldLabel('zh', kind, field) !== field && filter in kindOf(kind).filters
          ? []
          : [`${kind}.${filter}: ${field}`],
      )
    })
    expect(wrong).toEqual([])
  })
})
