/** A data folder that holds the whole fictional city. */
import { buildDemo, CITY, demoClock, demoRandom } from '../../../worker/cli/demo/demo.ts'
import { openMachine } from '../../../worker/machine/machine.ts'
import { isAtRest } from '../folders.ts'

/**
 * Builds it anew in a folder that is not there yet; the same city each time.
 *
 * @throws Error when somebody else has the folder open afterwards
 */
export async function buildCity(dataDir: string): Promise<string> {
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
