import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FlagState } from '../../../worker/domain/kinds/flag/flag.ts'
import { isOpenFlag } from '../../../worker/domain/kinds/flag/states.ts'
import { type FlagStatus, flagStatuses } from '../../../worker/domain/kinds/flag/vocabulary.ts'
import { wilson } from '../../../worker/domain/rules/measure/stats.ts'
import { LEAST_DECIDED, outcomesOf } from '../../../worker/domain/rules/outcomes.ts'

const statuses = (Object.keys(flagStatuses) as FlagStatus[]).filter((status) => status !== 'withheld')

function flagOf(status: FlagStatus, subject = 'dec-0000000001', answered: string[] = []): FlagState {
  return {
    kind: 'flag',
    id: 'fla-0000000001',
    seq: 1,
    department: 'dep-water',
    listed: '2026-03-01',
    changed: '2026-03-01',
    latest: '2026-03-01',
    corrections: 0,
    transferred: [],
    sealed: [],
    sourceChanges: [],
    title: 'T',
    subject,
    commitment: null,
    titleEn: null,
    findingEn: null,
    rule: 'M01',
    ruleVersion: 1,
    parameters: [],
    severity: 'medium',
    value: null,
    threshold: null,
    inputs: [],
    asOf: null,
    finding: 'F',
    legalBases: [],
    status,
    question: null,
    answerDue: null,
    clock: null,
    asks: [],
    answers: answered.map((occurred) => ({
      response: 'accept',
      by: null,
      text: 'A',
      commitments: [],
      evidence: [],
      occurred,
    })),
    outcome: null,
    advice: null,
  }
}

describe('what became of the flags of a rule', () => {
  it('counts each flag once, in whatever order they come', () => {
    const any = fc.array(
      fc.tuple(fc.constantFrom(...statuses), fc.constantFrom('dec-0000000001', 'dec-0000000002')),
      { maxLength: 60 },
    )
    fc.assert(
      fc.property(any, (drawn) => {
        const flags = drawn.map(([status, subject]) => flagOf(status, subject))
        const { raised, open, confirmed, explained, dataError, cleared, lapsed, precision } =
          outcomesOf(flags)
        expect(raised).toBe(flags.length)
        expect(open + confirmed + explained + dataError + cleared + lapsed).toBe(raised)
        expect(open).toBe(flags.filter(isOpenFlag).length)
        const decided = confirmed + explained + dataError + cleared
        expect(precision === null).toBe(decided < LEAST_DECIDED)
        if (precision !== null) expect(precision.share).toBe(confirmed / decided)
        expect(outcomesOf([...flags].reverse())).toEqual(outcomesOf(flags))
      }),
    )
  })

  it('tells no share of four, and the interval of five', () => {
    const four = ['advised', 'cleared', 'explained', 'data_error'] as const
    expect(outcomesOf(four.map((status) => flagOf(status))).precision).toBeNull()
    const five = outcomesOf([...four, 'escalated' as const].map((status) => flagOf(status)))
    expect(five).toMatchObject({ confirmed: 2, precision: { of: 5, share: 0.4 }, recurring: 1 })
  })

  it('takes the days to the first answer, and the middle of them', () => {
    const flags = [
      flagOf('responded', 'dec-0000000001', ['2026-03-05', '2026-03-30']),
      flagOf('explained', 'dec-0000000002', ['2026-03-11']),
      flagOf('raised', 'dec-0000000003'),
    ]
    expect(outcomesOf(flags)).toMatchObject({ answered: { n: 2, median: 7 }, recurring: 0 })
    expect(outcomesOf([]).answered).toBeNull()
  })
})

describe('Wilson’s interval', () => {
  // R. G. Newcombe, Statistics in Medicine 17 (1998) 857–872, table I: the score method without correction.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('of %i in %i goes from %f to %f', (hits, of, low, high) => {
    expect(wilson(hits, of).low).toBeCloseTo(low, 4)
    expect(wilson(hits, of).high).toBeCloseTo(high, 4)
  })

  it('holds the share, and stays between nothing and all', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.nat(5000), (of, n) => {
        const { low, high } = wilson(n % (of + 1), of)
        const share = (n % (of + 1)) / of
        expect(low).toBeGreaterThanOrEqual(0)
        expect(high).toBeLessThanOrEqual(1)
        expect(low <= share && share <= high).toBe(true)
      }),
    )
  })
})
