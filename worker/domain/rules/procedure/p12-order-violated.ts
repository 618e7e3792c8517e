import { BEFORE, isUnderProcedure } from '../../kinds/decision/procedure.ts'
import type { Step } from '../../kinds/decision/step.ts'
import type { StepType } from '../../kinds/decision/vocabulary.ts'
import { law, practice } from '../../law/laws.ts'
import { isBefore, type Zoned } from '../measure/dates.ts'
import { indicesOfSteps } from '../measure/inputs.ts'
import { type DecisionSubject, endOf, stepsOf, whyUnknown } from '../measure/procedure-steps.ts'
import { found, lacking, notFound, recordRule } from '../rule.ts'

/** Edges of the order; that of review and meeting has a rule of its own (P02). */
const EDGES = BEFORE.filter(([first, then]) => first !== 'legality_review' || then !== 'deliberation')

function ended(subject: DecisionSubject, type: StepType): Step[] {
  return stepsOf(subject.state, type).filter((step) => endOf(step) !== null)
}

/** True when all of the later type was over before any of the earlier type was; null when dates leave it open. */
function isReversed(
  calendar: Zoned,
  subject: DecisionSubject,
  [first, then]: (typeof EDGES)[number],
): boolean | null {
  const gaps = ended(subject, then).flatMap((later) =>
    ended(subject, first).map((earlier) => isBefore(calendar, endOf(later) ?? '', endOf(earlier) ?? '')),
  )
  return gaps.includes(false) ? false : gaps.includes(null) ? null : true
}

export const orderViolated = recordRule('decision', {
  id: 'P12',
  name: { zh: '步骤次序异常', en: 'Order violation' },
  definition: {
    zh: '应在后的步骤全部完成于应在前的步骤之前（审查与讨论的次序见 P02）',
    en: 'All steps of a later type were over before any of an earlier type was (review and meeting: see P02)',
  },
  basis: [
    law('d713', '10', '12', '25', '30', '31', '32', '33'),
    practice('流程符合性检查', 'Conformance checking of processes'),
  ],
  why: {
    zh: '次序颠倒的程序往往是事后补的。',
    en: 'A procedure in the wrong order was often made up afterwards.',
  },
  severity: 'medium',
  audience: 'public',
  condition: {
    zh: '重大行政决策，至少有一对有先后要求的步骤已完成',
    en: 'Major administrative decisions with at least one pair of ordered steps concluded',
  },
  value: { zh: '次序颠倒的步骤', en: 'Steps in the wrong order' },
  falsePositives: [
    { zh: '并行开展的步骤只记了完成日期', en: 'Steps ran side by side and only their ends are dated' },
  ],
  applies: (subject) =>
    isUnderProcedure(subject.state) &&
    EDGES.some(([first, then]) => ended(subject, first).length > 0 && ended(subject, then).length > 0),
  assess(subject, { calendar }) {
    const edges = EDGES.filter(
      ([first, then]) => ended(subject, first).length > 0 && ended(subject, then).length > 0,
    )
    const inputs = (types: readonly StepType[]): number[] =>
      indicesOfSteps(
        subject,
        types.flatMap((type) => ended(subject, type)).map(({ id }) => id),
      )
    const reversed = edges.filter((edge) => isReversed(calendar, subject, edge) === true)
    if (reversed.length > 0) {
      const value = reversed.map(([first, then]) => `${then}<${first}`).join(' ')
      return whyUnknown(subject, 'steps') ?? found({ value, inputs: inputs(reversed.flat()) })
    }
    const open = edges.find((edge) => isReversed(calendar, subject, edge) === null)
    return open === undefined
      ? notFound({ inputs: inputs(edges.flat()) })
      : lacking('date_imprecise', `${open[0]}/concludedAt`, inputs(open))
  },
})
