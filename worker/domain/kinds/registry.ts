/** The kinds that are made of acts, under one face for the services, the API and its description. */

import type { Json } from '../../ledger/canonical.ts'
import { type Act, draftAct, draftFirst, type RecordBase, type Surroundings } from '../record/acts.ts'
import type { Draft } from '../record/event.ts'
import type { Shape } from '../record/shape.ts'
import { decisionRulesOf } from './decision/decision.ts'
import { evaluationRulesOf } from './evaluation/evaluation.ts'
import { flagRulesOf } from './flag/flag.ts'
import { handoverRulesOf } from './handover/handover.ts'
import type { State } from './kinds.ts'
import { membershipRulesOf } from './membership/membership.ts'
import { milestoneRulesOf } from './milestone/milestone.ts'

export const actKinds = ['decision', 'milestone', 'evaluation', 'handover', 'membership', 'flag'] as const
export type ActKind = (typeof actKinds)[number]
export type ActState = Extract<State, { kind: ActKind }>

export interface ActFace {
  event: string
  verb: string
  shape: Shape<unknown>
  mentions(body: Json): string[]
  draft(state: ActState, body: Json, around: Surroundings): Draft
}

export interface KindFace {
  kind: ActKind
  fields: Shape<unknown>
  /** Records that the fields of a new one name. */
  mentions(given: Json): string[]
  first(id: string, department: string, given: Json, around: Surroundings): Draft
  acts: readonly ActFace[]
}

interface Rules<S extends RecordBase> {
  kind: ActKind
  acts: { readonly [event: string]: Act<S> }
}

/** The acts of one kind. A state of another kind never reaches them: the record id says which it is. */
function actsOf<S extends RecordBase & ActState>({ kind, acts }: Rules<S>): ActFace[] {
  return Object.entries(acts).map(([event, rule]) => ({
    event,
    verb: rule.verb,
    shape: rule.shape,
    mentions: (body) => rule.mentions(body),
    draft(state, body, around) {
      if (!isOf(kind, state)) throw new Error(`${state.id} is no ${kind}`)
      return draftAct(kind, event, rule, state, body, around)
    },
  }))

  function isOf(wanted: ActKind, state: ActState): state is S {
    return state.kind === wanted
  }
}

const texts = (values: readonly (string | null | undefined)[]): string[] =>
  values.filter((value) => typeof value === 'string')

const faces: { readonly [K in ActKind]: KindFace } = {
  decision: {
    kind: 'decision',
    fields: decisionRulesOf.fields,
    mentions: (given) => texts(decisionRulesOf.mentions(decisionRulesOf.fields.read(given))),
    first: (...of) => draftFirst(decisionRulesOf, ...of),
    acts: actsOf({ kind: 'decision', acts: decisionRulesOf.acts }),
  },
  milestone: {
    kind: 'milestone',
    fields: milestoneRulesOf.fields,
    mentions: (given) => texts(milestoneRulesOf.mentions(milestoneRulesOf.fields.read(given))),
    first: (...of) => draftFirst(milestoneRulesOf, ...of),
    acts: actsOf({ kind: 'milestone', acts: milestoneRulesOf.acts }),
  },
  evaluation: {
    kind: 'evaluation',
    fields: evaluationRulesOf.fields,
    mentions: (given) => texts(evaluationRulesOf.mentions(evaluationRulesOf.fields.read(given))),
    first: (...of) => draftFirst(evaluationRulesOf, ...of),
    acts: actsOf({ kind: 'evaluation', acts: evaluationRulesOf.acts }),
  },
  handover: {
    kind: 'handover',
    fields: handoverRulesOf.fields,
    mentions: (given) => texts(handoverRulesOf.mentions(handoverRulesOf.fields.read(given))),
    first: (...of) => draftFirst(handoverRulesOf, ...of),
    acts: actsOf({ kind: 'handover', acts: handoverRulesOf.acts }),
  },
  membership: {
    kind: 'membership',
    fields: membershipRulesOf.fields,
    mentions: (given) => texts(membershipRulesOf.mentions(membershipRulesOf.fields.read(given))),
    first: (...of) => draftFirst(membershipRulesOf, ...of),
    acts: actsOf({ kind: 'membership', acts: membershipRulesOf.acts }),
  },
  flag: {
    kind: 'flag',
    fields: flagRulesOf.fields,
    mentions: (given) => texts(flagRulesOf.mentions(flagRulesOf.fields.read(given))),
    first: (...of) => draftFirst(flagRulesOf, ...of),
    acts: actsOf({ kind: 'flag', acts: flagRulesOf.acts }),
  },
}

export function kindFace(kind: ActKind): KindFace {
  return faces[kind]
}

export function isActKind(kind: string | null): kind is ActKind {
  return actKinds.some((one) => one === kind)
}

export function isActState(state: State): state is ActState {
  return isActKind(state.kind)
}
