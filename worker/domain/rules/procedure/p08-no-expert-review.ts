import { law } from '../../law/laws.ts'
import { assessRequired, isTaken, mayNeed } from '../measure/procedure-steps.ts'
import { recordRule } from '../rule.ts'

export const noExpertReview = recordRule('decision', {
  id: 'P08',
  name: { zh: '专家论证缺失', en: 'No expert review' },
  definition: {
    zh: '专业性、技术性较强，却没有专家论证',
    en: 'Technical, and taken without an expert review',
  },
  basis: [law('d713', '19')],
  why: {
    zh: '技术问题由不懂的人决定。',
    en: 'Technical questions were decided without those who know them.',
  },
  severity: 'medium',
  audience: 'public',
  condition: {
    zh: '重大行政决策，已作出决定，专业性、技术性较强或未说明是否如此',
    en: 'Major administrative decisions that were taken and are technical, or of which that was not said',
  },
  falsePositives: [{ zh: '“专业性较强”标注过宽', en: 'Too many matters are called technical' }],
  applies: ({ state }) => isTaken(state) && mayNeed(state, 'expert_review'),
  assess: (subject) => assessRequired(subject, 'expert_review'),
})
