import { claim, moved, present, report, step, verified } from './course.ts'
import type { Matter } from './matter.ts'

/** Subsidies for lifts: the decision that tells its story whole. */
export const lifts: Matter = {
  code: 'mc-housing',
  item: 'mc-gov/住房和城市更新政策的制定',
  day: '2025-03-04',
  fields: {
    title: '老旧小区加装电梯补贴办法',
    places: [{ name: '城关街道', division: '510903001' }],
    class: 'major_admin',
    matter: 'public_policy',
    decisionOrgan: '明川市人民政府',
    proposerKind: 'deputy',
    proposers: ['市人大城建环资委'],
    applicability: {
      technical: true,
      stabilityOrSafetyRisk: false,
      affectsMarketOperators: true,
      nonDisclosable: false,
      needsPartyReport: false,
      majorDisagreement: true,
    },
    amounts: [{ kind: 'budget', currency: 'CNY', baseline: 48_000_000 }],
    indicators: [{ id: 'i1', name: '加装电梯数', unit: '部', baseline: '12', target: '100' }],
    beneficiaries: '2000 年以前建成的多层住宅住户',
    summary: '对既有多层住宅加装电梯按层数给予补贴，明确申请、施工、验收和后续管理的责任。',
  },
  acts: [
    step('2025-03-04', {
      type: 'initiation',
      concludedAt: '2025-03-04',
      organ: '市政府办公室',
      proposalStudy: '对 214 个小区的调查',
    }),
    step('2025-03-28', {
      type: 'drafting',
      concludedAt: '2025-03-28',
      alternatives: 2,
      costBenefit: '每部补贴 20 万元或按层数补贴两种方案',
    }),
    step('2025-05-08', {
      type: 'participation',
      openAt: '2025-04-01',
      closeAt: '2025-05-06',
      concludedAt: '2025-05-08',
      modes: ['open_call', 'symposium'],
      received: 412,
      adopted: 37,
      adoptionReport: '采纳低层住户补偿的意见 37 条，其余按类说明理由。',
    }),
    step('2025-05-12', {
      type: 'expert_review',
      concludedAt: '2025-05-12',
      experts: 7,
      opinionsSigned: true,
      conclusion: '结构安全可行，建议限定加装位置',
    }),
    step('2025-05-20', {
      type: 'fair_competition',
      concludedAt: '2025-05-20',
      conclusion: '不限定电梯品牌和施工单位',
    }),
    step('2025-06-17', {
      type: 'deliberation',
      heldAt: '2025-06-17',
      meetingType: 'executive',
      meeting: '市政府第 41 次常务会议',
      attendance: present([8, 10]),
      opinions: [
        {
          member: '市财政局局长',
          order: 1,
          stance: 'reserve',
          reasons: '补贴总额应分年列入预算，不宜一次承诺。',
        },
        { member: '市住房城乡建设局局长', order: 2, stance: 'agree' },
        { member: '市司法局局长', order: 3, stance: 'agree', reasons: '合法性审查意见随后补齐。' },
        { member: '分管副市长', order: 4, stance: 'agree' },
        { member: '市长', order: 9, stance: 'agree', chief: true },
      ],
    }),
    [
      '2025-06-17',
      'opinion_recorded',
      { step: 's6', opinion: { member: '列席单位', stance: 'reserve', reasons: '内部讨论意见' } },
      { ground: 'process_info', review: '2027-06-17' },
    ],
    [
      '2025-06-17',
      'decided',
      { outcome: 'adopted', rule: 'chief_after_deliberation', officer: '市长', conformsToMajority: true },
    ],
    [
      '2025-07-18',
      'step_concluded',
      {
        step: {
          type: 'legality_review',
          sentAt: '2025-06-16',
          concludedAt: '2025-06-20',
          outcome: 'passed_with_changes',
          organ: '市司法局 规范性文件审查科',
          note: '应当在提交讨论前完成审查。',
        },
      },
    ],
    step('2025-07-01', {
      type: 'promulgation',
      concludedAt: '2025-07-01',
      docNumber: '明政规〔2025〕7 号',
      channels: ['市政府公报', '市政府网站'],
      effectiveFrom: '2025-08-01',
    }),
    ['2025-07-02', 'executed', { executingUnits: ['市住房城乡建设局（牵头）', '市财政局', '各区人民政府'] }],
    [
      '2026-03-19',
      'corrected',
      {
        set: { amounts: [{ kind: 'budget', currency: 'CNY', baseline: 40_800_000 }] },
        correction: 'typo',
        reason: '补贴总额数字倒置。',
      },
    ],
    [
      '2026-08-03',
      'adjusted',
      {
        reasonCode: 'objective_change',
        reason: '电梯交货期延长，首批验收日期相应调整。',
        approver: '市政府常务会议',
        docNumber: '会纪〔2026〕29 号',
      },
    ],
    [
      '2026-10-30',
      'measured',
      { indicator: 'i1', date: '2026-10-30', value: '49', note: '其中 37 部已取得使用登记' },
    ],
  ],
  milestones: [
    {
      day: '2025-07-03',
      fields: {
        title: '首年补贴资金下达',
        type: 'financing',
        currentDue: '2026-02-28',
        responsibleUnit: '市财政局 经济建设科',
        weight: 1,
      },
      acts: [claim('2026-03-12', '市财政局 经济建设科'), verified('2026-03-20', '市审计局 投资审计科')],
    },
    {
      day: '2025-07-03',
      fields: {
        title: '首批 40 部竣工验收',
        places: [
          { name: '城关街道', division: '510903001' },
          { name: '河东新村', point: '31.7738, 112.6094' },
        ],
        type: 'delivery',
        currentDue: '2026-05-30',
        responsibleUnit: '市住房城乡建设局 物业管理科',
        reportEvery: 90,
        weight: 3,
        acceptanceCriteria: '全部取得使用登记证',
      },
      acts: [
        ['2025-09-10', 'started', { startedAt: '2025-09-08' }],
        report('2026-01-15', 30, '12 部封顶。'),
        moved('2026-05-20', '2026-07-31', 'upstream', '电梯主机供货推迟。'),
        report('2026-06-30', 60, '24 部完工，待验收。'),
        moved('2026-08-02', '2026-10-13', 'objective_change', '汛期停工 38 天。'),
        report('2026-09-30', 80, '37 部取得使用登记。'),
      ],
    },
    {
      day: '2025-07-03',
      fields: {
        title: '完成第二批 60 部',
        type: 'delivery',
        currentDue: '2026-12-31',
        responsibleUnit: '市住房城乡建设局 物业管理科',
        weight: 4,
      },
      acts: [['2026-06-01', 'started', { startedAt: '2026-05-26' }], report('2026-10-08', 25, '15 部开工。')],
    },
  ],
  sight: ['一项次序倒置、节点逾期的决策', 'A decision whose steps are out of order and a milestone overdue'],
  inEnglish: {
    day: '2026-11-16',
    means: 'human',
    translator: '市政府外事办公室 翻译科',
    title: 'Subsidies for lifts in older apartment buildings',
    summary:
      'Lifts added to existing apartment buildings are subsidised by the number of storeys. The rules say who applies, who builds, who accepts the work, and who is responsible afterwards.',
  },
}
