import { law } from '../../law/laws.ts'
import { nameKey, nameKeys } from '../../record/names/naming.ts'
import { indicesOfFields } from '../measure/inputs.ts'
import { stepsOf } from '../measure/procedure-steps.ts'
import { found, lacking, notFound, recordRule } from '../rule.ts'

export const evaluatorNotIndependent = recordRule('evaluation', {
  id: 'M12',
  name: { zh: '评估不独立', en: 'Evaluator not independent' },
  definition: {
    zh: '后评估的承担者记明不独立，或就是决策前的论证、风险评估单位',
    en: 'The evaluator is said not to be independent, or did the expert review or risk assessment before the decision',
  },
  basis: [law('d713', '36')],
  why: { zh: '自己论证过的，自己评不出毛病。', en: 'Nobody finds the faults of the own assessment.' },
  severity: 'high',
  audience: 'public',
  condition: { zh: '后评估', en: 'Evaluations' },
  value: { zh: '评估单位', en: 'Evaluator' },
  falsePositives: [{ zh: '该领域只有这一家专业机构', en: 'It is the only body with the expertise' }],
  version: 2,
  applies: () => true,
  assess(subject, context) {
    const { evaluator, independent, decision } = subject.state
    const inputs = indicesOfFields(subject, 'independent', 'evaluator', 'decision')
    if (independent === false) return found({ value: evaluator, inputs })
    const evaluated = context.record(decision)
    const organs =
      evaluated?.kind === 'decision'
        ? stepsOf(evaluated, 'expert_review', 'risk_assessment').flatMap(({ organ }) => organ ?? [])
        : []
    if (evaluator !== null && nameKeys(organs).has(nameKey(evaluator)))
      return found({ value: evaluator, inputs })
    if (independent === true) return notFound({ value: evaluator, inputs })
    if (evaluated?.kind !== 'decision') return lacking('record_missing', 'decision', inputs)
    return lacking('not_recorded', 'independent', inputs)
  },
})
