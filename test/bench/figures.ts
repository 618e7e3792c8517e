/** How long the figures of a large register take, by each grouping, without anything kept from one to the next. */
import { figureGroups } from '../../worker/domain/figures/measures.ts'
import { openMachine } from '../../worker/machine/machine.ts'
import { registerOf } from './register.ts'
import { type Row, reaches } from './row.ts'

/** Answers in a second, one after the other: 50 ms each. */
const TARGET = 20
const TIMES = 40

/** Figures over a register of so many records. */
export async function benchFigures(count: number, say: (text: string) => void): Promise<Row[]> {
  const machine = await openMachine({ dataDir: await registerOf(count, say), shared: false })
  const rows: Row[] = []
  for (const by of figureGroups) {
    const times: number[] = []
    for (let i = 0; i < TIMES; i += 1) {
      const from = performance.now()
      await machine.services.reading.figures({ by })
      times.push(performance.now() - from)
    }
    const slow = times.sort((a, b) => a - b)[Math.ceil(TIMES * 0.95) - 1] ?? 0
    const what = `figures by ${by} of ${count.toLocaleString('en')} records`
    rows.push(reaches(what, 'answers/s', 1000 / slow, TARGET, `p95 of ${TIMES}: ${Math.round(slow)} ms`))
  }
  await machine.close()
  return rows
}
