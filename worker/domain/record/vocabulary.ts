/** The closed vocabularies, each with its words in both languages. Codes go into the ledger, words never. */
import { of, type Words } from './problem.ts'

/** 权力类型: the ten types of the national lists, and public service (Order 716, Art. 4). */
export const responsibilityTypes = {
  licence: of('行政许可', 'Licence'),
  penalty: of('行政处罚', 'Penalty'),
  compulsion: of('行政强制', 'Compulsion'),
  levy: of('行政征收', 'Levy'),
  payment: of('行政给付', 'Payment'),
  inspection: of('行政检查', 'Inspection'),
  confirmation: of('行政确认', 'Confirmation'),
  reward: of('行政奖励', 'Reward'),
  adjudication: of('行政裁决', 'Adjudication'),
  other: of('其他行政权力', 'Other power'),
  public_service: of('公共服务', 'Public service'),
} as const satisfies Record<string, Words>

export const levels = {
  national: of('国家级', 'National'),
  provincial: of('省级', 'Provincial'),
  prefectural: of('市级', 'Prefectural'),
  county: of('县市区级', 'County'),
  township: of('乡镇级', 'Township'),
} as const satisfies Record<string, Words>

export const basisLevels = {
  law: of('法律', 'Law'),
  administrative_regulation: of('行政法规', 'Administrative regulation'),
  local_regulation: of('地方性法规', 'Local regulation'),
  rule: of('规章', 'Rule'),
  normative_document: of('规范性文件', 'Normative document'),
  three_determinations: of('三定规定', 'Mandate of the organ'),
  party_regulation: of('党内法规', 'Party regulation'),
  state_council_decision: of('国务院决定', 'State Council decision'),
  other: of('其他依据', 'Other basis'),
} as const satisfies Record<string, Words>

export const riskLevels = {
  high: of('高', 'High'),
  medium: of('中', 'Medium'),
  low: of('低', 'Low'),
} as const satisfies Record<string, Words>

export const timeUnits = {
  working_day: of('个工作日', 'working days'),
  day: of('日', 'days'),
} as const satisfies Record<string, Words>

export const departmentKinds = {
  government: of('人民政府', 'Government'),
  component: of('政府组成部门', 'Component department'),
  directly_affiliated: of('直属机构', 'Directly affiliated organ'),
  dispatched: of('派出机构', 'Dispatched organ'),
  authorised: of('法律法规授权组织', 'Organisation authorised by law'),
  entrusted: of('受委托组织', 'Entrusted organisation'),
  state_owned: of('国有企业', 'State-owned enterprise'),
  inspection: of('纪检监察机关', 'Discipline inspection organ'),
  supervision_office: of('政府督查机构', 'Government supervision office'),
  party: of('党委部门', 'Party department'),
  other: of('其他机构', 'Other organ'),
} as const satisfies Record<string, Words>

export const statuses = {
  in_force: of('有效', 'In force'),
  /** Computed from its days, as is `expired`. */
  upcoming: of('尚未生效', 'Not yet in force'),
  expired: of('已到期', 'Expired'),
  suspended: of('暂停', 'Suspended'),
  merged: of('已合并', 'Merged'),
  split: of('已拆分', 'Split'),
  abolished: of('已取消', 'Abolished'),
  withheld: of('不予公开', 'Withheld'),
} as const satisfies Record<string, Words>

/** The same for a department, of which other words are used. */
export const departmentStatuses = {
  in_force: of('存续', 'In force'),
  /** Computed from its days. */
  upcoming: of('尚未设立', 'Not yet established'),
  merged: of('已并入', 'Merged'),
  abolished: of('已撤销', 'Abolished'),
  withheld: of('不予公开', 'Withheld'),
} as const satisfies Partial<Record<keyof typeof statuses, Words>>

/** Reasons for which a responsibility changed. */
export const triggers = {
  law_changed: of('法律法规变动', 'The law changed'),
  three_determinations_changed: of('“三定”规定变动', 'The mandate changed'),
  reform: of('机构或职能改革', 'Reform'),
  delegation: of('下放或委托', 'Delegation'),
  delivery: of('后一次公布的清单不同', 'A later published list differs'),
  other: of('其他', 'Other'),
} as const satisfies Record<string, Words>

