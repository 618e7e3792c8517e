/** The words of the domain in both languages: vocabularies, field names, events. Codes without words do not exist. */

import type { RecordKind } from '../record/event.ts'
import { fields, kindFields } from '../record/field-words.ts'
import { of, type Words } from '../record/problem.ts'
import {
  amountKinds,
  basisLevels,
  corrections,
  departmentKinds,
  departmentStatuses,
  documentTypes,
  erasureGrounds,
  grounds,
  keyRevocations,
  levels,
  responsibilityTypes,
  riskLevels,
  sourceChanges,
  statuses,
  timeUnits,
  triggers,
} from '../record/vocabulary.ts'
import { accessActions, accountStatuses, roleWords } from './account/vocabulary.ts'
import {
  adjustmentReasons,
  attendanceRoles,
  decisionClasses,
  decisionMatters,
  decisionRules,
  decisionStatuses,
  meetingTypes,
  participationModes,
  presences,
  proposerKinds,
  rulingOutcomes,
  stances,
  stepOutcomes,
  stepTypes,
  votes,
} from './decision/vocabulary.ts'
import { digestStreams } from './digest/digest.ts'
import {
  evaluationStatuses,
  evaluationTriggers,
  recommendations,
  responseKinds,
} from './evaluation/vocabulary.ts'
import { actEvents } from './event-words.ts'
import { severities } from './flag/severity.ts'
import { answerClocks, flagResponses, flagStatuses } from './flag/vocabulary.ts'
import { handoverStatuses } from './handover/vocabulary.ts'
import { membershipKinds, membershipStatuses } from './membership/vocabulary.ts'
import { derivedStatuses, milestoneStatuses, milestoneTypes } from './milestone/vocabulary.ts'

/** What an entry says happened. */
export const events: { readonly [event: string]: Words } = {
  ...actEvents,
  'department.listed': of('部门登记', 'Department listed'),
  'department.amended': of('部门信息调整', 'Department amended'),
  'department.renamed': of('部门更名', 'Department renamed'),
  'department.merged': of('部门并入', 'Department merged'),
  'department.abolished': of('部门撤销', 'Department abolished'),
  'department.corrected': of('部门信息更正', 'Department corrected'),
  'department.key_registered': of('登记签名公钥', 'Signing key registered'),
  'department.key_revoked': of('撤销签名公钥', 'Signing key revoked'),
  'responsibility.listed': of('列入清单', 'Listed'),
  'responsibility.amended': of('调整', 'Amended'),
  'responsibility.transferred': of('划转', 'Transferred'),
  'responsibility.merged': of('合并', 'Merged'),
  'responsibility.split': of('拆分', 'Split'),
  'responsibility.suspended': of('暂停', 'Suspended'),
  'responsibility.resumed': of('恢复', 'Resumed'),
  'responsibility.abolished': of('取消', 'Abolished'),
  'responsibility.corrected': of('更正', 'Corrected'),
  'account.granted': of('授权', 'Granted'),
  'account.changed': of('授权变更', 'Grant changed'),
  'account.revoked': of('撤销授权', 'Grant revoked'),
  'account.restored': of('恢复授权', 'Grant restored'),
  'digest.recorded': of('日摘要入账', 'Digest recorded'),
  'entry.erased': of('依法删除内容', 'Content lawfully erased'),
  'rulebook.adopted': of('采用规则', 'Rules adopted'),
  'rulebook.set': of('设定规则参数', 'Limits of a rule set'),
}

export const recordKinds = {
  department: of('部门', 'Department'),
  responsibility: of('权责事项', 'Responsibility'),
  decision: of('决策', 'Decision'),
  milestone: of('节点', 'Milestone'),
  evaluation: of('后评估', 'Evaluation'),
  handover: of('交接', 'Hand-over'),
  membership: of('任职', 'Membership'),
  flag: of('预警', 'Flag'),
  account: of('账户', 'Account'),
  digest: of('日摘要', 'Daily digest'),
  erasure: of('依法删除', 'Lawful erasure'),
  rulebook: of('规则簿', 'Rulebook'),
} as const satisfies Record<string, Words>

