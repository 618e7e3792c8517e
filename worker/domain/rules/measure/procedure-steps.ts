/** The steps of a decision as the procedure rules look at them (重大行政决策程序暂行条例). */

import { isUnderProcedure, TAKEN } from '../../kinds/decision/procedure.ts'
import type { DecisionState } from '../../kinds/decision/state.ts'
import type { Step } from '../../kinds/decision/step.ts'
import type { StepType } from '../../kinds/decision/vocabulary.ts'
import { procedureOf } from '../../procedure/expected.ts'
import { builtIn } from '../../procedure/procedures.ts'
import type { DateText } from '../../record/date.ts'
import type { Words } from '../../record/problem.ts'
import { found, lacking, notFound, type Outcome, type Subject } from '../rule.ts'
import { hiddenIndices, indicesOf, indicesOfFields, indicesOfSteps, mayBeHidden } from './inputs.ts'

export type DecisionSubject = Subject<DecisionState>

export const STEP_EVENTS = ['step_started', 'step_concluded', 'step_corrected'] as const

/** The condition of most rules of this group, in words. */
export const UNDER_PROCEDURE: Words = {
  zh: '重大行政决策（暂行条例第三条），且已作出决定',
  en: 'Major administrative decisions (Order 713, Art. 3) that were taken',
}

/** Steps of some types, in the order in which they were recorded. */
export function stepsOf({ steps }: DecisionState, ...types: StepType[]): Step[] {
  return steps.filter(({ type }) => type !== undefined && types.includes(type))
}

/** Date on which a step was over; null while it is not, or when that was not said. */
export function endOf({ concludedAt, heldAt, closeAt, outcome }: Step): DateText | null {
  return concludedAt ?? heldAt ?? (outcome === undefined ? undefined : closeAt) ?? null
}

/** Meetings that deliberated, in the order in which they were recorded. */
export function meetingsOf(state: DecisionState): Step[] {
  return stepsOf(state, 'deliberation').filter(
    ({ outcome }) => outcome !== 'not_applicable' && outcome !== 'waived',
  )
}

/** An open call: said to be one, or, where the mode was not said, open from one day to another. */
export function isOpenCall({ modes, openAt, closeAt }: Step): boolean {
  return modes === undefined ? openAt !== undefined || closeAt !== undefined : modes.includes('open_call')
}

/** Date on which a meeting was held; null when it was not said. */
export function heldOf({ heldAt, concludedAt }: Step): DateText | null {
  return heldAt ?? concludedAt ?? null
}

/** True for a decision under the procedure that was taken. */
export function isTaken(state: DecisionState): boolean {
  return isUnderProcedure(state) && TAKEN.has(state.status)
}

const SUBMITTED = new Set<DecisionState['status']>([...TAKEN, 'deliberated', 'rejected', 'deferred'])

/** True when it has come before the meeting. */
export function isSubmitted(state: DecisionState): boolean {
  return isUnderProcedure(state) && (SUBMITTED.has(state.status) || meetingsOf(state).length > 0)
}

const AFTER_DECISION = new Set<StepType | undefined>(['promulgation', 'archive', undefined])

/** True when anything of the procedure before the decision was recorded: without it nothing can be said to lack. */
export function isLogged({ steps }: DecisionState): boolean {
  return steps.some(({ type }) => !AFTER_DECISION.has(type))
}

/** Outcome by which a step that is not there cannot be said to be missing; null when it can. */
export function whyUnknown(subject: DecisionSubject, type: StepType | 'steps'): Outcome | null {
  if (mayBeHidden(subject.state, ...STEP_EVENTS))
    return lacking('content_withheld', type, hiddenIndices(subject))
  return isLogged(subject.state) ? null : lacking('not_recorded', 'steps')
}

const FACT: { readonly [type in StepType]?: string } = {
  expert_review: 'applicability/technical',
  risk_assessment: 'applicability/stabilityOrSafetyRisk',
  fair_competition: 'applicability/affectsMarketOperators',
  party_report: 'applicability/needsPartyReport',
}

/**
 * The law's demand for this step: asked, not asked, or not known. What a place adds to the law is another rule's (P23),
 * so these ask the procedures of laws alone.
 */
export function mayNeed(state: DecisionState, type: StepType): boolean {
  return procedureOf(state, builtIn).some((one) => one.type === type && one.need !== 'not_required')
}

/** The assessment of a step that the law requires: missing or not. */
export function assessRequired(subject: DecisionSubject, type: StepType): Outcome {
  const { state } = subject
  const expected = procedureOf(state, builtIn).find((one) => one.type === type)
  const inputs = [
    ...indicesOfFields(subject, 'applicability', 'class'),
    ...indicesOfSteps(subject, expected?.steps ?? []),
  ]
  if (expected?.standing === 'done' || expected?.standing === 'extra') return notFound({ inputs })
  if (expected?.standing === 'waived') {
    const explained = stepsOf(state, type).some(({ waivedReason }) => waivedReason !== undefined)
    return explained ? notFound({ inputs }) : lacking('not_recorded', `${type}/waivedReason`, inputs)
  }
  if (expected?.standing === 'under_way') return lacking('date_missing', `${type}/concludedAt`, inputs)
  if (expected?.need === 'unknown') return lacking('fact_not_stated', FACT[type] ?? 'applicability', inputs)
  return (
    whyUnknown(subject, type) ??
    found({ inputs: [...inputs, ...indicesOf(subject, 'decided', ...STEP_EVENTS)] })
  )
}
