/** API keys: named, scoped, expiring; shown once, stored hashed. What one may do follows from its account. */

import type { Draft } from '../../domain/record/event.ts'
import { refuse } from '../../domain/record/guard.ts'
import { type Right, rights } from '../../domain/rights/rights.ts'
import { isDay } from '../../ledger/when.ts'
import * as stored from '../../store/accounts/keys.ts'
import { Remembered } from '../../store/remembered.ts'
import type { Ledger } from '../open.ts'
import { type Caller, roles } from '../roles.ts'
import { type Call, todayOf } from '../submit/call.ts'
import { type Access, type Acting, ON_MACHINE } from './access-log.ts'
import type { Accounts } from './accounts.ts'
import { isInForce } from './in-force.ts'
import { hashSecret, isSecret, newRowId, newSecret } from './secrets.ts'

/** Public part of a key. The secret is shown once, when it is made. */
export interface KeyView {
  id: string
  name: string
  account: string
  /** Rights to which it is narrowed; null for all that its account has. */
  scopes: Right[] | null
  created: string
  /** Last day on which it works; null for no end. */
  expires: string | null
  /** Instant of its last use, to the hour; null before the first. */
  used: string | null
  revoked: string | null
}

export interface NewKey {
  name: string
  scopes?: readonly string[] | null | undefined
  expires?: string | null | undefined
}

const PREFIX = 'mz_'
const HOUR = 3_600_000

/** Keys of one account at most that are neither revoked nor run out. */
export const MOST_KEYS = 50

function isRight(name: string): name is Right {
  return Object.hasOwn(rights, name)
}

function scopesOf(text: string): Right[] | null {
  return text === '' ? null : text.split(' ').filter(isRight)
}

function viewOf({ hash: _, scopes, ...row }: stored.StoredKey): KeyView {
  return { ...row, scopes: scopesOf(scopes) }
}

/** Holder of a key or a session, as the API sees it. */
export interface Signed extends Caller {
  /** Id of the key or session. */
  by: string
  means: 'key' | 'session'
  since: string
}

