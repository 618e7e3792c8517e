/**
 * The access log: who signed in, who read what in the restricted parts, who exported what. It is kept beside the
 * ledger and only grows; the digest of each day is an entry of the ledger, so that no row of a closed day can
 * change or vanish unseen.
 */
import type { accessActions } from '../domain/account/words.ts'
import { decideDigested } from '../domain/digest/digest.ts'
import { digestId } from '../domain/ids.ts'
import { digestBody } from '../ledger/body.ts'
import { toBase64 } from '../ledger/bytes.ts'
import { canonicalJson } from '../ledger/canonical.ts'
import * as stored from '../store/access.ts'
import { readRecord } from '../store/records.ts'
import type { Ledger } from './open.ts'
import { perform, todayOf } from './perform.ts'
import { type Caller, LOCAL_OPERATOR, requireRight } from './roles.ts'

export type AccessAction = keyof typeof accessActions

export interface AccessView {
  n: number
  at: string
  account: string | null
  action: string
  subject: string
  request: string
}

/** How long after midnight a day is still open, for requests that began before it. */
const GRACE = 5 * 60_000
const DAY = 86_400_000
/** Days closed in one go: the ledger of a machine that was off for longer catches up over several. */
const MOST_DAYS = 400

function dayAfter(day: string): string {
  return new Date(Date.parse(day) + DAY).toISOString().slice(0, 10)
}

const viewOf = ({ n, at, account, action, subject, request }: stored.StoredAccess): AccessView => ({
  n,
  at,
  account,
  action,
  subject,
  request,
})

/** What a day's digest is over: its salt, and its rows as canonical JSON. */
export function digestAccess(salt: Uint8Array, rows: readonly AccessView[]): string {
  return toBase64(digestBody(salt, canonicalJson(JSON.parse(JSON.stringify(rows)))))
}

export function createAccess(ledger: Ledger) {
  const { database } = ledger
  /** One closing at a time. */
  let closing: Promise<void> = Promise.resolve()

  async function closeDays(): Promise<void> {
    const today = todayOf(new Date(ledger.now().getTime() - GRACE))
    const last = await stored.lastDigestDay(database, 'access')
    // The last one may have been cut short between its row and its entry.
    if (last !== null) await enter(last)
    let day = last === null ? await stored.firstAccessDay(database) : dayAfter(last)
    for (let n = 0; day !== null && day < today && n < MOST_DAYS; n++, day = dayAfter(day)) await close(day)
  }

  /** The row first, which closes the day to further rows; then the entry. What was cut short is caught up. */
  async function close(day: string): Promise<void> {
    const rows = await stored.accessOfDay(database, day)
    const salt = ledger.random(32)
    const digest = digestAccess(salt, rows.map(viewOf))
    await stored.insertDigest(database, { stream: 'access', day, salt, digest, last: rows.at(-1)?.n ?? 0 })
    await enter(day)
  }

  async function enter(day: string): Promise<void> {
    const kept = await stored.readDigest(database, 'access', day)
    if (kept === null || (await readRecord(database, digestId('access', day))) !== null) return
    const call = { actor: LOCAL_OPERATOR, idempotencyKey: digestId('access', day) }
    await perform(ledger, call, { verb: 'digest.record', day }, async () => ({
      drafts: [decideDigested('access', day, kept.digest)],
      before: new Map(),
    }))
  }

  return {
    /** Notes one access. It is durable before what was asked for is shown. */
    async note(
      account: string | null,
      action: AccessAction,
      subject: string,
      request: string,
    ): Promise<void> {
      const now = ledger.now()
      const row = {
        at: now.toISOString(),
        day: todayOf(now),
        account,
        action,
        subject: subject.slice(0, 500),
        request,
      }
      await stored.insertAccess(database, row)
    },

    /** Rows, newest first. @throws Problem `not_allowed` */
    async list(
      caller: Caller,
      filter: stored.AccessFilter,
      { limit, before }: { limit: number; before?: number | undefined },
    ): Promise<AccessView[]> {
      requireRight(caller, 'access.read', null)
      return (await stored.readAccess(database, filter, limit, before)).map(viewOf)
    },

    /**
     * All rows of one closed day with what opens its digest, so that an auditor can compare it with the entry.
     *
     * @returns null when the day is not closed
     * @throws Problem `not_allowed`
     */
    async day(caller: Caller, day: string) {
      requireRight(caller, 'access.read', null)
      const kept = await stored.readDigest(database, 'access', day)
      if (kept === null) return null
      const rows = (await stored.accessOfDay(database, day)).map(viewOf)
      const record = await readRecord(database, digestId('access', day))
      const entered = record?.state.kind === 'digest' ? record.state.digest : null
      return {
        day,
        rows,
        salt: toBase64(kept.salt),
        digest: digestAccess(kept.salt, rows),
        /** The digest in the ledger, and where it stands. */
        entered,
        index: record?.lastIndex ?? null,
      }
    },

    /** Enters the digest of every day that is over, whether anything happened on it or not. */
    closeDays(): Promise<void> {
      closing = closing.catch(() => undefined).then(closeDays)
      return closing
    },
  }
}

export type Access = ReturnType<typeof createAccess>
