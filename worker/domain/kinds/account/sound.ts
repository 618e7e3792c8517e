/** Guards of a grant: its role and its department go together, and it is not what it is to become. */
import { refuse } from '../../record/guard.ts'
import type { Context } from '../../record/lookup.ts'
import { type accountStatuses, type Role, roleDepartments, roleWords } from './vocabulary.ts'

/** Part of an account that these guards look at. */
interface Standing {
  status: keyof typeof accountStatuses
}

/** @throws Problem `invalid` when a role and a department do not go together */
export function requireFit(role: Role, department: string | null, field: string): void {
  const belongs = roleDepartments[role]
  const { zh, en } = roleWords[role]
  if (belongs === 'always' && department === null)
    throw refuse(
      'invalid',
      `${zh}属于某个部门：请写明部门编号。`,
      `A ${en.toLowerCase()} belongs to a department: name its id.`,
      field,
    )
  if (belongs === 'never' && department !== null)
    throw refuse('invalid', `${zh}不属于任何部门。`, `A ${en.toLowerCase()} belongs to no department.`, field)
}

/** @throws Problem `not_found` unless the department, where one is named, is registered */
export function requireDepartment(context: Context, id: string | null, field: string): void {
  if (id === null || context.record(id)?.kind === 'department') return
  throw refuse(
    'not_found',
    `没有部门 ${id}：请先登记该部门。`,
    `There is no department ${id}: register it first.`,
    field,
  )
}

/** @throws Problem `wrong_state` */
export function requireNotRevoked({ status }: Standing): void {
  if (status !== 'revoked') return
  throw refuse('wrong_state', '这一账户已经撤销：请先恢复。', 'This account is revoked: restore it first.')
}

/** @throws Problem `unchanged` when it is revoked already */
export function requireRevocable({ status }: Standing): void {
  if (status === 'revoked')
    throw refuse('unchanged', '这一账户已经撤销。', 'This account is revoked already.')
}

/** @throws Problem `unchanged` when it is in force */
export function requireRestorable({ status }: Standing): void {
  if (status !== 'in_force') return
  throw refuse(
    'unchanged',
    '这一账户有效，无需恢复。',
    'This account is in force; there is nothing to restore.',
  )
}
