import { describe, expect, it } from 'vitest'
import { deliveredKinds, isDeliveredKind, kindFace } from '../../../worker/domain/kinds/registry.ts'
import { recordKinds } from '../../../worker/domain/kinds/table.ts'
import type { Spec } from '../../../worker/domain/record/shape.ts'

/** Kinds that a shape has to name a record of. */
function named(spec: Spec): readonly string[] {
  if (spec.is === 'id') return spec.kinds
  if (spec.is === 'list') return named(spec.of)
  return spec.is === 'object' ? Object.values(spec.fields).flatMap(named) : []
}

describe('the table of kinds', () => {
  it.each(deliveredKinds)('has what a new %s names before it', (kind) => {
    const place = recordKinds.indexOf(kind)
    const places = named(kindFace(kind).fields.spec).flatMap((one) =>
      // A flag and the remedy that answers it name one another: the flag is raised first.
      isDeliveredKind(one) && one !== 'flag' ? [recordKinds.indexOf(one)] : [],
    )
    expect(Math.max(...places, -1)).toBeLessThanOrEqual(place)
  })
})
