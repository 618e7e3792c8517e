import type { DecisionState } from '../../kinds/decision/state.ts'
import { law, practice } from '../../law/laws.ts'
import type { ResponsibilityType } from '../../record/vocabulary.ts'
import { indicesOf, indicesOfFields } from '../measure/inputs.ts'
import { found, lacking, notFound, recordRule } from '../rule.ts'

/** Powers over one person or one matter at a time: by none of them rules are made for everybody. */
const SINGLE: ReadonlySet<ResponsibilityType> = new Set([
  'licence',
  'penalty',
  'compulsion',
  'inspection',
  'confirmation',
  'adjudication',
])

/** Decisions that bind everybody, or lay down how a power is used from then on. */
function isGeneral({ class: kind, matter }: DecisionState): boolean {
  return (
    kind === 'normative_document' ||
    kind === 'legislation' ||
    kind === 'macro_control' ||
    matter === 'public_policy' ||
    matter === 'plan'
  )
}

export const powerOfAnotherType = recordRule('decision', {
  id: 'C10',
  name: { zh: '权力类型不合', en: 'Power of another type' },
  definition: {
    zh: '政策、规划、规范性文件或立法，依据的却是许可、处罚、强制、检查、确认或裁决这类针对个案的权力',
    en: 'A policy, plan, normative document or law that rests on a licence, penalty, compulsion, inspection, confirmation or adjudication, each a power over single cases',
  },
  basis: [
    law('d713', '3', '27(1)'),
    practice('权责清单的权力分类', 'The types of powers in lists of responsibilities'),
  ],
  why: {
    zh: '办一件件事的权力，不等于给所有人定规矩的权力。',
    en: 'A power to deal with one case after another is none to make rules for everybody.',
  },
  severity: 'low',
  audience: 'public',
  condition: {
    zh: '写明了权责事项的重大公共政策、规划、规范性文件、立法和宏观调控',
    en: 'Public policies, plans, normative documents, legislation and macro-economic control that name a power',
  },
  value: { zh: '所依据的权力的类型', en: 'Type of the power on which it rests' },
  falsePositives: [
    {
      zh: '清单把制定规则的职权并入了该事项',
      en: 'The list has the power to make the rules within that item',
    },
    { zh: '事项的类型登记有误', en: 'The type of the item was entered wrongly' },
  ],
  applies: ({ state }) => state.responsibility !== null && isGeneral(state),
  assess(subject, context) {
    const inputs = [
      ...indicesOfFields(subject, 'responsibility', 'class', 'matter'),
      ...indicesOf(subject, 'decided'),
    ]
    const item = context.record(subject.state.responsibility ?? '')
    if (item?.kind !== 'responsibility') return lacking('record_missing', 'responsibility', inputs)
    if (item.status === 'withheld') return lacking('content_withheld', 'responsibility', inputs)
    const weighed = { value: item.type, inputs }
    return SINGLE.has(item.type) ? found(weighed) : notFound(weighed)
  },
})
