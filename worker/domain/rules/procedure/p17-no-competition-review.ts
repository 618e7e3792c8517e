import { law } from '../../law/laws.ts'
import { assessRequired, isTaken, mayNeed } from '../measure/procedure-steps.ts'
import { recordRule } from '../rule.ts'

export const noCompetitionReview = recordRule('decision', {
  id: 'P17',
  name: { zh: '公平竞争审查缺失', en: 'No competition review' },
  definition: {
    zh: '涉及市场主体经济活动，却没有公平竞争审查',
    en: 'It concerns market operators, and no fair-competition review is there',
  },
  basis: [law('d713', '29(1)'), law('competition', '14', '18')],
  why: { zh: '政策可能偏袒某些企业。', en: 'The measure may favour some over others.' },
  severity: 'high',
  audience: 'public',
  condition: {
    zh: '重大行政决策，已作出决定，涉及市场主体或未说明是否涉及',
    en: 'Major administrative decisions that were taken and concern market operators, or of which that was not said',
  },
  falsePositives: [
    { zh: '符合第十二条例外而未说明理由', en: 'An exception of Art. 12 applies and was not explained' },
  ],
  applies: ({ state }) => isTaken(state) && mayNeed(state, 'fair_competition'),
  assess: (subject) => assessRequired(subject, 'fair_competition'),
})
