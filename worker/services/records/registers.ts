/** A part of a delivered register as one submission: records opened, acts on them, in order. All or nothing. */

import { MOST_OPERATIONS, type RegisterDelivery } from '../../domain/input/delivery.schema.ts'
import { parseShape } from '../../domain/input/shape.schema.ts'
import { startDeciding } from '../../domain/kinds/decide.ts'
import type { State } from '../../domain/kinds/kinds.ts'
import {
  type ActKind,
  type DeliveredKind,
  isActState,
  isDelivered,
  isDeliveredKind,
  isLoggedKind,
  kindFace,
} from '../../domain/kinds/registry.ts'
import { kindOfRecord } from '../../domain/kinds/table.ts'
import { isEntering } from '../../domain/record/entered/annulment.ts'
import { refuse } from '../../domain/record/guard.ts'
import { objectOf } from '../../domain/record/json.ts'
import type { Context, Lookup } from '../../domain/record/lookup.ts'
import { Problem } from '../../domain/record/problem.ts'
import { rightsFor } from '../../domain/rights/acts.ts'
import type { Json } from '../../ledger/canonical.ts'
import type { Ledger } from '../open.ts'
import { requireAny, requireRight } from '../roles.ts'
import type { Call, Decision, Outcome } from '../submit/call.ts'
import { contextOf, loadLookup, loadStood } from '../submit/lookup.ts'
import { perform } from '../submit/perform.ts'

/** One operation: a record that is opened (`department` and `fields`), or an act on one (`event` and `body`). */
export type Operation =
  | { id: string; occurred?: string | undefined; department: string; fields: unknown }
  | { id: string; occurred?: string | undefined; event: string; body: unknown; seq?: number | undefined }

/** An operation that was checked for its form. */
interface Ready {
  id: string
  kind: ActKind
  /** Null for the first entry of a record. */
  event: string | null
  occurred: string | undefined
  mentions: string[]
  /** The earlier version to which an act goes back; null for none. */
  goesBackTo: number | null
  /** Other records that an act looks at, once its own is there. */
  besides?(lookup: Lookup<State>): string[]
  department: string | null
  seq: number | undefined
  decide(state: State | null, deciding: Deciding, context: Context<State>): void
}

type Deciding = ReturnType<typeof startDeciding>

/** The operations of a delivery whose form was checked. */
export function operationsIn({ operations }: RegisterDelivery): Operation[] {
  return operations.map(({ id, occurred, department, fields, event, body, seq }) =>
    event === undefined
      ? { id, occurred, department: department ?? '', fields: fields ?? {} }
      : { id, occurred, event, body: body ?? {}, seq },
  )
}

export type Registers = ReturnType<typeof createRegisters>

