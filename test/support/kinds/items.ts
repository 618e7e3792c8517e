/** Acts on items of a list through the machinery that the services use, for tests of what they say and refuse. */
import { readShape } from '../../../worker/domain/input/shape.schema.ts'
import { decide } from '../../../worker/domain/kinds/decide.ts'
import type { State } from '../../../worker/domain/kinds/kinds.ts'
import {
  type ResponsibilityFields,
  responsibilityFields,
} from '../../../worker/domain/kinds/responsibility/fields.ts'
import type { ResponsibilityState } from '../../../worker/domain/kinds/responsibility/state.ts'
import type { Draft } from '../../../worker/domain/record/event.ts'
import { json } from '../../../worker/domain/record/guard.ts'
import type { Context } from '../../../worker/domain/record/lookup.ts'
import { set } from '../../../worker/domain/record/shape.ts'

type Set = Partial<ResponsibilityFields>
interface Why {
  trigger: string
  reason: string | null
}

export function parseListed(input: unknown): ResponsibilityFields {
  return readShape(responsibilityFields, input)
}

export function parseSet(input: unknown, under: readonly string[] = []): Set {
  return readShape(set(responsibilityFields.fields), input, under)
}

function acted(state: ResponsibilityState, event: string, body: object, context: Context<State>): Draft[] {
  const record = (id: string) => (id === state.id ? state : context.record(id))
  return decide([{ event, on: state.id, body: json(body) }], { ...context, record }).drafts
}

export function decideListed(
  fields: ResponsibilityFields,
  id: string,
  department: string,
  context: Context<State>,
): Draft[] {
  return decide([{ opens: 'responsibility', id, department, fields: json(fields) }], context).drafts
}

export const decideAmended = (state: ResponsibilityState, set: Set, why: Why, context: Context<State>) =>
  acted(state, 'amended', { set, ...why }, context)

export const decideCorrected = (
  state: ResponsibilityState,
  set: Set,
  correction: string,
  reason: string,
  context: Context<State>,
) => acted(state, 'corrected', { set, correction, reason }, context)

export const decideTransferred = (
  state: ResponsibilityState,
  to: string,
  why: Why,
  context: Context<State>,
) => acted(state, 'transferred', { to, ...why }, context)

export const decideMerged = (state: ResponsibilityState, into: string, why: Why, context: Context<State>) =>
  acted(state, 'merged', { into, ...why }, context)

/** The new items get the ids that are given, in their order. */
export function decideSplit(
  state: ResponsibilityState,
  into: readonly { id: string; fields: ResponsibilityFields }[],
  why: Why,
  context: Context<State>,
): Draft[] {
  const ids = into.map(({ id }) => id)
  const newId = () => ids.shift() ?? ''
  return acted(state, 'split', { into: into.map(({ fields }) => fields), ...why }, { ...context, newId })
}

const ended = (event: string) => (state: ResponsibilityState, why: Why, context: Context<State>) =>
  acted(state, event, why, context)

export const decideSuspended = ended('suspended')
export const decideResumed = ended('resumed')
export const decideAbolished = ended('abolished')
