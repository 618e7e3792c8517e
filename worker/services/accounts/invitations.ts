/** One-time links: to open an account for whoever holds it, or to find back into one. */

import type { AccountState } from '../../domain/kinds/account/account.ts'
import { isLive } from '../../domain/kinds/account/account.ts'
import { refuse } from '../../domain/record/guard.ts'
import * as stored from '../../store/accounts/invitations.ts'
import type { Ledger } from '../open.ts'
import { type Caller, requireRight } from '../roles.ts'
import { todayOf } from '../submit/call.ts'
import type { Accounts } from './accounts.ts'
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
}

export function createInvitations(ledger: Ledger, accounts: Accounts) {
  const { database } = ledger
  const now = () => ledger.now().toISOString()

  function refused() {
    return refuse(
      'not_allowed',
      '这个链接无效：可能已用过、已过期或已收回。请向登记员要一个新的。',
      'This link does not work: it was used, has expired or was taken back. Ask the registrar for a new one.',
    )
  }

  /** The account that a link opens, by what is kept of its token. @throws Problem `not_allowed` */
  async function lookAt(hash: string): Promise<{ account: AccountState; purpose: Purpose; expires: string }> {
    const found = await stored.findInvitation(database, hash, now())
    if (found === null) throw refused()
    const account = await accounts.requireAccount(found.account)
    if (!isLive(account, todayOf(ledger.now(), ledger.calendar.days.zone))) throw refused()
    return { account, purpose: found.purpose === 'once' ? 'once' : 'join', expires: found.expires }
  }

  /** Uses a link up. @throws Problem `not_allowed` when somebody was faster */
  async function useUp(hash: string): Promise<void> {
    if (!(await stored.useInvitation(database, hash, now()))) throw refused()
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
      if (!isLive(state, todayOf(ledger.now(), ledger.calendar.days.zone)))
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
      }
      await stored.insertInvitation(database, row)
      return { invitation: viewOf(row), token }
    },

    /** The account that a link opens, without using it up. @throws Problem `not_allowed` */
    look: async (token: string) => lookAt(hashOf(token)),

    /** Uses a link up. @throws Problem `not_allowed` when somebody was faster */
    use: async (token: string) => useUp(hashOf(token)),

    /** Those that can still be used. */
    async list(): Promise<InvitationView[]> {
      return (await stored.openInvitations(database, now())).map(viewOf)
    },

    /** @throws Problem `not_allowed`, `not_found` */
    async revoke(caller: Caller, id: string): Promise<void> {
      requireRight(caller, 'account.write', null)
      if (await stored.revokeInvitation(database, id, now())) return
      throw refuse('not_found', `没有可收回的邀请 ${id}。`, `There is no open invitation ${id}.`, 'id')
    },
  }
}

export type Invitations = ReturnType<typeof createInvitations>

function viewOf({ id, account, purpose, by, created, expires }: stored.StoredInvitation): InvitationView {
  return { id, account, purpose: purpose === 'once' ? 'once' : 'join', by, created, expires }
}
