import { claim, step } from './course.ts'
import type { Matter } from './matter.ts'

/** Investment plan of a year. */
export const investment: Matter = {
  code: 'mc-dev',
  item: 'mc-dev/政府投资项目建议书审批',
  day: '2026-01-12',
  fields: {
    title: '2026 年度政府投资项目计划',
    class: 'three_major_one_large',
    matter: 'project_arrangement',
    decisionOrgan: '明川市发展和改革委员会党组',
    decisionRule: 'majority_vote',
    amounts: [{ kind: 'budget', currency: 'CNY', baseline: 1_940_000_000 }],
  },
  acts: [
    step('2026-01-12', {
      type: 'deliberation',
      heldAt: '2026-01-12',
      meetingType: 'party_group',
      present: 7,
      quorumRequired: 5,
      counts: [
        { vote: 'yes', count: 6 },
        { vote: 'no', count: 1 },
      ],
    }),
    [
      '2026-01-12',
      'decided',
      { outcome: 'adopted', rule: 'majority_vote', docNumber: '明发改投〔2026〕4 号' },
    ],
    ['2026-01-15', 'executed', { executingUnits: ['市发展改革委 投资科'] }],
  ],
  milestones: [
    ['第一季度开工率达到 40%', '2026-03-31', '2026-04-08'],
    ['上半年完成投资 45%', '2026-06-30', '2026-06-28'],
    ['第三季度开工率达到 95%', '2026-09-30', null],
    ['全年完成投资 100%', '2026-12-31', null],
  ].map(([title, due, done]) => ({
    day: '2026-01-16',
    fields: { title, type: 'delivery', currentDue: due, responsibleUnit: '市发展改革委 投资科' },
    acts: done === null || done === undefined ? [] : [claim(done, '市发展改革委 投资科')],
  })),
}
