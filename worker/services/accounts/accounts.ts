/** Accounts: granted, changed, revoked and restored, each by an entry of the ledger. */

import { parse } from '../../domain/input/input.schema.ts'
import * as schema from '../../domain/kinds/account/account.schema.ts'
import * as account from '../../domain/kinds/account/account.ts'
import { type Role, roleWords } from '../../domain/kinds/account/vocabulary.ts'
import { newRecordId } from '../../domain/kinds/ids.ts'
import type { Draft } from '../../domain/record/event.ts'
import { refuse } from '../../domain/record/guard.ts'
import { revokeInvitationsOf } from '../../store/accounts/invitations.ts'
import { revokeSessions } from '../../store/accounts/sessions.ts'
import { countRecords, readRecord } from '../../store/records/records.ts'
import type { Ledger } from '../open.ts'
import { requireRight, roles } from '../roles.ts'
import { type Call, type Outcome, requireSeen, todayOf } from '../submit/call.ts'
import { perform } from '../submit/perform.ts'

export type Accounts = ReturnType<typeof createAccounts>

/** @throws Problem `invalid` when a role and a department do not go together */
export function requireFit(role: Role, department: string | null, field: string): void {
  const belongs = roles[role].department
  const { zh, en } = roleWords[role]
  if (belongs === 'always' && department === null)
    throw refuse(
      'invalid',
      `${zh}属于某个部门：请写明部门编号。`,
      `A ${en.toLowerCase()} belongs to a department: name its id.`,
      field,
    )
  if (belongs === 'never' && department !== null)
    throw refuse('invalid', `${zh}不属于任何部门。`, `A ${en.toLowerCase()} belongs to no department.`, field)
}

export function createAccounts(ledger: Ledger) {
  const { database } = ledger

  function decidingOf({ occurred, visibility, ground, review }: Call) {
    const today = todayOf(ledger.now(), ledger.calendar.days.zone)
    return { occurred: occurred ?? today, today, visibility, ground, review }
  }

  async function requireDepartment(id: string | null, field: string): Promise<void> {
    if (id === null || (await readRecord(database, id))?.kind === 'department') return
    throw refuse(
      'not_found',
      `没有部门 ${id}：请先登记该部门。`,
      `There is no department ${id}: register it first.`,
      field,
    )
  }

  /** Only the machine itself hands out its own role. */
  function requireMayGrant({ actor }: Call, role: Role, field: string): void {
    if (role !== 'operator' || actor.role === 'operator') return
    throw refuse(
      'not_allowed',
      '运维角色只能在机器本身上授予。',
      'The role operator is granted on the machine itself.',
      field,
    )
  }

  /** Whoever may grant must not end up alone outside: the last registrar stays. */
  async function requireAnother(state: account.AccountState, call: Call): Promise<void> {
    if (state.role !== 'registrar' || call.actor.role === 'operator') return
    const registrars = await countRecords(database, {
      kind: 'account',
      type: 'registrar',
      status: 'in_force',
    })
    if (registrars > 1) return
    throw refuse(
      'wrong_state',
      '这是最后一个登记员账户：请先授权另一个。',
      'This is the last registrar: grant another one first.',
    )
  }

  /** @throws Problem `not_found` */
  async function requireAccount(id: string): Promise<account.AccountState> {
    const found = await readRecord(database, id)
    if (found?.state.kind === 'account') return found.state
    throw refuse('not_found', `没有账户 ${id}。`, `There is no account ${id}.`, 'id')
  }

  function change<Input>(
    name: string,
    read: (input: unknown) => Input,
    decide: (state: account.AccountState, input: Input, call: Call) => Draft | Promise<Draft>,
  ) {
    return async (call: Call, id: string, given: unknown): Promise<Outcome> => {
      requireRight(call.actor, 'account.write', null)
      const input = read(given)
      return perform(ledger, call, { verb: `account.${name}`, id, input: given }, async () => {
        const state = await requireAccount(id)
        requireSeen(call, state.seq)
        return { drafts: [await decide(state, input, call)], before: new Map([[id, state]]) }
      })
    }
  }

  const verbs = {
    change: change(
      'change',
      (input) => {
        const { set, reason } = parse(schema.accountChangedSchema, input)
        return { set: schema.parseGrantSet(set), reason }
      },
      async (state, { set, reason }, call) => {
        const role = set.role ?? state.role
        if (role !== '') {
          requireMayGrant(call, role, 'set/role')
          requireFit(role, set.department === undefined ? state.department : set.department, 'set/department')
        }
        if (set.role !== undefined && set.role !== 'registrar') await requireAnother(state, call)
        await requireDepartment(set.department ?? null, 'set/department')
        return account.decideGrantChanged(state, set, reason, decidingOf(call))
      },
    ),
    revoke: change(
      'revoke',
      (input) => parse(schema.accountEndedSchema, input),
      async (state, { reason }, call) => {
        await requireAnother(state, call)
        return account.decideGrantRevoked(state, reason, decidingOf(call))
      },
    ),
    restore: change(
      'restore',
      (input) => parse(schema.accountEndedSchema, input),
      (state, { reason }, call) => account.decideGrantRestored(state, reason, decidingOf(call)),
    ),
  }

  return {
    ...verbs,
    requireAccount,

    /** Opens an account: grants a post its role. How its holder signs in comes with an invitation. */
    async grant(call: Call, given: unknown): Promise<Outcome> {
      requireRight(call.actor, 'account.write', null)
      const fields = schema.parseGrant(given)
      requireMayGrant(call, fields.role, 'role')
      requireFit(fields.role, fields.department, 'department')
      const id = newRecordId('account', ledger.random)
      return perform(ledger, call, { verb: 'account.grant', input: given }, async () => {
        await requireDepartment(fields.department, 'department')
        return { drafts: [account.decideGranted(id, fields, decidingOf(call))], before: new Map() }
      })
    },

    /** Ends the grant, and with it every session and open invitation. Keys end because their account does. */
    async revoke(call: Call, id: string, given: unknown): Promise<Outcome> {
      const outcome = await verbs.revoke(call, id, given)
      const now = ledger.now().toISOString()
      await revokeSessions(database, id, now)
      await revokeInvitationsOf(database, id, now)
      return outcome
    },
  }
}
