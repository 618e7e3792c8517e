import { law } from '../../law/laws.ts'
import { assessRequired, isTaken, mayNeed } from '../measure/procedure-steps.ts'
import { recordRule } from '../rule.ts'

export const noRiskAssessment = recordRule('decision', {
  id: 'P10',
  name: { zh: '风险评估缺失', en: 'No risk assessment' },
  definition: {
    zh: '可能影响社会稳定或公共安全、此前未评估过，却没有风险评估',
    en: 'Stability or safety may suffer, no assessment was made before, and none is there',
  },
  basis: [law('d713', '22')],
  why: { zh: '风险没有人看过。', en: 'Nobody looked at the risk.' },
  severity: 'high',
  audience: 'public',
  condition: {
    zh: '重大行政决策，已作出决定，可能影响稳定或安全且未评估过，或未说明是否如此',
    en: 'Major administrative decisions that were taken, where stability or safety may suffer, or where that was not said',
  },
  falsePositives: [
    { zh: '已按其他规定评估而未标注', en: 'It was assessed under other rules and that was not stated' },
  ],
  applies: ({ state }) => isTaken(state) && mayNeed(state, 'risk_assessment'),
  assess: (subject) => assessRequired(subject, 'risk_assessment'),
})
