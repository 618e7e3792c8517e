import { claim, moved, present, report, step, verified } from './course.ts'
import type { Matter } from './matter.ts'

/** Emergency water supply: moved dates and a project that ended late. */
export const water: Matter = {
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
}
