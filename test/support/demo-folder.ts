import { cp, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildDemo, CITY, demoClock, demoRandom } from '../../worker/cli/demo/demo.ts'
import { openMachine } from '../../worker/machine.ts'

export function newFolder(name = 'mingzhang-'): Promise<string> {
  return mkdtemp(join(tmpdir(), name))
}

/** A data folder that holds the whole fictional city. */
export async function demoFolder(): Promise<string> {
  const dataDir = await newFolder('mingzhang-city-')
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
  return dataDir
}

export async function copyOf(folder: string): Promise<string> {
  const copy = await newFolder('mingzhang-copy-')
  await cp(folder, copy, { recursive: true })
  return copy
}
