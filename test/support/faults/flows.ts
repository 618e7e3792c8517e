/** What is asked of a ledger while its store fails: one way of writing each. */

import { LOCAL_OPERATOR } from '../../../worker/services/roles.ts'
import type { Services } from '../../../worker/services/services.ts'
import type { Call, Outcome } from '../../../worker/services/submit/call.ts'
import { SECOND } from '../ledger/ledger.ts'
import type { Acknowledged } from '../processes/acknowledged.ts'

/** Asks for one thing; asked again, it is the same request. @returns what was acknowledged */
export type Ask = (services: Services) => Promise<readonly Acknowledged[]>

export interface Flow {
  name: string
  /** Entries of one request. */
  entries: number
  /** Makes what the request is about. @param key tells this request from all others; letters and digits */
  prepare(services: Services, key: string): Promise<Ask>
}

const call: Call = { actor: LOCAL_OPERATOR, approver: SECOND }
const sealed = { visibility: 'sealed', ground: 'privacy', review: '2027-07-01' } as const

const told = ({ receipts }: Outcome): Acknowledged[] =>
  receipts.map(({ index, leafHash }) => ({ index, leafHash }))

const item = (key: string) => ({ name: `取水许可 ${key}`, type: 'licence' })

/** A record of its own, without faults. */
async function opened({ acts }: Services, key: string): Promise<{ id: string; index: number }> {
  const { records } = await acts.open(call, 'responsibility', 'dep-fault', item(`${key} first`))
  return records[0] ?? { id: '', index: -1 }
}

export const FLOWS: readonly Flow[] = [
  {
    name: 'open',
    entries: 1,
    prepare:
      async (_, key) =>
      async ({ acts }) =>
        told(await acts.open({ ...call, idempotencyKey: key }, 'responsibility', 'dep-fault', item(key))),
  },
  {
    name: 'open withheld',
    entries: 1,
    prepare:
      async (_, key) =>
      async ({ acts }) =>
        told(
          await acts.open(
            { ...call, ...sealed, idempotencyKey: key },
            'responsibility',
            'dep-fault',
            item(key),
          ),
        ),
  },
  {
    name: 'amend',
    entries: 1,
    async prepare(services, key) {
      const { id } = await opened(services, key)
      const body = { set: { name: `改名 ${key}` }, trigger: 'other', reason: '试' }
      return async ({ acts }) =>
        told(await acts.act({ ...call, idempotencyKey: key }, 'responsibility', 'amended', id, body))
    },
  },
  {
    name: 'deliver a list',
    entries: 3,
    prepare:
      async (_, key) =>
      async ({ deliveries }) =>
        told(
          await deliveries.deliver({ ...call, idempotencyKey: key }, 'dep-fault', {
            added: ['甲', '乙', '丙'].map((part) => item(`${key} ${part}`)),
          }),
        ),
  },
  {
    name: 'erase',
    entries: 1,
    async prepare(services, key) {
      const { index } = await opened(services, key)
      const why = { ground: 'personal_data', reason: '含个人信息，依法删除。', authority: '某市网信办' }
      return async ({ erasures }) => told(await erasures.erase({ ...call, idempotencyKey: key }, index, why))
    },
  },
]
