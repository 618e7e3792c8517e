/** One of several processes that append to the same libSQL server. Whatever was not answered is asked again with its key. */
import { setTimeout } from 'node:timers/promises'
import { Problem } from '../../../../worker/domain/record/problem.ts'
import type { Machine } from '../../../../worker/machine/machine.ts'
import { openRemote } from '../../../../worker/machine/remote.ts'
import { LOCAL_OPERATOR } from '../../../../worker/services/roles.ts'
import { itemsFor } from '../../ledger/items.ts'
import { SECOND } from '../../ledger/ledger.ts'
import type { Acknowledged } from '../acknowledged.ts'

process.once('disconnect', () => process.exit(1))

const [name = '', from = '0', count = '0'] = process.argv.slice(2)
const environment = process.env

/** Runs until it succeeds; a refusal that says what is wrong with the request is none that passes. */
async function untilDone<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work()
    } catch (error) {
      const isPassing =
        !(error instanceof Problem) || ['unavailable', 'conflict', 'ledger_frozen'].includes(error.code)
      if (!isPassing) throw error
      await setTimeout(50)
    }
  }
}

const machine: Machine = await untilDone(() => openRemote({ url: environment.LIBSQL_URL ?? '', environment }))
const { acts } = machine.services
const items = itemsFor(Number(count))
for (const [i, item] of items.entries()) {
  if (i < Number(from)) continue
  const call = { actor: LOCAL_OPERATOR, approver: SECOND, idempotencyKey: `${name}-${i}` }
  // Every fifth entry goes to the one record that all writers share, so that they meet there as well.
  const { receipts } = await untilDone(() =>
    i % 5 === 4
      ? acts.act(call, 'department', 'amended', 'dep-race', {
          set: { nameEn: `Race ${name} ${i}` },
          reason: null,
        })
      : acts.open(call, 'responsibility', 'dep-race', { ...item, name: `${item.name} ${name}` }),
  )
  for (const { index, leafHash } of receipts) await tell({ index, leafHash })
}
await untilDone(() => machine.services.ledger.follower.flush())
process.removeAllListeners('disconnect')
process.disconnect?.()
process.exit(0)

/** Resolves when the parent has the message; one that is gone ends this process. */
function tell(receipt: Acknowledged): Promise<void> {
  return new Promise((resolve) => {
    process.send?.(receipt, undefined, undefined, (error) => (error === null ? resolve() : process.exit(1)))
  })
}
