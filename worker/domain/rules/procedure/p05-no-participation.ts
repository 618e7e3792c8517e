import { law } from '../../law/laws.ts'
import { consultationsOf } from '../measure/consultations.ts'
import { assessRequired, isTaken, mayNeed } from '../measure/procedure-steps.ts'
import { notFound, recordRule } from '../rule.ts'

export const noParticipation = recordRule('decision', {
  id: 'P05',
  version: 2,
  name: { zh: '公众参与缺失', en: 'No participation' },
  definition: { zh: '已作出决定，没有公众参与步骤', en: 'Taken without any step of public participation' },
  basis: [law('d713', '14')],
  why: { zh: '受影响的人没有机会说话。', en: 'Those concerned had no chance to speak.' },
  severity: 'high',
  audience: 'public',
  condition: {
    zh: '重大行政决策，已作出决定，且不属依法不予公开',
    en: 'Major administrative decisions that were taken and may be disclosed',
  },
  falsePositives: [
    { zh: '定向征求意见已做而未入账', en: 'Targeted participation took place and was not logged' },
  ],
  applies: ({ state }) => isTaken(state) && mayNeed(state, 'participation'),
  assess(subject, context) {
    const outcome = assessRequired(subject, 'participation')
    // A draft that was put before the public is participation, whatever the steps say.
    const isOpened = outcome.result !== 'not_found' && consultationsOf(subject.state, context).length > 0
    return isOpened ? notFound({ inputs: outcome.inputs }) : outcome
  },
})
