import { expect, it } from 'vitest'
import { tryVectors } from '../support/ledger/vectors.ts'
import { publishedVectors } from '../support/shared.ts'

const vectors = publishedVectors()

it.skipIf(vectors === null)(
  'published vectors, as they are also tried in workerd and in Chromium',
  async () => {
    if (vectors === null) return
    const { faults, taken, refused } = await tryVectors(vectors)
    expect(faults).toEqual([])
    expect([taken > 100, refused > 80]).toEqual([true, true])
  },
)
