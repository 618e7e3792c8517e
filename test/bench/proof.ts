/** What an inclusion proof costs in a small and in a large ledger, warm and cold. */

import { chanceOf } from '../../worker/cli/demo/random.ts'
import type { Services } from '../../worker/services/services.ts'
import { ledgerOf } from './million.ts'
import { atMost, median, type Row } from './row.ts'

const SMALL = 1_000
const ROUNDS = 7

export async function benchProofs(large: number, say: (text: string) => void): Promise<Row[]> {
  const few = await ledgerOf(SMALL, say)
  const many = await ledgerOf(large, say)
  try {
    const rows: Row[] = []
    for (const [what, work] of WORK) {
      // Turn by turn, so that whatever else the machine does meets both alike.
      const figures = { few: [] as number[], many: [] as number[] }
      for (let round = 0; round < ROUNDS; round++) {
        figures.few.push(await microseconds(few.services, SMALL, work, round))
        figures.many.push(await microseconds(many.services, large, work, round))
      }
      const name = `the same at ${SMALL.toLocaleString('en')} entries`
      rows.push(
        atMost(
          `${what}, ${large.toLocaleString('en')} entries`,
          'µs',
          median(figures.many),
          { name, figure: median(figures.few) },
          2,
        ),
      )
    }
    return rows
  } finally {
    await few.close()
    await many.close()
  }
}

type Work = (services: Services, index: number, size: number) => Promise<unknown>

const WORK: readonly [string, Work][] = [
  ['inclusion proof', async ({ log }, index) => (await log.snapshot()).inclusion(index)],
  ['inclusion proof with its receipt (entry, checkpoint)', ({ log }, index) => log.receipt(index)],
]

/** Mean cost over random entries; the first round also reads tiles that were not in memory yet. */
async function microseconds(services: Services, size: number, work: Work, round: number): Promise<number> {
  const chance = chanceOf(round + 1)
  const indices = Array.from({ length: 2_000 }, () => chance.below(size))
  const started = performance.now()
  for (const index of indices) await work(services, index, size)
  return ((performance.now() - started) * 1000) / indices.length
}
