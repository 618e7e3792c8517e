/**
 * What may happen to a responsibility. Pure: from the state, the wish and what is known of other records
 * to the drafts of the entries, or to a problem that says why not.
 */
import type { Json } from '../../../ledger/canonical.ts'
import type { Draft } from '../../record/event.ts'
import { changesOnly, draft, json, refuse } from '../../record/guard.ts'
import type { Context } from '../../record/lookup.ts'
import { within } from '../../record/problem.ts'
import { statuses } from '../../record/vocabulary.ts'
import { itemIn, nameOf } from './facts.ts'
import { requireDepartment, requireSound, requireTransferable } from './sound.ts'
import type { ResponsibilityFields, ResponsibilityState, ResponsibilityStatus } from './types.ts'

export interface Change {
  trigger: string
  reason: string | null
}

const OPEN: readonly ResponsibilityStatus[] = ['in_force', 'suspended']

/** Suspended items may still be changed; what has ended, or is withheld, may only be corrected. */
function requireOpen(state: ResponsibilityState, among: readonly ResponsibilityStatus[] = OPEN): void {
  if (among.includes(state.status)) return
  const { zh, en } = statuses[state.status]
  throw refuse(
    'wrong_state',
    `“${nameOf(state)}”${zh}，不能再变动，只能更正。`,
    `"${nameOf(state)}" is ${en.toLowerCase()}: it cannot change any more, only be corrected.`,
  )
}

/** What is withheld can be handed over and can end: neither says anything of its content. */
const OPEN_OR_WITHHELD: readonly ResponsibilityStatus[] = [...OPEN, 'withheld']

function event(state: ResponsibilityState, name: string, context: Context, body: Json): Draft {
  return draft(context, {
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
  context: Context,
): Draft[] {
  requireDepartment(context, department, 'department')
  requireSound(fields, null, { id, department }, context)
  return [
    draft(context, { kind: 'responsibility.listed', record: id, seq: 1, department, body: json(fields) }),
  ]
}

function requireStillSound(
  state: ResponsibilityState,
  set: Partial<ResponsibilityFields>,
  context: Context,
): void {
  const { id, department } = state
  requireSound({ ...state, ...set }, state, { id, department, under: 'set/' }, context)
}

/** 调整: the world changed. Records exactly the fields that differ. */
export function decideAmended(
  state: ResponsibilityState,
  set: Partial<ResponsibilityFields>,
  change: Change,
  context: Context,
): Draft[] {
  requireOpen(state)
  const changed = changesOnly(state, set)
  requireStillSound(state, set, context)
  return [event(state, 'amended', context, json({ set: changed, ...change }))]
}

/** 更正: the record was wrong. Possible in every state, always with a reason. */
export function decideCorrected(
  state: ResponsibilityState,
  set: Partial<ResponsibilityFields>,
  correction: string,
  reason: string,
  context: Context,
): Draft[] {
  if (state.status === 'withheld' && (set.name === undefined || set.type === undefined)) {
    throw refuse(
      'invalid',
      '内容不予公开或已依法删除：更正时须写明事项名称和权力类型，才能重新公开。',
      'The content is withheld or was lawfully erased: the correction must give a name and a type to show it again.',
      set.name === undefined ? 'set/name' : 'set/type',
    )
  }
  const changed = changesOnly(state, set)
  requireStillSound(state, set, context)
  return [event(state, 'corrected', context, json({ set: changed, correction, reason }))]
}

/** 划转: another department takes it over. */
export function decideTransferred(
  state: ResponsibilityState,
  to: string,
  change: Change,
  context: Context,
): Draft[] {
  requireOpen(state, OPEN_OR_WITHHELD)
  if (to === state.department) {
    throw refuse('unchanged', '该事项已在这一部门。', 'It is with this department already.', 'to')
  }
  requireDepartment(context, to, 'to')
  requireTransferable(state, to, context)
  return [event(state, 'transferred', context, json({ to, ...change }))]
}

/** 合并 into another item of the same department. */
export function decideMerged(
  state: ResponsibilityState,
  into: string,
  change: Change,
  context: Context,
): Draft[] {
  requireOpen(state)
  const target = itemIn(context, into)
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
  if (target.status !== 'in_force') {
    const { zh, en } = statuses[target.status]
    throw refuse(
      'wrong_state',
      `“${nameOf(target)}”${zh}，只能并入有效的事项。`,
      `"${nameOf(target)}" is ${en.toLowerCase()}: an item can be merged only into one that is in force.`,
      'into',
    )
  }
  return [event(state, 'merged', context, json({ into, ...change }))]
}

/** 拆分 into new items, listed in the same submission. */
export function decideSplit(
  state: ResponsibilityState,
  into: readonly { id: string; fields: ResponsibilityFields }[],
  change: Change,
  context: Context,
): Draft[] {
  requireOpen(state)
  if (into.length < 2)
    throw refuse('invalid', '拆分至少要有两项。', 'A split needs at least two items.', 'into')
  return [
    ...into.flatMap(({ id, fields }, i) =>
      within(`into/${i}`, () => decideListed(fields, id, state.department, context)),
    ),
    event(state, 'split', context, json({ into: into.map(({ id }) => id), ...change })),
  ]
}

export function decideSuspended(state: ResponsibilityState, change: Change, context: Context): Draft[] {
  requireOpen(state)
  if (state.status === 'suspended') throw refuse('unchanged', '该事项已经暂停。', 'It is suspended already.')
  return [event(state, 'suspended', context, json(change))]
}

export function decideResumed(state: ResponsibilityState, change: Change, context: Context): Draft[] {
  if (state.status !== 'suspended') {
    const { zh, en } = statuses[state.status]
    throw refuse(
      'wrong_state',
      `“${nameOf(state)}”${zh}：只有暂停的事项才能恢复。`,
      `"${nameOf(state)}" is ${en.toLowerCase()}: only a suspended item can be resumed.`,
    )
  }
  return [event(state, 'resumed', context, json(change))]
}

export function decideAbolished(state: ResponsibilityState, change: Change, context: Context): Draft[] {
  requireOpen(state, OPEN_OR_WITHHELD)
  return [event(state, 'abolished', context, json(change))]
}
