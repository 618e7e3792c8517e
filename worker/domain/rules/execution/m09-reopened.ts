import { practice } from '../../law/laws.ts'
import { hiddenIndices, indicesOf, mayBeHidden } from '../measure/inputs.ts'
import { TIMES } from '../measure/units.ts'
import { found, lacking, notFound, recordRule } from '../rule.ts'

export const reopened = recordRule('milestone', {
  id: 'M09',
  name: { zh: '办结返工', en: 'Reopened' },
  definition: {
    zh: '申报或核验完成后又重新打开',
    en: 'Opened again after it was claimed or verified as done',
  },
  basis: [practice('设计规则：完成应当是真的完成', 'A rule of this project: done should mean done')],
  why: {
    zh: '先报完成再返工，完成的数字就不可信。',
    en: 'Where done is undone, the figures of what is done mean little.',
  },
  severity: 'medium',
  audience: 'public',
  condition: { zh: '申报过完成的节点', en: 'Milestones that were once claimed as done' },
  value: { zh: '重新打开的次数', en: 'Times it was opened again' },
  unit: TIMES,
  falsePositives: [
    { zh: '如实纠正：应当鼓励，不宜加重', en: 'An honest correction, which is to be welcomed' },
    { zh: '主体已完成，又增加了后续工程', en: 'Its main part is done, and further work was added' },
  ],
  version: 2,
  applies: (subject) => subject.state.reopened > 0 || indicesOf(subject, 'claimed').length > 0,
  assess(subject) {
    const value = subject.state.reopened
    const weighed = { value, threshold: 0, inputs: indicesOf(subject, 'claimed', 'verified', 'reopened') }
    if (value > 0) return found(weighed)
    if (mayBeHidden(subject.state, 'reopened'))
      return lacking('content_withheld', 'reopened', hiddenIndices(subject))
    return notFound(weighed)
  },
})
