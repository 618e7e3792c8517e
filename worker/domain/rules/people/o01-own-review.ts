import { law, practice } from '../../law/laws.ts'
import { nameKey, nameKeys } from '../../record/names/naming.ts'
import { indicesOf, indicesOfFields, indicesOfSteps } from '../measure/inputs.ts'
import { stepsOf } from '../measure/procedure-steps.ts'
import { found, lacking, notFound, recordRule } from '../rule.ts'

export const ownReview = recordRule('decision', {
  id: 'O01',
  name: { zh: '自提自审', en: 'Proposer and reviewer' },
  definition: {
    zh: '提出者就是合法性审查者或个人决定者（高），或起草单位自己作合法性审查（中）',
    en: 'Who proposed it also reviewed it or decided it alone (high), or the unit that drafted it reviewed it (medium)',
  },
  basis: [law('d713', '25'), practice('不相容职务分离', 'Segregation of duties')],
  why: { zh: '自己审自己，等于没有审。', en: 'Who reviews the own draft reviews nothing.' },
  severity: 'high',
  audience: 'inspectors',
  condition: {
    zh: '记录了合法性审查，或由个人决定的决策',
    en: 'Decisions with a legality review, or decided by a single officer',
  },
  value: { zh: '谁', en: 'Who' },
  falsePositives: [
    { zh: '机构很小，没有别人可审', en: 'A small organ with nobody else to review' },
    { zh: '名称相同的不同单位', en: 'Two units of one name' },
  ],
  applies: ({ state }) =>
    stepsOf(state, 'legality_review').length > 0 ||
    (state.ruling?.rule ?? state.decisionRule) === 'single_officer',
  assess(subject) {
    const { state } = subject
    const reviews = stepsOf(state, 'legality_review')
    const drafts = stepsOf(state, 'initiation', 'drafting')
    const inputs = [
      ...indicesOfFields(subject, 'proposers'),
      ...indicesOfSteps(
        subject,
        [...reviews, ...drafts].map(({ id }) => id),
      ),
      ...indicesOf(subject, 'decided'),
    ]
    const isSingle = (state.ruling?.rule ?? state.decisionRule) === 'single_officer'
    const checks = [...reviews.map(({ organ }) => organ), ...(isSingle ? [state.ruling?.officer] : [])]
    const proposers = nameKeys(state.proposers)
    const drafters = nameKeys(drafts.map(({ organ }) => organ))
    const self = checks.find((one) => proposers.has(nameKey(one)))
    if (self !== undefined) return found({ value: self, inputs }, 'high')
    const unit = reviews.map(({ organ }) => organ).find((one) => drafters.has(nameKey(one)))
    if (unit !== undefined) return found({ value: unit, inputs }, 'medium')
    if (checks.some((one) => nameKey(one) === ''))
      return lacking('not_recorded', reviews.length > 0 ? 'legality_review/organ' : 'ruling/officer', inputs)
    return proposers.size === 0 && drafters.size === 0
      ? lacking('not_recorded', 'proposers', inputs)
      : notFound({ inputs })
  },
})
