/**
 * Rights of the roles: the one table. `worker/services/ROLES.md` says it in words, and a test keeps the two
 * together.
 */

import type { Role } from '../domain/kinds/account/vocabulary.ts'
import { isRole, roleDepartments, roleWords } from '../domain/kinds/account/vocabulary.ts'
import { of, Problem } from '../domain/record/problem.ts'
import { type Right, rights } from '../domain/rights/rights.ts'
import type { Actor } from '../ledger/envelope-shape.ts'

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
