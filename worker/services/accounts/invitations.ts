/** One-time links: to open an account for whoever holds it, or to find back into one. */

import type { AccountState } from '../../domain/kinds/account/account.ts'
import { refuse } from '../../domain/record/guard.ts'
import * as stored from '../../store/accounts/invitations.ts'
import type { Ledger } from '../open.ts'
import { type Caller, hasRight, isOnMachine, isWatched, requireRight } from '../roles.ts'
import type { Access, MeansChange } from './access-log.ts'
import type { Accounts } from './accounts.ts'
import { isInForce } from './in-force.ts'
import { isSamePerson } from './persons.ts'
import { hashSecret, isSecret, newRowId, newSecret } from './secrets.ts'

const PREFIX = 'mzi_'
const HOUR = 3_600_000
const HOURS = { least: 1, most: 24 * 30, usual: 24 * 7 }

/**
 * `join`: to register a passkey or an identity at a provider. `once`: signs in at once, and is used up by that;
 * made on the machine itself alone.
 */
export type Purpose = 'join' | 'once'

export interface InvitationView {
  id: string
  account: string
  purpose: Purpose
  /** Account that made it. */
  by: string
  created: string
  expires: string
  /** Account that confirmed it; null while nobody has. */
  confirmedBy: string | null
  /** True for a link that works only once a second person has confirmed it. */
  waiting: boolean
}

