/** A short form of `npm run fuzz -- --parsers`. */
import { describe, expect, it } from 'vitest'
import { parsers, tryParser } from '../../support/fuzz/parsers.ts'

describe('parsers of what strangers send', () => {
  it.each(Object.keys(parsers))('%s: refuses, or takes what it would have written itself', (name) => {
    const seeds = parsers[name]?.seeds.length ?? 0
    expect(tryParser(name, seeds, 1)).toMatchObject({ accepted: seeds, faults: [] })
    const { accepted, refused, faults } = tryParser(name, 1500, 1)
    expect(faults).toEqual([])
    expect(accepted).toBeGreaterThanOrEqual(seeds)
    expect(refused).toBeGreaterThan(0)
  })
})
