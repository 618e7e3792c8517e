/**
 * Rights of the roles: the one table. `worker/services/ROLES.md` says it in words, and a test keeps the two
 * together.
 */

import type { Role } from '../domain/kinds/account/vocabulary.ts'
import { isRole, roleDepartments, roleWords } from '../domain/kinds/account/vocabulary.ts'
import { of, Problem, type Words } from '../domain/record/problem.ts'
import type { Actor } from '../ledger/envelope-shape.ts'

export const rights = {
  'department.write': of('登记、更名、合并、撤销部门', 'register, rename, merge and abolish departments'),
  'responsibility.write': of('列入和变更权责事项', 'list and change responsibilities'),
  'record.write': of(
    '记录决策、节点、后评估、交接和任职',
    'log decisions, milestones, evaluations, hand-overs and memberships',
  ),
  'milestone.verify': of(
    '核验节点完成（不得核验自己的工作）',
    'verify milestones, never those of its own department',
  ),
  'remedy.verify': of('复查因预警或核查而定的整改', 'verify what is put right after a flag or a case'),
  'draft.write': of('起草并提交审核', 'draft, and hand in for approval'),
  'draft.approve': of('审核他人提交的草稿', 'approve what others drafted'),
  'account.write': of('授权、邀请、撤销账户', 'grant, invite and revoke accounts'),
  'provider.write': of('设置登录服务', 'set up sign-in providers'),
  'sealed.read': of('查阅不予公开的内容（留痕）', 'read withheld content, which is logged'),
  'access.read': of('查阅查阅日志', 'read the access log'),
  'key.write': of('登记、撤销部门的签名公钥', 'register and revoke the signing keys of departments'),
  'flag.write': of('触发和处理预警', 'raise flags and decide on them'),
  'rule.write': of('设定预警规则的参数', 'set the limits of red-flag rules'),
  'case.write': of('办理分派给自己的核查（留痕）', 'work on the cases assigned to it, which is logged'),
  'message.moderate': of(
    '审读公众来文：公开、隐去或不公开（本人属被问部门的除外）',
    'read what the public writes and publish, cut or withhold it, unless it is of the department that is asked',
  ),
  'question.receive': of(
    '代收来信来电来访的提问，交办，核实事实',
    'take in questions by letter, telephone or in person, assign them, check their facts',
  ),
  'entry.erase': of('依法删除内容', 'lawfully erase content'),
  'entry.reenter': of('把导出的数据包重新入账', 'enter an exported package again'),
} as const satisfies Record<string, Words>

export type Right = keyof typeof rights

interface RoleRights {
  rights: readonly Right[]
  /** Time for which somebody of this role stays signed in: hours without a request, and hours in all. */
  session: { idle: number; most: number }
}

const LONG = { idle: 12, most: 24 * 7 }
const SHORT = { idle: 1, most: 9 }

const RECORDER = ['responsibility.write', 'record.write', 'draft.write', 'key.write'] as const

export const roles: { readonly [role in Role]: RoleRights } = {
  /** Logs for its own department; what is formal waits for an approver. */
  recorder: { rights: RECORDER, session: LONG },
  /** Approves what others of the department drafted, and logs as they do. */
  approver: { rights: [...RECORDER, 'draft.approve'], session: LONG },
  /** The department's own software: one person like any other; what binds waits for an approver. */
  system: {
    rights: RECORDER,
    session: SHORT,
  },
  /** Confirms what other departments claim to have done. */
  verifier: { rights: ['milestone.verify'], session: LONG },
  inspector: {
    rights: ['flag.write', 'rule.write', 'remedy.verify', 'sealed.read', 'case.write'],
    session: SHORT,
  },
  /** Sets up departments and accounts, and keeps the lists of departments that do not keep their own. */
  registrar: {
    rights: [
      'department.write',
      'responsibility.write',
      'record.write',
      'draft.write',
      'draft.approve',
      'account.write',
      'key.write',
      'provider.write',
      'question.receive',
    ],
    session: SHORT,
  },
  /** Reads everything and writes nothing. */
  auditor: { rights: ['sealed.read', 'access.read'], session: SHORT },
  /** Runs the machine. */
  operator: {
    rights: [
      'department.write',
      'responsibility.write',
      'record.write',
      'draft.write',
      'draft.approve',
      'milestone.verify',
      'account.write',
      'key.write',
      'provider.write',
      'access.read',
      'flag.write',
      'rule.write',
      'remedy.verify',
      'entry.erase',
      'entry.reenter',
      'question.receive',
    ],
    session: SHORT,
  },
  /** Stands between those who ask and those who answer; of no department. */
  moderator: { rights: ['message.moderate', 'question.receive'], session: SHORT },
}

