/**
 * 日摘要: fixes in the ledger, day by day, what is kept beside it. A day gets its digest whether anything happened
 * on it or not, so that the entries tell nobody what there is, or how much. After a machine was off, the days that it
 * missed get one digest together.
 */

import { type DigestStream, decideDigested, digestId } from '../domain/kinds/digest/digest.ts'
import { dayAfter, ledgerDay } from '../domain/record/date.ts'
import { digestBody } from '../ledger/body.ts'
import { toBase64 } from '../ledger/bytes.ts'
import { canonicalJson } from '../ledger/canonical.ts'
import * as stored from '../store/accounts/access.ts'
import { readRecord } from '../store/records/records.ts'
import type { Ledger } from './open.ts'
import { LOCAL_OPERATOR } from './roles.ts'
import { perform } from './submit/perform.ts'

/** Time after midnight for which a day is still open, for requests that began before it, in milliseconds. */
const GRACE = 5 * 60_000

/** Digest of rows, over its salt and their canonical JSON; base64. */
export function digestRows(salt: Uint8Array, rows: readonly object[]): string {
  return toBase64(digestBody(salt, canonicalJson(JSON.parse(JSON.stringify(rows)))))
}

export interface DailyRows<Row extends object> {
  stream: DigestStream
  /** The first day that gets a digest; null while there is none yet. */
  firstDay(): Promise<string | null>
  /** The rows from one day to another, oldest first, and the number of the last one; 0 for none. */
  rowsOf(since: string, day: string): Promise<{ rows: Row[]; last: number }>
}

/** Digests of the rows that one stream keeps beside the ledger, each over one day or a run of days. */
export function createDailyDigests<Row extends object>(
  ledger: Ledger,
  { stream, firstDay, rowsOf }: DailyRows<Row>,
) {
  const { database } = ledger
  /** One closing at a time. */
  let closing: Promise<void> = Promise.resolve()

  async function closeDays(): Promise<void> {
    const today = ledgerDay(new Date(ledger.now().getTime() - GRACE).toISOString())
    const last = await stored.lastDigestDay(database, stream)
    // The last one may have been cut short between its row and its entry.
    if (last !== null) await enter(last)
    const since = last === null ? await firstDay() : dayAfter(last)
    if (since !== null && since < today) await close(since, dayAfter(today, -1))
  }

  /** The row first, which closes the days to further rows; then the entry. What was cut short is caught up. */
  async function close(since: string, day: string): Promise<void> {
    const { rows, last } = await rowsOf(since, day)
    const salt = ledger.random(32)
    await stored.insertDigest(database, since, { stream, day, salt, digest: digestRows(salt, rows), last })
    await enter(day)
  }

  /** First day for which the digest stands whose last day is `day`: the one behind the digest before it. */
  async function sinceOf(day: string): Promise<string> {
    const before = await stored.digestDayBefore(database, stream, day)
    return (before === null ? await firstDay() : dayAfter(before)) ?? day
  }

  async function enter(day: string): Promise<void> {
    const id = digestId(stream, day)
    const kept = await stored.readDigest(database, stream, day)
    if (kept === null || kept.day !== day || (await readRecord(database, id)) !== null) return
    const since = await sinceOf(day)
    const call = { actor: LOCAL_OPERATOR, idempotencyKey: id }
    await perform(ledger, call, { verb: 'digest.record', day }, async () => ({
      drafts: [decideDigested(stream, { since, day }, kept.digest)],
      before: new Map(),
    }))
  }

  return {
    /**
     * All rows of one closed day, or of the run of days that was closed with it, with what opens their digest, to be
     * compared with the entry; null while it is open, and for a day before the first.
     */
    async day(asked: string) {
      const kept = await stored.readDigest(database, stream, asked)
      if (kept === null) return null
      const { day } = kept
      const since = await sinceOf(day)
      if (asked < since) return null
      const { rows } = await rowsOf(since, day)
      const record = await readRecord(database, digestId(stream, day))
      const entered = record?.state.kind === 'digest' ? record.state.digest : null
      return {
        since,
        day,
        rows,
        salt: toBase64(kept.salt),
        digest: digestRows(kept.salt, rows),
        /** The digest in the ledger, and where it stands. */
        entered,
        index: record?.lastIndex ?? null,
      }
    },

    /** The last day that was closed; null when none was. */
    lastDay: () => stored.lastDigestDay(database, stream),

    /** Enters the digest of the days that are over, whether anything happened on them or not. */
    closeDays(): Promise<void> {
      closing = closing.catch(() => undefined).then(closeDays)
      return closing
    },
  }
}
