/** Sessions: who is signed in, for how long, and how to end it. */
import { refuse } from '../../domain/record/guard.ts'
import * as stored from '../../store/accounts/sessions.ts'
import { Remembered } from '../../store/remembered.ts'
import type { Ledger } from '../open.ts'
import { roles } from '../roles.ts'
import type { Access, Acting } from './access-log.ts'
import type { Accounts } from './accounts.ts'
import { isInForce } from './in-force.ts'
import type { Signed } from './keys.ts'
import { hashSecret, isSecret, newRowId, newSecret } from './secrets.ts'

const PREFIX = 'mzs_'
const HOUR = 3_600_000
/** Interval at which the time of the last request is written down, in milliseconds. */
const SEEN_EVERY = 5 * 60_000

/** Means by which somebody signed in. */
export type Means = 'passkey' | 'provider' | 'link'

export interface SessionView {
  id: string
  means: string
  /** Name that the browser gives itself. */
  agent: string
  created: string
  seen: string
  expires: string
}

export interface NewSession {
  session: SessionView
  /** Token for the cookie; kept nowhere. */
  token: string
  /** Seconds until it ends in any case. */
  seconds: number
}

/** Sessions of one ledger: opened, listed, ended and recognised. Of each token only the hash is kept. */
export function createSessions(ledger: Ledger, accounts: Accounts, access: Access) {
  const { database } = ledger
  /** By the digests of their tokens. */
  const known = new Remembered<stored.FoundSession>(database.keptVersion)

  async function find(hash: string): Promise<stored.FoundSession | null> {
    const look = known.look()
    const kept = look.known(hash)
    // What is older than that may have been answered elsewhere since, and only the database knows.
    if (kept !== undefined && ledger.now().getTime() - Date.parse(kept.seen) <= SEEN_EVERY) return kept
    const found = await stored.findSession(database, hash)
    if (found !== null) look.keep([[hash, found]])
    return found
  }

  return {
    /**
     * Signs an account in.
     *
     * @param since when the way was added by which it is; empty for a link made on the machine
     * @throws Problem `not_allowed` when it is no longer in force
     */
    async open(account: string, means: Means, agent: string, since = ''): Promise<NewSession> {
      const state = await accounts.requireAccount(account)
      const now = ledger.now()
      if (!isInForce(ledger, state))
        throw refuse('not_allowed', '这一账户已经失效。', 'This account is no longer in force.')
      const seconds = roles[state.role].session.most * 3600
      const token = newSecret(PREFIX, ledger.random)
      const at = now.toISOString()
      const row: stored.StoredSession = {
        id: newRowId('ses', ledger.random),
        hash: hashSecret(token),
        account,
        means,
        agent: agent.slice(0, 200),
        created: at,
        seen: at,
        expires: new Date(now.getTime() + seconds * 1000).toISOString(),
        revoked: null,
        since,
      }
      await stored.insertSession(database, row)
      return { session: viewOf(row), token, seconds }
    },

    /** Account that is signed in with this token; null when none is, or it went unused for too long. */
    async holderOf(token: string): Promise<Signed | null> {
      if (!isSecret(PREFIX, token)) return null
      const found = await find(hashSecret(token))
      if (found === null) return null
      const now = ledger.now()
      const { account } = found
      if (!isInForce(ledger, account)) return null
      const idle = now.getTime() - Date.parse(found.seen)
      if (found.expires <= now.toISOString() || idle > roles[account.role].session.idle * HOUR) return null
      if (idle > SEEN_EVERY) await stored.noteSessionSeen(database, found.id, now.toISOString())
      const { id, role, department } = account
      return { account: id, role, department, by: found.id, means: 'session', since: found.since }
    },

    async list(account: string): Promise<SessionView[]> {
      return (await stored.liveSessions(database, account, ledger.now().toISOString())).map(viewOf)
    },

    /** @throws Problem `not_found` */
    async end(account: string, id: string, by: Acting, action: 'end_session' | 'sign_out'): Promise<void> {
      const statement = stored.revokeSession(account, id, ledger.now().toISOString())
      const subject = `${account} ${id}: 有效 in force → 结束 ended`
      if (await access.change(by, [{ statement, action, subject }])) return
      throw refuse('not_found', `没有会话 ${id}。`, `There is no session ${id}.`, 'id')
    },
  }
}

export type Sessions = ReturnType<typeof createSessions>

function viewOf({ id, means, agent, created, seen, expires }: stored.StoredSession): SessionView {
  return { id, means, agent, created, seen, expires }
}
