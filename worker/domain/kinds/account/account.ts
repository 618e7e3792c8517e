/**
 * 账户: a post that may write, with its role. Its rights are granted, changed and revoked by entries alone;
 * how its holder signs in is kept beside the ledger. It names a post, never a person.
 */
import { act, type KindRules, type RecordBase, type RecordState } from '../../record/acts.ts'
import type { SearchField, Summary } from '../../record/facts.ts'
import { changesOnly } from '../../record/guard.ts'
import { object, set, text } from '../../record/shape.ts'
import { type AccountFields, type AccountSet, accountFields } from './fields.ts'
import {
  requireDepartment,
  requireFit,
  requireNotRevoked,
  requireRestorable,
  requireRevocable,
} from './sound.ts'

export interface AccountState extends RecordState, AccountFields {
  kind: 'account'
  department: string | null
  status: 'in_force' | 'revoked' | 'withheld'
  listed: string
  changed: string
}

/** A change of a grant, as it is said. */
export const accountChange = object({ set: set(accountFields.fields), reason: text(2000) })

const ended = object({ reason: text(2000) })

const changed = act('change', accountChange, {
  settle(state: AccountState, body, context) {
    const { role, department } = { ...state, ...body.set }
    if (role !== '') requireFit(role, department, 'set/department')
    requireDepartment(context, body.set.department ?? null, 'set/department')
    requireNotRevoked(state)
    return { ...body, set: changesOnly<AccountSet>(state, body.set) }
  },
  // A set may only move a post or a role to another one, never take it away.
  apply: (state, { set: { post, role, ...others } }) => ({
    ...state,
    ...others,
    post: post || state.post,
    role: role || state.role,
  }),
  mentions: (body) => [body.set.department],
})

const revoked = act('revoke', ended, {
  settle: (state: AccountState) => requireRevocable(state),
  apply: (state): AccountState => ({ ...state, status: 'revoked' }),
  evenWithheld: true,
})

const restored = act('restore', ended, {
  settle: (state: AccountState) => requireRestorable(state),
  apply: (state): AccountState => ({ ...state, status: 'in_force' }),
  evenWithheld: true,
})

/** Rules of an account: granted, changed and revoked. Its role and its department must fit one another. */
export const accountRulesOf: KindRules<AccountState, typeof accountFields.fields> = {
  kind: 'account',
  first: 'granted',
  fields: accountFields,
  mentions: ({ department }) => [department],
  placed: ({ department }) => ({ department }),
  // An account of a role without a department is held by none.
  holder: () => undefined,
  open(fields, context) {
    if (fields.role !== '') requireFit(fields.role, fields.department, 'department')
    requireDepartment(context, fields.department, 'department')
    return fields
  },
  begin: ({ id, seq, department, listed, changed: at }: RecordBase, fields, withheld) => ({
    kind: 'account',
    id,
    seq,
    ...fields,
    // The envelope names it also where the content is withheld.
    department: fields.department ?? (department || null),
    status: withheld ? 'withheld' : 'in_force',
    listed,
    changed: at,
  }),
  acts: { changed, revoked, restored },
}

/** True for an account that may act on this day (ISO date). */
export function isLive({ status, until }: AccountState, today: string): boolean {
  return status === 'in_force' && (until === null || until >= today)
}

/** Row of an account: its post as title, its role as type. */
export function summariseAccount({ post, department, role, status }: AccountState): Summary {
  return { title: post, department, type: role === '' ? null : role, level: null, status }
}

/** Texts of an account for the search index: its post. */
export function searchAccount({ post }: AccountState): SearchField[] {
  return post === '' ? [] : [{ field: 'title', text: post }]
}
