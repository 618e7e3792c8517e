/** Guards of an item: what it says of other records must hold when it is said. */
import { canonicalJson } from '../../../ledger/canonical.ts'
import { refuse, requirePeriod } from '../../record/guard.ts'
import type { Context } from '../../record/lookup.ts'
import { departmentStatuses } from '../../record/vocabulary.ts'
import { departmentIn, departmentName } from '../department/facts.ts'
import type { DepartmentState } from '../department/state.ts'
import { itemIn } from './facts.ts'
import type { ResponsibilityFields } from './fields.ts'
import type { ResponsibilityState } from './state.ts'

/** Number of items that may stand above one another. */
export const DEEPEST = 20

/** @throws Problem `not_found` or `wrong_state` for a department that cannot take part any more */
export function requireDepartment(context: Context, id: string, field: string): DepartmentState {
  const found = departmentIn(context, id)
  if (found === undefined) {
    throw refuse(
      'not_found',
      `没有部门 ${id}：请先登记该部门。`,
      `There is no department ${id}: register it first.`,
      field,
    )
  }
  if (found.status !== 'in_force') {
    const { zh, en } = departmentStatuses[found.status]
    throw refuse(
      'wrong_state',
      `部门 ${departmentName(found)} ${zh}，不能再承担权责。`,
      `The department ${departmentName(found)} can take no responsibility any more (${en.toLowerCase()}).`,
      field,
    )
  }
  return found
}

/**
 * Checks what the fields say of other records. Of an item that stands already only what changes is checked:
 * a department that supported it may have been abolished since, and that is no reason to refuse a new scope.
 *
 * @param standing the item as it stands; null for a new one
 * @param under where the fields stand in the request, as `set/`
 */
export function requireSound(
  fields: ResponsibilityFields,
  standing: ResponsibilityState | null,
  place: { id: string; department: string; under?: string },
  context: Context,
): void {
  const { id, department, under = '' } = place
  const changes = (...names: (keyof ResponsibilityFields)[]): boolean =>
    standing === null ||
    names.some((name) => canonicalJson(fields[name]) !== canonicalJson(standing[name] ?? null))

  if (changes('inForceFrom', 'inForceTo')) requirePeriod(fields.inForceFrom, fields.inForceTo, under)
  if (fields.lead !== null && changes('lead')) requireDepartment(context, fields.lead, `${under}lead`)
  if (changes('lead', 'supporting')) {
    requireSupporting(fields, department, standing?.supporting ?? [], under, context)
  }
  if (changes('parent')) requireParent(fields.parent, id, department, `${under}parent`, context)
}

/** Exactly one organ leads, as 重大行政决策程序暂行条例 Art. 11 has it for decisions; the others support it. */
function requireSupporting(
  { lead, supporting }: ResponsibilityFields,
  department: string,
  known: readonly string[],
  under: string,
  context: Context,
): void {
  for (const [i, id] of supporting.entries()) {
    const field = `${under}supporting/${i}`
    if (id === (lead ?? department)) {
      throw refuse(
        'invalid',
        `${id} 是牵头部门，不能同时列为配合部门。`,
        `${id} leads, and cannot support as well.`,
        field,
      )
    }
    if (supporting.indexOf(id) !== i) {
      throw refuse(
        'invalid',
        `配合部门 ${id} 重复，只列一次即可。`,
        `The supporting department ${id} stands twice: once is enough.`,
        field,
      )
    }
    if (!known.includes(id)) requireDepartment(context, id, field)
  }
}

/** A parent is an item of the same department, and no item stands above itself. */
function requireParent(
  first: string | null,
  id: string,
  department: string,
  field: string,
  context: Context,
): void {
  let parent = first
  for (let steps = 1; parent !== null; steps++) {
    if (parent === id) {
      throw refuse(
        'invalid',
        `上级事项绕成了圈：${id} 会成为自己的上级。`,
        `The parent items form a circle: ${id} would stand above itself.`,
        field,
      )
    }
    if (steps > DEEPEST) {
      throw refuse(
        'invalid',
        `上级事项超过 ${DEEPEST} 层或绕成了圈。`,
        `More than ${DEEPEST} parent items stand above one another, or they form a circle.`,
        field,
      )
    }
    const above = itemIn(context, parent)
    if (above === undefined) {
      throw refuse('not_found', `没有上级事项 ${parent}。`, `There is no parent item ${parent}.`, field)
    }
    if (steps === 1) requireSameDepartment(above, department, field)
    parent = above.parent
  }
}

function requireSameDepartment(above: ResponsibilityState, department: string, field: string): void {
  if (above.department === department) return
  throw refuse(
    'invalid',
    `上级事项 ${above.id} 属于 ${above.department}，须与本事项同属 ${department}：请先划转上级事项，或改为没有上级。`,
    `The parent item ${above.id} is of ${above.department} and must be of ${department} like this one: transfer the parent first, or take the item from under it.`,
    field,
  )
}

/**
 * A transfer leaves an item sound: its parent went before it, and the department that leads it then does not
 * support it as well.
 */
export function requireTransferable(state: ResponsibilityState, to: string, context: Context): void {
  const above = state.parent === null ? undefined : itemIn(context, state.parent)
  if (above !== undefined) requireSameDepartment(above, to, 'to')
  const lead = state.lead === null || state.lead === state.department ? to : state.lead
  if (!state.supporting.includes(lead)) return
  throw refuse(
    'invalid',
    `${lead} 现为配合部门，划转后将由其牵头：请先从配合部门中去掉。`,
    `${lead} supports this item and would lead it after the transfer: take it off the supporting departments first.`,
    'to',
  )
}
