/**
 * One record assessed alone is assessed as in a run over everything, on any ledger. `HISTORIES=10000` tries more
 * of them than the suite does.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Finding } from '../../../worker/services/inspection/inspection.ts'
import { DEPARTMENT, IDS, lives } from '../../support/ledger/any-history.ts'
import { AnyLedger } from '../../support/ledger/any-ledger.ts'
import type { TestLedger } from '../../support/ledger/ledger.ts'

const RUNS = Number(process.env.HISTORIES ?? 20)
/** Histories of one ledger, one after the other: each goes on where the last one ended. */
const PER_LEDGER = 4
const SETTINGS = { F01: { limit: 50 }, F02: { limit: 50 }, F05: { limit: 50 } }
const options = { asOf: '2026-11-24', settings: SETTINGS }

async function wholeRun({ services }: TestLedger): Promise<Map<string, Finding[]>> {
  const made = new Map<string, Finding[]>()
  await services.inspection.inspect({
    ...options,
    onAssessment(one) {
      if (one.about === 'record') made.set(one.subject, [...(made.get(one.subject) ?? []), one])
    },
  })
  return made
}

async function found({ services }: TestLedger, until?: number): Promise<unknown> {
  const findings: Finding[] = []
  const { rules } = await services.inspection.inspect({
    ...options,
    until,
    onFinding: (one) => findings.push(one),
  })
  return { rules, findings }
}

describe('a ledger that has grown', () => {
  it(`gives what it gave when it was shorter, on ${RUNS / 5} histories`, async () => {
    await fc.assert(
      fc.asyncProperty(lives, lives, async (first, more) => {
        const ledger = await AnyLedger.open()
        for (const [place, life] of first.entries()) await ledger.enter(IDS[place] ?? '', life)
        const then = await found(ledger.held)
        const { size } = await ledger.held.services.log.snapshot()
        for (const [place, life] of more.entries()) await ledger.enter(IDS[place] ?? '', life)
        expect(await found(ledger.held, size)).toEqual(then)
      }),
      { numRuns: RUNS / 5, endOnFailure: true },
    )
  })
})

describe('one record and the whole ledger', () => {
  it(`agree on ${RUNS} histories`, async () => {
    let ledger: AnyLedger | null = null
    let tried = 0
    const kinds = new Set<string>()
    await fc.assert(
      fc.asyncProperty(lives, async (all) => {
        if (ledger === null || tried % PER_LEDGER === 0) ledger = await AnyLedger.open()
        tried += 1
        for (const [place, life] of all.entries()) await ledger.enter(IDS[place] ?? '', life)
        const { services } = ledger.held
        const whole = await wholeRun(ledger.held)
        const basis = await services.inspection.basisOf(options)
        for (const id of [...IDS, DEPARTMENT]) {
          const alone = await services.inspection.record(id, basis, options)
          expect(alone).toEqual(whole.get(id) ?? [])
          for (const { result } of alone ?? []) kinds.add(result)
        }
      }),
      { numRuns: RUNS, endOnFailure: true },
    )
    expect(kinds).toEqual(new Set(['found', 'not_found', 'not_assessable']))
  })
})
