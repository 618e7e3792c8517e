/** A server on a fresh ledger, and how many one-entry POSTs it answers. */
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openMachine } from '../../worker/machine/machine.ts'
import { LOCAL_OPERATOR } from '../../worker/services/roles.ts'
import { itemsFor } from '../support/ledger/items.ts'
import { costOf, startServer } from './load.ts'

/** The item that is posted, as JSON. */
export const POSTED = JSON.stringify(itemsFor(1)[0])

/**
 * Entries per second that are answered with a durable receipt.
 *
 * @param mode what the server is told beside its folder
 */
export async function postRate(...mode: string[]): Promise<number> {
  return (await posted(async () => null, ...mode)).rate
}

/** The same with the processor time of one in microseconds, and what is found in the folder before it goes. */
export async function posted<T>(
  look: (dataDir: string) => Promise<T>,
  ...mode: string[]
): Promise<{ rate: number; micros: number; found: T }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'mingzhang-posts-'))
  const machine = await openMachine({ dataDir, origin: 'bench.example/log' })
  const call = { actor: LOCAL_OPERATOR }
  await machine.services.acts.open(call, 'department', null, { code: 'bench', name: '测速局' })
  const account = { name: 'bench', role: 'recorder', department: 'dep-bench' } as const
  const { secret } = await machine.services.keys.createWithAccount(call, account)
  await machine.close()
  const server = await startServer('ledger', dataDir, ...mode)
  const cost = await costOf(server, {
    url: `${server.url}/api/v1/responsibilities`,
    method: 'POST',
    body: POSTED,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
  })
  const ended = once(server.process, 'exit')
  server.process.kill()
  await ended
  const found = await look(dataDir)
  await rm(dataDir, { recursive: true })
  return { ...cost, found }
}
