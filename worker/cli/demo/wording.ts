/** Wording of the items of each type in this city: steps, accountability, risks, time limits. */
import type { ResponsibilityType } from '../../domain/record/vocabulary.ts'

/** 办事指南 of a type of item. */
export interface Guide {
  applicants: string
  conditions: readonly string[]
  materials: readonly string[]
  handling: readonly string[]
  forms: readonly string[]
}

export interface Wording {
  /** Two letters within an item code. */
  letters: string
  /** `[step, duty]`; `{it}` stands for the matter. */
  duties: readonly (readonly [string, string])[]
  cases: readonly string[]
  risk: { step: string; level: 'high' | 'medium' | 'low'; control: string }
  /** Statutory and promised limits; null where there is none. */
  limits: { statutory: number; promised: number; unit: 'working_day' | 'day' } | null
  /** Clause of the local regulation on such a matter. */
  clause: string
  /** Guide for those who apply; left out where nobody does. `{it}` stands for the matter. */
  guide?: Guide
}

const IDENTITY = '申请人身份证明；单位申请的，附统一社会信用代码和经办人委托书。'

const LICENSED: Guide = {
  applicants: '需要{it}的单位和个人。',
  conditions: ['具备与申请事项相适应的场所、设施和人员。', '近一年没有因同类事项被撤销的记录。'],
  materials: ['{it}申请表（原件 1 份）。', IDENTITY, '场所、设施和人员情况说明及证明材料。'],
  handling: [
    '申请：在窗口或者政务服务网提交材料。',
    '受理：材料齐全的当场受理。',
    '审查：书面审查，需要的现场核查。',
    '决定：作出准予或者不予的决定。',
    '送达：窗口领取或者邮寄。',
  ],
  forms: ['{it}申请表及填写示例，窗口和政务服务网均可领取。'],
}
const CONFIRMED: Guide = {
  applicants: '符合{it}情形的单位和个人。',
  conditions: ['属于本市管辖范围。', '申请的事实能够查证。'],
  materials: ['{it}申请表（原件 1 份）。', IDENTITY, '证明有关事实的材料。'],
  handling: ['申请：在窗口或者政务服务网提交材料。', '核对：核对材料和事实。', '确认：出具结果。'],
  forms: ['{it}申请表。'],
}
const PAID: Guide = {
  applicants: '符合条件的本市居民和单位。',
  conditions: ['符合当年公布的发放条件。', '没有重复享受同类补贴。'],
  materials: ['{it}申请表（原件 1 份）。', IDENTITY, '本人银行账户信息。'],
  handling: ['申请：向所在地窗口提出。', '审核：核对条件并公示。', '发放：打入本人账户。'],
  forms: ['{it}申请表。'],
}
const SERVED: Guide = {
  applicants: '所有人。',
  conditions: ['无前置条件。'],
  materials: ['有效身份证明。'],
  handling: ['提出：窗口、电话或者网上提出。', '办理：能够当场办结的当场办结。', '反馈：告知结果。'],
  forms: [],
}

const service = (letters: string, limits: Wording['limits']): Wording => ({
  letters,
  duties: [
    ['受理', '公布{it}的办理条件、材料、流程和期限，为不便使用智能设备的人保留窗口办理。'],
    ['办理', '核对材料，能够当场办结的当场办结；需要其他部门协助的，由本部门负责转办并跟踪结果。'],
    ['反馈', '办结后告知结果；不能办理的，说明理由和可以求助的途径。'],
  ],
  cases: ['对符合条件的申请推诿不办的', '擅自增设办理条件或者索要清单以外材料的'],
  risk: { step: '办理', level: 'low', control: '办理进度全程留痕，每月抽查回访' },
  limits,
  guide: SERVED,
  clause: '市人民政府有关部门应当提供{it}服务，公布办理指南，并接受社会监督。',
})

