/** The memory of an audit: bounded by a budget, whatever the ledger holds, and no result depends on it. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { audit } from '../../../worker/cli/verify/audit.ts'
import { States } from '../../../worker/cli/verify/replay/states.ts'
import { openFolder } from '../../../worker/cli/verify/source/folder.ts'
import { stateOf } from '../../../worker/domain/kinds/replay.ts'
import { demoFolder } from '../../support/city/demo-folder.ts'

const BUDGET = 4_000
/** The weight of an entry without its body, at most. */
const WITHOUT = 1_000

const recorded = (n: number): string => new Date(n).toISOString()

function state(n: number) {
  const made = stateOf(JSON.stringify({ kind: 'department', name: `局 ${n}` }))
  if (made === null) throw new Error('no state')
  return made
}

it('holds any states as a map does, never more in memory than its budget and the one in use', () => {
  const step = fc.record({ slot: fc.nat(12), length: fc.nat(900), isRead: fc.boolean() })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
      const states = new States({ budget: BUDGET })
      const naive = new Map<number, { state: ReturnType<typeof state>; recorded: string }>()
      const weights = new Map<number, number>()
      for (const [n, { slot, length, isRead }] of steps.entries()) {
        expect(states.get(slot)?.state).toEqual(naive.get(slot)?.state)
        expect(states.get(slot)?.recorded).toBe(naive.get(slot)?.recorded)
        if (isRead) continue
        states.set(slot, { state: state(n), recorded: recorded(n) }, length)
        weights.set(slot, (weights.get(slot) ?? 0) + length + WITHOUT)
        naive.set(slot, { state: state(n), recorded: recorded(n) })
      }
      const inOrder = [...naive].sort(([a], [b]) => a - b).map(([, left]) => left.state)
      expect([...states.all()]).toEqual(inOrder)
      expect(states.size).toBe(naive.size)
      const heaviest = Math.max(0, ...weights.values())
      expect(states.most).toBeLessThanOrEqual(BUDGET + heaviest)
      states.close()
    }),
    { numRuns: 60 },
  )
})

it('audits a city with next to no memory for its records', async () => {
  const source = openFolder(await demoFolder())
  const { verifierKey } = await source.identity()
  const told = await audit(source, {
    ...{ verifierKey, seen: null, now: null, threads: 0, replay: true, budget: 50_000 },
    onProgress: () => undefined,
  })
  source.close()
  expect(told.findings).toEqual([])
  expect(told.records).toBeGreaterThan(100)
  expect(told.bodies).toBe(told.head.size - 1)
})
