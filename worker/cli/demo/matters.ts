/** Decisions of the fictional city: what was decided, how, and what became of it. Invented, like the city. */
import type { ItemName } from './history.ts'

type Body = { readonly [field: string]: unknown }

/** One act on a record, on its day. */
export type Done = readonly [
  day: string,
  event: string,
  body: Body,
  withheld?: { ground: string; review: string },
]

export interface Promised {
  fields: Body
  day: string
  acts: readonly Done[]
}

export interface Matter {
  /** Organ that leads it. */
  code: string
  item: ItemName | null
  day: string
  fields: Body
  acts: readonly Done[]
  milestones?: readonly Promised[]
  evaluation?: { day: string; fields: Body; answer?: readonly [day: string, body: Body] }
  sight?: readonly [zh: string, en: string]
  /** Its title and summary in English. */
  inEnglish?: {
    day: string
    means: 'machine' | 'human'
    translator: string
    title: string
    summary: string
  }
}

const step = (day: string, body: Body): Done => [day, 'step_concluded', { step: body }]
const moved = (day: string, to: string, reasonCode: string, reason: string): Done => [
  day,
  'rescheduled',
  { to, reasonCode, reason, approver: '市政府常务会议' },
]
const report = (day: string, progress: number, note: string): Done => [
  day,
  'reported',
  { asOf: day, progress, note },
]
const claim = (day: string, by: string): Done => [
  day,
  'claimed',
  {
    metAt: day,
    by,
    evidence: [{ title: '验收记录', docType: 'evidence', docNumber: `验〔${day.slice(0, 4)}〕` }],
  },
]
const verified = (day: string, by: string): Done => [day, 'verified', { outcome: 'met', by }]

const COUNCIL = [
  '市长',
  '常务副市长',
  '分管副市长',
  '市政府秘书长',
  '市发展改革委主任',
  '市财政局局长',
  '市司法局局长',
  '市住房城乡建设局局长',
  '市水务局局长',
  '市交通运输局局长',
  '市生态环境局局长',
]
const present = (away: readonly number[] = []) =>
  COUNCIL.map((member, i) => ({
    member,
    role: i === 0 ? 'chair' : 'member',
    presence: away.includes(i) ? 'excused' : 'present',
  }))

