/** A data folder that holds the whole fictional city. */
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildDemo, CITY, demoClock, demoRandom } from '../../../worker/cli/demo/demo.ts'
import { openMachine } from '../../../worker/machine/machine.ts'
import { isAtRest } from '../folders.ts'

/** Builds it anew; the same city each time. */
export async function buildCity(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'mingzhang-city-'))
  const clock = demoClock()
  const machine = await openMachine({
    dataDir,
    origin: 'city.example/log',
    place: CITY,
    now: clock.now,
    random: demoRandom(),
    shared: false,
  })
  await buildDemo(machine.services, clock)
  await machine.close()
  if (!(await isAtRest(dataDir))) throw new Error(`${dataDir} is still open`)
  return dataDir
}
