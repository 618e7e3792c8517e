/** A part of a delivered list as one submission: what is new, what changed, what is gone. All or nothing. */

import { parse, reason as reasonSchema } from '../../domain/input/input.schema.ts'
import { newRecordId } from '../../domain/kinds/ids.ts'
import type { State } from '../../domain/kinds/kinds.ts'
import * as decide from '../../domain/kinds/responsibility/decide.ts'
import { itemIn } from '../../domain/kinds/responsibility/facts.ts'
import { parseListed, parseSet } from '../../domain/kinds/responsibility/responsibility.schema.ts'
import type { Draft } from '../../domain/record/event.ts'
import { refuse } from '../../domain/record/guard.ts'
import { within } from '../../domain/record/problem.ts'
import type { Ledger } from '../open.ts'
import { requireRight } from '../roles.ts'
import { requireApproved } from '../submit/approval.ts'
import type { Call, Outcome, Request } from '../submit/call.ts'
import { contextOf, loadLookup } from '../submit/lookup.ts'
import { perform } from '../submit/perform.ts'
import { chanceOf } from '../submit/prepare.ts'
import { mentionsOf } from './responsibilities.ts'

/** Operations of one submission at most. */
export const MOST_OPERATIONS = 500

export interface DeliveryInput {
  added?: readonly unknown[]
  changed?: readonly { id: string; seq: number; set: unknown }[]
  missing?: readonly { id: string; seq: number }[]
  reason?: string | null
}

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
      // What is only added was published before; what changes is approved, whichever way it comes.
      if ((input.changed?.length ?? 0) > 0) requireApproved(call, 'responsibility.amended')
      if ((input.missing?.length ?? 0) > 0) requireApproved(call, 'responsibility.abolished')
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
      const random = chanceOf(ledger, call)
      const listings = added.map((item, i) => ({
        id: newRecordId('responsibility', random),
        fields: within(`added/${i}`, () => parseListed(item)),
      }))
      const amendments = changed.map(({ id, seq, set }, i) => ({
        id,
        seq,
        set: within(`changed/${i}/set`, () => parseSet(set)),
      }))
      const request: Request = { verb: 'deliver', department, input: input }
      const why = { trigger: 'delivery', reason }
      return perform(ledger, call, request, async () => {
        const items = await loadLookup(
          ledger,
          [...amendments, ...missing].map(({ id }) => id),
        )
        const current = amendments.flatMap(({ id }) => mentionsOf(itemIn(items, id) ?? {}))
        const mentioned = [
          ...listings.map(({ fields }) => fields),
          ...amendments.map(({ set }) => set),
        ].flatMap(mentionsOf)
        const others = await loadLookup(ledger, [department, ...current, ...mentioned])
        const context = contextOf(ledger, call, others)
        const before = new Map<string, State | null>()
        const open = (id: string, seq: number) => {
          const state = itemIn(items, id)
          if (state === undefined || state.department !== department) {
            throw refuse(
              'not_found',
              `${department} 没有权责事项 ${id}。`,
              `${department} has no responsibility ${id}.`,
            )
          }
          if (state.seq !== seq) {
            throw refuse(
              'conflict',
              `${id} 已是第 ${state.seq} 版，不是第 ${seq} 版。`,
              `${id} is at version ${state.seq}, not ${seq}.`,
            )
          }
          before.set(id, state)
          return state
        }
        const drafts: Draft[] = [
          ...listings.flatMap(({ id, fields }, i) =>
            within(`added/${i}`, () => decide.decideListed(fields, id, department, context)),
          ),
          ...amendments.flatMap(({ id, seq, set }, i) =>
            within(`changed/${i}`, () => decide.decideAmended(open(id, seq), set, why, context)),
          ),
          ...missing.flatMap(({ id, seq }, i) =>
            within(`missing/${i}`, () => decide.decideAbolished(open(id, seq), why, context)),
          ),
        ]
        return { drafts, before }
      })
    },
  }
}
