/** Accounts: granted, changed, revoked and restored, each by an entry of the ledger. */

import { parse } from '../../domain/input/input.schema.ts'
import * as schema from '../../domain/kinds/account/account.schema.ts'
import * as account from '../../domain/kinds/account/account.ts'
import { isProviderActor } from '../../domain/kinds/account/provider.ts'
import { type Role, roleWords } from '../../domain/kinds/account/vocabulary.ts'
import { newRecordId } from '../../domain/kinds/ids.ts'
import type { Draft } from '../../domain/record/event.ts'
import { refuse } from '../../domain/record/guard.ts'
import { accessStatement } from '../../store/accounts/access.ts'
import { deleteIdentities } from '../../store/accounts/identities.ts'
import { revokeInvitationsOf } from '../../store/accounts/invitations.ts'
import { revokeKeysOf } from '../../store/accounts/keys.ts'
import { deletePasskeys } from '../../store/accounts/passkeys.ts'
import { revokeSessions } from '../../store/accounts/sessions.ts'
import type { Statement } from '../../store/database.ts'
import { listRecords, readRecord } from '../../store/records/records.ts'
import type { Ledger } from '../open.ts'
import { isOnMachine, isWatched, requireRight, roles } from '../roles.ts'
import { type Call, type Outcome, requireSeen, todayOf } from '../submit/call.ts'
import { perform } from '../submit/perform.ts'
import { accessRow } from './access-log.ts'

/** An entry, and what is ended with it. */
interface Changed {
  draft: Draft
  ends: Statement[]
}

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

  /** Those in force today. */
  async function registrars(): Promise<account.AccountState[]> {
    const filter = { kind: 'account', type: 'registrar', status: 'in_force' } as const
    const today = todayOf(ledger.now(), ledger.calendar.days.zone)
    return (await listRecords(database, filter, 0, 1000)).flatMap(({ state }) =>
      state.kind === 'account' && account.isLive(state, today) ? [state] : [],
    )
  }

  /** Nobody gives themselves other rights. */
  function requireOther({ actor }: Call, id: string, { role, department }: account.AccountSet): void {
    if (actor.account !== id || (role === undefined && department === undefined)) return
    throw refuse(
      'not_allowed',
      '不能变更自己的角色或部门：请另一位登记员办理。',
      'Nobody changes their own role or department: ask another registrar.',
      role === undefined ? 'set/department' : 'set/role',
    )
  }

  /**
   * What ends with a grant, in the transaction of its entry: sessions, keys and open links, and whatever way in
   * there is when the role becomes one that asks for a second person.
   */
  function endings(call: Call, id: string, { ways, why }: { ways: boolean; why: string }): Statement[] {
    const now = ledger.now().toISOString()
    const ended = ways ? '会话、密钥、链接、通行密钥、身份' : '会话、密钥、链接'
    const inEnglish = ways ? 'sessions, keys, links, passkeys, identities' : 'sessions, keys, links'
    const by = { account: call.actor.account, request: '' }
    const subject = `${id} ${why}: ${ended} ${inEnglish} → –`
    return [
      revokeSessions(id, now),
      revokeKeysOf(id, now),
      revokeInvitationsOf(id, now),
      ...(ways ? [deletePasskeys(id), deleteIdentities(id)] : []),
      accessStatement(accessRow(ledger, by, 'end_access', subject)),
    ]
  }

  /** What a change of a grant ends: nothing unless other rights come with it, or it holds again. */
  function endingsOf(call: Call, state: account.AccountState, set: account.AccountSet): Statement[] {
    const { id, role, department } = state
    const isOther =
      (set.role !== undefined && set.role !== role) ||
      (set.department !== undefined && set.department !== department)
    const isAgain = !account.isLive(state, todayOf(ledger.now(), ledger.calendar.days.zone))
    if (!isOther && !isAgain) return []
    const next = set.role ?? role
    // What a provider's groups say is confirmed where they are set up; what the machine says, by its operator.
    const isAlone = !isOnMachine(call.actor) && !isProviderActor(call.actor.account)
    const ways = isAlone && next !== role && isWatched(next)
    const from = [role, department ?? '–'].join(' ')
    const to = [next, (set.department === undefined ? department : set.department) ?? '–'].join(' ')
    return endings(call, id, { ways, why: `${from} → ${to}` })
  }

  /** Whoever may grant must not end up alone outside: the last registrar stays. */
  async function requireAnother(state: account.AccountState, call: Call): Promise<void> {
    if (state.role !== 'registrar' || call.actor.role === 'operator') return
    if ((await registrars()).some(({ id }) => id !== state.id)) return
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
    decide: (state: account.AccountState, input: Input, call: Call) => Changed | Promise<Changed>,
  ) {
    return async (call: Call, id: string, given: unknown): Promise<Outcome> => {
      requireRight(call.actor, 'account.write', null)
      const input = read(given)
      return perform(ledger, call, { verb: `account.${name}`, id, input: given }, async () => {
        const state = await requireAccount(id)
        requireSeen(call, state.seq)
        const { draft, ends } = await decide(state, input, call)
        return { drafts: [draft], before: new Map([[id, state]]), beside: ends }
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
        requireOther(call, state.id, set)
        const role = set.role ?? state.role
        if (role !== '') {
          requireMayGrant(call, role, 'set/role')
          requireFit(role, set.department === undefined ? state.department : set.department, 'set/department')
        }
        if (set.role !== undefined && set.role !== 'registrar') await requireAnother(state, call)
        await requireDepartment(set.department ?? null, 'set/department')
        const draft = account.decideGrantChanged(state, set, reason, decidingOf(call))
        return { draft, ends: endingsOf(call, state, set) }
      },
    ),
    revoke: change(
      'revoke',
      (input) => parse(schema.accountEndedSchema, input),
      async (state, { reason }, call) => {
        await requireAnother(state, call)
        const draft = account.decideGrantRevoked(state, reason, decidingOf(call))
        return { draft, ends: endings(call, state.id, { ways: false, why: '撤销 revoked' }) }
      },
    ),
    restore: change(
      'restore',
      (input) => parse(schema.accountEndedSchema, input),
      (state, { reason }, call) => ({
        draft: account.decideGrantRestored(state, reason, decidingOf(call)),
        // Of a grant that was revoked before revoking took its keys along: they do not come back with it.
        ends: endings(call, state.id, { ways: false, why: '恢复 restored' }),
      }),
    ),
  }

  return {
    ...verbs,
    requireAccount,
    registrars,

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
  }
}