/** Deliveries of registers into one ledger. */
export function createRegisters(ledger: Ledger) {
  function readyOpen(
    kind: DeliveredKind,
    id: string,
    department: string,
    given: unknown,
  ): Omit<Ready, 'occurred' | 'kind' | 'event'> {
    const face = kindFace(kind)
    const fields = parseShape(face.fields, given)
    if (!isLoggedKind(kind) && objectOf(fields).source == null) throw withoutSource()
    return {
      id,
      department,
      seq: undefined,
      goesBackTo: null,
      mentions: face.mentions(fields),
      decide: (state, deciding, context) => {
        requireNew(state, id)
        deciding.put({ opens: kind, id, department, fields }, context)
      },
    }
  }

  function readyAct(
    kind: ActKind,
    id: string,
    event: string,
    given: unknown,
    seq: number | undefined,
  ): Omit<Ready, 'occurred' | 'kind' | 'event'> {
    const entering = isEntering(event)
    if (kind === 'responsibility' && event !== 'amended' && !entering) throw unknownEvent(kind, event)
    const face = kindFace(kind).acts.find((one) => one.event === event)
    if (face === undefined) throw unknownEvent(kind, event)
    const body: Json = parseShape(
      face.shape,
      kind === 'responsibility' && !entering ? { set: given, trigger: 'delivery' } : given,
    )
    return {
      id,
      department: null,
      seq,
      mentions: face.mentions(body),
      goesBackTo: face.goesBackTo(body),
      besides(lookup) {
        const state = lookup.record(id)
        return state !== undefined && isActState(state) ? face.besides(state, body, lookup) : []
      },
      decide: (_, deciding, context) => deciding.put({ event, on: id, body }, context),
    }
  }

  function ready(operation: Operation): Ready {
    const { id, occurred } = operation
    const kind = kindOfRecord(id)
    // A delivery that registered a department may be taken back, and come again.
    if (kind === 'department' && 'event' in operation && isEntering(operation.event)) {
      const { event, body, seq } = operation
      return { occurred, kind, event, ...readyAct(kind, id, event, body, seq) }
    }
    if (!isDeliveredKind(kind)) {
      throw refuse(
        'invalid',
        `${id} 不是可由交付写入的记录编号。`,
        `${id} is no id of a record that a delivery writes.`,
        'id',
      )
    }
    if ('event' in operation && !isDelivered(kind, operation.event)) throw unknownEvent(kind, operation.event)
    return 'fields' in operation
      ? { occurred, kind, event: null, ...readyOpen(kind, id, operation.department, operation.fields) }
      : {
          occurred,
          kind,
          event: operation.event,
          ...readyAct(kind, id, operation.event, operation.body, operation.seq),
        }
  }

  return {
    /**
     * Records what a delivery says. An operation sees what those before it left behind.
     *
     * @throws Problem whose field names the operation, as `operations/3/fields/title`
     */
    async deliver(call: Call, operations: readonly Operation[]): Promise<Outcome> {
      requireAny(call.actor, 'record.write')
      if (operations.length === 0 || operations.length > MOST_OPERATIONS) {
        throw refuse(
          'invalid',
          `一次应有 1 到 ${MOST_OPERATIONS} 项，这里有 ${operations.length} 项。`,
          `One delivery takes 1 to ${MOST_OPERATIONS} operations; this one has ${operations.length}.`,
          'operations',
        )
      }
      const all = operations.map((operation, i) => at(i, () => ready(operation)))
      for (const one of all) if (one.department !== null) requireMay(call, one, one.department)
      const named = all.flatMap(({ id, department, mentions }) => [
        id,
        ...(department === null ? [] : [department]),
        ...mentions,
      ])
      return perform(ledger, call, { verb: 'register.deliver', operations }, async (): Promise<Decision> => {
        const loaded = await loadLookup(ledger, named, (found) =>
          all.flatMap((one) => one.besides?.(found) ?? []),
        )
        const stood = await loadStood(
          ledger,
          all.map(({ id, goesBackTo }) => ({ id, seq: goesBackTo })),
        )
        const context = { ...contextOf(ledger, call, loaded), stood }
        const deciding = startDeciding(context)
        for (const [i, one] of all.entries()) {
          at(i, () => {
            const state = deciding.record(one.id) ?? null
            if (one.department === null) requireStanding(call, one, state)
            const { occurred = context.occurred } = one
            one.decide(state, deciding, { ...context, record: deciding.record, occurred })
          })
        }
        return deciding.decision
      })
    },
  }
}

function requireNew(state: State | null, id: string): void {
  if (state !== null)
    throw refuse('conflict', `记录 ${id} 已经存在。`, `The record ${id} is there already.`, 'id')
}

/**
 * A delivery is no way lookup the rights of single acts: what needs a second person, a verifier or an inspector
 * needs them here too.
 */
function requireMay(call: Call, { kind, event }: Ready, department: string): void {
  requireRight(call.actor, rightsFor(kind, event)[0], department)
}

function requireStanding(call: Call, one: Ready, state: State | null): void {
  const { id, seq } = one
  const holder =
    state?.kind === 'department' ? id : state !== null && 'department' in state ? state.department : null
  if (state === null || holder === null)
    throw refuse('not_found', `没有记录 ${id}。`, `There is no record ${id}.`, 'id')
  requireMay(call, one, holder)
  if (seq === undefined || seq === state.seq) return
  throw refuse(
    'conflict',
    `${id} 现已是第 ${state.seq} 版，不是第 ${seq} 版：请重新比较。`,
    `${id} is at version ${state.seq}, not ${seq}: compare again.`,
    'seq',
  )
}

function withoutSource(): Problem {
  return refuse(
    'invalid',
    '由交付写入的记录须写明出处（source）。',
    'A record of this kind that a delivery opens says which row brought it (source).',
    'fields/source',
  )
}

function unknownEvent(kind: string, event: string): Problem {
  return refuse('invalid', `没有 ${kind}.${event} 这种账目。`, `There is no event ${kind}.${event}.`, 'event')
}

function at<T>(i: number, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const field = `operations/${i}${error.field === undefined ? '' : `/${error.field}`}`
    throw new Problem(error.code, { field, words: error.words })
  }
}
