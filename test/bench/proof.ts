/** What an inclusion proof costs in ledgers of a thousand entries up to a million, warm and cold. */

import { chanceOf } from '../../worker/cli/demo/random.ts'
import { openMachine } from '../../worker/machine/machine.ts'
import type { Services } from '../../worker/services/services.ts'
import { ledgerOf } from './million.ts'
import { atMost, median, type Row } from './row.ts'

const SMALL = 1_000
const TIMES_LARGER = 10
const ROUNDS = 7
/** Proofs after a start. */
const COLD = 200

/** @param large entries of the largest ledger; the others have a tenth of it, and so on down to a thousand */
export async function benchProofs(large: number, say: (text: string) => void): Promise<Row[]> {
  const sizes = [SMALL]
  for (let size = SMALL * TIMES_LARGER; size < large; size *= TIMES_LARGER) sizes.push(size)
  sizes.push(large)
  const ledgers = []
  for (const size of sizes) ledgers.push({ size, machine: await ledgerOf(size, say) })
  try {
    const rows: Row[] = []
    for (const [what, work] of WORK) {
      const figures = ledgers.map((): number[] => [])
      // Turn by turn, so that whatever else the machine does meets all alike.
      for (let round = 0; round < ROUNDS; round++)
        for (const [at, { size, machine }] of ledgers.entries())
          figures[at]?.push(await microseconds(machine.services, size, work, round))
      const [least = 0, ...others] = figures.map(median)
      const name = `the same at ${SMALL.toLocaleString('en')} entries`
      for (const [at, figure] of others.entries())
        rows.push(
          atMost(
            `${what}, ${(sizes[at + 1] ?? 0).toLocaleString('en')} entries`,
            'µs',
            figure,
            { name, figure: least },
            2,
          ),
        )
    }
    return [
      ...rows,
      ...(await benchCold(ledgers.map(({ size, machine }) => ({ size, dataDir: machine.dataDir })))),
    ]
  } finally {
    for (const { machine } of ledgers) await machine.close()
  }
}

/** The first proofs after a start, when no tile is in memory: each of another tile as far as there are so many. */
async function benchCold(folders: readonly { size: number; dataDir: string }[]): Promise<Row[]> {
  const figures = folders.map((): number[] => [])
  for (let round = 0; round < ROUNDS; round++)
    for (const [at, { size, dataDir }] of folders.entries()) {
      const { services, close } = await openMachine({ dataDir, shared: false })
      const indices = Array.from(
        { length: COLD },
        (_, i) => Math.floor(((i + (round + 1) / ROUNDS) * size) / COLD) % size,
      )
      figures[at]?.push(
        await microsecondsOf(indices, async (index) => (await services.log.snapshot()).inclusion(index)),
      )
      await close()
    }
  const [least = 0, ...others] = figures.map(median)
  const name = `the same at ${SMALL.toLocaleString('en')} entries`
  return others.map((figure, i) =>
    atMost(
      `inclusion proof, one of the first ${COLD} after a start, ${(folders[i + 1]?.size ?? 0).toLocaleString('en')} entries`,
      'µs',
      figure,
      { name, figure: least },
      2,
    ),
  )
}

type Work = (services: Services, index: number, size: number) => Promise<unknown>

const WORK: readonly [string, Work][] = [
  ['inclusion proof', async ({ log }, index) => (await log.snapshot()).inclusion(index)],
  ['inclusion proof with its receipt (entry, checkpoint)', ({ log }, index) => log.receipt(index)],
]

/**
 * Mean processor time of the whole process over random entries, which other work on the machine changes little; the
 * first round also reads tiles that were not in memory yet.
 */
async function microseconds(services: Services, size: number, work: Work, round: number): Promise<number> {
  const chance = chanceOf(round + 1)
  const indices = Array.from({ length: 2_000 }, () => chance.below(size))
  return microsecondsOf(indices, (index) => work(services, index, size))
}

async function microsecondsOf(
  indices: readonly number[],
  work: (index: number) => Promise<unknown>,
): Promise<number> {
  const started = process.cpuUsage()
  for (const index of indices) await work(index)
  const { user, system } = process.cpuUsage(started)
  return (user + system) / indices.length
}
