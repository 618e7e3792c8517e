/** One-entry POSTs while the rules follow the ledger, against the same without them. */
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openMachine } from '../../worker/machine.ts'
import { LOCAL_OPERATOR } from '../../worker/services/roles.ts'
import { itemsFor } from '../support/items.ts'
import { CONNECTIONS, rateOf, startServer } from './load.ts'
import { atLeast, type Row } from './row.ts'

/** Each way is measured so often, in turn, so that neither has the quieter machine. */
const TIMES = 2

export async function benchFollow(): Promise<Row[]> {
  let [without, following] = [0, 0]
  for (let n = 0; n < TIMES; n++) {
    without += (await posted('norules')) / TIMES
    following += (await posted()) / TIMES
  }
  const baseline = { name: 'rules off', figure: without }
  const note = `${CONNECTIONS} connections, mean of ${TIMES} in turn`
  return [atLeast('one-entry POST while the rules follow', 'entries/s', following, baseline, 0.8, note)]
}

async function posted(...mode: string[]): Promise<number> {
  const dataDir = await mkdtemp(join(tmpdir(), 'mingzhang-follow-'))
  const machine = await openMachine({ dataDir, origin: 'bench.example/log' })
  const call = { actor: LOCAL_OPERATOR }
  await machine.services.departments.list(call, { code: 'bench', name: '测速局' })
  const account = { name: 'bench', role: 'recorder', department: 'dep-bench' } as const
  const { secret } = await machine.services.keys.createWithAccount(call, account)
  await machine.close()
  const server = await startServer('ledger', dataDir, ...mode)
  const rate = await rateOf({
    url: `${server.url}/api/v1/responsibilities`,
    method: 'POST',
    body: JSON.stringify(itemsFor(1)[0]),
    headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
  })
  server.process.kill()
  return rate
}
