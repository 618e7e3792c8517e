import { law } from '../../law/laws.ts'
import { indicesOf } from '../measure/inputs.ts'
import { isTaken, UNDER_PROCEDURE } from '../measure/procedure-steps.ts'
import { found, lacking, notFound, recordRule } from '../rule.ts'

export const divergenceUnexplained = recordRule('decision', {
  id: 'P16',
  name: { zh: '偏离多数未说明', en: 'Divergence unexplained' },
  definition: {
    zh: '决定与多数人的意见不一致，却没有记录理由',
    en: 'The decision differs from the view of the majority and no reason is recorded',
  },
  basis: [law('d713', '30')],
  why: {
    zh: '行政首长可以不同于多数，但应当在会上说明理由。',
    en: 'The chief may differ from the majority, but has to say why at the meeting.',
  },
  severity: 'high',
  audience: 'inspectors',
  condition: UNDER_PROCEDURE,
  falsePositives: [{ zh: '理由记在不予公开的纪要中', en: 'The reason stands in minutes that are withheld' }],
  applies: ({ state }) => isTaken(state),
  assess(subject) {
    const { ruling, sealed } = subject.state
    const inputs = indicesOf(subject, 'decided')
    if (ruling?.conformsToMajority === undefined) {
      const hidden = sealed.some(({ kind }) => kind === 'decision.decided')
      return lacking(hidden ? 'content_withheld' : 'not_recorded', 'ruling/conformsToMajority', inputs)
    }
    return ruling.conformsToMajority || ruling.divergenceReason !== undefined
      ? notFound({ inputs })
      : found({ inputs })
  },
})