/** One-time links of one ledger. Of each only the hash is kept. */
export function createInvitations(ledger: Ledger, accounts: Accounts, access: Access) {
  const { database } = ledger
  const now = () => ledger.now().toISOString()

  function refused() {
    return refuse(
      'not_allowed',
      '这个链接无效：可能已用过、已过期或已收回。请向登记员要一个新的。',
      'This link does not work: it was used, has expired or was taken back. Ask the registrar for a new one.',
    )
  }

  /**
   * True for a link that waits for a second person: into an account that has a way in, into a role that is
   * watched, or into the account of who made it.
   */
  async function isWaiting(
    { account, by, confirmedBy }: Pick<stored.StoredInvitation, 'account' | 'by' | 'confirmedBy'>,
    role: string,
  ): Promise<boolean> {
    if (confirmedBy !== null) return false
    return isWatched(role) || account === by || stored.hasWayIn(database, account)
  }

  async function viewOf(row: stored.StoredInvitation): Promise<InvitationView> {
    const { id, account, purpose, by, created, expires, confirmedBy } = row
    const waiting = await isWaiting(row, (await accounts.requireAccount(account)).role)
    return {
      id,
      account,
      purpose: purpose === 'once' ? 'once' : 'join',
      by,
      created,
      expires,
      confirmedBy,
      waiting,
    }
  }

  async function requireOpen(id: string): Promise<stored.StoredInvitation> {
    const found = await stored.findInvitationById(database, id, now())
    if (found !== null) return found
    throw refuse('not_found', `没有可用的邀请 ${id}。`, `There is no open invitation ${id}.`, 'id')
  }

  /** Another registrar, the holder of the account, or, where there is no other registrar, one of the same role. */
  async function maySecond(caller: Caller, { account, by }: stored.StoredInvitation): Promise<boolean> {
    if (isOnMachine(caller)) return true
    if (await isSamePerson(ledger, by, caller.account)) return false
    if (caller.account === account || hasRight(caller, 'account.write')) return true
    const { role } = await accounts.requireAccount(account)
    if (caller.role !== role || !isWatched(role)) return false
    return (await accounts.registrars()).every(({ id }) => id === by)
  }

  /** The account that a link opens, by what is kept of its token. @throws Problem `not_allowed` */
  async function lookAt(hash: string): Promise<{ account: AccountState; purpose: Purpose; expires: string }> {
    const found = await stored.findInvitation(database, hash, now())
    if (found === null) throw refused()
    const account = await accounts.requireAccount(found.account)
    if (!isInForce(ledger, account)) throw refused()
    if (await isWaiting(found, account.role))
      throw refuse(
        'not_allowed',
        '这个链接还须另一人确认才能使用：请联系登记员。',
        'This link waits for a second person to confirm it: ask the registrar.',
      )
    return { account, purpose: found.purpose === 'once' ? 'once' : 'join', expires: found.expires }
  }

  /** The use-up of a link, for the transaction of what it is used for: that fails when somebody was faster. */
  function useUp(hash: string, account: string): MeansChange {
    const statement = stored.useInvitation(hash, now())
    return { statement, action: 'use_invitation', subject: `${account}: 有效 open → 已用 used` }
  }

  /** @throws Problem `not_allowed` for what no link looks like */
  function hashOf(token: string): string {
    if (!isSecret(PREFIX, token)) throw refused()
    return hashSecret(token)
  }

  return {
    hashOf,
    lookAt,
    useUp,
    refused,

    /**
     * Makes a link for an account. The token is shown once.
     *
     * @param hours how long it can be used, 1 to 720
     * @throws Problem `not_allowed`, `not_found`, `wrong_state`, `invalid`
     */
    async create(
      caller: Caller,
      account: string,
      {
        hours = HOURS.usual,
        purpose = 'join',
      }: { hours?: number | undefined; purpose?: Purpose | undefined },
      request = 'cli',
    ): Promise<{ invitation: InvitationView; token: string }> {
      requireRight(caller, 'account.write', null)
      if (purpose === 'once' && caller.role !== 'operator')
        throw refuse(
          'not_allowed',
          '直接登录的链接只能在机器本身上生成。',
          'A link that signs in at once is made on the machine itself.',
          'purpose',
        )
      if (!Number.isInteger(hours) || hours < HOURS.least || hours > HOURS.most)
        throw refuse(
          'invalid',
          `有效期应为 ${HOURS.least} 到 ${HOURS.most} 小时。`,
          `It can be used for ${HOURS.least} to ${HOURS.most} hours.`,
          'hours',
        )
      const state = await accounts.requireAccount(account)
      if (!isInForce(ledger, state))
        throw refuse('wrong_state', '账户已经失效。', 'The account is no longer in force.')
      if (state.role === 'operator' && caller.role !== 'operator')
        throw refuse(
          'not_allowed',
          '运维账户的链接只能在机器本身上生成。',
          'A link for an operator is made on the machine itself.',
        )
      const token = newSecret(PREFIX, ledger.random)
      const row: stored.StoredInvitation = {
        id: newRowId('inv', ledger.random),
        hash: hashSecret(token),
        account,
        purpose,
        by: caller.account,
        created: now(),
        expires: new Date(ledger.now().getTime() + hours * HOUR).toISOString(),
        used: null,
        revoked: null,
        ...(isOnMachine(caller)
          ? { confirmed: now(), confirmedBy: caller.account }
          : { confirmed: null, confirmedBy: null }),
      }
      const subject = `${account}: – → ${row.id} (${purpose}, ${hours} h)`
      await access.change(
        { account: caller.account, request },
        [{ statement: stored.insertInvitation(row), action: 'invite', subject }],
        [{ account, at: row.created, action: 'invite', subject: row.id }],
      )
      return { invitation: await viewOf(row), token }
    },

    /**
     * Confirms a link that waits for a second person: another registrar, the holder of the account, where there
     * is one registrar only somebody of its role, or the operator on the machine.
     *
     * @throws Problem `not_allowed`, `not_found`, `unchanged`
     */
    async confirm(caller: Caller, id: string, request = 'cli'): Promise<InvitationView> {
      const found = await requireOpen(id)
      if (!(await maySecond(caller, found)))
        throw refuse(
          'not_allowed',
          '须由另一人确认：另一位登记员、账户本人，或在机器上由运维确认。',
          'Somebody else has to confirm it: another registrar, the holder of the account, or the operator on the machine.',
        )
      const statement = stored.confirmInvitation(id, caller.account, now())
      const subject = `${found.account} ${id}: 待确认 waiting → ${caller.account}`
      const by = { account: caller.account, request }
      if (!(await access.change(by, [{ statement, action: 'confirm_invitation', subject }])))
        throw refuse('unchanged', '这个邀请已经确认。', 'This invitation is confirmed already.')
      return viewOf(await requireOpen(id))
    },

    /** The account that a link opens, without using it up. @throws Problem `not_allowed` */
    look: async (token: string) => lookAt(hashOf(token)),

    /** Uses a link up that signs in at once. @throws Problem `not_allowed` when somebody was faster */
    async use(token: string, account: string, request: string): Promise<void> {
      if (!(await access.change({ account, request }, [useUp(hashOf(token), account)]))) throw refused()
    },

    /** Those that can still be used. */
    async list(): Promise<InvitationView[]> {
      return Promise.all((await stored.openInvitations(database, now())).map(viewOf))
    },

    /** @throws Problem `not_allowed`, `not_found` */
    async revoke(caller: Caller, id: string, request = 'cli'): Promise<void> {
      requireRight(caller, 'account.write', null)
      const statement = stored.revokeInvitation(id, now())
      const subject = `${id}: 有效 open → 收回 taken back`
      const by = { account: caller.account, request }
      if (await access.change(by, [{ statement, action: 'revoke_invitation', subject }])) return
      throw refuse('not_found', `没有可收回的邀请 ${id}。`, `There is no open invitation ${id}.`, 'id')
    },
  }
}

export type Invitations = ReturnType<typeof createInvitations>
