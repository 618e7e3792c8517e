import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  benford,
  compareShares,
  concentrationOf,
  firstTwoDigits,
  populationOf,
  tailsBeyond,
  topShare,
  wilson,
} from '../../../worker/domain/rules/measure/stats.ts'
import { atOnce } from '../../../worker/domain/text/parts.ts'
import { alike, linkedInParts, runsOf, similarity } from '../../../worker/domain/text/similarity.ts'

describe('quartiles and fences', () => {
  it.each([
    [[6, 7, 15, 36, 39, 40, 41, 42, 43, 47, 49], 25.5, 40, 42.5],
    [[1, 2, 3, 4], 1.75, 2.5, 3.25],
    [[5], 5, 5, 5],
  ])('of %j are %d, %d, %d', (values, q1, median, q3) => {
    const found = populationOf([...values].reverse())
    expect(found).toMatchObject({ n: values.length, q1, median, q3 })
    expect(found?.low).toBeCloseTo(q1 - 1.5 * (q3 - q1))
    expect(found?.high).toBeCloseTo(q3 + 1.5 * (q3 - q1))
  })

  it('are none without values, and stand in order', () => {
    expect(populationOf([])).toBeNull()
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1 }), (values) => {
        const found = populationOf(values)
        if (found === null) throw new Error('none')
        const { low, q1, median, q3, high } = found
        expect([low, q1, median, q3, high]).toEqual([low, q1, median, q3, high].sort((a, b) => a - b))
      }),
    )
  })
})

describe('concentration', () => {
  const hands = [...Array(5).fill('甲'), ...Array(3).fill('乙'), ...Array(2).fill('丙')]

  it('has the index and the top share', () => {
    expect(concentrationOf(hands)).toBeCloseTo(0.38)
    expect(topShare(hands)).toEqual({ value: '甲', count: 5, share: 0.5 })
    expect(concentrationOf(['甲', '甲'])).toBe(1)
    expect([concentrationOf([]), topShare([])]).toEqual([null, null])
  })
})

describe('shares', () => {
  it.each([
    [8, 10, 0.4902, 0.9433],
    [10, 20, 0.2993, 0.7007],
    [0, 10, 0, 0.2775],
    [10, 10, 0.7225, 1],
    [0, 0, 0, 1],
  ])('%d of %d lie between %d and %d', (hits, n, low, high) => {
    expect(wilson(hits, n).low).toBeCloseTo(low, 4)
    expect(wilson(hits, n).high).toBeCloseTo(high, 4)
  })

  it('knows the tails of the normal distribution', () => {
    expect(tailsBeyond(0)).toBeCloseTo(1, 6)
    expect(tailsBeyond(1.959964)).toBeCloseTo(0.05, 6)
    expect(tailsBeyond(-2.575829)).toBeCloseTo(0.01, 6)
  })

  it('compares two of them', () => {
    const found = compareShares({ hits: 45, n: 100 }, { hits: 30, n: 100 })
    expect(found?.z).toBeCloseTo(2.1909, 4)
    expect(found?.p).toBeCloseTo(0.02846, 5)
    expect(compareShares({ hits: 0, n: 5 }, { hits: 0, n: 5 })).toBeNull()
    expect(compareShares({ hits: 0, n: 0 }, { hits: 1, n: 5 })).toBeNull()
  })

  it('says the opposite the other way round', () => {
    const share = fc
      .record({ n: fc.integer({ min: 1, max: 500 }), part: fc.double({ min: 0, max: 1, noNaN: true }) })
      .map(({ n, part }) => ({ n, hits: Math.round(n * part) }))
    fc.assert(
      fc.property(share, share, (one, other) => {
        const [there, back] = [compareShares(one, other), compareShares(other, one)]
        expect(there === null).toBe(back === null)
        expect((there?.z ?? 0) + (back?.z ?? 0)).toBeCloseTo(0)
        expect(there?.p).toEqual(back?.p)
      }),
    )
  })
})

describe("Benford's law", () => {
  it.each([
    [5, 50],
    [0.0123, 12],
    [99.9, 99],
    [1e15, 10],
    [400_000, 40],
  ])('the first two digits of %d are %d', (value, digits) => {
    expect(firstTwoDigits(value)).toBe(digits)
  })

  it('finds one amount over and over as far as can be, and powers of two close', () => {
    const same = benford(Array(1000).fill(10))
    expect(same?.deviation).toBeCloseTo((2 * (1 - Math.log10(1.1))) / 90, 10)
    expect(same?.orders).toBe(0)
    const powers = benford(Array.from({ length: 1000 }, (_, i) => 2 ** i))
    expect(powers?.deviation).toBeLessThan(0.0012)
    expect(powers?.orders).toBeGreaterThan(300)
    const even = benford(Array.from({ length: 9000 }, (_, i) => 1000 + i))
    expect(even?.deviation).toBeGreaterThan(0.0022)
  })

  it('leaves out what is not positive', () => {
    expect(benford([0, -5, Number.NaN])).toBeNull()
    expect(benford([0, 5])?.n).toBe(1)
  })
})

describe('likeness of texts', () => {
  const of = (a: string, b: string) => similarity(runsOf(a), runsOf(b))

  it('counts shared runs of four characters', () => {
    expect(of('会议原则同意该方案', '会议原则同意该方案')).toBe(1)
    // 会议原则 议原则同 原则同意 | 会议原则 议原则不 原则不同 则不同意: one of six.
    expect(of('会议原则同意', '会议原则不同意')).toBeCloseTo(1 / 6)
    expect(of('甲乙丙丁', '戊己庚辛')).toBe(0)
    expect(of('同意', '同意')).toBe(1)
  })

  it('does not mind spaces, punctuation, width and case', () => {
    expect(of('会议：同意 ABC 方案。', '会议,同意ａｂｃ方案')).toBe(1)
  })

  it('says nothing of an empty text', () => {
    expect(of('', '会议原则同意')).toBeNull()
    expect(of('。！', '会议原则同意')).toBeNull()
  })

  it('finds the pairs that a look at every pair finds', () => {
    const text = fc.array(fc.constantFrom('一', '二', '三'), { maxLength: 12 }).map((list) => list.join(''))
    fc.assert(
      fc.property(fc.array(text, { maxLength: 8 }), fc.constantFrom(0.3, 0.8, 1), (texts, least) => {
        const runs = texts.map(runsOf)
        const expected = runs.flatMap((one, i) =>
          runs.flatMap((other, j) => (j > i && (similarity(one, other) ?? 0) >= least ? [[i, j]] : [])),
        )
        expect(alike(runs, least)).toEqual(expected)
        // Linked to the first of those that pairs, and pairs of theirs, lead to.
        const first = runs.map((_, at) => at)
        for (const _ of runs)
          for (const [a = 0, b = 0] of expected) {
            const least = Math.min(first[a] ?? 0, first[b] ?? 0)
            first[a] = least
            first[b] = least
          }
        expect(atOnce(linkedInParts(runs, least))).toEqual(first)
      }),
    )
  })
})
