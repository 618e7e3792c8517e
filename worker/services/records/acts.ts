/** The verbs of records: one way from a request to its entries. Load once, guard, decide, commit. */

import { parseShape } from '../../domain/input/shape.schema.ts'
import { decide } from '../../domain/kinds/decide.ts'
import { newRecordId } from '../../domain/kinds/ids.ts'
import type { State } from '../../domain/kinds/kinds.ts'
import {
  type ActFace,
  type ActKind,
  type ActState,
  isActState,
  kindFace,
} from '../../domain/kinds/registry.ts'
import { eventName, isServed } from '../../domain/kinds/table.ts'
import { refuse } from '../../domain/record/guard.ts'
import { objectOf, own } from '../../domain/record/json.ts'
import type { Lookup } from '../../domain/record/lookup.ts'
import { rightsFor } from '../../domain/rights/acts.ts'
import type { Right } from '../../domain/rights/rights.ts'
import type { Json } from '../../ledger/canonical.ts'
import type { Ledger } from '../open.ts'
import { requireAny, requireRight } from '../roles.ts'
import { type Call, type Outcome, requireSeen } from '../submit/call.ts'
import {
  contextOf,
  countAll,
  loadLookup,
  loadPointing,
  loadStood,
  unchangedPointing,
  withPointing,
} from '../submit/lookup.ts'
import { perform } from '../submit/perform.ts'
import { chanceOf } from '../submit/prepare.ts'
import { deniedWriter, hadRecord } from './writers.ts'

export type Acts = ReturnType<typeof createActs>

/** Opening of a record of a department by another right than that of its kind, and the verb for it. */
interface Opening {
  verb: string
  right: Right
}

/** A flag of a rule: what it says of the rule was found by the rule itself. */
export const FOUND: Opening = { verb: 'flag.open', right: 'flag.write' }

/** Fields of a flag that speak for a rule; nobody says them for the rule. */
const OF_A_RULE = ['rule', 'ruleVersion', 'parameters'] as const

/** Refuses what a person says that only a rule can have found. @throws Problem `invalid` */
function requireNoRule(fields: Json, under: string): void {
  const given = objectOf(fields)
  const claimed = OF_A_RULE.find((name) => {
    const value = own(given, name) ?? null
    return value !== null && !(Array.isArray(value) && value.length === 0)
  })
  if (claimed === undefined) return
  throw refuse(
    'invalid',
    `${claimed} 由规则自己写入：规则发现的情形请在排查队列里据以预警（/findings/raise），人工预警不写规则。`,
    `${claimed} is written by the rule itself: raise what a rule found from the queue (/findings/raise); a flag that a person raises names no rule.`,
    `${under}${claimed}`,
  )
}

/** Refuses what a service of the kind records by itself, whatever way it comes. @throws Problem `not_allowed` */
function requireOffered(kind: ActKind, event: string): void {
  if (!isServed(eventName(kind, event))) return
  throw refuse(
    'not_allowed',
    '这种账目由系统按专门的流程记入，不能直接记。',
    'This is recorded by a procedure of its own, and cannot be logged directly.',
  )
}

/** 责令整改: an inspector opens a milestone of a department, as a case asks for it. */
export const ORDERED: Opening = { verb: 'milestone.order', right: 'case.write' }

