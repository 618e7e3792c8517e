/** Guards of a department, for what is said of it. */
import { refuse, requirePeriod } from '../../record/guard.ts'
import type { Context, Count } from '../../record/lookup.ts'
import { departmentStatuses } from '../../record/vocabulary.ts'
import { departmentIn, departmentName } from './facts.ts'
import type { DepartmentFields } from './fields.ts'
import type { DepartmentState } from './state.ts'

/** Guard of an act that only an organ in force may do. @throws Problem `wrong_state` */
export function requireInForce(state: DepartmentState): void {
  if (state.status === 'in_force') return
  const { zh, en } = departmentStatuses[state.status]
  throw refuse(
    'wrong_state',
    `${departmentName(state)} ${zh}，只能更正。`,
    `${departmentName(state)} can only be corrected (${en.toLowerCase()}).`,
  )
}

/** Number of organs that may stand above one another. */
const DEEPEST = 20

/**
 * @param standing the department as it stands; null for a new one. Of that, only what changes is checked.
 * @param under where the fields stand in the request, as `set/`
 */
export function requireSound(
  fields: DepartmentFields,
  standing: DepartmentState | null,
  id: string,
  context: Context,
  under = '',
): void {
  const changes = (...names: (keyof DepartmentFields)[]): boolean =>
    standing === null || names.some((name) => fields[name] !== standing[name])
  if (changes('inForceFrom', 'inForceTo')) requirePeriod(fields.inForceFrom, fields.inForceTo, under)
  if (changes('parent')) requireParent(fields.parent, id, `${under}parent`, context)
}

function requireParent(first: string | null, id: string, field: string, context: Context): void {
  let parent = first
  for (let steps = 1; parent !== null; steps++) {
    if (parent === id || steps > DEEPEST) {
      throw refuse(
        'invalid',
        `上级部门绕成了圈，或超过 ${DEEPEST} 层。`,
        `The parent departments form a circle, or more than ${DEEPEST} stand above one another.`,
        field,
      )
    }
    const above = departmentIn(context, parent)
    if (above === undefined) {
      throw refuse(
        'not_found',
        `没有上级部门 ${parent}：请先登记该部门。`,
        `There is no parent department ${parent}: register it first.`,
        field,
      )
    }
    parent = above.parent
  }
}

/** Count of what a department still holds: items in force, suspended, or withheld. */
export function heldBy({ id }: DepartmentState): Count {
  return { kind: 'responsibility', department: id, statuses: ['in_force', 'suspended', 'withheld'] }
}

/** Guard of the end of a department: it holds no responsibility any more. @throws Problem `wrong_state` */
export function requireEmpty(state: DepartmentState, context: Context): void {
  const held = context.count(heldBy(state))
  if (held === 0) return
  throw refuse(
    'wrong_state',
    `${departmentName(state)} 还承担 ${held} 项权责：请先划转或取消。`,
    `${departmentName(state)} still holds ${held} ${held === 1 ? 'responsibility' : 'responsibilities'}: transfer or abolish ${held === 1 ? 'it' : 'them'} first.`,
  )
}

/** A department into which another one is merged. */
export function requireTarget(state: DepartmentState, into: string, context: Context): void {
  const target = departmentIn(context, into)
  if (target === undefined)
    throw refuse('not_found', `没有部门 ${into}。`, `There is no department ${into}.`, 'into')
  if (into === state.id) throw refuse('invalid', '不能并入自身。', 'It cannot be merged into itself.', 'into')
  if (target.status === 'in_force') return
  const { zh, en } = departmentStatuses[target.status]
  throw refuse(
    'wrong_state',
    `${departmentName(target)} ${zh}，其他部门不能再并入。`,
    `No department can be merged into ${departmentName(target)} any more (${en.toLowerCase()}).`,
    'into',
  )
}

/** Readers check signatures with it: a key that is withheld would be none. */
export function requirePublic({ visibility }: Context): void {
  if (visibility !== 'sealed') return
  throw refuse(
    'invalid',
    '登记和撤销密钥的账目必须公开。',
    'A key is registered and revoked in public.',
    'visibility',
  )
}
