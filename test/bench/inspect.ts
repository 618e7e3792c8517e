/** How fast all rules run over a ledger, and how long one record takes beside it. */
import { openMachine } from '../../worker/machine.ts'
import { registerOf } from './register.ts'
import { median, type Row, reaches } from './row.ts'

/** A hundred thousand records in four minutes. */
const TARGET = 400
const ALONE = 200

export async function benchInspect(count: number, say: (text: string) => void): Promise<Row[]> {
  const machine = await openMachine({ dataDir: await registerOf(count, say), shared: false })
  const { inspection } = machine.services
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
  await machine.close()
  const megabytes = Math.round(process.memoryUsage().rss / 1_000_000)
  return [
    reaches(
      `all ${rules.length} rules over ${records.toLocaleString('en')} records`,
      'records/s',
      records / seconds,
      TARGET,
      `${Math.round(seconds)} s, ${found.toLocaleString('en')} found, ${megabytes} MB resident`,
    ),
    reaches('one decision, all rules', 'records/s', 1000 / median(times), TARGET, `median of ${ALONE}`),
  ]
}