export const wordings: Readonly<Record<ResponsibilityType, Wording>> = {
  licence: {
    letters: 'XK',
    duties: [
      ['受理', '公示{it}的条件、材料和期限；材料齐全的当场受理，不齐全的一次告知需要补正的全部内容。'],
      ['审查', '审查{it}的申请材料；需要核实实质内容的，指派两名以上工作人员现场核查并形成记录。'],
      [
        '决定',
        '在期限内作出准予或者不予的书面决定；不予的，说明理由并告知申请行政复议或者提起行政诉讼的权利。',
      ],
      ['送达', '制发证件或者决定书，在作出决定后的规定时间内送达并向社会公开。'],
      ['事后监管', '对取得{it}的单位开展随机抽查，发现不再具备条件的，责令改正或者依法撤销。'],
    ],
    cases: [
      '对符合条件的申请不予受理或者超过期限不作决定的',
      '对不符合条件的申请准予{it}的',
      '在办理过程中索取、收受财物的',
      '准予之后疏于监管造成严重后果的',
    ],
    risk: { step: '审查', level: 'high', control: '受理、审查、决定由不同岗位承担，现场核查双人签字' },
    limits: { statutory: 20, promised: 10, unit: 'working_day' },
    guide: LICENSED,
    clause: '办理{it}，应当向主管部门提出申请，并对材料的真实性负责；主管部门应当公开审查标准。',
  },
  penalty: {
    letters: 'CF',
    duties: [
      ['立案', '对检查发现、群众举报或者其他机关移送的线索进行核查，符合条件的及时立案。'],
      ['调查', '由两名以上执法人员调查取证，出示执法证件，全面、客观收集证据并听取当事人陈述。'],
      ['审核', '对违法事实、证据、程序、裁量和法律适用进行审核，重大案件经法制审核和集体讨论。'],
      ['告知', '告知当事人拟作出的处罚内容及事实、理由、依据，告知陈述、申辩和要求听证的权利。'],
      ['决定', '依照裁量基准作出书面决定，载明违法事实、依据、内容和救济途径。'],
      ['执行', '依法送达并监督履行；逾期不履行的，申请人民法院强制执行。'],
    ],
    cases: [
      '没有事实和法律依据实施处罚的',
      '擅自改变处罚种类、幅度或者违反法定程序的',
      '应当移送司法机关而不移送的',
      '对应当制止和处罚的违法行为不制止、不处罚的',
    ],
    risk: { step: '调查', level: 'high', control: '执法全过程记录，裁量理由写入审核意见' },
    limits: { statutory: 90, promised: 60, unit: 'day' },
    clause: '违反本条例规定的，由主管部门责令改正；拒不改正或者造成后果的，依法给予处罚。',
  },
  compulsion: {
    letters: 'QZ',
    duties: [
      ['报批', '实施前向本机关负责人报告并经批准；情况紧急的，在实施后二十四小时内补办手续。'],
      ['实施', '两名以上执法人员到场，通知当事人到场，当场告知理由、依据和救济途径，制作现场笔录。'],
      ['处置', '妥善保管有关场所、设施和财物，在期限内查清事实并作出处理决定。'],
      ['解除', '不再需要采取强制的，立即解除并退还财物。'],
    ],
    cases: ['扩大查封、扣押、处置范围的', '使用或者损毁被扣押财物的', '没有法律依据或者超过期限实施强制的'],
    risk: { step: '实施', level: 'high', control: '物品清单双方签字，保管与办案分离' },
    limits: { statutory: 30, promised: 20, unit: 'day' },
    clause: '有证据证明存在危险或者违法情形的，主管部门可以依法采取强制措施，并及时作出处理。',
  },
  levy: {
    letters: 'ZS',
    duties: [
      ['公示', '公开{it}的依据、范围、标准和减免情形。'],
      ['核定', '按照标准核定应缴数额，书面告知缴纳人并说明计算方法。'],
      ['征收', '开具统一票据，款项全部缴入国库。'],
      ['核查', '定期核对征收台账，多收的及时退还。'],
    ],
    cases: ['擅自提高标准、扩大范围征收的', '应当减免而不减免的', '截留、挪用征收款项的'],
    risk: { step: '核定', level: 'high', control: '核定与收缴分岗，按季度对账' },
    limits: { statutory: 15, promised: 7, unit: 'working_day' },
    clause: '{it}按照公布的标准执行，任何单位不得擅自增加项目。',
  },
  payment: {
    letters: 'JF',
    duties: [
      ['受理', '公布{it}的对象、条件和标准，通过窗口、网络和社区代办受理申请。'],
      ['审核', '与有关部门核对信息，必要时入户核实，名单公示不少于七日。'],
      ['发放', '按时足额发放到账，并告知发放明细。'],
      ['复核', '定期复核领取条件，不再符合条件的及时停发。'],
    ],
    cases: ['优亲厚友、虚报冒领的', '无故拖延发放的', '泄露申请人个人信息的'],
    risk: { step: '审核', level: 'high', control: '数据比对与入户核实交叉进行，发放名单公示' },
    limits: { statutory: 30, promised: 15, unit: 'working_day' },
    guide: PAID,
    clause: '符合条件的，可以申请{it}；主管部门应当公布标准并按时发放。',
  },
  inspection: {
    letters: 'JC',
    duties: [
      ['计划', '制定年度检查计划，随机抽取检查对象、随机选派检查人员，控制检查频次。'],
      ['检查', '两名以上人员实施{it}，出示证件，不妨碍正常生产经营，如实记录检查情况。'],
      ['处理', '发现问题的，提出整改要求和期限；涉嫌违法的，转入立案程序。'],
      ['公开', '检查结束后公布检查结果，接受查询。'],
    ],
    cases: ['检查中发现违法行为不予制止的', '重复检查、随意检查干扰正常经营的', '接受被检查单位宴请、财物的'],
    risk: { step: '检查', level: 'medium', control: '扫码入企登记，检查人员定期轮换' },
    limits: null,
    clause: '主管部门应当制定年度计划，依法开展监督检查，检查结果向社会公开。',
  },
  confirmation: {
    letters: 'QR',
    duties: [
      ['受理', '公示{it}的条件和材料，当场作出是否受理的决定。'],
      ['审查', '核对申请人身份和事实材料，可以通过共享核验的信息不再要求申请人提供。'],
      ['决定', '作出确认或者不予确认的决定，不予确认的说明理由。'],
      ['送达', '发放证明文件，办理结果可以在线查验。'],
    ],
    cases: ['对符合条件的申请不予确认的', '对不符合条件的申请予以确认的', '要求提供可以共享获得的材料的'],
    risk: { step: '审查', level: 'medium', control: '初审、复审分岗，结果抽查' },
    limits: { statutory: 15, promised: 5, unit: 'working_day' },
    guide: CONFIRMED,
    clause: '申请{it}的，主管部门应当自受理之日起在规定期限内作出决定。',
  },
  reward: {
    letters: 'JL',
    duties: [
      ['发布', '公布{it}的条件、等次和程序。'],
      ['评审', '组织评审并将拟奖励名单公示不少于五个工作日，处理异议。'],
      ['决定', '报经批准后作出决定，兑现奖励。'],
    ],
    cases: ['弄虚作假、徇私确定奖励对象的', '泄露举报人信息的'],
    risk: { step: '评审', level: 'medium', control: '评审人员随机抽取，公示异议必复' },
    limits: { statutory: 60, promised: 40, unit: 'working_day' },
    clause: '对成绩突出的单位和个人，按照有关规定给予{it}。',
  },
  adjudication: {
    letters: 'CJ',
    duties: [
      ['受理', '告知申请条件，五个工作日内决定是否受理，并将申请书副本送达对方当事人。'],
      ['审理', '查明事实，听取双方意见，可以先行调解。'],
      ['裁决', '调解不成的，依法作出书面裁决并说明理由。'],
      ['送达', '送达裁决书，告知救济途径和期限。'],
    ],
    cases: ['应当回避而不回避的', '偏袒一方当事人的', '超过期限不作裁决的'],
    risk: { step: '审理', level: 'medium', control: '重大争议集体讨论，裁决文书公开' },
    limits: { statutory: 60, promised: 45, unit: 'day' },
    clause: '当事人对有关争议可以申请{it}，主管部门应当先行调解。',
  },
  other: {
    letters: 'QT',
    duties: [
      ['启动', '按照规定的情形启动{it}，明确承办岗位和完成时间。'],
      ['办理', '听取有关单位和群众意见，进行合法性审核。'],
      ['公布', '办理结果向社会公布，并报上级机关备案。'],
    ],
    cases: ['应当办理而不办理的', '未按规定程序办理的'],
    risk: { step: '办理', level: 'medium', control: '集体研究，形成会议纪要' },
    limits: null,
    clause: '主管部门负责{it}，并将结果向社会公布。',
  },
  public_service: service('GG', { statutory: 10, promised: 3, unit: 'working_day' }),
}

export const EXEMPTIONS: readonly string[] = [
  '因申请人隐瞒情况、提供虚假材料，致使难以正确判断的',
  '依据的法律、法规、规章在办理期间发生变化，已按当时规定履行职责的',
]

export const ROLES: readonly string[] = ['具体承办人', '内设机构负责人', '单位分管负责人']
