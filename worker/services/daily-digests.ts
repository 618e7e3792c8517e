/**
 * 日摘要: fixes in the ledger, day by day, what is kept beside it. A day gets its digest whether anything happened
 * on it or not, so that the entries tell nobody what there is, or how much.
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
/** Days closed in one go: the ledger of a machine that was off for longer catches up over several. */
const MOST_DAYS = 400

/** Digest of the rows of a day, over its salt and their canonical JSON; base64. */
export function digestRows(salt: Uint8Array, rows: readonly object[]): string {
  return toBase64(digestBody(salt, canonicalJson(JSON.parse(JSON.stringify(rows)))))
}

export interface DailyRows<Row extends object> {
  stream: DigestStream
  /** The first day that gets a digest; null while there is none yet. */
  firstDay(): Promise<string | null>
  /** The rows of one day, oldest first, and the number of the last one; 0 for none. */
  rowsOf(day: string): Promise<{ rows: Row[]; last: number }>
}

/** Digests of the rows that one stream keeps beside the ledger, each over one day. */
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
    let day = last === null ? await firstDay() : dayAfter(last)
    for (let n = 0; day !== null && day < today && n < MOST_DAYS; n++, day = dayAfter(day)) await close(day)
  }

  /** The row first, which closes the day to further rows; then the entry. What was cut short is caught up. */
  async function close(day: string): Promise<void> {
    const { rows, last } = await rowsOf(day)
    const salt = ledger.random(32)
    await stored.insertDigest(database, { stream, day, salt, digest: digestRows(salt, rows), last })
    await enter(day)
  }

  async function enter(day: string): Promise<void> {
    const id = digestId(stream, day)
    const kept = await stored.readDigest(database, stream, day)
    if (kept === null || (await readRecord(database, id)) !== null) return
    const call = { actor: LOCAL_OPERATOR, idempotencyKey: id }
    await perform(ledger, call, { verb: 'digest.record', day }, async () => ({
      drafts: [decideDigested(stream, day, kept.digest)],
      before: new Map(),
    }))
  }

  return {
    /** All rows of one closed day with what opens its digest, to be compared with the entry; null while it is open. */
    async day(day: string) {
      const kept = await stored.readDigest(database, stream, day)
      if (kept === null) return null
      const { rows } = await rowsOf(day)
      const record = await readRecord(database, digestId(stream, day))
      const entered = record?.state.kind === 'digest' ? record.state.digest : null
      return {
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

    /** Enters the digest of every day that is over, whether anything happened on it or not. */
    closeDays(): Promise<void> {
      closing = closing.catch(() => undefined).then(closeDays)
      return closing
    },
  }
}
