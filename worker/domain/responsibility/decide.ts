/**
 * What may happen to a responsibility. Pure: from the state, the wish and what is known of other records
 * to the drafts of the entries, or to a problem that says why not.
 */
import type { Json } from '../../ledger/canonical.ts'
import type { DepartmentState } from '../department/types.ts'
import type { Draft } from '../event.ts'
import { changesOnly, type Deciding, draft, json, refuse, requirePeriod } from '../guard.ts'
import { statuses } from '../vocabulary.ts'
import { titleOf } from './facts.ts'
import type { ResponsibilityFields, ResponsibilityState } from './types.ts'

/** The other records that a decision looks at. */
export interface Around extends Deciding {
  department(id: string): DepartmentState | undefined
  responsibility(id: string): ResponsibilityState | undefined
}

export interface Change {
  trigger: string
  reason: string | null
}

function requireDepartment(around: Around, id: string, field: string): DepartmentState {
  const found = around.department(id)
  if (found === undefined)
    throw refuse('not_found', `没有部门 ${id}。`, `There is no department ${id}.`, field)
  if (found.status !== 'in_force') {
    const { zh, en } = statuses[found.status]
    throw refuse(
      'wrong_state',
      `部门 ${found.name} ${zh}，不能再承担权责。`,
      `${found.name} (${en.toLowerCase()}) can hold no responsibility any more.`,
      field,
    )
  }
  return found
}

/** Suspended items may still be changed; what has ended may only be corrected. */
function requireOpen(state: ResponsibilityState): void {
  if (state.status === 'in_force' || state.status === 'suspended') return
  const { zh, en } = statuses[state.status]
  throw refuse(
    'wrong_state',
    `“${titleOf(state)}”${zh}，不能再变动，只能更正。`,
    `"${titleOf(state)}" is ${en.toLowerCase()}: it cannot change any more, only be corrected.`,
  )
}

/** Exactly one organ leads (重大行政决策程序暂行条例 Art. 11); parents form no circle. */
function requireSound(
  fields: ResponsibilityFields,
  id: string | null,
  department: string,
  around: Around,
): void {
  requirePeriod(fields.inForceFrom, fields.inForceTo)
  if (fields.lead !== null) requireDepartment(around, fields.lead, 'lead')
  fields.supporting.forEach((supporting, i) => {
    const field = `supporting/${i}`
    if (supporting === (fields.lead ?? department)) {
      throw refuse(
        'invalid',
        `${supporting} 是牵头部门，不能同时列为配合部门。`,
        `${supporting} leads, and cannot support as well.`,
        field,
      )
    }
    if (fields.supporting.indexOf(supporting) !== i) {
      throw refuse(
        'invalid',
        `配合部门 ${supporting} 重复。`,
        `The supporting department ${supporting} stands twice.`,
        field,
      )
    }
    requireDepartment(around, supporting, field)
  })
  let parent = fields.parent
  for (let steps = 0; parent !== null; steps++) {
    const above = around.responsibility(parent)
    if (above === undefined)
      throw refuse('not_found', `没有上级事项 ${parent}。`, `There is no parent item ${parent}.`, 'parent')
    if (above.department !== department) {
      throw refuse(
        'invalid',
        '上级事项须属于同一部门。',
        'The parent item must be of the same department.',
        'parent',
      )
    }
    if (parent === id || steps > 20) {
      throw refuse('invalid', '上级事项绕成了圈。', 'The parent items form a circle.', 'parent')
    }
    parent = above.parent
  }
}

function event(state: ResponsibilityState, name: string, around: Around, body: Json): Draft {
  return draft(around, {
    kind: `responsibility.${name}`,
    record: state.id,
    seq: state.seq + 1,
    department: state.department,
    body,
  })
}

/** Lists a new item for a department. */
export function decideListed(
  fields: ResponsibilityFields,
  id: string,
  department: string,
  around: Around,
): Draft[] {
  requireDepartment(around, department, 'department')
  requireSound(fields, id, department, around)
  return [
    draft(around, { kind: 'responsibility.listed', record: id, seq: 1, department, body: json(fields) }),
  ]
}

/** 调整: the world changed. Records exactly the fields that differ. */
export function decideAmended(
  state: ResponsibilityState,
  set: Partial<ResponsibilityFields>,
  change: Change,
  around: Around,
): Draft[] {
  requireOpen(state)
  const changed = changesOnly(state, set)
  requireSound({ ...state, ...set }, state.id, state.department, around)
  return [event(state, 'amended', around, json({ set: changed, ...change }))]
}

/** 更正: the record was wrong. Possible in every state, always with a reason. */
export function decideCorrected(
  state: ResponsibilityState,
  set: Partial<ResponsibilityFields>,
  correction: string,
  reason: string,
  around: Around,
): Draft[] {
  const changed = changesOnly(state, set)
  requireSound({ ...state, ...set }, state.id, state.department, around)
  return [event(state, 'corrected', around, json({ set: changed, correction, reason }))]
}

/** 划转: another department takes it over. */
export function decideTransferred(
  state: ResponsibilityState,
  to: string,
  change: Change,
  around: Around,
): Draft[] {
  requireOpen(state)
  if (to === state.department) {
    throw refuse('unchanged', '该事项已在这一部门。', 'It is with this department already.', 'to')
  }
  requireDepartment(around, to, 'to')
  return [event(state, 'transferred', around, json({ to, ...change }))]
}

/** 合并 into another item of the same department. */
export function decideMerged(
  state: ResponsibilityState,
  into: string,
  change: Change,
  around: Around,
): Draft[] {
  requireOpen(state)
  const target = around.responsibility(into)
  if (target === undefined)
    throw refuse('not_found', `没有事项 ${into}。`, `There is no item ${into}.`, 'into')
  if (into === state.id) throw refuse('invalid', '不能并入自身。', 'It cannot be merged into itself.', 'into')
  if (target.department !== state.department) {
    throw refuse(
      'invalid',
      '只能并入同一部门的事项：请先划转。',
      'It can be merged only within its department: transfer it first.',
      'into',
    )
  }
  requireOpen(target)
  return [event(state, 'merged', around, json({ into, ...change }))]
}

/** 拆分 into new items, listed in the same submission. */
export function decideSplit(
  state: ResponsibilityState,
  into: readonly { id: string; fields: ResponsibilityFields }[],
  change: Change,
  around: Around,
): Draft[] {
  requireOpen(state)
  if (into.length < 2)
    throw refuse('invalid', '拆分至少要有两项。', 'A split needs at least two items.', 'into')
  return [
    ...into.flatMap(({ id, fields }) => decideListed(fields, id, state.department, around)),
    event(state, 'split', around, json({ into: into.map(({ id }) => id), ...change })),
  ]
}

export function decideSuspended(state: ResponsibilityState, change: Change, around: Around): Draft[] {
  requireOpen(state)
  if (state.status === 'suspended') throw refuse('unchanged', '该事项已经暂停。', 'It is suspended already.')
  return [event(state, 'suspended', around, json(change))]
}

export function decideResumed(state: ResponsibilityState, change: Change, around: Around): Draft[] {
  if (state.status !== 'suspended') {
    throw refuse('wrong_state', '只有暂停的事项才能恢复。', 'Only a suspended item can be resumed.')
  }
  return [event(state, 'resumed', around, json(change))]
}

export function decideAbolished(state: ResponsibilityState, change: Change, around: Around): Draft[] {
  requireOpen(state)
  return [event(state, 'abolished', around, json(change))]
}
