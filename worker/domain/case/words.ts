/** The closed vocabularies of cases, with their words. */
import { of, type Words } from '../record/problem.ts'

/** 线索来源. */
export const caseSources = {
  flag: of('预警移送', 'Referred from a flag'),
  report: of('信访举报', 'Report or petition'),
  inspection: of('巡视巡察', 'Inspection'),
  supervision: of('日常监督', 'Daily supervision'),
  transfer: of('其他机关移送', 'Transferred by another organ'),
  other: of('其他', 'Other'),
} as const satisfies Record<string, Words>

/** 核查中的分工. */
export const caseParts = {
  handler: of('承办', 'Handler'),
  approver: of('审批', 'Approver'),
} as const satisfies Record<string, Words>

/** 四种处置方式 (监督执纪工作规则); 监察法 40–42. */
export const dispositions = {
  inquiry: of('谈话函询', 'Inquiry'),
  preliminary: of('初步核实', 'Preliminary verification'),
  hold: of('暂存待查', 'Hold'),
  close: of('予以了结', 'Close'),
} as const satisfies Record<string, Words>

/** 核查结果. 监察法 52; 督查条例 18–23. */
export const caseOutcomes = {
  unsubstantiated: of('失实', 'Unsubstantiated'),
  admonition: of('谈话提醒、批评教育、责令检查、诫勉', 'Talk, criticism or admonition'),
  sanction: of('政务处分', 'Sanction'),
  accountability: of('问责', 'Accountability'),
  transferred: of('移送检察机关', 'Transferred to the procuratorate'),
  advice: of('监察建议', 'Supervisory advice'),
  rectified: of('督促整改', 'Put right'),
} as const satisfies Record<string, Words>

/** 整改状态. */
export const remedyStatuses = {
  ordered: of('已责令', 'Ordered'),
  plan_filed: of('已报方案', 'Plan filed'),
  rectifying: of('整改中', 'Being put right'),
  claimed: of('申报完成', 'Claimed as done'),
  verified: of('复查通过', 'Verified'),
  rejected: of('复查未通过', 'Not verified'),
  closed: of('销号', 'Closed'),
} as const satisfies Record<string, Words>

export type RemedyStatus = keyof typeof remedyStatuses

/** 复审、复核: 监察法 56. */
export const reviewKinds = {
  review: of('复审', 'Review'),
  re_review: of('复核', 'Re-review'),
} as const satisfies Record<string, Words>

export const reviewResults = {
  upheld: of('维持', 'Upheld'),
  changed: of('变更', 'Changed'),
  revoked: of('撤销', 'Revoked'),
} as const satisfies Record<string, Words>

export const caseStatuses = {
  open: of('核查中', 'Open'),
  held: of('暂存待查', 'Held'),
  closed: of('已了结', 'Closed'),
} as const satisfies Record<string, Words>

export type CaseStatus = keyof typeof caseStatuses

/** The lines of a case's file, in words. `read` is somebody's looking at it. */
export const caseEvents = {
  opened: of('立案登记', 'Opened'),
  assigned: of('指派', 'Assigned'),
  withdrawn: of('退出', 'Withdrawn'),
  access_confirmed: of('确认新的登录方式', 'New ways in confirmed'),
  noted: of('工作记录', 'Noted'),
  evidence_added: of('证据', 'Evidence added'),
  disposition_proposed: of('处置意见', 'Disposition proposed'),
  disposition_approved: of('处置意见获批', 'Disposition approved'),
  disposition_refused: of('处置意见退回', 'Disposition refused'),
  finding_recorded: of('认定', 'Finding recorded'),
  remedy_ordered: of('责令整改', 'Remedy ordered'),
  remedy_moved: of('整改进展', 'Remedy moved'),
  referred: of('移送', 'Referred'),
  review_applied: of('申请复审或复核', 'Review applied for'),
  review_decided: of('复审或复核决定', 'Review decided'),
  summarised: of('公开摘要', 'Public summary'),
  closed: of('了结', 'Closed'),
  reopened: of('重新核查', 'Reopened'),
  read: of('查阅', 'Read'),
} as const satisfies Record<string, Words>

export type CaseEvent = keyof typeof caseEvents

/** Names of the fields of acts. */
export const caseFields: { readonly [field: string]: Words } = {
  title: of('案由', 'Matter'),
  source: of('线索来源', 'Source'),
  leadKind: of('线索类别', 'Kind of lead'),
  lead: of('线索内容', 'The lead'),
  subjects: of('涉及的记录', 'Records concerned'),
  departments: of('涉及的部门', 'Departments concerned'),
  flag: of('来自预警', 'From the flag'),
  declaration: of('回避申报：与所涉单位和人员有何关系', 'Recusal: ties to the units and persons concerned'),
  conflict: of('有应当回避的情形', 'There is a reason to be recused'),
  account: of('账户', 'Account'),
  part: of('分工', 'Part'),
  reason: of('理由', 'Reason'),
  text: of('内容', 'Text'),
  sha256: of('文件摘要（SHA-256）', 'SHA-256 of the document'),
  disposition: of('处置方式', 'Disposition'),
  note: of('备注', 'Note'),
  finding: of('认定事实', 'What was found'),
  outcome: of('结果', 'Outcome'),
  legalBases: of('依据条文', 'Legal bases'),
  advice: of('监察建议', 'Supervisory advice'),
  department: of('部门', 'Department'),
  due: of('期限', 'Due'),
  milestone: of('部门的整改节点', 'Milestone of the department'),
  publicTitle: of(
    '公开标题（填写即为部门新立公开的整改节点）',
    'Title for the public (opens a public milestone of the department)',
  ),
  publicText: of('公开的验收标准', 'Acceptance criteria for the public'),
  remedy: of('整改事项', 'Remedy'),
  status: of('状态', 'Status'),
  to: of('移送何处', 'Referred to'),
  on: of('移送日期', 'On'),
  kind: of('种类', 'Kind'),
  applied: of('申请日期', 'Applied'),
  result: of('决定', 'Decision'),
  summary: of('公开摘要', 'Public summary'),
}

/** Words for the codes of a field. */
export const caseCodes: { readonly [field: string]: Readonly<Record<string, Words>> } = {
  source: caseSources,
  part: caseParts,
  disposition: dispositions,
  outcome: caseOutcomes,
  status: remedyStatuses,
  kind: reviewKinds,
  result: reviewResults,
}
