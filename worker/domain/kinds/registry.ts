/** The kinds that are made of acts, under one face for the services, the API and its description. */

import type { Json } from '../../ledger/canonical.ts'
import {
  type Decided,
  decideAct,
  decideFirst,
  type KindRules,
  type Place,
  type RecordState,
} from '../record/acts.ts'
import type { Context, Lookup } from '../record/lookup.ts'
import type { Shape, Shapes } from '../record/shape.ts'
import { decisionRulesOf } from './decision/decision.ts'
import { evaluationRulesOf } from './evaluation/evaluation.ts'
import { flagRulesOf } from './flag/flag.ts'
import { handoverRulesOf } from './handover/handover.ts'
import type { State } from './kinds.ts'
import { membershipRulesOf } from './membership/membership.ts'
import { milestoneRulesOf } from './milestone/milestone.ts'
import { responsibilityRulesOf } from './responsibility/responsibility.ts'

/** Kinds whose state keeps a trace: its latest time, what of it is withheld, what later deliveries changed. */
export const tracedKinds = ['decision', 'milestone', 'evaluation', 'handover', 'membership', 'flag'] as const
export type TracedKind = (typeof tracedKinds)[number]
export type TracedState = Extract<State, { kind: TracedKind }>

export const actKinds = ['responsibility', ...tracedKinds] as const
export type ActKind = (typeof actKinds)[number]
export type ActState = Extract<State, { kind: ActKind }>

export interface ActFace {
  event: string
  verb: string
  shape: Shape<unknown>
  /** Records that the body names. */
  mentions(body: Json): string[]
  /** Further records to be loaded, as `Act` says. */
  besides(state: ActState, body: Json, lookup: Lookup): string[]
  decide(state: ActState, body: Json, context: Context): Decided
}

export interface KindFace {
  kind: ActKind
  /** Event of the first entry of a record, as `opened`. */
  firstEvent: string
  fields: Shape<unknown>
  /** Records that the fields of a new one name. */
  mentions(given: Json): string[]
  open(place: Place, given: Json, context: Context): Decided
  acts: readonly ActFace[]
}

/** The face of one kind. A state of another kind never reaches its acts: the record id says which it is. */
function faceOf<S extends RecordState & ActState, F extends Shapes>(
  kind: ActKind,
  rules: KindRules<S, F>,
): KindFace {
  const own = (state: ActState): S => {
    if (isOf(state)) return state
    throw new Error(`${state.id} is no ${kind}`)
  }
  return {
    kind,
    firstEvent: rules.first,
    fields: rules.fields,
    mentions: (given) => texts(rules.mentions(rules.fields.read(given))),
    open: (place, given, context) => decideFirst(rules, place, given, context),
    acts: Object.entries(rules.acts).map(([event, rule]) => ({
      event,
      verb: rule.verb,
      shape: rule.shape,
      mentions: (body) => rule.mentions(body),
      besides: (state, body, lookup) => rule.besides(own(state), body, lookup),
      decide: (state, body, context) => decideAct(kind, event, rule, own(state), body, context),
    })),
  }

  function isOf(state: ActState): state is S {
    return state.kind === kind
  }
}

const texts = (values: readonly (string | null | undefined)[]): string[] =>
  values.filter((value) => typeof value === 'string')

const faces: { readonly [K in ActKind]: KindFace } = {
  responsibility: faceOf('responsibility', responsibilityRulesOf),
  decision: faceOf('decision', decisionRulesOf),
  milestone: faceOf('milestone', milestoneRulesOf),
  evaluation: faceOf('evaluation', evaluationRulesOf),
  handover: faceOf('handover', handoverRulesOf),
  membership: faceOf('membership', membershipRulesOf),
  flag: faceOf('flag', flagRulesOf),
}

export function kindFace(kind: ActKind): KindFace {
  return faces[kind]
}

/** @throws Error for an event that the kind has not */
export function actFace(kind: ActKind, event: string): ActFace {
  const face = kindFace(kind).acts.find((one) => one.event === event)
  if (face === undefined) throw new Error(`there is no event ${kind}.${event}`)
  return face
}

export function isActKind(kind: string | null): kind is ActKind {
  return actKinds.some((one) => one === kind)
}

export function isTracedKind(kind: string | null): kind is TracedKind {
  return tracedKinds.some((one) => one === kind)
}

export function isActState(state: State): state is ActState {
  return isActKind(state.kind)
}
