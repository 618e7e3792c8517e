import { describe, expect, it } from 'vitest'
import { wordsOf } from '../../../worker/domain/kinds/labels.ts'
import { kindOf, recordKinds } from '../../../worker/domain/kinds/table.ts'

describe('names of filters', () => {
  it('are those of fields that the kind names itself, for filters that it has', () => {
    const wrong = recordKinds.flatMap((kind) => {
      const { facets = {}, fields } = wordsOf(kind)
      return Object.entries(facets).flatMap(([filter, field]) =>
        field in fields && filter in kindOf(kind).filters ? [] : [`${kind}.${filter}: ${field}`],
      )
    })
    expect(wrong).toEqual([])
  })
})
