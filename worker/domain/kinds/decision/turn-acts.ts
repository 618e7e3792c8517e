/** Acts by which a decision that was taken is adjusted, suspended, resumed or stopped (D713 Art. 35, 37). */
import { type Act, act } from '../../record/acts.ts'
import { refuse } from '../../record/guard.ts'
import * as parts from '../../record/parts.ts'
import { code, object, requiredText } from '../../record/shape.ts'
import { TAKEN } from './phase.ts'
import type { DecisionState, Turn } from './state.ts'
import { adjustmentReasons, type DecisionStatus, decisionStatuses } from './vocabulary.ts'

const turn = { reasonCode: code(adjustmentReasons), reason: requiredText(5000), ...parts.approval }

/** Suspension and adjustment rest on one of the situations of D713 Art. 35; other reasons are recorded too. */
function turnAct(
  verb: string,
  event: Turn['act'],
  from: readonly DecisionStatus[],
  to: DecisionStatus | null,
): Act<DecisionState> {
  return act(verb, object(turn), {
    settle: (state: DecisionState) => {
      if (from.includes(state.status)) return
      const { zh, en } = decisionStatuses[state.status]
      throw refuse(
        'wrong_state',
        `决策现为“${zh}”，不能这样记；须先是：${from.map((one) => decisionStatuses[one].zh).join('、')}。`,
        `The decision is "${en}"; this can be recorded only from: ${from.map((one) => decisionStatuses[one].en).join(', ')}.`,
      )
    },
    apply: (state, { reasonCode, reason, approver, docNumber }, { envelope }) => ({
      ...state,
      status: to ?? state.status,
      turns: [
        ...state.turns,
        {
          act: event,
          occurred: envelope.occurred,
          reason,
          ...(reasonCode === null ? {} : { reasonCode }),
          ...(approver === null ? {} : { approver }),
          ...(docNumber === null ? {} : { docNumber }),
        },
      ],
    }),
  })
}

/** Acts on a decision after it was taken, each with the statuses from which it may be recorded. */
export const turnActs = {
  adjusted: turnAct('adjust', 'adjusted', TAKEN, null),
  suspended: turnAct('suspend', 'suspended', ['adopted', 'promulgated', 'executing'], 'suspended'),
  resumed: turnAct('resume', 'resumed', ['suspended'], 'executing'),
  stopped: turnAct('stop', 'stopped', ['adopted', 'promulgated', 'executing', 'suspended'], 'stopped'),
}
