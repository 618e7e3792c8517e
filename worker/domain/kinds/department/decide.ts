/** What may happen to a department. Pure, like the deciders of every kind. */
import type { Json } from '../../../ledger/canonical.ts'
import type { Draft } from '../../record/event.ts'
import { changesOnly, draft, json, refuse, requirePeriod } from '../../record/guard.ts'
import type { Context } from '../../record/lookup.ts'
import { departmentStatuses, type KeyRevocation } from '../../record/vocabulary.ts'
import { departmentIn, departmentName } from './facts.ts'
import { departmentId } from './ids.ts'
import { requireNewKey, requireRevocable } from './keys.ts'
import type { DepartmentFields, DepartmentSet, DepartmentState } from './types.ts'

export interface DepartmentContext extends Context {
  /** How many responsibilities the department still holds, in force or suspended. */
  held: number
}

function requireInForce(state: DepartmentState): void {
  if (state.status === 'in_force') return
  const { zh, en } = departmentStatuses[state.status]
  throw refuse(
    'wrong_state',
    `${departmentName(state)} ${zh}，只能更正。`,
    `${departmentName(state)} can only be corrected (${en.toLowerCase()}).`,
  )
}

/** How many organs may stand above one another. */
const DEEPEST = 20

/**
 * @param standing the department as it stands; null for a new one. Of that, only what changes is checked.
 * @param under where the fields stand in the request, as `set/`
 */
function requireSound(
  fields: DepartmentFields,
  standing: DepartmentState | null,
  id: string,
  context: DepartmentContext,
  under = '',
): void {
  const changes = (...names: (keyof DepartmentFields)[]): boolean =>
    standing === null || names.some((name) => fields[name] !== standing[name])
  if (changes('inForceFrom', 'inForceTo')) requirePeriod(fields.inForceFrom, fields.inForceTo, under)
  if (changes('parent')) requireParent(fields.parent, id, `${under}parent`, context)
}

function requireParent(first: string | null, id: string, field: string, context: DepartmentContext): void {
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

function requireEmpty(state: DepartmentState, held: number): void {
  if (held === 0) return
  throw refuse(
    'wrong_state',
    `${departmentName(state)} 还承担 ${held} 项权责：请先划转或取消。`,
    `${departmentName(state)} still holds ${held} ${held === 1 ? 'responsibility' : 'responsibilities'}: transfer or abolish ${held === 1 ? 'it' : 'them'} first.`,
  )
}

function event(state: DepartmentState, name: string, context: DepartmentContext, body: Json): Draft {
  return draft(context, {
    kind: `department.${name}`,
    record: state.id,
    seq: state.seq + 1,
    department: state.id,
    body,
  })
}

/** A code is used once, for ever. */
export function decideDepartmentListed(fields: DepartmentFields, context: DepartmentContext): Draft[] {
  const id = departmentId(fields.code)
  if (departmentIn(context, id) !== undefined) {
    throw refuse(
      'conflict',
      `编号 ${fields.code} 已经用过，不能再用。`,
      `The code ${fields.code} was used before and cannot be used again.`,
      'code',
    )
  }
  requireSound(fields, null, id, context)
  return [
    draft(context, { kind: 'department.listed', record: id, seq: 1, department: id, body: json(fields) }),
  ]
}

export function decideRenamed(
  state: DepartmentState,
  given: { name: string; nameEn: string | null; reason: string | null },
  context: DepartmentContext,
): Draft[] {
  requireInForce(state)
  if (given.name === state.name) {
    throw refuse('unchanged', `名称已经是“${state.name}”。`, `The name is "${state.name}" already.`, 'name')
  }
  return [event(state, 'renamed', context, json(given))]
}

export function decideDepartmentAmended(
  state: DepartmentState,
  set: DepartmentSet,
  reason: string | null,
  context: DepartmentContext,
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
  requireSound({ ...state, ...set }, state, state.id, context, 'set/')
  return [event(state, 'amended', context, json({ set: changed, reason }))]
}

export function decideDepartmentCorrected(
  state: DepartmentState,
  set: DepartmentSet,
  correction: string,
  reason: string,
  context: DepartmentContext,
): Draft[] {
  if (state.status === 'withheld' && set.name === undefined) {
    throw refuse(
      'invalid',
      '内容不予公开或已依法删除：更正时须写明名称，才能重新公开。',
      'The content is withheld or was lawfully erased: the correction must give a name to show it again.',
      'set/name',
    )
  }
  const changed = changesOnly(state, set)
  requireSound({ ...state, ...set }, state, state.id, context, 'set/')
  return [event(state, 'corrected', context, json({ set: changed, correction, reason }))]
}

export function decideDepartmentMerged(
  state: DepartmentState,
  into: string,
  reason: string | null,
  context: DepartmentContext,
): Draft[] {
  requireInForce(state)
  const target = departmentIn(context, into)
  if (target === undefined)
    throw refuse('not_found', `没有部门 ${into}。`, `There is no department ${into}.`, 'into')
  if (into === state.id) throw refuse('invalid', '不能并入自身。', 'It cannot be merged into itself.', 'into')
  if (target.status !== 'in_force') {
    const { zh, en } = departmentStatuses[target.status]
    throw refuse(
      'wrong_state',
      `${departmentName(target)} ${zh}，其他部门不能再并入。`,
      `No department can be merged into ${departmentName(target)} any more (${en.toLowerCase()}).`,
      'into',
    )
  }
  requireEmpty(state, context.held)
  return [event(state, 'merged', context, json({ into, reason }))]
}

export function decideDepartmentAbolished(
  state: DepartmentState,
  reason: string | null,
  context: DepartmentContext,
): Draft[] {
  requireInForce(state)
  requireEmpty(state, context.held)
  return [event(state, 'abolished', context, json({ reason }))]
}

/** Readers check signatures with it: a key that is withheld would be none. */
function requirePublic({ visibility }: DepartmentContext): void {
  if (visibility !== 'sealed') return
  throw refuse(
    'invalid',
    '登记和撤销密钥的账目必须公开。',
    'A key is registered and revoked in public.',
    'visibility',
  )
}

export function decideKeyRegistered(
  state: DepartmentState,
  given: { key: string; keptOn: string },
  context: DepartmentContext,
): Draft[] {
  requireInForce(state)
  requirePublic(context)
  requireNewKey(state, given.key)
  return [event(state, 'key_registered', context, json(given))]
}

/** Also of a department that ended: a key may turn out to be lost afterwards. */
export function decideKeyRevoked(
  state: DepartmentState,
  given: { key: string; from: string; reasonCode: KeyRevocation },
  context: DepartmentContext,
): Draft[] {
  requirePublic(context)
  requireRevocable(state, given.key, given.from)
  return [event(state, 'key_revoked', context, json(given))]
}
