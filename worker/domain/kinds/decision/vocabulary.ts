/** The closed vocabularies of decisions, with their words. Codes go into the ledger, words never. */
import { of, type Words } from '../../record/problem.ts'

/** 决策类别. The last three before `project` are outside 重大行政决策程序暂行条例 (D713 Art. 3 ¶2). */
export const decisionClasses = {
  major_admin: of('重大行政决策', 'Major administrative decision'),
  three_major_one_large: of('“三重一大”事项', 'Major matter of collective decision'),
  normative_document: of('规范性文件', 'Normative document'),
  ordinary: of('一般决策', 'Ordinary decision'),
  emergency: of('应急处置', 'Emergency measure'),
  macro_control: of('宏观调控', 'Macro-economic control'),
  legislation: of('立法', 'Legislation'),
  project: of('项目', 'Project'),
  award: of('采购或授予', 'Award'),
} as const satisfies Record<string, Words>

/** 决策事项: D713 Art. 3 ¶1 (1)–(5), and the four of 三重一大. */
export const decisionMatters = {
  public_policy: of('公共服务、市场监管、社会管理、环境保护等重大公共政策和措施', 'Major public policy'),
  plan: of('经济和社会发展等重要规划', 'Major plan'),
  resources: of('开发利用、保护重要自然资源和文化资源', 'Use and protection of major resources'),
  public_works: of('重大公共建设项目', 'Major public works'),
  other_major: of('其他重大事项', 'Other major matter'),
  major_decision: of('重大决策', 'Major decision'),
  appointment: of('重要人事任免', 'Major appointment'),
  project_arrangement: of('重大项目安排', 'Major project'),
  large_funds: of('大额度资金使用', 'Use of large funds'),
} as const satisfies Record<string, Words>

/** 谁提出, D713 Art. 10. */
export const proposerKinds = {
  leader: of('政府领导人员', 'Leader of the organ'),
  department: of('部门或下级政府', 'Department or lower government'),
  deputy: of('人大代表、政协委员', 'Deputy or member'),
  citizen: of('公民、法人或其他组织', 'Citizen or organisation'),
} as const satisfies Record<string, Words>

export const decisionRules = {
  chief_after_deliberation: of('集体讨论、行政首长决定', 'Chief decides after deliberation'),
  majority_vote: of('票决（过半数）', 'Majority vote'),
  two_thirds_quorum_majority: of('三分之二到会、过半数同意', 'Two-thirds quorum, majority'),
  single_officer: of('授权个人决定', 'Single officer'),
  joint: of('联合决定', 'Joint decision'),
} as const satisfies Record<string, Words>

/** 程序步骤. From `initiation` to `archive` those of D713; the rest are steps of other bodies. */
export const stepTypes = {
  initiation: of('启动', 'Initiation'),
  drafting: of('拟订', 'Drafting'),
  consult_agencies: of('部门协商', 'Inter-agency consultation'),
  participation: of('公众参与', 'Public participation'),
  hearing: of('听证会', 'Hearing'),
  expert_review: of('专家论证', 'Expert review'),
  risk_assessment: of('风险评估', 'Risk assessment'),
  fair_competition: of('公平竞争审查', 'Fair-competition review'),
  legality_review: of('合法性审查', 'Legality review'),
  deliberation: of('集体讨论', 'Deliberation'),
  party_report: of('请示报告', 'Report to the party committee'),
  promulgation: of('公布', 'Promulgation'),
  archive: of('归档', 'Archive'),
  referral: of('转交', 'Referral'),
  revision: of('修改', 'Revision'),
  veto: of('否决', 'Veto'),
  override: of('推翻否决', 'Override of a veto'),
  enactment: of('生效', 'Enactment'),
  closing: of('结束', 'Closing'),
  other: of('其他步骤', 'Other step'),
} as const satisfies Record<string, Words>

export const stepOutcomes = {
  passed: of('通过', 'Passed'),
  passed_with_changes: of('修改后通过', 'Passed with changes'),
  not_passed: of('未通过', 'Not passed'),
  returned: of('退回', 'Returned'),
  deferred: of('暂缓', 'Deferred'),
  not_applicable: of('不适用', 'Not applicable'),
  waived: of('免除', 'Waived'),
} as const satisfies Record<string, Words>

