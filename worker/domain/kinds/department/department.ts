/** 部门: an organ that holds responsibilities, and what may happen to it. */
import { isPublicKey } from '../../../ledger/prepared.ts'
import { isDay } from '../../../ledger/when.ts'
import { act, type KindRules, type RecordBase } from '../../record/acts.ts'
import { changesOnly, refuse } from '../../record/guard.ts'
import type { Context } from '../../record/lookup.ts'
import {
  object,
  requiredCode,
  requiredFormed,
  requiredId,
  requiredText,
  set,
  text,
  whole,
} from '../../record/shape.ts'
import { corrections, keyRevocations } from '../../record/vocabulary.ts'
import { departmentIn } from './facts.ts'
import { changingFields, type DepartmentFields, type DepartmentSet, departmentFields } from './fields.ts'
import { departmentId } from './ids.ts'
import { FORM, registeredKey, requireNewKey, requireRevocable, revokedKey } from './keys.ts'
import { heldBy, requireEmpty, requireInForce, requirePublic, requireSound, requireTarget } from './sound.ts'
import type { DepartmentState } from './state.ts'

const changes = set(changingFields.fields)
const reason = text(2000)
const key = requiredFormed({ error: 'public_key', fits: isPublicKey }, 44)

/** Part of a set that differs, once the whole is known to be sound with it. @throws Problem */
function settleSet(state: DepartmentState, given: DepartmentSet, context: Context) {
  const changed = changesOnly<DepartmentSet>(state, given)
  requireSound({ ...state, ...given }, state, state.id, context, 'set/')
  return changed
}

const renamed = act('rename', object({ name: requiredText(500), nameEn: text(500), reason }), {
  settle: (state: DepartmentState, { name }) => {
    requireInForce(state)
    if (name === state.name)
      throw refuse('unchanged', `名称已经是“${name}”。`, `The name is "${name}" already.`, 'name')
  },
  apply: (state, { name, nameEn }, { envelope }) => ({
    ...state,
    name: name === '' ? state.name : name,
    nameEn,
    formerNames: [...state.formerNames, { name: state.name, nameEn: state.nameEn, until: envelope.occurred }],
  }),
})

const amended = act('amend', object({ set: changes, reason }), {
  settle: (state: DepartmentState, body, context) => {
    requireInForce(state)
    if (body.set.name !== undefined && body.set.name !== state.name)
      throw refuse(
        'invalid',
        '改名请用“更名”，以便保留原名。',
        'Use "rename" for a new name, so that the former one is kept.',
        'set/name',
      )
    return { ...body, set: settleSet(state, body.set, context) }
  },
  apply: (state, body) => ({ ...state, ...body.set }),
  mentions: (body) => [body.set.parent],
})

const merged = act('merge', object({ into: requiredId('department'), reason }), {
  settle: (state: DepartmentState, { into }, context) => {
    requireInForce(state)
    requireTarget(state, into, context)
    requireEmpty(state, context)
  },
  apply: (state, { into }, { envelope }): DepartmentState => ({
    ...state,
    status: 'merged',
    mergedInto: into === '' ? null : into,
    inForceTo: state.inForceTo ?? envelope.occurred,
  }),
  mentions: ({ into }) => [into],
  counts: (state) => [heldBy(state)],
})

const abolished = act('abolish', object({ reason }), {
  settle: (state: DepartmentState, _, context) => {
    requireInForce(state)
    requireEmpty(state, context)
  },
  apply: (state, _, { envelope }): DepartmentState => ({
    ...state,
    status: 'abolished',
    inForceTo: state.inForceTo ?? envelope.occurred,
  }),
  counts: (state) => [heldBy(state)],
})

const corrected = act(
  'correct',
  object({
    set: changes,
    correction: requiredCode(corrections, 'data_entry'),
    reason: requiredText(2000),
  }),
  {
    settle: (state: DepartmentState, body, context) => {
      if (state.status === 'withheld' && body.set.name === undefined)
        throw refuse(
          'invalid',
          '内容不予公开或已依法删除：更正时须写明名称，才能重新公开。',
          'The content is withheld or was lawfully erased: the correction must give a name to show it again.',
          'set/name',
        )
      return { ...body, set: settleSet(state, body.set, context) }
    },
    apply(state, body): DepartmentState {
      const next = { ...state, ...body.set }
      // What was withheld is in force again once a correction gives it a name in public.
      return next.status === 'withheld' && next.name !== '' ? { ...next, status: 'in_force' } : next
    },
    mentions: (body) => [body.set.parent],
  },
)

/** A public key with which the department signs from then on. One that is none, or is there, changes nothing. */
export const keyRegistered = object({ key, keptOn: requiredText(500), form: whole(FORM, FORM) })

const registering = act('register-key', keyRegistered, {
  settle: (state: DepartmentState, body, context) => {
    requireInForce(state)
    requirePublic(context)
    requireNewKey(state, body.key)
    return { ...body, form: FORM }
  },
  apply(state, { key: given, keptOn, form }, { index }): DepartmentState {
    const keys = state.keys ?? []
    if (!isPublicKey(given) || keys.some((one) => one.key === given)) return state
    return { ...state, keys: [...keys, registeredKey({ key: given, keptOn, form }, index)] }
  },
})

/**
 * Body of a revocation. What stands after it in the log is not signed by that key any more; what stood before stays
 * good, and says from which day the key is reported lost. Also of a department that ended.
 */
export const keyRevoked = object({
  key,
  from: requiredFormed({ error: 'day', fits: isDay }, 10),
  reasonCode: requiredCode(keyRevocations, 'lost'),
  reason,
})

const revoking = act('revoke-key', keyRevoked, {
  settle: (state: DepartmentState, body, context) => {
    requirePublic(context)
    requireRevocable(state, body.key, { from: body.from, today: context.today })
  },
  apply(state, { key: given, from, reasonCode }, { index }): DepartmentState {
    if (state.keys === undefined || !isDay(from)) return state
    const keys = state.keys.map((one) =>
      one.key === given ? revokedKey(one, { from, reasonCode }, index) : one,
    )
    return { ...state, keys }
  },
})

/**
 * Rules of a department: listed under a code that is used once, then renamed, amended, merged or abolished,
 * and given keys.
 */
export const departmentRulesOf: KindRules<DepartmentState, typeof departmentFields.fields> = {
  kind: 'department',
  first: 'listed',
  fields: departmentFields,
  mentions: ({ code, parent }) => [code === undefined ? null : departmentId(code), parent],
  placed: ({ code }) => ({ id: departmentId(code), department: departmentId(code) }),
  holder: () => undefined,
  open(fields, context, { id }) {
    // A code is used once, for ever.
    if (departmentIn(context, id) !== undefined)
      throw refuse(
        'conflict',
        `编号 ${fields.code} 已经用过，不能再用。`,
        `The code ${fields.code} was used before and cannot be used again.`,
        'code',
      )
    requireSound(fields, null, id, context)
    return fields
  },
  begin,
  acts: {
    renamed,
    amended,
    merged,
    abolished,
    corrected,
    key_registered: registering,
    key_revoked: revoking,
  },
}

function begin(
  { id, seq, listed, changed }: RecordBase,
  fields: DepartmentFields,
  withheld: boolean,
): DepartmentState {
  return {
    ...fields,
    code: fields.code === '' ? id.replace(/^dep-/, '') : fields.code,
    kind: 'department',
    id,
    seq,
    status: withheld ? 'withheld' : 'in_force',
    mergedInto: null,
    formerNames: [],
    listed,
    changed,
  }
}
