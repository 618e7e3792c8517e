/** 重大行政决策程序暂行条例 (State Council Order 713, in force since 2019-09-01). */
import { type StepType, stepTypes } from '../../kinds/decision/vocabulary.ts'
import { law } from '../../law/laws.ts'
import { of } from '../../record/problem.ts'
import { type Asked, type ProcedureProfile, type ProcedureStep, stepOf } from '../profile.ts'

const step = (type: StepType, zh: string, en: string, asked: Asked = {}, afterwards = false): ProcedureStep =>
  stepOf(type, stepTypes[type], of(zh, en), asked, afterwards)

export const D713 = 'd713'

export const d713: ProcedureProfile = {
  id: D713,
  names: of('《重大行政决策程序暂行条例》', 'State Council Order 713'),
  basis: law('d713', '3'),
  origin: 'law',
  link: 'https://www.gov.cn/zhengce/content/2019-05/08/content_5389670.htm',
  classes: ['major_admin'],
  extends: null,
  steps: [
    step(
      'initiation',
      '决策事项须经决策机关决定启动（第十、十一条）',
      'The organ decides to initiate it (Art. 10–11)',
    ),
    step('drafting', '承办单位调查研究、拟订草案（第十二条）', 'The lead unit studies and drafts (Art. 12)'),
    step(
      'consult_agencies',
      '涉及其他部门职责或者与其关系紧密的，应当充分协商（第十三条）',
      'Organs whose duties it touches are consulted (Art. 13)',
      { optional: true },
    ),
    step(
      'participation',
      '应当听取社会公众意见，依法不予公开的除外（第十四条）',
      'The public is heard unless the matter may not be disclosed (Art. 14)',
      { unless: ['nonDisclosable'] },
    ),
    step(
      'hearing',
      '直接涉及切身利益或者存在较大分歧的，可以召开听证会（第十六条）',
      'A hearing may be held where vital interests are concerned or views differ (Art. 16)',
      { optional: true },
    ),
    step(
      'expert_review',
      '专业性、技术性较强的事项应当组织专家论证（第十九条）',
      'Technical matters go to expert review (Art. 19)',
      { when: ['technical'] },
    ),
    step(
      'risk_assessment',
      '可能影响社会稳定、公共安全等且未评估过的，应当评估风险（第二十二条）',
      'Where stability or safety may suffer and no assessment was made (Art. 22)',
      { when: ['stabilityOrSafetyRisk'], unless: ['riskAlreadyAssessed'] },
    ),
    step(
      'fair_competition',
      '涉及市场主体经济活动的，应当公平竞争审查（第二十九条）',
      'Where it concerns market operators (Art. 29)',
      { when: ['affectsMarketOperators'] },
    ),
    step(
      'legality_review',
      '提交讨论前须经合法性审查（第二十五条）',
      'Reviewed for legality before it is deliberated (Art. 25)',
    ),
    step(
      'deliberation',
      '须经常务会议或全体会议讨论（第三十条）',
      'Deliberated by the executive or plenary meeting (Art. 30)',
    ),
    step(
      'party_report',
      '须请示报告同级党委的（第三十一条）',
      'Where the party committee must be consulted (Art. 31)',
      { when: ['needsPartyReport'] },
    ),
    step(
      'promulgation',
      '决定须及时公布，依法不予公开的除外（第三十二条）',
      'Published in time unless the matter may not be disclosed (Art. 32)',
      { unless: ['nonDisclosable'] },
      true,
    ),
    step(
      'archive',
      '全过程记录、材料归档（第三十三条）',
      'The whole procedure is recorded and archived (Art. 33)',
      {},
      true,
    ),
  ],
  order: [
    ['initiation', 'drafting'],
    ['drafting', 'legality_review'],
    ['participation', 'legality_review'],
    ['expert_review', 'legality_review'],
    ['risk_assessment', 'legality_review'],
    ['fair_competition', 'legality_review'],
    ['legality_review', 'deliberation'],
    ['deliberation', 'promulgation'],
    ['party_report', 'promulgation'],
    ['promulgation', 'archive'],
  ],
}