/** 公众参与方式, D713 Art. 14. */
export const participationModes = {
  symposium: of('座谈会', 'Symposium'),
  hearing: of('听证会', 'Hearing'),
  field_visit: of('实地走访', 'Field visit'),
  written: of('书面征求意见', 'Written opinions'),
  open_call: of('向社会公开征求意见', 'Open call for opinions'),
  questionnaire: of('问卷调查', 'Questionnaire'),
  poll: of('民意调查', 'Poll'),
} as const satisfies Record<string, Words>

export const meetingTypes = {
  executive: of('常务会议', 'Executive meeting'),
  plenary: of('全体会议', 'Plenary meeting'),
  party_group: of('党组（党委）会议', 'Party group meeting'),
  committee: of('委员会会议', 'Committee meeting'),
  circulation: of('会签或传阅', 'Circulation of papers'),
  other: of('其他会议', 'Other meeting'),
} as const satisfies Record<string, Words>

export const attendanceRoles = {
  member: of('组成人员', 'Member'),
  attending: of('列席', 'In attendance'),
  clerk: of('记录', 'Clerk'),
  chair: of('主持', 'Chair'),
} as const satisfies Record<string, Words>

export const presences = {
  present: of('出席', 'Present'),
  absent: of('缺席', 'Absent'),
  excused: of('请假', 'Excused'),
} as const satisfies Record<string, Words>

export const stances = {
  agree: of('同意', 'Agree'),
  disagree: of('不同意', 'Disagree'),
  reserve: of('保留意见', 'Reserve'),
  defer: of('缓议', 'Defer'),
  abstain: of('弃权', 'Abstain'),
  none: of('未表态', 'No stance'),
} as const satisfies Record<string, Words>

export const votes = {
  yes: of('赞成', 'Yes'),
  no: of('反对', 'No'),
  abstain: of('弃权', 'Abstain'),
  absent: of('缺席', 'Absent'),
  excused: of('请假', 'Excused'),
  not_voting: of('未投票', 'Not voting'),
} as const satisfies Record<string, Words>

export const rulingOutcomes = {
  adopted: of('作出决定', 'Adopted'),
  rejected: of('不予通过', 'Rejected'),
  deferred: of('暂缓', 'Deferred'),
  lapsed: of('期满终止', 'Lapsed'),
  withdrawn: of('撤回', 'Withdrawn'),
} as const satisfies Record<string, Words>

/** True where the organ ruled; a matter that lapsed or was withdrawn ended before anybody had decided it. */
export function isRuledOn(outcome: keyof typeof rulingOutcomes | undefined): boolean {
  return outcome !== 'lapsed' && outcome !== 'withdrawn'
}

/** Statuses of a decision, as its entries leave it. */
export const decisionStatuses = {
  proposed: of('提出建议', 'Proposed'),
  initiated: of('已启动', 'Initiated'),
  drafting: of('拟订中', 'Drafting'),
  legality_review: of('合法性审查', 'Legality review'),
  deliberated: of('已讨论', 'Deliberated'),
  adopted: of('已决定', 'Decided'),
  rejected: of('未通过', 'Rejected'),
  deferred: of('暂缓', 'Deferred'),
  lapsed: of('期满终止', 'Lapsed'),
  withdrawn: of('已撤回', 'Withdrawn'),
  promulgated: of('已公布', 'Promulgated'),
  executing: of('执行中', 'Being carried out'),
  suspended: of('中止执行', 'Suspended'),
  stopped: of('停止执行', 'Stopped'),
  completed: of('办结', 'Completed'),
  evaluated: of('已后评估', 'Evaluated'),
  archived: of('已归档', 'Archived'),
  withheld: of('不予公开', 'Withheld'),
} as const satisfies Record<string, Words>

/** Reasons for which a decision or plan is adjusted; the first three are D713 Art. 35. */
export const adjustmentReasons = {
  force_majeure: of('不可抗力', 'Force majeure'),
  objective_change: of('客观情况重大变化', 'Objective circumstances changed'),
  problem_found: of('执行中发现决策存在问题', 'A problem of the decision was found'),
  upstream: of('上级或上游变化', 'Upstream change'),
  funding: of('资金', 'Funding'),
  scope: of('范围变化', 'Scope'),
  error: of('计划有误', 'The plan was wrong'),
  not_stated: of('未说明原因', 'No reason stated'),
} as const satisfies Record<string, Words>

export type StepType = keyof typeof stepTypes
export type DecisionStatus = keyof typeof decisionStatuses
