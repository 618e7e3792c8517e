/** Dispatch of a named verb to the service that performs it, for what comes by way of a draft. */

import { listDeliverySchema, registerDeliverySchema } from '../../domain/input/delivery.schema.ts'
import { parse } from '../../domain/input/input.schema.ts'
import { parseDraftedErasure } from '../../domain/kinds/erasure/erasure.schema.ts'
import { ERASED } from '../../domain/kinds/erasure/erasure.ts'
import { isActKind, isDraftedKind, kindFace } from '../../domain/kinds/registry.ts'
import { parseDraftedSet } from '../../domain/kinds/rulebook/rulebook.schema.ts'
import { LIMITS_SET } from '../../domain/kinds/rulebook/rulebook.ts'
import { isServed } from '../../domain/kinds/table.ts'
import { UNSEALED } from '../../domain/kinds/unsealing/unsealing.ts'
import { refuse } from '../../domain/record/guard.ts'
import { objectOf } from '../../domain/record/json.ts'
import { rightsFor } from '../../domain/rights/acts.ts'
import type { Right } from '../../domain/rights/rights.ts'
import type { Json } from '../../ledger/canonical.ts'
import type { Rulebook } from '../inspection/rulebook.ts'
import type { Call, Outcome } from '../submit/call.ts'
import type { Acts } from './acts.ts'
import type { Deliveries } from './deliveries.ts'
import type { Erasures } from './erasures.ts'
import { KEEPING } from './keepers.ts'
import { operationsIn, type Registers } from './registers.ts'
import type { Unsealings } from './unsealings.ts'

/** A verb of a kind, on a record or for a new one. `verb` as in an address: `conclude-step`; `open` for a new one. */
export interface Target {
  kind: string
  verb: string
  record: string | null
}

export type Dispatch = (
  call: Call,
  target: Target,
  input: Json,
  department: string | null,
) => Promise<Outcome>

/**
 * Targets as which a delivery is drafted: `responsibility` for a list, `register` for operations on any
 * records.
 */
const DELIVERED = ['responsibility', 'register']

const isDelivery = ({ kind, verb, record }: Target): boolean =>
  verb === 'deliver' && record === null && DELIVERED.includes(kind)

/** Opening of a withheld text: `entry` in its input names the entry. */
const isUnsealing = ({ kind, verb, record }: Target): boolean =>
  kind === 'unsealing' && verb === 'open' && record === null

/** Erasure of the content of an entry: `entry` in its input names it. */
const isErasure = ({ kind, verb, record }: Target): boolean =>
  kind === 'erasure' && verb === 'open' && record === null

/** Limits of a rule: `rule` in its input names it. */
const isLimits = ({ kind, verb, record }: Target): boolean =>
  kind === 'rulebook' && verb === 'set' && record === null

/** Rights of inspectors, who hand in to one another what takes two of them. */
export const AMONG_INSPECTORS = ['rule.write', 'flag.write'] as const satisfies readonly Right[]

/**
 * The rights to draft for a target and to approve it: limits of rules and flags are the inspectors' own, and so is the
 * opening of a text that no department keeps.
 */
export function rightsToDraft(target: Target & { department?: string | null }): {
  draft: Right
  approve: Right
} {
  const { kind } = target
  if (isUnsealing(target)) return KEEPING[target.department === null ? 'inspectors' : 'department']
  const event = eventOf(target)?.slice(kind.length + 1) ?? null
  const right = isLimits(target) ? 'rule.write' : isActKind(kind) ? rightsFor(kind, event)[0] : null
  const own = AMONG_INSPECTORS.find((one) => one === right)
  return own === undefined ? { draft: 'draft.write', approve: 'draft.approve' } : { draft: own, approve: own }
}

/** True for a verb that there is, on a target that may be drafted. */
export function isDraftable(target: Target): boolean {
  return isDelivery(target) || eventOf(target) !== null
}

/** The event that a verb leaves, as `decision.decided`; null when there is no such verb. */
export function eventOf({ kind, verb, record }: Target): string | null {
  if (isLimits({ kind, verb, record })) return LIMITS_SET
  if ((verb === 'open') !== (record === null)) return null
  if (isUnsealing({ kind, verb, record })) return UNSEALED
  if (isErasure({ kind, verb, record })) return ERASED
  if (!isActKind(kind)) return null
  const face = kindFace(kind)
  const event = verb === 'open' ? face.firstEvent : face.acts.find((one) => one.verb === verb)?.event
  if (event === undefined || !isDraftedKind(kind, event)) return null
  return isServed(`${kind}.${event}`) ? null : `${kind}.${event}`
}

/** Call with the fields of the envelope, which stand beside the input of a verb. */
function callOf(call: Call, { occurred, visibility, ground, review }: { [field: string]: Json }): Call {
  return {
    ...call,
    occurred: textOf(occurred),
    visibility: visibility === 'sealed' ? 'sealed' : undefined,
    ground: textOf(ground),
    review: textOf(review),
  }
}

const textOf = (value: Json | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined

/** Dispatch of named verbs to acts, deliveries, registers, openings, erasures and limits of rules. */
export function createDispatch(
  acts: Acts,
  {
    deliveries,
    registers,
    unsealings,
    erasures,
    rulebook,
  }: {
    deliveries: Deliveries
    registers: Registers
    unsealings: Unsealings
    erasures: Erasures
    rulebook: Pick<Rulebook, 'set'>
  },
): Dispatch {
  async function deliver(call: Call, kind: string, input: Json, department: string | null): Promise<Outcome> {
    if (kind === 'register')
      return registers.deliver(call, operationsIn(parse(registerDeliverySchema, input)))
    return deliveries.deliver(call, department ?? '', parse(listDeliverySchema, input))
  }

  return async (given, target, whole, department) => {
    const { kind, verb, record } = target
    // Its ground is that of the erasure: nothing is withheld by it.
    if (isErasure(target)) {
      const { occurred, ...why } = objectOf(whole)
      const { entry, given: fields } = parseDraftedErasure(why)
      return erasures.erase({ ...given, occurred: textOf(occurred) }, entry, fields)
    }
    const { occurred, visibility, ground, review, ...input } = objectOf(whole)
    const call = callOf(given, objectOf(whole))
    if (isDelivery(target)) return deliver(call, kind, input, department)
    if (isLimits(target)) {
      const { rule, given: limits } = parseDraftedSet(input)
      return rulebook.set(call, rule, limits)
    }
    if (isUnsealing(target)) return unsealings.open(call, input)
    const event = eventOf(target)
    if (!isActKind(kind) || event === null)
      throw refuse('invalid', `没有 ${kind}/${verb} 这种账目。`, `There is no ${kind}/${verb}.`, 'verb')
    if (record !== null) return acts.act(call, kind, event.slice(kind.length + 1), record, input)
    if (department === null && kind !== 'department')
      throw refuse('invalid', '请写明部门编号。', 'Name the department.', 'department')
    return acts.open(call, kind, department, input)
  }
}
