/** The kinds that are made of acts, under one face for the services, the API and its description. */
import { isEntering } from '../record/entered/annulment.ts'
import type { ActFace, KindFace } from '../record/face.ts'
import type { Shape } from '../record/shape.ts'
import { kinds, type State } from './kinds.ts'
import { isKind, type KindsWhere, kindOf, recordKinds } from './table.ts'

export type { ActFace, KindFace } from '../record/face.ts'

/** Kinds whose rules are declared as acts. */
export type ActKind = KindsWhere<{ face: KindFace }>
export type ActState = Extract<State, { kind: ActKind }>

export const actKinds: readonly ActKind[] = recordKinds.filter(isActKind)

/** Kinds that departments log, draft and deliver: their records can be transferred from one to another. */
export type LoggedKind = KindsWhere<{ face: KindFace; history: { transferred: Shape<unknown> } }>

/**
 * True for a kind made of acts whose records can go to another department; false for null and unknown codes.
 */
export function isLoggedKind(kind: string | null): kind is LoggedKind {
  return isActKind(kind) && 'transferred' in kindOf(kind).history
}

/** Kinds whose records a register may bring: those that departments log, and those that say what of them comes so. */
export type DeliveredKind = LoggedKind | KindsWhere<{ face: KindFace; delivered: readonly string[] }>

export const deliveredKinds: readonly DeliveredKind[] = recordKinds.filter(isDeliveredKind)

/** True for a kind whose records a register may bring; false for null and unknown codes. */
export function isDeliveredKind(kind: string | null): kind is DeliveredKind {
  return isLoggedKind(kind) || (isActKind(kind) && kindOf(kind).delivered !== undefined)
}

/** True for an event, such as `answered`, that a delivery may record on a record of a kind. What came so is taken back so. */
export function isDelivered(kind: DeliveredKind, event: string): boolean {
  return (kindOf(kind).delivered?.includes(event) ?? true) || (isEntering(event) && canBeAnnulled(kind))
}

/**
 * Kinds that are drafted, and whose drafts somebody else approves: those of which something binds. Of any other kind
 * only that takes two which changes what counts.
 *
 * @param event as `annulled`; null for any
 */
export function isDraftedKind(kind: string | null, event: string | null = null): kind is ActKind {
  if (!isActKind(kind)) return false
  return kindOf(kind).binding.length > 0 || (event !== null && isEntering(event) && canBeAnnulled(kind))
}

/** True for a kind of which a record can be annulled: all that are made of acts, but accounts, which are revoked. */
export function canBeAnnulled(kind: ActKind): boolean {
  return kindFace(kind).acts.some(({ event }) => event === 'annulled')
}

/** Kinds whose state keeps a trace: its latest time, what of it is withheld, what later deliveries changed. */
export type TracedKind = KindsWhere<{ history: { sealed: Shape<unknown> } }>
export type TracedState = Extract<State, { kind: TracedKind }>

export const tracedKinds: readonly TracedKind[] = recordKinds.filter(isTracedKind)

/**
 * True for a kind whose states keep their withheld parts and latest time; false for null and unknown codes.
 */
export function isTracedKind(kind: string | null): kind is TracedKind {
  return kind !== null && isKind(kind) && 'sealed' in kindOf(kind).history
}

/** Face of a kind that is made of acts. */
export function kindFace(kind: ActKind): KindFace {
  return kinds[kind].face
}

/** @throws Error for an event that the kind has not */
export function actFace(kind: ActKind, event: string): ActFace {
  const face = kindFace(kind).acts.find((one) => one.event === event)
  if (face === undefined) throw new Error(`there is no event ${kind}.${event}`)
  return face
}

/** True for a kind that is made of acts; false for null and unknown codes. */
export function isActKind(kind: string | null): kind is ActKind {
  return kind !== null && isKind(kind) && kinds[kind].face !== null
}

/** True for the state of a record that is made of acts. */
export function isActState(state: State): state is ActState {
  return isActKind(state.kind)
}
