/** 权责事项: one item of a responsibility list, and what may happen to it. */
import { type Act, act, actAs, type Further, type KindRules, type RecordBase } from '../../record/acts.ts'
import { formerAfter } from '../../record/entered/tenure.ts'
import { changesOnly, json, refuse } from '../../record/guard.ts'
import type { Context } from '../../record/lookup.ts'
import { ids, list, object, requiredCode, requiredId, requiredText, set, text } from '../../record/shape.ts'
import { corrections, statuses, triggers } from '../../record/vocabulary.ts'
import { itemIn, nameOf } from './facts.ts'
import { mentionsOf, type ResponsibilityFields, responsibilityFields } from './fields.ts'
import { requireDepartment, requireSound, requireTransferable } from './sound.ts'
import type { ResponsibilityState, ResponsibilityStatus } from './state.ts'

const OPEN: readonly ResponsibilityStatus[] = ['in_force', 'suspended']

/**
 * Statuses in which an item can be handed over and can end; withheld ones too, as neither says anything of
 * its content.
 */
const OPEN_OR_WITHHELD: readonly ResponsibilityStatus[] = [...OPEN, 'withheld']

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

const changes = set(responsibilityFields.fields)
const why = { trigger: requiredCode(triggers, 'other'), reason: text(2000) }

/** Part of a set that differs, once the whole is known to be sound with it. @throws Problem */
function settleSet(state: ResponsibilityState, given: Partial<ResponsibilityFields>, context: Context) {
  const { id, department } = state
  const changed = changesOnly(state, given)
  requireSound({ ...state, ...given }, state, { id, department, under: 'set/' }, context)
  return changed
}

/** Records that every act looks at: the department, and those that the item names already. */
const besides = (state: ResponsibilityState) => [state.department, ...mentionsOf(state)]

/** State in force again of an item that was withheld, once a correction gives it a name in public. */
function shown(state: ResponsibilityState): ResponsibilityState {
  return state.status === 'withheld' && state.name !== '' ? { ...state, status: 'in_force' } : state
}

function requireTarget(state: ResponsibilityState, into: string, context: Context): void {
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
  if (target.status === 'in_force') return
  const { zh, en } = statuses[target.status]
  throw refuse(
    'wrong_state',
    `“${nameOf(target)}”${zh}，只能并入有效的事项。`,
    `"${nameOf(target)}" is ${en.toLowerCase()}: an item can be merged only into one that is in force.`,
    'into',
  )
}

/** 调整: the world changed. */
const amended = act('amend', object({ set: changes, ...why }), {
  settle: (state: ResponsibilityState, body, context) => {
    requireOpen(state)
    return { ...body, set: settleSet(state, body.set, context) }
  },
  apply: (state, body) => ({ ...state, ...body.set }),
  mentions: (body) => mentionsOf(body.set),
  besides,
})

/** 划转: another department takes it over. */
const transferred = act('transfer', object({ to: requiredId('department'), ...why }), {
  settle: (state: ResponsibilityState, { to }, context) => {
    requireOpen(state, OPEN_OR_WITHHELD)
    if (to === state.department)
      throw refuse('unchanged', '该事项已在这一部门。', 'It is with this department already.', 'to')
    requireDepartment(context, to, 'to')
    requireTransferable(state, to, context)
  },
  apply: (state, { to }) => {
    if (to === '') return state
    // Who led as the holder hands over the lead with the item.
    const lead = state.lead === state.department ? to : state.lead
    return { ...state, department: to, lead, transferred: [...state.transferred, to] }
  },
  mentions: ({ to }) => [to],
  besides,
})

/** 合并 into another item of the same department. */
const merged = act('merge', object({ into: requiredId('responsibility'), ...why }), {
  settle: (state: ResponsibilityState, { into }, context) => {
    requireOpen(state)
    requireTarget(state, into, context)
  },
  apply: (state, { into }): ResponsibilityState => ({
    ...state,
    status: 'merged',
    into: into === '' ? [] : [into],
  }),
  mentions: ({ into }) => [into],
  besides,
})

