/**
 * 账户: a post that may write, with its role. What it may do is granted, changed and revoked by entries alone;
 * how its holder signs in is kept beside the ledger. It names a post, never a person.
 */
import type { Draft, Recorded } from '../../record/event.ts'
import type { SearchField, Summary } from '../../record/facts.ts'
import { changesOnly, type Deciding, draft, json, refuse } from '../../record/guard.ts'
import { objectOf, own, textOrNull } from '../../record/json.ts'
import { isRole, type Role } from './vocabulary.ts'

export interface AccountFields {
  /** The post, as 水务局办公室文书. */
  post: string
  role: Role
  /** The department that it writes for; null for a role that belongs to none. */
  department: string | null
  /** Last day on which the grant holds; null for no end. */
  until: string | null
}

export type AccountSet = Partial<AccountFields>

export interface AccountState extends Omit<AccountFields, 'role'> {
  kind: 'account'
  id: string
  seq: number
  /** Empty when the grant is withheld. */
  role: Role | ''
  status: 'in_force' | 'revoked' | 'withheld'
  listed: string
  changed: string
}

function readFields(state: AccountState, given: Recorded['body']): AccountState {
  const fields = objectOf(given ?? undefined)
  const role = textOrNull(own(fields, 'role'))
  return {
    ...state,
    post: textOrNull(own(fields, 'post')) ?? state.post,
    role: role !== null && isRole(role) ? role : state.role,
    department: Object.hasOwn(fields, 'department')
      ? textOrNull(own(fields, 'department'))
      : state.department,
    until: Object.hasOwn(fields, 'until') ? textOrNull(own(fields, 'until')) : state.until,
  }
}

/** Total: an unknown event moves the version only. */
export function applyToAccount(state: AccountState | null, { envelope, body }: Recorded): AccountState {
  const { record: id, seq, occurred, department, kind } = envelope
  if (state === null) {
    const blank = { id, seq, post: '', role: '', department, until: null } as const
    const status = body === null ? 'withheld' : 'in_force'
    return readFields({ kind: 'account', ...blank, status, listed: occurred, changed: occurred }, body)
  }
  const next = { ...state, seq, changed: occurred }
  if (kind === 'account.revoked') return { ...next, status: 'revoked' }
  if (kind === 'account.restored') return { ...next, status: 'in_force' }
  if (kind === 'account.changed') return readFields(next, own(objectOf(body ?? undefined), 'set') ?? null)
  return next
}

/** Whether the account may act on this day (ISO date). */
export function isLive({ status, until }: AccountState, today: string): boolean {
  return status === 'in_force' && (until === null || until >= today)
}

export function summariseAccount({ post, department, role, status }: AccountState): Summary {
  return { title: post, department, type: role === '' ? null : role, level: null, status }
}

export function searchAccount({ post }: AccountState): SearchField[] {
  return post === '' ? [] : [{ field: 'title', text: post }]
}

const REVOKED = {
  zh: '这一账户已经撤销：请先恢复。',
  en: 'This account is revoked: restore it first.',
}

function event(state: AccountState, name: string, deciding: Deciding, body: object): Draft {
  return draft(deciding, {
    kind: `account.${name}`,
    record: state.id,
    seq: state.seq + 1,
    department: state.department,
    body: json(body),
  })
}

export function decideGranted(id: string, fields: AccountFields, deciding: Deciding): Draft {
  const { department } = fields
  return draft(deciding, { kind: 'account.granted', record: id, seq: 1, department, body: json(fields) })
}

/** @throws Problem `wrong_state`, `unchanged` */
export function decideGrantChanged(
  state: AccountState,
  set: AccountSet,
  reason: string | null,
  deciding: Deciding,
): Draft {
  if (state.status === 'revoked') throw refuse('wrong_state', REVOKED.zh, REVOKED.en)
  const { post, role, department, until } = state
  return event(state, 'changed', deciding, {
    set: changesOnly<AccountSet>({ post, department, until, ...(role === '' ? {} : { role }) }, set),
    reason,
  })
}

/** @throws Problem `unchanged` when it is revoked already */
export function decideGrantRevoked(state: AccountState, reason: string | null, deciding: Deciding): Draft {
  if (state.status === 'revoked')
    throw refuse('unchanged', '这一账户已经撤销。', 'This account is revoked already.')
  return event(state, 'revoked', deciding, { reason })
}

/** @throws Problem `unchanged` when it is in force */
export function decideGrantRestored(state: AccountState, reason: string | null, deciding: Deciding): Draft {
  if (state.status === 'in_force')
    throw refuse(
      'unchanged',
      '这一账户有效，无需恢复。',
      'This account is in force; there is nothing to restore.',
    )
  return event(state, 'restored', deciding, { reason })
}
