/**
 * Kills a server with SIGKILL at random moments of an import over HTTP, starts it again, and goes on.
 * Afterwards every entry that was acknowledged must be in the ledger, and the ledger must be whole.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openMachine } from '../../../../worker/machine/machine.ts'
import { LOCAL_OPERATOR } from '../../../../worker/services/roles.ts'
import { newFolder } from '../../folders.ts'
import { type Acknowledged, type Holding, holding } from '../acknowledged.ts'

export interface Crash extends Holding {
  kills: number
  acknowledged: number
  /** Requests that got no answer because the server died under them. */
  cut: number
  seconds: number
}

const SERVER = fileURLToPath(new URL('./server.ts', import.meta.url))
const CLIENTS = 8

interface Running {
  url: string
  process: ChildProcess
  gone: Promise<void>
}

/** Starts the server; resolves when it answers. */
function start(dataDir: string): Promise<Running> {
  const child = spawn(process.execPath, ['--import', 'tsx', SERVER, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
    cwd: join(fileURLToPath(new URL('../../../..', import.meta.url))),
  })
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`the server did not start again (${code})`)))
    child.stdout.once('data', (line: Buffer) => resolve({ url: String(line).trim(), process: child, gone }))
  })
}

/** @param moment resolves when the server is to be killed; it is told how many entries were acknowledged */
export async function crash(
  kills: number,
  moment: (acknowledged: () => number) => Promise<void>,
  onKill: (n: number) => void = () => undefined,
): Promise<Crash> {
  const dataDir = await newFolder('mingzhang-crash-')
  const machine = await openMachine({ dataDir, origin: 'crash.example/log' })
  const { keys, acts } = machine.services
  await acts.open({ actor: LOCAL_OPERATOR }, 'department', null, { code: 'crash', name: '断电局' })
  const { secret } = await keys.createWithAccount(
    { actor: LOCAL_OPERATOR },
    { name: 'crash', role: 'system', department: 'dep-crash' },
  )
  await machine.close()

  const started = performance.now()
  const told: Acknowledged[] = []
  let cut = 0
  let n = 0
  /** Sends parts of an import until the server is gone. A part without an answer is sent again, with its key. */
  async function importTo(url: string, waiting: number[]): Promise<void> {
    for (;;) {
      const part = waiting.pop() ?? n++
      const added = Array.from({ length: 1 + (part % 4) }, (_, i) => ({
        name: `事项 ${part}-${i}`,
        type: 'licence',
      }))
      try {
        const response = await fetch(`${url}/api/v1/departments/dep-crash/deliveries`, {
          method: 'POST',
          body: JSON.stringify({ added }),
          headers: {
            authorization: `Bearer ${secret}`,
            'content-type': 'application/json',
            'idempotency-key': `part-${part}`,
          },
        })
        if (response.status !== 200 && response.status !== 201)
          throw new Error(`HTTP ${response.status}: ${await response.text()}`)
        const { receipts }: { receipts: Acknowledged[] } = await response.json()
        told.push(...receipts.map(({ index, leafHash }) => ({ index, leafHash })))
      } catch (error) {
        if (error instanceof Error && error.message.startsWith('HTTP ')) throw error
        cut += 1
        waiting.push(part)
        return
      }
    }
  }

  const waiting: number[] = []
  for (let kill = 0; kill < kills; kill++) {
    const running = await start(dataDir)
    // Settled, so that a refusal is told with its words and not as an unhandled rejection.
    const clients = Promise.allSettled(Array.from({ length: CLIENTS }, () => importTo(running.url, waiting)))
    await moment(() => told.length)
    running.process.kill('SIGKILL')
    await running.gone
    for (const client of await clients) if (client.status === 'rejected') throw client.reason
    onKill(kill + 1)
  }
  const last = await start(dataDir)
  last.process.kill('SIGTERM')
  await last.gone
  const held = await holding(dataDir, told)
  return { kills, acknowledged: told.length, cut, seconds: (performance.now() - started) / 1000, ...held }
}

export function crashHolds({ acknowledged, lost, doubled, finding }: Crash): boolean {
  return acknowledged > 0 && lost.length === 0 && doubled === 0 && finding === null
}