/** 拆分 into new items, listed in the same submission: their ids are what is recorded. */
const split = actAs(
  'split',
  object({ into: list(responsibilityFields, { least: 2, most: 50 }), ...why }),
  object({ into: ids('responsibility'), ...why }),
  {
    settle: (state: ResponsibilityState, body, context) => {
      requireOpen(state)
      if (body.into.length < 2)
        throw refuse('invalid', '拆分至少要有两项。', 'A split needs at least two items.', 'into')
      return { ...body, into: body.into.map(() => context.newId('responsibility')) }
    },
    also: ({ department }, recorded, _, body) =>
      recorded.into.map(
        (id, i): Further => ({
          ahead: true,
          place: `into/${i}`,
          opens: 'responsibility',
          id,
          department,
          fields: json(body.into[i] ?? {}),
        }),
      ),
    apply: (state, { into }): ResponsibilityState => ({ ...state, status: 'split', into }),
    mentions: ({ into }) => into.flatMap(mentionsOf),
    besides,
  },
)

/** An act that says why alone. */
function turn(
  verb: string,
  to: ResponsibilityStatus,
  guard: (state: ResponsibilityState) => void,
): Act<ResponsibilityState> {
  return act(verb, object(why), {
    settle: guard,
    apply: (state) => ({ ...state, status: to }),
    besides,
  })
}

function requireRunning(state: ResponsibilityState): void {
  requireOpen(state)
  if (state.status === 'suspended') throw refuse('unchanged', '该事项已经暂停。', 'It is suspended already.')
}

function requireSuspended(state: ResponsibilityState): void {
  if (state.status === 'suspended') return
  const { zh, en } = statuses[state.status]
  throw refuse(
    'wrong_state',
    `“${nameOf(state)}”${zh}：只有暂停的事项才能恢复。`,
    `"${nameOf(state)}" is ${en.toLowerCase()}: only a suspended item can be resumed.`,
  )
}

function requireShown(state: ResponsibilityState, { name, type }: Partial<ResponsibilityFields>): void {
  if (state.status !== 'withheld' || (name !== undefined && type !== undefined)) return
  throw refuse(
    'invalid',
    '内容不予公开或已依法删除：更正时须写明事项名称和权力类型，才能重新公开。',
    'The content is withheld or was lawfully erased: the correction must give a name and a type to show it again.',
    name === undefined ? 'set/name' : 'set/type',
  )
}

/** 更正: the record was wrong. Possible in every state, always with a reason. */
const corrected = act(
  'correct',
  object({
    set: changes,
    correction: requiredCode(corrections, 'data_entry'),
    reason: requiredText(2000),
  }),
  {
    settle: (state: ResponsibilityState, body, context) => {
      requireShown(state, body.set)
      return { ...body, set: settleSet(state, body.set, context) }
    },
    apply: (state, body) => shown({ ...state, ...body.set, corrections: state.corrections + 1 }),
    mentions: (body) => mentionsOf(body.set),
    besides,
  },
)

/** Rules of a responsibility: listed for a department, then amended, transferred, merged, split or ended. */
export const responsibilityRulesOf: KindRules<ResponsibilityState, typeof responsibilityFields.fields> = {
  kind: 'responsibility',
  first: 'listed',
  fields: responsibilityFields,
  mentions: mentionsOf,
  holder: (context, department) => void requireDepartment(context, department ?? '', 'department'),
  open(fields, context, place) {
    requireSound(fields, null, { id: place.id, department: place.department ?? '' }, context)
    return fields
  },
  begin,
  passed: (before, after, occurred) => ({
    ...after,
    ...formerAfter(before.formerly, before, after, occurred),
  }),
  acts: {
    amended,
    transferred,
    merged,
    split,
    suspended: turn('suspend', 'suspended', requireRunning),
    resumed: turn('resume', 'in_force', requireSuspended),
    abolished: turn('abolish', 'abolished', (state) => requireOpen(state, OPEN_OR_WITHHELD)),
    corrected,
  },
}

/** Its state keeps less than that of most kinds: it is as it was when the first ledgers were written. */
function begin(
  { id, seq, department, listed, changed }: RecordBase,
  fields: ResponsibilityFields,
  withheld: boolean,
): ResponsibilityState {
  return {
    ...fields,
    kind: 'responsibility',
    id,
    seq,
    department,
    status: withheld ? 'withheld' : 'in_force',
    into: [],
    transferred: [],
    listed,
    changed,
    corrections: 0,
  }
}
