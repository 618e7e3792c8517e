/** The verbs of responsibilities: load, decide, append. */

import { parse } from '../../domain/input/input.schema.ts'
import { newRecordId } from '../../domain/kinds/ids.ts'
import * as decide from '../../domain/kinds/responsibility/decide.ts'
import { itemIn } from '../../domain/kinds/responsibility/facts.ts'
import * as schema from '../../domain/kinds/responsibility/responsibility.schema.ts'
import type { ResponsibilityFields, ResponsibilityState } from '../../domain/kinds/responsibility/types.ts'
import type { Draft } from '../../domain/record/event.ts'
import { refuse } from '../../domain/record/guard.ts'
import type { Context, Lookup } from '../../domain/record/lookup.ts'
import type { Ledger } from '../open.ts'
import { requireAny, requireRight } from '../roles.ts'
import { requireApproved } from '../submit/approval.ts'
import { type Call, type Outcome, type Request, requireSeen } from '../submit/call.ts'
import { contextOf, loadLookup } from '../submit/lookup.ts'
import { perform } from '../submit/perform.ts'
import { chanceOf } from '../submit/prepare.ts'

/** The records that the fields of an item name. */
export function mentionsOf({
  parent,
  lead,
  supporting,
}: Partial<ResponsibilityFields>): (string | null | undefined)[] {
  return [parent, lead, ...(supporting ?? [])]
}

export function createResponsibilities(ledger: Ledger) {
  /** A verb on one item that exists. `mentions` are the records that its input names. */
  function change<Input>(
    name: string,
    event: string,
    read: (input: unknown, random: Ledger['random']) => Input,
    mentions: (input: Input) => (string | null | undefined)[],
    decision: (state: ResponsibilityState, input: Input, context: Context) => Draft[],
  ) {
    return async (call: Call, id: string, given: unknown): Promise<Outcome> => {
      requireAny(call.actor, 'responsibility.write')
      const input = read(given, chanceOf(ledger, call))
      const request: Request = {
        verb: `responsibility.${name}`,
        id,
        input: given,
      }
      await requireMine(call, id)
      requireApproved(call, `responsibility.${event}`)
      return perform(ledger, call, request, async () => {
        const first = await loadLookup(ledger, [id])
        const state = requireItem(first, id)
        requireRight(call.actor, 'responsibility.write', state.department)
        requireSeen(call, state.seq)
        const lookup = await loadLookup(ledger, [
          id,
          state.department,
          ...mentionsOf(state),
          ...mentions(input),
        ])
        const drafts = decision(state, input, contextOf(ledger, call, lookup))
        return { drafts, before: new Map([[id, state]]) }
      })
    }
  }

  /** The right is asked before a repeated key is answered, so that a key of another department learns nothing. */
  async function requireMine(call: Call, id: string): Promise<void> {
    const state = requireItem(await loadLookup(ledger, [id]), id)
    const came = [state.department, ...state.transferred]
    const mine = call.actor.department !== null && came.includes(call.actor.department)
    requireRight(call.actor, 'responsibility.write', mine ? call.actor.department : state.department)
  }

  const ended = (input: unknown) => parse(schema.endedSchema, input)
  const nobody = () => []

  return {
    /** Lists a new item for a department. */
    async list(call: Call, department: string, given: unknown): Promise<Outcome> {
      requireRight(call.actor, 'responsibility.write', department)
      const fields = schema.parseListed(given)
      const request: Request = {
        verb: 'responsibility.list',
        department,
        input: given,
      }
      const id = newRecordId('responsibility', chanceOf(ledger, call))
      return perform(ledger, call, request, async () => {
        const lookup = await loadLookup(ledger, [department, ...mentionsOf(fields)])
        return {
          drafts: decide.decideListed(fields, id, department, contextOf(ledger, call, lookup)),
          before: new Map(),
        }
      })
    },

    amend: change(
      'amend',
      'amended',
      (input) => {
        const { set, trigger, reason } = parse(schema.amendedSchema, input)
        return { set: schema.parseSet(set, ['set']), trigger, reason }
      },
      ({ set }) => mentionsOf(set),
      (state, { set, ...why }, context) => decide.decideAmended(state, set, why, context),
    ),

    correct: change(
      'correct',
      'corrected',
      (input) => {
        const { set, correction, reason } = parse(schema.correctedSchema, input)
        return { set: schema.parseSet(set, ['set']), correction, reason }
      },
      ({ set }) => mentionsOf(set),
      (state, { set, correction, reason }, context) =>
        decide.decideCorrected(state, set, correction, reason, context),
    ),

    transfer: change(
      'transfer',
      'transferred',
      (input) => parse(schema.transferredSchema, input),
      ({ to }) => [to],
      (state, { to, ...why }, context) => decide.decideTransferred(state, to, why, context),
    ),

    merge: change(
      'merge',
      'merged',
      (input) => parse(schema.mergedSchema, input),
      ({ into }) => [into],
      (state, { into, ...why }, context) => decide.decideMerged(state, into, why, context),
    ),

    split: change(
      'split',
      'split',
      (input, random) => {
        const { into, trigger, reason } = parse(schema.splitSchema, input)
        return {
          into: into.map((fields) => ({ id: newRecordId('responsibility', random), fields })),
          trigger,
          reason,
        }
      },
      ({ into }) => into.flatMap(({ fields }) => mentionsOf(fields)),
      (state, { into, ...why }, context) => decide.decideSplit(state, into, why, context),
    ),

    suspend: change('suspend', 'suspended', ended, nobody, decide.decideSuspended),
    resume: change('resume', 'resumed', ended, nobody, decide.decideResumed),
    abolish: change('abolish', 'abolished', ended, nobody, decide.decideAbolished),
  }
}

function requireItem(lookup: Lookup, id: string): ResponsibilityState {
  const state = itemIn(lookup, id)
  if (state === undefined)
    throw refuse('not_found', `没有权责事项 ${id}。`, `There is no responsibility ${id}.`)
  return state
}
