import { isUnderProcedure } from '../../kinds/decision/procedure.ts'
import { law } from '../../law/laws.ts'
import { indicesOfSteps } from '../measure/inputs.ts'
import { endOf, stepsOf } from '../measure/procedure-steps.ts'
import { found, lackingAll, notFound, recordRule } from '../rule.ts'

export const conflictedExperts = recordRule('decision', {
  id: 'P09',
  name: { zh: '专家利害冲突或未署名', en: 'Experts not independent or not named' },
  definition: {
    zh: '专家论证记录写明未声明独立，或书面意见未署名',
    en: 'The record of the expert review says that independence was not stated, or that opinions were not signed',
  },
  basis: [law('d713', '19', '20')],
  why: {
    zh: '与事项有利害关系的专家不得参与论证。',
    en: 'Experts with an interest in the matter must not review it.',
  },
  severity: 'high',
  audience: 'inspectors',
  condition: {
    zh: '重大行政决策，专家论证已完成',
    en: 'Major administrative decisions with a concluded expert review',
  },
  value: { zh: '不符合的项目', en: 'What does not hold' },
  falsePositives: [{ zh: '意见由机构盖章而非个人署名', en: 'An institution put its seal, no person signed' }],
  applies: ({ state }) =>
    isUnderProcedure(state) && stepsOf(state, 'expert_review').some((step) => endOf(step) !== null),
  assess(subject) {
    const reviews = stepsOf(subject.state, 'expert_review').filter((step) => endOf(step) !== null)
    const inputs = indicesOfSteps(
      subject,
      reviews.map(({ id }) => id),
    )
    const fields = ['opinionsSigned', 'independenceStated'] as const
    const broken = fields.find((field) => reviews.some((step) => step[field] === false))
    if (broken !== undefined) return found({ value: broken, inputs })
    const open = fields.filter((field) => reviews.some((step) => step[field] === undefined))
    return open.length === 0
      ? notFound({ inputs })
      : lackingAll(
          open.map((field) => ({ reason: 'not_recorded', what: `expert_review/${field}` })),
          inputs,
        )
  },
})
