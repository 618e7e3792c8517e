/** A part of a delivered list as one submission: what is new, what changed, what is gone. All or nothing. */

import { MOST_OPERATIONS } from '../../domain/input/delivery.schema.ts'
import { parse, reason as reasonSchema } from '../../domain/input/input.schema.ts'
import { parseShape } from '../../domain/input/shape.schema.ts'
import { startDeciding } from '../../domain/kinds/decide.ts'
import { newRecordId } from '../../domain/kinds/ids.ts'
import { actFace, kindFace } from '../../domain/kinds/registry.ts'
import { itemIn } from '../../domain/kinds/responsibility/facts.ts'
import { refuse } from '../../domain/record/guard.ts'
import { within } from '../../domain/record/problem.ts'
import type { Ledger } from '../open.ts'
import { requireRight } from '../roles.ts'
import type { Call, Outcome, Request } from '../submit/call.ts'
import { contextOf, loadLookup } from '../submit/lookup.ts'
import { perform } from '../submit/perform.ts'
import { chanceOf } from '../submit/prepare.ts'

export interface DeliveryInput {
  added?: readonly unknown[]
  changed?: readonly { id: string; seq: number; set: unknown }[]
  missing?: readonly { id: string; seq: number }[]
  reason?: string | null
}

const face = kindFace('responsibility')
const amending = actFace('responsibility', 'amended')

export type Deliveries = ReturnType<typeof createDeliveries>

/** Deliveries of responsibility lists into one ledger. */
export function createDeliveries(ledger: Ledger) {
  return {
    /**
     * Records the differences of a delivery with what stands: `added` are listed, `changed` amended with the
     * trigger `delivery`, `missing` abolished with it.
     *
     * @throws Problem whose field names the operation, as `added/3/name`
     */
    async deliver(call: Call, department: string, input: DeliveryInput): Promise<Outcome> {
      requireRight(call.actor, 'responsibility.write', department)
      const { added = [], changed = [], missing = [] } = input
      const reason = parse(reasonSchema, input.reason)
      const count = added.length + changed.length + missing.length
      if (count === 0 || count > MOST_OPERATIONS) {
        throw refuse(
          'invalid',
          `一次应有 1 到 ${MOST_OPERATIONS} 项变动，这里有 ${count} 项。`,
          `One delivery takes 1 to ${MOST_OPERATIONS} operations; this one has ${count}.`,
        )
      }
      const chance = chanceOf(ledger, call)
      const listings = added.map((item, i) => ({
        id: newRecordId('responsibility', chance),
        fields: within(`added/${i}`, () => parseShape(face.fields, item)),
      }))
      const why = { trigger: 'delivery', reason }
      const amendments = changed.map(({ id, seq, set }, i) => ({
        id,
        seq,
        body: within(`changed/${i}`, () => parseShape(amending.shape, { set, ...why })),
      }))
      const request: Request = { verb: 'deliver', department, input: input }
      return perform(ledger, call, request, async () => {
        const named = [
          ...listings.flatMap(({ fields }) => face.mentions(fields)),
          ...amendments.flatMap(({ id, body }) => [id, ...amending.mentions(body)]),
          ...missing.map(({ id }) => id),
        ]
        const lookup = await loadLookup(ledger, [department, ...named], (found) =>
          amendments.flatMap(({ id, body }) => {
            const state = itemIn(found, id)
            return state === undefined ? [] : amending.besides(state, body, found)
          }),
        )
        const deciding = startDeciding(contextOf(ledger, call, lookup))
        const requireMine = (id: string, seq: number): void => {
          const state = itemIn(lookup, id)
          if (state === undefined || state.department !== department) {
            throw refuse(
              'not_found',
              `${department} 没有权责事项 ${id}。`,
              `${department} has no responsibility ${id}.`,
            )
          }
          if (state.seq === seq) return
          throw refuse(
            'conflict',
            `${id} 已是第 ${state.seq} 版，不是第 ${seq} 版。`,
            `${id} is at version ${state.seq}, not ${seq}.`,
          )
        }
        for (const [i, { id, fields }] of listings.entries())
          within(`added/${i}`, () => deciding.put({ opens: 'responsibility', id, department, fields }))
        for (const [i, { id, seq, body }] of amendments.entries())
          within(`changed/${i}`, () => {
            requireMine(id, seq)
            deciding.put({ event: 'amended', on: id, body })
          })
        for (const [i, { id, seq }] of missing.entries())
          within(`missing/${i}`, () => {
            requireMine(id, seq)
            deciding.put({ event: 'abolished', on: id, body: why })
          })
        return deciding.decision
      })
    },
  }
}
