/** Who may do what: the one table of rights. */

import { Problem } from '../domain/problem.ts'
import type { Actor } from '../ledger/envelope.ts'

export type Right =
  | 'department.write'
  | 'responsibility.write'
  | 'record.write'
  | 'entry.erase'
  | 'entry.reenter'
  | 'key.write'

interface RoleRights {
  /** Whether an account of this role belongs to one department, and may write for that one alone. */
  ofDepartment: boolean
  rights: readonly Right[]
}

export const roles = {
  /** Logs for its own department. */
  recorder: { ofDepartment: true, rights: ['responsibility.write', 'record.write', 'key.write'] },
  /** Sets up departments, and keeps lists for departments that do not keep their own. */
  registrar: {
    ofDepartment: false,
    rights: ['department.write', 'responsibility.write', 'record.write', 'key.write'],
  },
  /** Runs the machine: everything above, and lawful erasure. */
  operator: {
    ofDepartment: false,
    rights: [
      'department.write',
      'responsibility.write',
      'record.write',
      'entry.erase',
      'entry.reenter',
      'key.write',
    ],
  },
} as const satisfies Record<string, RoleRights>

export type Role = keyof typeof roles

export function isRole(name: string): name is Role {
  return Object.hasOwn(roles, name)
}

/** The account of whoever works on the machine itself, through the CLI. */
export const LOCAL_OPERATOR: Actor = { account: 'local', role: 'operator', department: null }

/**
 * Refuses what the actor's role does not allow.
 *
 * @param department the department that is written for; null when none is
 * @throws Problem `not_allowed`
 */
export function requireRight(actor: Actor, right: Right, department: string | null): void {
  const role: RoleRights | null = isRole(actor.role) ? roles[actor.role] : null
  if (role === null || !role.rights.includes(right)) {
    throw new Problem('not_allowed', {
      words: {
        zh: `角色 ${actor.role} 无权进行这一操作（${right}）。`,
        en: `The role ${actor.role} may not do this (${right}).`,
      },
    })
  }
  if (role.ofDepartment && actor.department !== department) {
    throw new Problem('not_allowed', {
      field: 'department',
      words: {
        zh: `这一账户只能为 ${actor.department ?? '其部门'} 记账。`,
        en: `This account may log for ${actor.department ?? 'its own department'} only.`,
      },
    })
  }
}