/** Matters on which the city decides, each with its course. */
export const matters: readonly Matter[] = [
  {
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
      [
        '2025-07-02',
        'executed',
        { executingUnits: ['市住房城乡建设局（牵头）', '市财政局', '各区人民政府'] },
      ],
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
        acts: [
          ['2026-06-01', 'started', { startedAt: '2026-05-26' }],
          report('2026-10-08', 25, '15 部开工。'),
        ],
      },
    ],
    sight: [
      '一项次序倒置、节点逾期的决策',
      'A decision whose steps are out of order and a milestone overdue',
    ],
    inEnglish: {
      day: '2026-11-16',
      means: 'human',
      translator: '市政府外事办公室 翻译科',
      title: 'Subsidies for lifts in older apartment buildings',
      summary:
        'Lifts added to existing apartment buildings are subsidised by the number of storeys. The rules say who applies, who builds, who accepts the work, and who is responsible afterwards.',
    },
  },
  {
    code: 'mc-water',
    item: 'mc-gov/重大公共建设项目的决定',
    day: '2024-09-02',
    fields: {
      title: '第二水源应急供水工程',
      class: 'major_admin',
      matter: 'public_works',
      decisionOrgan: '明川市人民政府',
      proposerKind: 'department',
      applicability: {
        technical: true,
        stabilityOrSafetyRisk: true,
        riskAlreadyAssessed: false,
        affectsMarketOperators: false,
        nonDisclosable: false,
        needsPartyReport: true,
      },
      amounts: [
        { kind: 'budget', currency: 'CNY', baseline: 620_000_000, current: 688_000_000 },
        { kind: 'contract', currency: 'CNY', baseline: 571_000_000 },
      ],
      summary: '自北岭水库引水 31 公里，新建日供水 12 万吨的应急水厂一座。',
      area: '北岭区',
      places: [
        { name: '北岭水库取水口', point: '31.9412, 112.4287' },
        { name: '第二水厂', point: '31.8205, 112.5518' },
      ],
    },
    acts: [
      step('2024-09-02', { type: 'initiation', concludedAt: '2024-09-02', organ: '市政府办公室' }),
      step('2024-10-11', { type: 'drafting', concludedAt: '2024-10-11', alternatives: 3 }),
      step('2024-10-25', {
        type: 'consult_agencies',
        concludedAt: '2024-10-25',
        consulted: [
          { organ: '市财政局', opinion: '同意分三年安排' },
          { organ: '市生态环境局', opinion: '避让水源保护区核心区', disputed: '取水口位置' },
        ],
      }),
      step('2024-12-02', {
        type: 'participation',
        openAt: '2024-10-28',
        closeAt: '2024-11-29',
        concludedAt: '2024-12-02',
        modes: ['open_call', 'hearing'],
        received: 1263,
        adopted: 88,
      }),
      step('2024-11-20', {
        type: 'hearing',
        heldAt: '2024-11-20',
        materialsDeliveredAt: '2024-11-08',
        participants: 31,
        selectionRule: '按沿线乡镇人口比例抽签',
        recordSigned: true,
      }),
      step('2024-12-10', {
        type: 'expert_review',
        concludedAt: '2024-12-10',
        experts: 11,
        opinionsSigned: true,
        independenceStated: true,
        dissentingExpert: true,
        conclusion: '推荐二号线位',
      }),
      step('2024-12-20', {
        type: 'risk_assessment',
        concludedAt: '2024-12-20',
        controllable: true,
        riskPoints: ['沿线征地', '施工期供水'],
        measures: '先补后征，施工期设临时供水点。',
      }),
      step('2025-01-06', {
        type: 'legality_review',
        sentAt: '2024-12-23',
        concludedAt: '2025-01-06',
        outcome: 'passed',
        organ: '市司法局',
      }),
      step('2025-01-14', {
        type: 'deliberation',
        heldAt: '2025-01-14',
        meetingType: 'plenary',
        meeting: '市政府第 6 次全体会议',
        attendance: present([3]),
        opinions: [
          {
            member: '市财政局局长',
            order: 1,
            stance: 'disagree',
            reasons: '建设规模超出中期财政承受能力，应先建一期。',
          },
          { member: '市发展改革委主任', order: 2, stance: 'disagree', reasons: '应与城网改造统筹立项。' },
          { member: '市生态环境局局长', order: 3, stance: 'reserve', reasons: '取水口论证尚未完成。' },
          { member: '市水务局局长', order: 4, stance: 'agree', reasons: '现水源连续两年低于警戒水位。' },
          { member: '市长', order: 10, stance: 'agree', chief: true },
        ],
      }),
      [
        '2025-01-14',
        'decided',
        {
          outcome: 'adopted',
          rule: 'chief_after_deliberation',
          officer: '市长',
          conformsToMajority: false,
          divergenceReason: '连续干旱，等待一期建成将有一个供水季没有备用水源。',
        },
      ],
      step('2025-01-20', {
        type: 'party_report',
        concludedAt: '2025-01-20',
        docNumber: '明政呈〔2025〕3 号',
      }),
      step('2025-02-08', {
        type: 'promulgation',
        concludedAt: '2025-02-08',
        docNumber: '明政发〔2025〕2 号',
        channels: ['市政府公报', '市政府网站'],
      }),
      ['2025-02-10', 'executed', { executingUnits: ['市水务局（牵头）', '市城投集团'] }],
      [
        '2025-12-04',
        'adjusted',
        {
          reasonCode: 'problem_found',
          reason: '取水口下移 2.1 公里，概算增加 6800 万元。',
          approver: '市政府常务会议',
          docNumber: '会纪〔2025〕52 号',
        },
      ],
      [
        '2025-12-10',
        'amended',
        {
          set: {
            amounts: [{ kind: 'budget', currency: 'CNY', baseline: 620_000_000, current: 756_000_000 }],
          },
          approver: '市政府常务会议',
          docNumber: '会纪〔2025〕52 号',
          reason: '概算调整',
        },
      ],
    ],
    milestones: [
      {
        day: '2025-02-12',
        fields: {
          title: '初步设计批复',
          type: 'approval',
          currentDue: '2025-05',
          responsibleUnit: '市水务局 建设管理科',
        },
        acts: [claim('2025-05-27', '市水务局 建设管理科'), verified('2025-06-05', '市发展改革委 投资科')],
      },
      {
        day: '2025-02-12',
        fields: {
          title: '取水口工程完工',
          places: [{ name: '北岭水库取水口', point: '31.9412, 112.4287' }],
          type: 'delivery',
          currentDue: '2025-12-31',
          responsibleUnit: '市城投集团 水务项目部',
        },
        acts: [
          moved('2025-12-05', '2026-06-30', 'problem_found', '取水口下移。'),
          claim('2026-07-21', '市城投集团 水务项目部'),
          verified('2026-08-06', '市水务局 质量监督站'),
        ],
      },
      {
        day: '2025-02-12',
        fields: {
          title: '输水管线贯通',
          type: 'delivery',
          currentDue: '2026-09-30',
          responsibleUnit: '市城投集团 水务项目部',
          reportEvery: 60,
        },
        acts: [
          report('2026-04-10', 45, '完成 14 公里。'),
          moved('2026-09-15', '2027-03-31', 'objective_change', '穿越铁路段审批推迟。'),
          report('2026-10-20', 70, '完成 22 公里。'),
        ],
      },
      {
        day: '2025-02-12',
        fields: {
          title: '水厂通水',
          places: [{ name: '第二水厂', point: '31.8205, 112.5518' }],
          type: 'delivery',
          currentDue: '2027-06',
          responsibleUnit: '市水务局 供水科',
        },
        acts: [],
      },
    ],
    sight: ['一项市长与多数意见不一致的决策', 'A decision that the mayor took against the majority'],
    inEnglish: {
      day: '2026-11-16',
      means: 'machine',
      translator: '市水务局 办公室（机器翻译，未经校对）',
      title: 'Second water source emergency water supply project',
      summary:
        'Diverts water 31 km from Beiling Reservoir and builds one emergency waterworks with a daily supply of 120,000 tonnes.',
    },
  },
  {
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
  },
  {
    code: 'mc-edu',
    item: 'mc-edu/民办学校设立审批',
    day: '2026-09-08',
    fields: {
      title: '民办义务教育学校布局调整办法',
      class: 'major_admin',
      matter: 'public_policy',
      decisionOrgan: '明川市人民政府',
      applicability: { stabilityOrSafetyRisk: true, affectsMarketOperators: true, nonDisclosable: false },
      proposerKind: 'leader',
    },
    acts: [
      step('2026-09-08', { type: 'initiation', concludedAt: '2026-09-08' }),
      step('2026-10-19', { type: 'drafting', concludedAt: '2026-10-19' }),
      [
        '2026-11-09',
        'step_started',
        {
          step: { type: 'participation', openAt: '2026-11-09', closeAt: '2026-12-20', modes: ['open_call'] },
        },
      ],
      ['2026-11-10', 'step_started', { step: { type: 'hearing', dueAt: '2026-12-08', organ: '市教育局' } }],
    ],
  },
  {
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
  },
  {
    code: 'mc-env',
    item: 'mc-env/重污染天气应急减排清单编制',
    day: '2025-10-08',
    fields: { title: '2025—2026 年秋冬季应急减排清单', class: 'emergency', decisionOrgan: '市生态环境局' },
    acts: [
      step('2025-10-20', { type: 'deliberation', heldAt: '2025-10-20', meetingType: 'other' }),
      ['2025-10-20', 'decided', { outcome: 'adopted', rule: 'single_officer', officer: '市生态环境局局长' }],
      [
        '2025-11-15',
        'suspended',
        { reasonCode: 'objective_change', reason: '会展期间暂停三类企业管控。', approver: '市政府' },
      ],
      ['2025-11-24', 'resumed', { reasonCode: 'objective_change', reason: '会展结束。', approver: '市政府' }],
      ['2026-04-02', 'completed', { note: '管控期结束。' }],
    ],
  },
]
