/** Acts on the steps of a decision. */
import { act } from '../../record/acts.ts'
import { refuse } from '../../record/guard.ts'
import * as parts from '../../record/parts.ts'
import { code, object, requiredText } from '../../record/shape.ts'
import { corrections } from '../../record/vocabulary.ts'
import { afterStep } from './phase.ts'
import type { DecisionState } from './state.ts'
import { dateOfStep, opinion, requireStepFields, type Step, step } from './step.ts'

function putStep(state: DecisionState, given: Step): DecisionState {
  const standing = state.steps.find((one) => one.id === given.id)
  const whole = { ...standing, ...given }
  return { ...state, steps: parts.withPart(state.steps, whole), status: afterStep(state.status, whole) }
}

/** Steps may be recorded in any order, and whatever is missing: what really happened must fit the ledger. */
function settleStep(state: DecisionState, given: Step): { step: Step } {
  const standing = state.steps.find((one) => given.id !== undefined && one.id === given.id)
  const type = given.type ?? standing?.type
  requireStepFields({ ...given, ...(type === undefined ? {} : { type }) })
  return {
    step: {
      ...given,
      ...(type === undefined ? {} : { type }),
      id: given.id ?? parts.nextPartId('s', state.steps),
    },
  }
}

function requireStep(state: DecisionState, wanted: string | undefined): Step {
  const found = state.steps.find((one) => one.id === wanted)
  if (found !== undefined) return found
  const known = state.steps.map((one) => one.id).join(', ')
  throw refuse(
    'not_found',
    `没有步骤 ${wanted ?? ''}；已有：${known}。`,
    `There is no step ${wanted ?? ''}; there are: ${known}.`,
    'step',
  )
}

/** Steps that start, are concluded or put right, and opinions that are voiced in them. */
export const stepActs = {
  step_started: act('start-step', object({ step }), {
    settle: (state: DecisionState, body) => settleStep(state, body.step),
    apply: (state, body) => putStep(state, body.step),
  }),
  step_concluded: act('conclude-step', object({ step }), {
    settle: (state: DecisionState, body) => {
      if (dateOfStep(body.step) === null)
        throw refuse(
          'invalid',
          '请写明步骤完成的日期（concludedAt）。',
          'Say when the step was concluded (concludedAt).',
          'step/concludedAt',
        )
      return settleStep(state, body.step)
    },
    apply: (state, body) => putStep(state, body.step),
  }),
  step_corrected: act(
    'correct-step',
    object({ step, correction: code(corrections), reason: requiredText(2000) }),
    {
      settle: (state: DecisionState, body) => {
        requireStep(state, body.step.id)
        return { ...body, ...settleStep(state, body.step) }
      },
      apply: (state, body) => ({ ...putStep(state, body.step), corrections: state.corrections + 1 }),
    },
  ),
  opinion_recorded: act('record-opinion', object({ step: requiredText(100), opinion }), {
    settle: (state: DecisionState, body) => {
      const { opinions = [] } = requireStep(state, body.step)
      return {
        ...body,
        opinion: { ...body.opinion, id: body.opinion.id ?? parts.nextPartId('o', opinions) },
      }
    },
    apply: (state, body) => {
      const found = state.steps.find((one) => one.id === body.step)
      if (found === undefined) return state
      return putStep(state, { ...found, opinions: parts.withPart(found.opinions ?? [], body.opinion) })
    },
  }),
}
