/** The verbs of responsibilities: load, decide, append. */

import * as decide from '../../domain/kinds/responsibility/decide.ts'
import * as schema from '../../domain/kinds/responsibility/responsibility.schema.ts'
import type { ResponsibilityFields, ResponsibilityState } from '../../domain/kinds/responsibility/types.ts'
import type { Draft } from '../../domain/record/event.ts'
import { refuse } from '../../domain/record/guard.ts'
import { newRecordId } from '../../domain/record/ids.ts'
import { parse } from '../../domain/record/input.schema.ts'
import type { Ledger } from '../open.ts'
import { requireAny, requireRight } from '../roles.ts'
import { requireApproved } from '../submit/approval.ts'
import { type Around, loadAround } from '../submit/around.ts'
import { type Call, type Outcome, type Request, requireSeen, todayOf } from '../submit/call.ts'
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

/** What a decision looks at, for one call. */
export function aroundOf(ledger: Ledger, call: Call, surroundings: Around): decide.Around {
  const today = todayOf(ledger.now())
  const { visibility, ground, review, occurred = today } = call
  return { ...surroundings, occurred, today, visibility, ground, review }
}

export function createResponsibilities(ledger: Ledger) {
  /** A verb on one item that exists. `mentions` are the records that its input names. */
  function change<Input>(
    name: string,
    event: string,
    read: (input: unknown, random: Ledger['random']) => Input,
    mentions: (input: Input) => (string | null | undefined)[],
    decision: (state: ResponsibilityState, input: Input, around: decide.Around) => Draft[],
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
        const first = await loadAround(ledger, [id])
        const state = requireItem(first, id)
        requireRight(call.actor, 'responsibility.write', state.department)
        requireSeen(call, state.seq)
        const surroundings = await loadAround(ledger, [
          id,
          state.department,
          ...mentionsOf(state),
          ...mentions(input),
        ])
        const drafts = decision(state, input, aroundOf(ledger, call, surroundings))
        return { drafts, before: new Map([[id, state]]) }
      })
    }
  }

  /** The right is asked before a repeated key is answered, so that a key of another department learns nothing. */
  async function requireMine(call: Call, id: string): Promise<void> {
    const state = requireItem(await loadAround(ledger, [id]), id)
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
        const surroundings = await loadAround(ledger, [department, ...mentionsOf(fields)])
        return {
          drafts: decide.decideListed(fields, id, department, aroundOf(ledger, call, surroundings)),
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
      (state, { set, ...why }, around) => decide.decideAmended(state, set, why, around),
    ),

    correct: change(
      'correct',
      'corrected',
      (input) => {
        const { set, correction, reason } = parse(schema.correctedSchema, input)
        return { set: schema.parseSet(set, ['set']), correction, reason }
      },
      ({ set }) => mentionsOf(set),
      (state, { set, correction, reason }, around) =>
        decide.decideCorrected(state, set, correction, reason, around),
    ),

    transfer: change(
      'transfer',
      'transferred',
      (input) => parse(schema.transferredSchema, input),
      ({ to }) => [to],
      (state, { to, ...why }, around) => decide.decideTransferred(state, to, why, around),
    ),

    merge: change(
      'merge',
      'merged',
      (input) => parse(schema.mergedSchema, input),
      ({ into }) => [into],
      (state, { into, ...why }, around) => decide.decideMerged(state, into, why, around),
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
      (state, { into, ...why }, around) => decide.decideSplit(state, into, why, around),
    ),

    suspend: change('suspend', 'suspended', ended, nobody, decide.decideSuspended),
    resume: change('resume', 'resumed', ended, nobody, decide.decideResumed),
    abolish: change('abolish', 'abolished', ended, nobody, decide.decideAbolished),
  }
}

function requireItem(surroundings: Around, id: string): ResponsibilityState {
  const state = surroundings.responsibility(id)
  if (state === undefined)
    throw refuse('not_found', `没有权责事项 ${id}。`, `There is no responsibility ${id}.`)
  return state
}
