/** One of several processes that append to the same database at once. Tells its parent every receipt. */
import { openMachine } from '../../../../worker/machine/machine.ts'
import { LOCAL_OPERATOR } from '../../../../worker/services/roles.ts'
import { itemsFor } from '../../ledger/items.ts'
import { SECOND } from '../../ledger/ledger.ts'
import type { Acknowledged } from '../acknowledged.ts'

// Whoever asked is gone: nobody is left to tell, or to read the ledger.
process.once('disconnect', () => process.exit(1))

const [dataDir = '', name = '', count = '0', shared = 'dep-race'] = process.argv.slice(2)

const machine = await openMachine({ dataDir, shared: true })
const { acts } = machine.services
const call = { actor: LOCAL_OPERATOR, approver: SECOND }
const items = itemsFor(Number(count))
for (const [i, item] of items.entries()) {
  // Every fifth entry goes to the one record that all writers share, so that they meet there as well.
  const { receipts } =
    i % 5 === 4
      ? await acts.act(call, 'department', 'amended', shared, {
          set: { nameEn: `Race ${name} ${i}` },
          reason: null,
        })
      : await acts.open(call, 'responsibility', shared, { ...item, name: `${item.name} ${name}` })
  for (const { index, leafHash } of receipts) await tell({ index, leafHash })
}
await machine.close()
process.removeAllListeners('disconnect')
process.disconnect?.()

/** Resolves when the parent has the message; one that is gone ends this process. */
function tell(receipt: Acknowledged): Promise<void> {
  return new Promise((resolve) => {
    process.send?.(receipt, undefined, undefined, (error) => (error === null ? resolve() : process.exit(1)))
  })
}
