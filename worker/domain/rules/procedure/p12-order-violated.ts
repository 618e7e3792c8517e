import type { Step } from '../../kinds/decision/step.ts'
import { law, practice } from '../../law/laws.ts'
import { stepsOf } from '../../procedure/expected.ts'
import type { Procedures } from '../../procedure/procedures.ts'
import { isBefore, type Zoned } from '../measure/dates.ts'
import { indicesOfSteps } from '../measure/inputs.ts'
import { type DecisionSubject, endOf, whyUnknown } from '../measure/procedure-steps.ts'
import { found, lacking, notFound, recordRule } from '../rule.ts'

/** Two steps of which the first comes before the second, with what was concluded of each. */
interface Edge {
  first: string
  then: string
  earlier: readonly Step[]
  later: readonly Step[]
}

/** Edges of the order with both ends concluded; that of review and meeting has a rule of its own (P02). */
function edgesOf({ state }: DecisionSubject, procedures: Procedures): Edge[] {
  const profile = procedures.of(state)
  if (profile === null) return []
  const ended = (id: string): Step[] => {
    const step = profile.steps.find((one) => one.id === id)
    return step === undefined ? [] : stepsOf(step, state).filter((one) => endOf(one) !== null)
  }
  return profile.order.flatMap(([first, then]) => {
    if (first === 'legality_review' && then === 'deliberation') return []
    const [earlier, later] = [ended(first), ended(then)]
    return earlier.length === 0 || later.length === 0 ? [] : [{ first, then, earlier, later }]
  })
}

/** True when all of the later step was over before any of the earlier one was; null when dates leave it open. */
function isReversed(calendar: Zoned, { earlier, later }: Edge): boolean | null {
  const gaps = later.flatMap((one) =>
    earlier.map((other) => isBefore(calendar, endOf(one) ?? '', endOf(other) ?? '')),
  )
  return gaps.includes(false) ? false : gaps.includes(null) ? null : true
}

export const orderViolated = recordRule('decision', {
  id: 'P12',
  version: 2,
  name: { zh: '步骤次序异常', en: 'Order violation' },
  definition: {
    zh: '应在后的步骤全部完成于应在前的步骤之前（审查与讨论的次序见 P02）',
    en: 'All steps of a later type were over before any of an earlier type was (review and meeting: see P02)',
  },
  basis: [
    law('d713', '10', '12', '25', '30', '31', '32', '33'),
    practice('决策所适用的其他程序规则', 'The procedure of the decision, where it is another'),
    practice('流程符合性检查', 'Conformance checking of processes'),
  ],
  why: {
    zh: '次序颠倒的程序往往是事后补的。',
    en: 'A procedure in the wrong order was often made up afterwards.',
  },
  severity: 'medium',
  audience: 'public',
  condition: {
    zh: '适用某一程序规则的决策，至少有一对有先后要求的步骤已完成',
    en: 'Decisions under a procedure, with at least one pair of ordered steps concluded',
  },
  value: { zh: '次序颠倒的步骤', en: 'Steps in the wrong order' },
  falsePositives: [
    { zh: '并行开展的步骤只记了完成日期', en: 'Steps ran side by side and only their ends are dated' },
  ],
  applies: (subject, { procedures }) => edgesOf(subject, procedures).length > 0,
  assess(subject, { calendar, procedures }) {
    const edges = edgesOf(subject, procedures)
    const inputs = (some: readonly Edge[]): number[] =>
      indicesOfSteps(
        subject,
        some.flatMap(({ earlier, later }) => [...earlier, ...later]).map(({ id }) => id),
      )
    const reversed = edges.filter((edge) => isReversed(calendar, edge) === true)
    if (reversed.length > 0) {
      const value = reversed.map(({ first, then }) => `${then}<${first}`).join(' ')
      return whyUnknown(subject, 'steps') ?? found({ value, inputs: inputs(reversed) })
    }
    const open = edges.find((edge) => isReversed(calendar, edge) === null)
    return open === undefined
      ? notFound({ inputs: inputs(edges) })
      : lacking('date_imprecise', `${open.first}/concludedAt`, inputs([open]))
  },
})
