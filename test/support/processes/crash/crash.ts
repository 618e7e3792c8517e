/**
 * Kills a server with SIGKILL at random moments of an import over HTTP, starts it again, and goes on.
 * Afterwards every entry that was acknowledged must be in the ledger, and the ledger must be whole.
 */
import { setTimeout } from 'node:timers/promises'
import type { Acknowledged, Holding } from '../acknowledged.ts'
import type { Victim } from './victims.ts'

export interface Crash extends Holding {
  kills: number
  acknowledged: number
  /** Requests that got no answer because the server died under them. */
  cut: number
  seconds: number
}

const CLIENTS = 8

/** @param moment resolves when the server is to be killed; it is told how many entries were acknowledged */
export async function crash(
  victim: Victim,
  kills: number,
  moment: (acknowledged: () => number) => Promise<void>,
  onKill: (n: number) => void = () => undefined,
): Promise<Crash> {
  const { secret } = victim
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
        // A part that does not answer just now is asked again, as a client does.
        if (response.status === 503 && victim.mayBeAway) {
          await response.body?.cancel()
          waiting.push(part)
          await setTimeout(50)
          continue
        }
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
    const running = await victim.start()
    const { urls } = running
    // Settled, so that a refusal is told with its words and not as an unhandled rejection.
    const clients = Promise.allSettled(
      Array.from({ length: CLIENTS }, (_, i) => importTo(urls[i % urls.length] ?? '', waiting)),
    )
    await moment(() => told.length)
    await running.kill()
    for (const client of await clients) if (client.status === 'rejected') throw client.reason
    onKill(kill + 1)
  }
  const held = await victim.held(told)
  return { kills, acknowledged: told.length, cut, seconds: (performance.now() - started) / 1000, ...held }
}

export function crashHolds({ acknowledged, lost, doubled, finding }: Crash): boolean {
  return acknowledged > 0 && lost.length === 0 && doubled === 0 && finding === null
}
