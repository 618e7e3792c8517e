/** Several processes append to one database at once: one history must come out, without gap or duplicate. */
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { openMachine } from '../../../../worker/machine/machine.ts'
import { LOCAL_OPERATOR } from '../../../../worker/services/roles.ts'
import { newFolder } from '../../folders.ts'
import { type Acknowledged, type Holding, holding } from '../acknowledged.ts'
import { bundled } from '../bundled.ts'

export interface Race extends Holding {
  writers: number
  /** Entries that the writers were told of. */
  acknowledged: number
  /** How many they should have been told of. */
  wanted: number
  seconds: number
}

/** @param entries how many each writer appends */
export async function race(writers: number, entries: number): Promise<Race> {
  const dataDir = await newFolder('mingzhang-race-')
  const machine = await openMachine({ dataDir, origin: 'race.example/log' })
  await machine.services.acts.open({ actor: LOCAL_OPERATOR }, 'department', null, {
    code: 'race',
    name: '竞写局',
  })
  await machine.close()
  const started = performance.now()
  const file = await bundled(fileURLToPath(new URL('./writer.ts', import.meta.url)))
  const told = await Promise.all(
    Array.from({ length: writers }, (_, i) => write(file, dataDir, `w${i}`, entries)),
  )
  const seconds = (performance.now() - started) / 1000
  const acknowledged = told.flat()
  const held = await holding(dataDir, acknowledged)
  return { writers, acknowledged: acknowledged.length, wanted: writers * entries, seconds, ...held }
}

/** Whether the race ended as it must: every entry acknowledged once, at an index of its own, and nothing else there. */
export function raceHolds({ acknowledged, wanted, size, lost, doubled, finding }: Race): boolean {
  return (
    acknowledged === wanted && size === wanted + 1 && lost.length === 0 && doubled === 0 && finding === null
  )
}

function write(file: string, dataDir: string, name: string, entries: number): Promise<Acknowledged[]> {
  return new Promise((resolve, reject) => {
    const writer = fork(file, [dataDir, name, String(entries)], { execArgv: [] })
    const told: Acknowledged[] = []
    writer.on('message', (receipt: Acknowledged) => told.push(receipt))
    writer.on('error', reject)
    writer.on('exit', (code) =>
      code === 0 ? resolve(told) : reject(new Error(`writer ${name} ended with ${code}`)),
    )
  })
}