/** API keys of one ledger: made, listed, ended and recognised. */
export function createKeys(ledger: Ledger, accounts: Accounts, access: Access) {
  const { database } = ledger
  /** By the digests of their secrets. */
  const known = new Remembered<stored.FoundKey>(database.keptVersion)

  function made(account: string, { name, scopes, expires }: NewKey) {
    const secret = newSecret(PREFIX, ledger.random)
    const row: stored.StoredKey = {
      id: newRowId('key', ledger.random),
      hash: hashSecret(secret),
      name,
      account,
      scopes: (scopes ?? []).join(' '),
      created: ledger.now().toISOString(),
      expires: expires ?? null,
      used: null,
      revoked: null,
    }
    const what = `${row.scopes === '' ? '*' : row.scopes} ≤ ${row.expires ?? '∞'}`
    const subject = `${account} ${row.id}: – → ${what}`
    const change = { statement: stored.insertKey(row), action: 'add_key', subject } as const
    return { key: viewOf(row), secret, change }
  }

  async function insert(account: string, wanted: NewKey, by: Acting) {
    const { key, secret, change } = made(account, wanted)
    await access.change(by, [change])
    return { key, secret }
  }

  function requireSound({ name, scopes, expires }: NewKey, holds: readonly Right[]): void {
    if (name.trim() === '' || name.length > 100)
      throw refuse(
        'invalid',
        '请写明密钥做什么用（至多 100 字）。',
        'Say what the key is for, in up to 100 characters.',
        'name',
      )
    const foreign = (scopes ?? []).find((scope) => !holds.some((right) => right === scope))
    if (foreign !== undefined)
      throw refuse(
        'invalid',
        `这一账户没有权限“${foreign}”；可选：${holds.join('、')}。`,
        `The account does not have the right "${foreign}"; choose from ${holds.join(', ')}.`,
        'scopes',
      )
    if (scopes?.length === 0)
      throw refuse('invalid', '请至少选一项范围。', 'Choose at least one scope.', 'scopes')
    if (expires != null && (!isDay(expires) || expires < todayOf(ledger.now(), ledger.calendar.days.zone)))
      throw refuse(
        'invalid',
        '到期日应为今天或以后的日期，如 2027-01-31。',
        'The last day must be today or later, as 2027-01-31.',
        'expires',
      )
  }

  return {
    /** Makes a key of an account. @throws Problem `invalid`, `not_found`, `wrong_state` */
    async create(
      account: string,
      wanted: NewKey,
      by: Acting = ON_MACHINE,
    ): Promise<{ key: KeyView; secret: string }> {
      const state = await accounts.requireAccount(account)
      if (!isInForce(ledger, state))
        throw refuse(
          'wrong_state',
          '账户已经失效，不能再发密钥。',
          'The account is no longer in force: it gets no keys.',
        )
      requireSound(wanted, roles[state.role].rights)
      const today = todayOf(ledger.now(), ledger.calendar.days.zone)
      const live = (await stored.listKeys(database, account)).filter(
        ({ revoked, expires }) => revoked === null && (expires === null || expires >= today),
      )
      if (live.length >= MOST_KEYS)
        throw refuse(
          'quota_reached',
          `一个账户至多有 ${MOST_KEYS} 把有效的密钥：请先撤销不用的。`,
          `An account has at most ${MOST_KEYS} keys in use: revoke one first.`,
        )
      return insert(account, wanted, by)
    },

    /** Opens an account for a piece of software, and makes its key. The secret is kept nowhere. */
    async createWithAccount(
      call: Call,
      { role, department, ...wanted }: NewKey & { role: string; department: string | null },
    ): Promise<{ key: KeyView; secret: string }> {
      const by = { account: call.actor.account, request: 'cli' }
      // Made anew with each attempt to record the grant: the last one is the one that was kept.
      const all: ReturnType<typeof made>[] = []
      const along = (drafts: readonly Draft[]) => {
        const one = made(drafts[0]?.record ?? '', wanted)
        all.push(one)
        return { beside: access.beside(by, [one.change]) }
      }
      await accounts.grant(
        { ...call, idempotencyKey: undefined, along },
        { post: wanted.name, role, department },
      )
      const last = all.at(-1)
      if (last === undefined) throw new Error('no key was made')
      return { key: last.key, secret: last.secret }
    },

    /** All keys, or those of one account. */
    async list(account?: string): Promise<KeyView[]> {
      return (await stored.listKeys(database, account)).map(viewOf)
    },

    /** @param account only a key of this one. @throws Problem `not_found` when no live key has this id */
    async revoke(id: string, account?: string, by: Acting = ON_MACHINE): Promise<void> {
      const statement = stored.revokeKey(id, ledger.now().toISOString(), account)
      const subject = `${id}: 有效 in force → 撤销 revoked`
      if (await access.change(by, [{ statement, action: 'revoke_key', subject }])) return
      throw refuse('not_found', `没有可撤销的密钥 ${id}。`, `There is no live key ${id} to revoke.`, 'id')
    },

    /** Holder of a secret; null when there is none, it has ended, or its account has. */
    async holderOf(secret: string): Promise<Signed | null> {
      if (!isSecret(PREFIX, secret)) return null
      const hash = hashSecret(secret)
      const key = await known.find(hash, () => stored.findKey(database, hash))
      if (key === null) return null
      const now = ledger.now()
      const today = todayOf(now, ledger.calendar.days.zone)
      const { account } = key
      if (!isInForce(ledger, account) || (key.expires !== null && key.expires < today)) return null
      const hour = new Date(Math.floor(now.getTime() / HOUR) * HOUR).toISOString()
      // Once an hour, beside what the request does: whoever waited for it would wait a round trip for a mark.
      if (key.used !== hour) {
        stored.noteKeyUsed(database, key.id, hour).catch(() => undefined)
        known.drop(hash)
      }
      return {
        account: account.id,
        role: account.role,
        department: account.department,
        scopes: scopesOf(key.scopes) ?? undefined,
        by: key.id,
        means: 'key',
        since: key.created,
      }
    },
  }
}

export type Keys = ReturnType<typeof createKeys>
