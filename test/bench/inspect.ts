/** How fast all rules run over a ledger, and how long one record takes beside it. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openMachine } from '../../worker/machine/machine.ts'
import { copyTo } from '../support/folders.ts'
import { registerOf } from './register.ts'
import { median, type Row, reaches } from './row.ts'

/** A hundred thousand records in four minutes. */
const TARGET = 400
const ALONE = 200

export async function benchInspect(count: number, say: (text: string) => void): Promise<Row[]> {
  // The register is kept from run to run; what the rules make of it has to begin with nothing.
  const dataDir = await mkdtemp(join(tmpdir(), 'mingzhang-inspect-'))
  await copyTo(await registerOf(count, say), dataDir)
  const machine = await openMachine({ dataDir, shared: false })
  const { inspection, standing } = machine.services
  const started = performance.now()
  const { records, rules } = await inspection.inspect()
  const seconds = (performance.now() - started) / 1000
  const found = rules.reduce((sum, rule) => sum + rule.found, 0)
  const basis = await inspection.basisOf()
  const times: number[] = []
  for (let i = 0; i < ALONE; i += 1) {
    const from = performance.now()
    await inspection.record(`dec-${String(i * 7).padStart(10, '0')}`, basis)
    times.push(performance.now() - from)
  }
  const begun = performance.now()
  await standing.settle()
  const kept = (performance.now() - begun) / 1000
  await machine.close()
  await rm(dataDir, { recursive: true })
  const megabytes = Math.round(process.memoryUsage().rss / 1_000_000)
  return [
    reaches(
      `all ${rules.length} rules over ${records.toLocaleString('en')} records`,
      'records/s',
      records / seconds,
      TARGET,
      `${Math.round(seconds)} s, ${found.toLocaleString('en')} found, ${megabytes} MB resident`,
    ),
    reaches(
      'the same in rounds, from nothing, each written down',
      'records/s',
      records / kept,
      TARGET,
      `${Math.round(kept)} s`,
    ),
    reaches('one decision, all rules', 'records/s', 1000 / median(times), TARGET, `median of ${ALONE}`),
  ]
}
