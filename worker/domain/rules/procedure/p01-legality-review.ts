import { law } from '../../law/laws.ts'
import { indicesOfFields, indicesOfSteps } from '../measure/inputs.ts'
import { isSubmitted, stepsOf, whyUnknown } from '../measure/procedure-steps.ts'
import { found, lacking, notFound, recordRule } from '../rule.ts'

const LAWFUL = new Set(['passed', 'passed_with_changes'])

export const legalityReview = recordRule('decision', {
  id: 'P01',
  name: { zh: '未经合法性审查', en: 'No legality review' },
  definition: {
    zh: '已提交讨论，却没有结论为合法的合法性审查',
    en: 'Submitted for deliberation without a legality review that found it lawful',
  },
  basis: [law('d713', '25')],
  why: {
    zh: '合法性审查是两个刚性步骤之一，不得以征求意见代替。',
    en: 'It is one of the two steps that are never optional, and consultation does not replace it.',
  },
  severity: 'critical',
  audience: 'public',
  condition: {
    zh: '重大行政决策，已提交讨论，且不是明示法律风险的探索性改革事项',
    en: 'Major administrative decisions that came before the meeting, except exploratory reforms',
  },
  value: { zh: '合法性审查的结果', en: 'Outcome of the review' },
  falsePositives: [
    { zh: '审查已做，尚未入账', en: 'The review was done and is not logged yet' },
    { zh: '决策类别填错', en: 'The class of the decision is wrong' },
  ],
  applies: ({ state }) => isSubmitted(state) && state.applicability.exploratoryReform !== true,
  assess(subject) {
    const reviews = stepsOf(subject.state, 'legality_review')
    const inputs = [
      ...indicesOfFields(subject, 'class', 'applicability'),
      ...indicesOfSteps(
        subject,
        [...reviews, ...stepsOf(subject.state, 'deliberation')].map(({ id }) => id),
      ),
    ]
    const outcomes = reviews.flatMap(({ outcome }) => outcome ?? [])
    const lawful = outcomes.find((outcome) => LAWFUL.has(outcome))
    if (lawful !== undefined) return notFound({ value: lawful, inputs })
    const unknown = whyUnknown(subject, 'legality_review')
    if (unknown !== null) return unknown
    if (outcomes.length < reviews.length) return lacking('not_recorded', 'legality_review/outcome', inputs)
    return found({ value: outcomes.at(-1) ?? null, inputs })
  },
})
