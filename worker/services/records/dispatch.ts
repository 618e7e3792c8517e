/** From a named verb to the service that performs it, for what comes by way of a draft. */

import { isLoggedKind, kindFace } from '../../domain/kinds/registry.ts'
import { refuse } from '../../domain/record/guard.ts'
import { objectOf } from '../../domain/record/json.ts'
import type { Json } from '../../ledger/canonical.ts'
import type { Call, Outcome } from '../submit/call.ts'
import type { Acts } from './acts.ts'

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

/** The event that a verb leaves, as `decision.decided`; null when there is no such verb. */
export function eventOf({ kind, verb, record }: Target): string | null {
  if ((verb === 'open') !== (record === null)) return null
  if (!isLoggedKind(kind)) return null
  const face = kindFace(kind)
  const event = verb === 'open' ? face.firstEvent : face.acts.find((one) => one.verb === verb)?.event
  return event === undefined ? null : `${kind}.${event}`
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

export function createDispatch(acts: Acts): Dispatch {
  return async (given, target, whole, department) => {
    const { occurred, visibility, ground, review, ...input } = objectOf(whole)
    const call = callOf(given, objectOf(whole))
    const { kind, verb, record } = target
    const event = eventOf(target)
    if (!isLoggedKind(kind) || event === null)
      throw refuse('invalid', `没有 ${kind}/${verb} 这种账目。`, `There is no ${kind}/${verb}.`, 'verb')
    if (record !== null) return acts.act(call, kind, event.slice(kind.length + 1), record, input)
    if (department === null) throw refuse('invalid', '请写明部门编号。', 'Name the department.', 'department')
    return acts.open(call, kind, department, input)
  }
}