/** 更正 kinds: the record was wrong, as against an amendment, where the world changed. */
export const corrections = {
  typo: of('笔误', 'Typing error'),
  data_entry: of('录入错误', 'Data entry error'),
  late_evidence: of('补充证据', 'Late evidence'),
  legal: of('依法更正', 'Correction required by law'),
  identity: of('主体错误', 'Wrong subject'),
} as const satisfies Record<string, Words>

/** Kinds of amounts. */
export const amountKinds = {
  budget: of('预算', 'Budget'),
  whole_life_cost: of('全周期成本', 'Whole-life cost'),
  contract: of('合同金额', 'Contract amount'),
  spending: of('支出', 'Spending'),
  benefit: of('收益', 'Benefit'),
  other: of('其他金额', 'Other amount'),
} as const satisfies Record<string, Words>

export const documentTypes = {
  decision: of('决定文本', 'Text of the decision'),
  draft: of('草案', 'Draft'),
  explanation: of('说明或解读', 'Explanation'),
  opinion: of('意见', 'Opinion'),
  report: of('报告', 'Report'),
  minutes: of('会议纪要', 'Minutes'),
  contract: of('合同', 'Contract'),
  evidence: of('佐证材料', 'Evidence'),
  other: of('其他文件', 'Other document'),
} as const satisfies Record<string, Words>

/** Differences of a later delivery from what had been recorded as past. */
export const sourceChanges = {
  changed: of('来源改写', 'Changed at the source'),
  vanished: of('来源中消失', 'Vanished from the source'),
  returned: of('来源中重现', 'Back at the source'),
} as const satisfies Record<string, Words>

/** Reasons for which the signatures of a key do not count any more. */
export const keyRevocations = {
  lost: of('遗失', 'Lost'),
  compromised: of('泄露', 'Compromised'),
  replaced: of('更换', 'Replaced'),
  retired: of('停用', 'No longer used'),
} as const satisfies Record<string, Words>

/** Grounds for withholding, 政府信息公开条例 (2019) Art. 14–16. */
export const grounds = {
  state_secret: of('国家秘密（政府信息公开条例第十四条）', 'State secret (OGI Art. 14)'),
  prohibited_by_law: of('法律、行政法规禁止公开（第十四条）', 'Disclosure prohibited by law (OGI Art. 14)'),
  security_stability: of(
    '危及国家安全、公共安全、经济安全、社会稳定（第十四条）',
    'Security or stability (OGI Art. 14)',
  ),
  trade_secret: of('商业秘密（第十五条）', 'Trade secret (OGI Art. 15)'),
  privacy: of('个人隐私（第十五条）', 'Personal privacy (OGI Art. 15)'),
  internal_affairs: of('内部事务信息（第十六条第一款）', 'Internal affairs (OGI Art. 16 ¶1)'),
  process_info: of('过程性信息（第十六条第二款）', 'Process information (OGI Art. 16 ¶2)'),
  enforcement_file: of('行政执法案卷信息（第十六条第二款）', 'Enforcement file (OGI Art. 16 ¶2)'),
} as const satisfies Record<string, Words>

/** Grounds of a lawful erasure, 个人信息保护法 (2021) Art. 47. */
export const erasureGrounds = {
  personal_data: of('个人信息保护法第四十七条', 'Personal Information Protection Law Art. 47'),
  court_order: of('人民法院裁判', 'Court order'),
  law: of('其他法律规定', 'Other legal duty'),
} as const satisfies Record<string, Words>

export type ResponsibilityType = keyof typeof responsibilityTypes
export type Level = keyof typeof levels
export type BasisLevel = keyof typeof basisLevels
export type OrgKind = keyof typeof departmentKinds
export type Trigger = keyof typeof triggers
export type KeyRevocation = keyof typeof keyRevocations

/** The keys of a vocabulary, typed. */
export function codesOf<T extends Record<string, Words>>(
  vocabulary: T,
): [keyof T & string, ...(keyof T & string)[]] {
  const [first, ...rest] = Object.keys(vocabulary)
  if (first === undefined) throw new Error('an empty vocabulary')
  return [first, ...rest]
}
