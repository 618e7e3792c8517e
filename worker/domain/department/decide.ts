/** What may happen to a department. Pure, like the deciders of every kind. */
import type { Json } from '../../ledger/canonical.ts'
import type { Draft } from '../event.ts'
import { changesOnly, type Deciding, draft, json, refuse, requirePeriod } from '../guard.ts'
import { departmentId } from '../ids.ts'
import { statuses } from '../vocabulary.ts'
import type { DepartmentFields, DepartmentState } from './types.ts'

export interface DepartmentAround extends Deciding {
  department(id: string): DepartmentState | undefined
  /** How many responsibilities the department still holds, in force or suspended. */
  held: number
}

function requireInForce(state: DepartmentState): void {
  if (state.status === 'in_force') return
  const { zh, en } = statuses[state.status]
  throw refuse(
    'wrong_state',
    `${state.name}${zh}，只能更正。`,
    `${state.name} is ${en.toLowerCase()}: it can only be corrected.`,
  )
}

function requireSound(fields: DepartmentFields, id: string, around: DepartmentAround): void {
  requirePeriod(fields.inForceFrom, fields.inForceTo)
  let parent = fields.parent
  for (let steps = 0; parent !== null; steps++) {
    const above = around.department(parent)
    if (above === undefined) {
      throw refuse(
        'not_found',
        `没有上级部门 ${parent}。`,
        `There is no parent department ${parent}.`,
        'parent',
      )
    }
    if (parent === id || steps > 20) {
      throw refuse('invalid', '上级部门绕成了圈。', 'The parent departments form a circle.', 'parent')
    }
    parent = above.parent
  }
}

function requireEmpty(state: DepartmentState, held: number): void {
  if (held === 0) return
  throw refuse(
    'wrong_state',
    `${state.name}还承担 ${held} 项权责：请先划转或取消。`,
    `${state.name} still holds ${held} responsibilities: transfer or abolish them first.`,
  )
}

function event(state: DepartmentState, name: string, around: DepartmentAround, body: Json): Draft {
  return draft(around, {
    kind: `department.${name}`,
    record: state.id,
    seq: state.seq + 1,
    department: state.id,
    body,
  })
}

/** A code is used once, for ever. */
export function decideDepartmentListed(fields: DepartmentFields, around: DepartmentAround): Draft[] {
  const id = departmentId(fields.code)
  if (around.department(id) !== undefined) {
    throw refuse(
      'conflict',
      `编号 ${fields.code} 已经用过，不能再用。`,
      `The code ${fields.code} was used before and cannot be used again.`,
      'code',
    )
  }
  requireSound(fields, id, around)
  return [
    draft(around, { kind: 'department.listed', record: id, seq: 1, department: id, body: json(fields) }),
  ]
}

export function decideRenamed(
  state: DepartmentState,
  given: { name: string; nameEn: string | null; reason: string | null },
  around: DepartmentAround,
): Draft[] {
  requireInForce(state)
  if (given.name === state.name) {
    throw refuse('unchanged', `名称已经是“${state.name}”。`, `The name is "${state.name}" already.`, 'name')
  }
  return [event(state, 'renamed', around, json(given))]
}

export function decideDepartmentAmended(
  state: DepartmentState,
  set: Partial<DepartmentFields>,
  reason: string | null,
  around: DepartmentAround,
): Draft[] {
  requireInForce(state)
  if (set.name !== undefined && set.name !== state.name) {
    throw refuse(
      'invalid',
      '改名请用“更名”，以便保留原名。',
      'Use "rename" for a new name, so that the former one is kept.',
      'set/name',
    )
  }
  const changed = changesOnly(state, set)
  requireSound({ ...state, ...set }, state.id, around)
  return [event(state, 'amended', around, json({ set: changed, reason }))]
}

export function decideDepartmentCorrected(
  state: DepartmentState,
  set: Partial<DepartmentFields>,
  correction: string,
  reason: string,
  around: DepartmentAround,
): Draft[] {
  const changed = changesOnly(state, set)
  requireSound({ ...state, ...set }, state.id, around)
  return [event(state, 'corrected', around, json({ set: changed, correction, reason }))]
}

export function decideDepartmentMerged(
  state: DepartmentState,
  into: string,
  reason: string | null,
  around: DepartmentAround,
): Draft[] {
  requireInForce(state)
  const target = around.department(into)
  if (target === undefined)
    throw refuse('not_found', `没有部门 ${into}。`, `There is no department ${into}.`, 'into')
  if (into === state.id) throw refuse('invalid', '不能并入自身。', 'It cannot be merged into itself.', 'into')
  requireInForce(target)
  requireEmpty(state, around.held)
  return [event(state, 'merged', around, json({ into, reason }))]
}

export function decideDepartmentAbolished(
  state: DepartmentState,
  reason: string | null,
  around: DepartmentAround,
): Draft[] {
  requireInForce(state)
  requireEmpty(state, around.held)
  return [event(state, 'abolished', around, json({ reason }))]
}