/** Every set of words, by what it names. */
export const labels = {
  field: fields,
  event: events,
  record: recordKinds,
  type: responsibilityTypes,
  level: levels,
  basis: basisLevels,
  risk: riskLevels,
  unit: timeUnits,
  organ: departmentKinds,
  status: statuses,
  departmentStatus: departmentStatuses,
  trigger: triggers,
  correction: corrections,
  ground: grounds,
  erasure: erasureGrounds,
  decisionClass: decisionClasses,
  matter: decisionMatters,
  proposer: proposerKinds,
  decisionRule: decisionRules,
  step: stepTypes,
  stepOutcome: stepOutcomes,
  mode: participationModes,
  meeting: meetingTypes,
  attendance: attendanceRoles,
  presence: presences,
  stance: stances,
  vote: votes,
  ruling: rulingOutcomes,
  adjustment: adjustmentReasons,
  keyRevocation: keyRevocations,
  decisionStatus: decisionStatuses,
  milestoneType: milestoneTypes,
  milestoneStatus: milestoneStatuses,
  derived: derivedStatuses,
  evaluationTrigger: evaluationTriggers,
  recommendation: recommendations,
  response: responseKinds,
  evaluationStatus: evaluationStatuses,
  handoverStatus: handoverStatuses,
  membershipKind: membershipKinds,
  membershipStatus: membershipStatuses,
  flagStatus: flagStatuses,
  severity: severities,
  flagResponse: flagResponses,
  answerClock: answerClocks,
  role: roleWords,
  accountStatus: accountStatuses,
  access: accessActions,
  stream: digestStreams,
  amount: amountKinds,
  document: documentTypes,
  sourceChange: sourceChanges,
} as const satisfies Record<string, Record<string, Words>>

export type LabelSet = keyof typeof labels

/** The name of a field, or of a part of one, in a record of this kind. */
export function fieldLabel(lang: keyof Words, kind: RecordKind, field: string): string {
  const own = kindFields[kind]
  const words = own !== undefined && Object.hasOwn(own, field) ? own[field] : undefined
  return words?.[lang] ?? label(lang, 'field', field)
}

const STATUS: { readonly [kind in RecordKind]: LabelSet } = {
  department: 'departmentStatus',
  responsibility: 'status',
  decision: 'decisionStatus',
  milestone: 'milestoneStatus',
  evaluation: 'evaluationStatus',
  handover: 'handoverStatus',
  membership: 'membershipStatus',
  flag: 'flagStatus',
  account: 'accountStatus',
  digest: 'status',
  erasure: 'status',
  rulebook: 'status',
}

/** The words for a status of a record of this kind. */
export function statusLabel(lang: keyof Words, kind: RecordKind, status: string): string {
  return label(lang, STATUS[kind], status)
}

const TYPE: { readonly [kind in RecordKind]: LabelSet } = {
  department: 'organ',
  responsibility: 'type',
  decision: 'decisionClass',
  milestone: 'milestoneType',
  evaluation: 'recommendation',
  handover: 'record',
  membership: 'membershipKind',
  flag: 'severity',
  account: 'role',
  digest: 'stream',
  erasure: 'record',
  rulebook: 'record',
}

/** The words for the type of a record of this kind, as it stands in its row. */
export function typeLabel(lang: keyof Words, kind: RecordKind, type: string): string {
  return label(lang, TYPE[kind], type)
}

/** The words for the level in a record's row: for a flag how serious it is, for all others whose level it is. */
export function levelLabel(lang: keyof Words, kind: RecordKind, level: string): string {
  return label(lang, kind === 'flag' ? 'severity' : 'level', level)
}

/** The words for a code; the code itself where it has none, as in a ledger written by a later version. */
export function label(lang: keyof Words, set: LabelSet, code: string): string {
  const words: Record<string, Words> = labels[set]
  return (Object.hasOwn(words, code) ? words[code]?.[lang] : undefined) ?? code
}
