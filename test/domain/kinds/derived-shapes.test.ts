/** What is derived of a record never changes without its version: or rows of before would be taken for rows of now. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { versions } from '../../../worker/domain/kinds/table.ts'
import { bodiesOf } from '../../support/derived/bodies.ts'
import { COMMAND, due, FILE, raised, type Shapes, shapesNow } from '../../support/derived/shapes.ts'

const toRaise = (before: Shapes, now: Shapes): string[] => due(before, now).map(({ says }) => says)

const kept: Shapes = JSON.parse(readFileSync(FILE, 'utf8'))

describe('what is derived', () => {
  it('has another version when it is another', () => {
    expect(toRaise(kept, shapesNow())).toEqual([])
  })

  it('is kept as it is now', () => {
    expect(shapesNow(), `the kept shapes are behind: run ${COMMAND}`).toEqual(kept)
  })

  it('is looked at for every kind, with every event', () => {
    for (const { kind } of versions()) {
      expect(bodiesOf(kind).first.length, kind).toBeGreaterThan(0)
      const events = ['first', ...Object.keys(bodiesOf(kind).events)]
      expect(Object.keys(kept[kind]?.derived ?? {}).sort(), kind).toEqual(events.sort())
    }
  })

  it('would be noticed when it changes, and says what to do', () => {
    const now = shapesNow()
    const { decision } = now
    if (decision === undefined) throw new Error('decisions are a kind')
    const changed = { ...decision, derived: { ...decision.derived, first: 'another' } }
    expect(toRaise(kept, { ...now, decision: changed })).toEqual([
      `what is derived of “decision” changed (first): ${COMMAND} raises its version from ${decision.version} to ${decision.version + 1} in worker/domain/kinds/decision/kind.ts`,
    ])
    expect(toRaise(kept, { ...now, decision: { ...changed, version: decision.version + 1 } })).toEqual([])
    expect(toRaise(kept, { ...now, decision: { ...decision, version: 0 } })).toHaveLength(1)
    // An act that is new changes nothing that rows of before hold.
    const more = { ...decision, derived: { ...decision.derived, later: 'new' } }
    expect(toRaise(kept, { ...now, decision: more })).toEqual([])
  })

  it('has its version where the command raises it, for every kind', () => {
    for (const { kind, version } of versions()) {
      const source = readFileSync(
        new URL(`../../../worker/domain/kinds/${kind}/kind.ts`, import.meta.url),
        'utf8',
      )
      const more = raised(source, version)
      expect(more.replace(`version: ${version + 1},`, `version: ${version},`), kind).toBe(source)
      expect(() => raised(more, version), kind).toThrow()
    }
  })
})