/** Rights that take a second person: whoever gets into a role with one of these gets in with one. */
export const WATCHED = [
  'account.write',
  'sealed.read',
  'case.write',
  'draft.approve',
  'milestone.verify',
  'remedy.verify',
  'access.read',
  'message.moderate',
] as const satisfies readonly Right[]

/** True for a role that reads withheld content, inspects, approves, verifies, audits, or opens accounts for others. */
export function isWatched(role: string): boolean {
  return isRole(role) && WATCHED.some((right) => roles[role].rights.includes(right))
}

/** Caller of a verb: the account, and the rights to which its key is narrowed. */
export interface Caller extends Actor {
  scopes?: readonly Right[] | undefined
  /**
   * Instant at which the way was added by which the caller came in; empty for a link of the operator on the machine, and
   * left out for a caller that came by no way, as a command on the machine.
   */
  since?: string | undefined
}

/** The account of whoever works on the machine itself, through the CLI. */
export const LOCAL_OPERATOR: Actor = { account: 'local', role: 'operator', department: null }

/** True for the operator on the machine itself, who is a second person for whatever a registrar does. */
export function isOnMachine({ account }: Pick<Caller, 'account'>): boolean {
  return account === LOCAL_OPERATOR.account
}

/**
 * True if the role of the caller, and the scopes of its key, include a right. Says nothing of the department.
 */
export function hasRight({ role, scopes }: Caller, right: Right): boolean {
  if (!isRole(role) || !roles[role].rights.includes(right)) return false
  return scopes === undefined || scopes.includes(right)
}

/** Refuses at once whom no department would let. @throws Problem `not_allowed` unless the caller has one of the rights */
export function requireAny(caller: Caller, first: Right, ...others: readonly Right[]): void {
  if (others.some((right) => hasRight(caller, right))) return
  if (!hasRight(caller, first)) requireRight(caller, first, caller.department)
}

/** True if the caller may use the right for this department. */
export function mayFor(caller: Caller, right: Right, department: string | null): boolean {
  if (!hasRight(caller, right) || !isRole(caller.role)) return false
  return roleDepartments[caller.role] !== 'always' || caller.department === department
}

/**
 * Refuses what the caller's role, scopes or department do not allow.
 *
 * @param department the department that is written for; null when none is
 * @throws Problem `not_allowed`
 */
export function requireRight(caller: Caller, right: Right, department: string | null): void {
  const { zh, en } = rights[right]
  if (!hasRight(caller, right)) {
    const role = isRole(caller.role) ? roleWords[caller.role] : of(caller.role, caller.role)
    const byScope = isRole(caller.role) && roles[caller.role].rights.includes(right)
    throw new Problem('not_allowed', {
      words: byScope
        ? {
            zh: `这把密钥的范围不含“${zh}”（${right}）。`,
            en: `The scopes of this key do not include ${right}: ${en}.`,
          }
        : {
            zh: `${role.zh}无权${zh}（${right}）。`,
            en: `The role ${caller.role} may not ${en} (${right}).`,
          },
    })
  }
  if (!mayFor(caller, right, department)) {
    throw new Problem('not_allowed', {
      field: 'department',
      words: {
        zh: `这一账户只能为 ${caller.department ?? '其部门'} 记账。`,
        en: `This account may log for ${caller.department ?? 'its own department'} only.`,
      },
    })
  }
}
