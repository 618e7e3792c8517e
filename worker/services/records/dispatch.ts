/** From a named verb to the service that performs it, for what comes by way of a draft. */

import { actKinds, isActKind, kindFace } from '../../domain/kinds/registry.ts'
import { refuse } from '../../domain/record/guard.ts'
import { objectOf } from '../../domain/record/json.ts'
import type { Json } from '../../ledger/canonical.ts'
import type { Call, Outcome } from '../submit/call.ts'
import type { Acts } from './acts.ts'
import type { createResponsibilities } from './responsibilities.ts'

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

const RESPONSIBILITY = {
  open: 'listed',
  amend: 'amended',
  transfer: 'transferred',
  merge: 'merged',
  split: 'split',
  suspend: 'suspended',
  resume: 'resumed',
  abolish: 'abolished',
  correct: 'corrected',
} as const

type ResponsibilityVerb = keyof typeof RESPONSIBILITY

function isResponsibilityVerb(verb: string): verb is ResponsibilityVerb {
  return Object.hasOwn(RESPONSIBILITY, verb)
}

/** The event that a verb leaves, as `decision.decided`; null when there is no such verb. */
export function eventOf({ kind, verb, record }: Target): string | null {
  if ((verb === 'open') !== (record === null)) return null
  if (kind === 'responsibility')
    return isResponsibilityVerb(verb) ? `responsibility.${RESPONSIBILITY[verb]}` : null
  const known = actKinds.find((one) => one === kind)
  if (known === undefined) return null
  if (verb === 'open') return `${known}.opened`
  const act = kindFace(known).acts.find((one) => one.verb === verb)
  return act === undefined ? null : `${known}.${act.event}`
}

/** What stands in the envelope beside the input of a verb. */
function callOf(call: Call, { occurred, visibility, ground, review }: { [field: string]: Json }): Call {
  const text = (value: Json | undefined): string | undefined =>
    typeof value === 'string' ? value : undefined
  return {
    ...call,
    occurred: text(occurred),
    visibility: visibility === 'sealed' ? 'sealed' : undefined,
    ground: text(ground),
    review: text(review),
  }
}

export function createDispatch(
  acts: Acts,
  responsibilities: ReturnType<typeof createResponsibilities>,
): Dispatch {
  return async (given, target, whole, department) => {
    const { occurred, visibility, ground, review, ...input } = objectOf(whole)
    const call = callOf(given, objectOf(whole))
    const { kind, verb, record } = target
    const unknown = () =>
      refuse('invalid', `没有 ${kind}/${verb} 这种账目。`, `There is no ${kind}/${verb}.`, 'verb')
    if (record === null) {
      if (department === null)
        throw refuse('invalid', '请写明部门编号。', 'Name the department.', 'department')
      if (kind === 'responsibility') return responsibilities.list(call, department, input)
      if (isActKind(kind)) return acts.open(call, kind, department, input)
      throw unknown()
    }
    if (kind === 'responsibility' && isResponsibilityVerb(verb) && verb !== 'open')
      return responsibilities[verb](call, record, input)
    const act = isActKind(kind) ? kindFace(kind).acts.find((one) => one.verb === verb) : undefined
    if (!isActKind(kind) || act === undefined) throw unknown()
    return acts.act(call, kind, act.event, record, input)
  }
}
