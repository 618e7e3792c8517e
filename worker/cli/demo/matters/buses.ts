import { claim, present, step, verified } from './course.ts'
import type { Matter } from './matter.ts'

/** Bus network: carried out, evaluated, answered. */
export const buses: Matter = {
  code: 'mc-transport',
  item: 'mc-gov/城市公共交通政策和规划的制定',
  day: '2024-02-20',
  fields: {
    title: '城区公交线网优化方案',
    places: [{ name: '城南公交枢纽', point: '31.7422, 112.6318' }],
    class: 'major_admin',
    matter: 'public_policy',
    decisionOrgan: '明川市人民政府',
    applicability: {
      technical: true,
      stabilityOrSafetyRisk: true,
      riskAlreadyAssessed: true,
      affectsMarketOperators: false,
      needsPartyReport: false,
      nonDisclosable: false,
    },
    proposerKind: 'citizen',
  },
  acts: [
    step('2024-02-20', { type: 'initiation', concludedAt: '2024-02-20' }),
    step('2024-03-15', { type: 'drafting', concludedAt: '2024-03-15', alternatives: 2 }),
    step('2024-04-24', {
      type: 'participation',
      openAt: '2024-03-18',
      closeAt: '2024-04-18',
      concludedAt: '2024-04-24',
      modes: ['open_call', 'questionnaire'],
      received: 2904,
      adopted: 231,
    }),
    step('2024-04-30', {
      type: 'expert_review',
      concludedAt: '2024-04-30',
      experts: 5,
      opinionsSigned: true,
    }),
    step('2024-05-17', {
      type: 'legality_review',
      sentAt: '2024-05-06',
      concludedAt: '2024-05-17',
      outcome: 'passed',
    }),
    step('2024-05-28', {
      type: 'deliberation',
      heldAt: '2024-05-28',
      meetingType: 'executive',
      attendance: present(),
      opinions: [
        { member: '市交通运输局局长', order: 1, stance: 'agree' },
        { member: '市长', order: 8, stance: 'agree', chief: true },
      ],
    }),
    [
      '2024-05-28',
      'decided',
      { outcome: 'adopted', rule: 'chief_after_deliberation', officer: '市长', conformsToMajority: true },
    ],
    step('2024-06-03', {
      type: 'promulgation',
      concludedAt: '2024-06-03',
      docNumber: '明政办发〔2024〕18 号',
      channels: ['市政府网站'],
    }),
    ['2024-06-04', 'executed', { executingUnits: ['市交通运输局', '市公交公司'] }],
    ['2025-01-20', 'completed', { note: '38 条线路全部调整到位。' }],
    step('2025-02-20', { type: 'archive', concludedAt: '2025-02-20', inventory: '全卷 3 盒' }),
  ],
  milestones: [
    {
      day: '2024-06-05',
      fields: {
        title: '第一批 20 条线路调整',
        type: 'delivery',
        currentDue: '2024-09-30',
        responsibleUnit: '市公交公司',
      },
      acts: [claim('2024-09-26', '市公交公司'), verified('2024-10-09', '市交通运输局 客运科')],
    },
    {
      day: '2024-06-05',
      fields: {
        title: '第二批 18 条线路调整',
        type: 'delivery',
        currentDue: '2024-12-31',
        responsibleUnit: '市公交公司',
      },
      acts: [claim('2025-01-15', '市公交公司'), verified('2025-01-18', '市交通运输局 客运科')],
    },
  ],
  evaluation: {
    day: '2025-06-10',
    fields: {
      title: '公交线网优化后评估',
      trigger: 'public_opinion',
      evaluator: '市统计学会',
      independent: true,
      method: '刷卡数据与 3200 份问卷',
      criteria: [
        { indicator: '平均候车时间', baseline: '11.2 分钟', target: '8 分钟', actual: '8.6 分钟' },
        { indicator: '换乘率', baseline: '31%', target: '28%', actual: '33%' },
      ],
      recommendation: 'adjust',
      summary: '候车缩短，换乘增加；建议恢复两条直达线路。',
      publishedAt: '2025-06-10',
    },
    answer: [
      '2025-07-02',
      { response: 'partly', by: '市交通运输局', text: '恢复 17 路直达线，另一条纳入下一次线网调整。' },
    ],
  },
  sight: ['一项走完程序并经后评估的决策', 'A decision that went all the way to its evaluation'],
}
