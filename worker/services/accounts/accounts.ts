/** Accounts: granted, changed, revoked and restored, each by an entry of the ledger. */

import { parseShape } from '../../domain/input/shape.schema.ts'
import { type AccountState, accountChange } from '../../domain/kinds/account/account.ts'
import { type AccountSet, accountFields } from '../../domain/kinds/account/fields.ts'
import { isProviderActor } from '../../domain/kinds/account/provider.ts'
import type { Role } from '../../domain/kinds/account/vocabulary.ts'
import { decide } from '../../domain/kinds/decide.ts'
import { newRecordId } from '../../domain/kinds/ids.ts'
import { actFace, kindFace } from '../../domain/kinds/registry.ts'
import { refuse } from '../../domain/record/guard.ts'
import type { Json } from '../../ledger/canonical.ts'
import { accessStatement } from '../../store/accounts/access.ts'
import { deleteIdentities } from '../../store/accounts/identities.ts'
import { revokeInvitationsOf } from '../../store/accounts/invitations.ts'
import { revokeKeysOf } from '../../store/accounts/keys.ts'
import { deletePasskeys } from '../../store/accounts/passkeys.ts'
import { revokeSessions } from '../../store/accounts/sessions.ts'
import type { Statement } from '../../store/database.ts'
import { listRecords, readRecord } from '../../store/records/records.ts'
import type { Ledger } from '../open.ts'
import { isOnMachine, isWatched, requireRight } from '../roles.ts'
import { type Call, type Outcome, requireSeen } from '../submit/call.ts'
import { contextOf, loadLookup } from '../submit/lookup.ts'
import { perform } from '../submit/perform.ts'
import { accessRow } from './access-log.ts'
import { holderIn, isInForce } from './in-force.ts'

const face = kindFace('account')

export type Accounts = ReturnType<typeof createAccounts>

/** Verbs of accounts, each an entry, and their reading. */
export function createAccounts(ledger: Ledger) {
  const { database } = ledger

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
  async function registrars(): Promise<AccountState[]> {
    const filter = { kind: 'account', type: 'registrar', status: 'in_force' } as const
    return (await listRecords(database, filter, 0, 1000)).flatMap(
      ({ state }) => holderIn(ledger, state) ?? [],
    )
  }

  /** Nobody gives themselves other rights. */
  function requireOther({ actor }: Call, id: string, { role, department }: AccountSet): void {
    if (actor.account !== id || (role === undefined && department === undefined)) return
    throw refuse(
      'not_allowed',
      '不能变更自己的角色或部门：请另一位登记员办理。',
      'Nobody changes their own role or department: ask another registrar.',
      role === undefined ? 'set/department' : 'set/role',
    )
  }

  /**
   * Statements for the end of a grant, in the transaction of its entry: sessions, keys and open links, and
   * whatever way in there is when the role becomes one that asks for a second person.
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

  /** Statements for a change of a grant: none unless other rights come with it, or it holds again. */
  function endingsOf(call: Call, state: AccountState, set: AccountSet): Statement[] {
    const { id, role, department } = state
    const isOther =
      (set.role !== undefined && set.role !== role) ||
      (set.department !== undefined && set.department !== department)
    const isAgain = !isInForce(ledger, state)
    if (!isOther && !isAgain) return []
    const next = set.role ?? role
    // What a provider's groups say is confirmed where they are set up; what the machine says, by its operator.
    const isAlone = !isOnMachine(call.actor) && !isProviderActor(call.actor.account)
    const ways = isAlone && next !== role && isWatched(next)
    const from = [role, department ?? '–'].join(' ')
    const to = [next, (set.department === undefined ? department : set.department) ?? '–'].join(' ')
    return endings(call, id, { ways, why: `${from} → ${to}` })
  }

  /**
   * Guard of taking the right to grant from an account: the last registrar stays, so that nobody ends up
   * alone outside. @throws Problem `wrong_state`
   */
  async function requireAnother(state: AccountState, call: Call): Promise<void> {
    if (state.role !== 'registrar' || call.actor.role === 'operator') return
    if ((await registrars()).some(({ id }) => id !== state.id)) return
    throw refuse(
      'wrong_state',
      '这是最后一个登记员账户：请先授权另一个。',
      'This is the last registrar: grant another one first.',
    )
  }

  /** @throws Problem `not_found` */
  async function requireAccount(id: string): Promise<AccountState> {
    const found = await readRecord(database, id)
    if (found?.state.kind === 'account') return found.state
    throw refuse('not_found', `没有账户 ${id}。`, `There is no account ${id}.`, 'id')
  }

  /** Guard of an act on a grant, and the statements for what ends with it. @throws Problem */
  async function endedBy(call: Call, event: string, state: AccountState, body: Json): Promise<Statement[]> {
    if (event === 'revoked') {
      await requireAnother(state, call)
      return endings(call, state.id, { ways: false, why: '撤销 revoked' })
    }
    // Ending a grant is all that may be done to it by whoever could not have given it.
    if (state.role !== '') requireMayGrant(call, state.role, 'id')
    // Of a grant that was revoked before revoking took its keys along: they do not come back with it.
    if (event === 'restored') return endings(call, state.id, { ways: false, why: '恢复 restored' })
    const { set } = accountChange.read(body)
    requireOther(call, state.id, set)
    if (set.role !== undefined && set.role !== '') requireMayGrant(call, set.role, 'set/role')
    if (set.role !== undefined && set.role !== 'registrar') await requireAnother(state, call)
    return endingsOf(call, state, set)
  }

  /** One more act on an account. `event` as `changed` in `account.changed`. */
  async function act(call: Call, event: string, id: string, given: unknown): Promise<Outcome> {
    requireRight(call.actor, 'account.write', null)
    const { verb, shape, mentions } = actFace('account', event)
    const body = parseShape(shape, given)
    return perform(ledger, call, { verb: `account.${verb}`, id, input: given }, async () => {
      const state = await requireAccount(id)
      requireSeen(call, state.seq)
      const beside = await endedBy(call, event, state, body)
      const lookup = await loadLookup(ledger, [id, ...mentions(body)])
      return { ...decide([{ event, on: id, body }], contextOf(ledger, call, lookup)), beside }
    })
  }

  return {
    requireAccount,
    registrars,
    act,
    change: (call: Call, id: string, given: unknown) => act(call, 'changed', id, given),
    revoke: (call: Call, id: string, given: unknown) => act(call, 'revoked', id, given),
    restore: (call: Call, id: string, given: unknown) => act(call, 'restored', id, given),

    /** Opens an account: grants a post its role. How its holder signs in comes with an invitation. */
    async grant(call: Call, given: unknown): Promise<Outcome> {
      requireRight(call.actor, 'account.write', null)
      const fields = parseShape(face.fields, given)
      const { role, department } = accountFields.read(fields)
      if (role !== '') requireMayGrant(call, role, 'role')
      const id = newRecordId('account', ledger.random)
      return perform(ledger, call, { verb: 'account.grant', input: given }, async () => {
        const lookup = await loadLookup(ledger, face.mentions(fields))
        return decide([{ opens: 'account', id, department, fields }], contextOf(ledger, call, lookup))
      })
    },
  }
}