/** Verbs of records in one ledger: one that opens a record, and one that acts on it. */
export function createActs(ledger: Ledger) {
  /** The department of the first record that is named. @throws Problem when there is none */
  async function holderOf([id]: readonly string[]): Promise<string> {
    const state = id === undefined ? undefined : (await loadLookup(ledger, [id])).record(id)
    const holder =
      state?.kind === 'department'
        ? state.id
        : state !== undefined && 'department' in state
          ? state.department
          : null
    if (holder !== null && holder !== '') return holder
    throw refuse('not_found', `没有记录 ${id ?? ''}。`, `There is no record ${id ?? ''}.`, 'subject')
  }

  return {
    /**
     * Opens a record of a kind for a department; that of the record it is about when none is named.
     *
     * @param by the right by which it is opened, where that is not the right of its kind
     */
    async open(
      call: Call,
      kind: ActKind,
      named: string | null,
      given: unknown,
      by?: Opening,
    ): Promise<Outcome> {
      if (by === undefined) requireAny(call.actor, ...rightsFor(kind, null))
      else requireRight(call.actor, by.right, null)
      const face = kindFace(kind)
      requireOffered(kind, face.firstEvent)
      const fields = parseShape(face.fields, given)
      if (kind === 'flag' && by !== FOUND) requireNoRule(fields, '')
      const placed = face.placed(fields)
      const department =
        placed.department !== undefined
          ? placed.department
          : (named ?? (await holderOf(face.mentions(fields))))
      if (by === undefined) requireRight(call.actor, rightsFor(kind, null)[0], granted(kind, department))
      const id = placed.id ?? (kind === 'department' ? '' : newRecordId(kind, chanceOf(ledger, call)))
      const request = { verb: by?.verb ?? `${kind}.open`, department, input: given }
      return perform(ledger, call, request, async () => {
        const lookup = await loadLookup(ledger, [department, ...face.mentions(fields)])
        const decision = decide([{ opens: kind, id, department, fields }], contextOf(ledger, call, lookup))
        return { ...decision, looked: face.mentions(fields) }
      })
    },

    /** One more act on a record. `event` as in `decision.<event>`. */
    async act(call: Call, kind: ActKind, event: string, id: string, given: unknown): Promise<Outcome> {
      requireAny(call.actor, ...rightsFor(kind, event))
      const face = requireAct(kind, event)
      requireOffered(kind, event)
      const body = parseShape(face.shape, given)
      if (kind === 'flag') requireNoRule(own(objectOf(body), 'set') ?? null, 'set/')

      const load = async () => {
        const lookup = await loadLookup(ledger, [id, ...face.mentions(body)], (found) => {
          const state = stateIn(found, kind, id)
          return state === undefined ? [] : face.besides(state, body, found)
        })
        const state = stateIn(lookup, kind, id)
        if (state === undefined) throw refuse('not_found', `没有记录 ${id}。`, `There is no record ${id}.`)
        const counted = await countAll(ledger, face.counts(state))
        const pointing = await loadPointing(ledger, id, face.pointing)
        const stood = await loadStood(ledger, [{ id, seq: face.goesBackTo(body) }])
        const denied = await deniedWriter(ledger, call, state, event)
        return { lookup, counted, pointing, stood, state, denied }
      }

      let loaded: Awaited<ReturnType<typeof load>> | null = await load()
      // Asked before a repeated key is answered: an account that never had to do with the record learns nothing
      // from it. One whose act handed it on, and asks again, does get its answer.
      if (loaded.denied !== null && !hadRecord(call, loaded.state)) throw loaded.denied
      return perform(ledger, call, { verb: `${kind}.${event}`, id, input: given }, async () => {
        const { lookup, counted, pointing, stood, state, denied } = loaded ?? (await load())
        // Another writer may come first: what is decided once more is loaded once more.
        loaded = null
        if (denied !== null) throw denied
        requireSeen(call, state.seq)
        const context = { ...contextOf(ledger, call, withPointing(lookup, pointing), counted), stood }
        const looked = [...face.mentions(body), ...face.besides(state, body, lookup)]
        const decision = { ...decide([{ event, on: id, body }], context), looked }
        return pointing === null ? decision : { ...decision, requires: [unchangedPointing(pointing)] }
      })
    },
  }
}

/** The department for which somebody opens a record; a department itself is registered for none. */
function granted(kind: ActKind, department: string | null): string | null {
  return kind === 'department' ? null : department
}

function stateIn(lookup: Lookup<State>, kind: ActKind, id: string): ActState | undefined {
  const state = lookup.record(id)
  return state !== undefined && isActState(state) && state.kind === kind ? state : undefined
}

function requireAct(kind: ActKind, event: string): ActFace {
  const face = kindFace(kind).acts.find((one) => one.event === event)
  if (face !== undefined) return face
  throw refuse('not_found', `没有 ${kind}.${event} 这种账目。`, `There is no event ${kind}.${event}.`)
}
