/**
 * Expectations of a procedure for a decision, with their reasons, beside the steps that were recorded. Nothing is
 * refused on their account: the ledger holds what happened, and this says what it was.
 */
import { TAKEN } from '../kinds/decision/procedure.ts'
import type { DecisionState } from '../kinds/decision/state.ts'
import { dateOfStep, type Step } from '../kinds/decision/step.ts'
import type { StepType } from '../kinds/decision/vocabulary.ts'
import { dayNumber, earliest, latest } from '../record/date.ts'
import type { Words } from '../record/problem.ts'
import type { Procedures } from './procedures.ts'
import type { Asked, Match, ProcedureProfile, ProcedureStep } from './profile.ts'

/** `unknown`: the fact on which it depends was not stated. */
export type Need = 'required' | 'not_required' | 'unknown'
export type Standing =
  | 'done'
  | 'under_way'
  | 'missing'
  | 'ahead'
  /** The matter ended before it. */
  | 'not_reached'
  | 'waived'
  | 'not_required'
  | 'unknown'
  | 'extra'

export interface Expectation {
  /** Id of the step in its procedure. */
  step: string
  name: Words
  /** Type of the steps that count for it, the first of several. */
  type: StepType
  need: Need
  /** Reason for which it is required or not, with the article. */
  why: Words
  standing: Standing
  /** Ids of the steps recorded for it. */
  steps: string[]
  /** Steps of the procedure that should have come after it and came before. */
  afterAll: string[]
}

const ENDED: ReadonlySet<DecisionState['status']> = new Set(['rejected', 'lapsed', 'withdrawn'])
const OVER: ReadonlySet<DecisionState['status']> = new Set(['completed', 'evaluated', 'archived'])

/** Every step that its procedure asks of a decision, with what was recorded; none for a decision under no procedure. */
export function procedureOf(state: DecisionState, procedures: Procedures): Expectation[] {
  const profile = procedures.of(state)
  if (profile === null) return []
  const recorded = new Map(profile.steps.map((one) => [one.id, stepsOf(one, state)]))
  return profile.steps.flatMap((one): Expectation[] => {
    const found = recorded.get(one.id) ?? []
    if (one.asked.optional === true && found.length === 0) return []
    if (one.asked.after !== undefined && (recorded.get(one.asked.after)?.length ?? 0) === 0) return []
    const need = needOf(one.asked, state)
    return [
      {
        step: one.id,
        name: one.names,
        type: one.is[0]?.type ?? 'other',
        need,
        why: one.why,
        standing: standingOf(one, need, found, state),
        steps: found.flatMap(({ id }) => id ?? []),
        afterAll: outOfOrder(one.id, profile, recorded),
      },
    ]
  })
}

/** Recorded steps that count for a step of a procedure. */
export function stepsOf({ is }: ProcedureStep, { steps }: DecisionState): Step[] {
  return steps.filter((step) => is.some((match) => isMatched(step, match)))
}

function isMatched(step: Step, { type, meeting, outcomes, title }: Match): boolean {
  return (
    step.type === type &&
    (meeting === undefined || step.meetingType === meeting) &&
    (outcomes === undefined || (step.outcome !== undefined && outcomes.includes(step.outcome))) &&
    (title === undefined || new RegExp(title, 'u').test(step.title ?? ''))
  )
}

function needOf({ when = [], unless = [], optional }: Asked, { applicability }: DecisionState): Need {
  if (optional === true) return 'not_required'
  const stated = when.map((fact) => applicability[fact])
  if (stated.includes(false)) return 'not_required'
  if (stated.includes(undefined)) return 'unknown'
  return unless.some((fact) => applicability[fact] === true) ? 'not_required' : 'required'
}

function standingOf(
  { afterwards }: ProcedureStep,
  need: Need,
  found: readonly Step[],
  { status }: DecisionState,
): Standing {
  if (found.some(({ outcome }) => outcome === 'waived' || outcome === 'not_applicable')) return 'waived'
  if (found.some(isDone)) return need === 'not_required' ? 'extra' : 'done'
  if (found.length > 0) return 'under_way'
  if (need !== 'required') return need
  if (ENDED.has(status)) return 'not_reached'
  return (afterwards ? OVER : TAKEN).has(status) ? 'missing' : 'ahead'
}

function isDone(step: Step): boolean {
  return (
    step.concludedAt !== undefined ||
    step.heldAt !== undefined ||
    (step.closeAt !== undefined && step.outcome !== undefined)
  )
}

/** Steps that come after this one by the procedure, and were over before it began. */
function outOfOrder(
  id: string,
  { order }: ProcedureProfile,
  recorded: ReadonlyMap<string, readonly Step[]>,
): string[] {
  const datesOf = (step: string) => (recorded.get(step) ?? []).flatMap((one) => dateOfStep(one) ?? [])
  const dates = datesOf(id)
  if (dates.length === 0) return []
  const first = Math.min(...dates.map((date) => dayNumber(earliest(date))))
  return order.flatMap(([before, after]) => {
    if (before !== id) return []
    const over = datesOf(after).map((date) => dayNumber(latest(date)))
    return over.length > 0 && Math.max(...over) < first ? [after] : []
  })
}
