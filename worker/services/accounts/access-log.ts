/**
 * The access log: who signed in, who read what in the restricted parts, who exported what. It is kept beside the
 * ledger and only grows; the digest of each day is an entry of the ledger, so that no row of a closed day can
 * change or vanish unseen.
 */

import type { accessActions } from '../../domain/kinds/account/vocabulary.ts'
import { ledgerDay } from '../../domain/record/date.ts'
import * as stored from '../../store/accounts/access.ts'
import {
  type AccessChange,
  noticeStatement,
  openNotices,
  runAccessChanges,
  seeNotices,
} from '../../store/accounts/access-changes.ts'
import type { Statement } from '../../store/database.ts'
import { createDailyDigests } from '../daily-digests.ts'
import type { Ledger } from '../open.ts'
import { type Caller, LOCAL_OPERATOR, requireRight } from '../roles.ts'

export type AccessAction = keyof typeof accessActions

/** Author of a change of a means of access, and the request that made it. */
export interface Acting {
  account: string | null
  request: string
}

/** The operator, with a command on the machine. */
export const ON_MACHINE: Acting = { account: LOCAL_OPERATOR.account, request: 'cli' }

/** Characters of a subject: the address of a request is cut short, a change of settings seldom. */
const MOST = { note: 500, change: 4000 }
const MONTH = 30 * 86_400_000

/** One change of a means of access, or one more row of it. `subject` says whose, and what from → to. */
export interface MeansChange {
  statement?: Statement
  action: AccessAction
  subject: string
}

/** Notice to the holder of an account. */
export interface Notice {
  n: number
  at: string
  action: string
  subject: string
}

/** A row of the access log, as of now. */
export function accessRow(
  { now }: Pick<Ledger, 'now'>,
  { account, request }: Acting,
  action: AccessAction,
  subject: string,
): stored.NewAccess {
  const at = now()
  const text = subject.slice(0, MOST.change)
  return { at: at.toISOString(), day: ledgerDay(at.toISOString()), account, action, subject: text, request }
}

export interface AccessView {
  n: number
  at: string
  account: string | null
  action: string
  subject: string
  request: string
}

const viewOf = ({ n, at, account, action, subject, request }: stored.StoredAccess): AccessView => ({
  n,
  at,
  account,
  action,
  subject,
  request,
})

/** Access log of one ledger, with its daily digests. */
export function createAccess(ledger: Ledger) {
  const { database } = ledger
  const digests = createDailyDigests(ledger, {
    stream: 'access',
    firstDay: () => stored.firstAccessDay(database),
    async rowsOf(since, day) {
      const rows = await stored.accessOfDays(database, since, day)
      return { rows: rows.map(viewOf), last: rows.at(-1)?.n ?? 0 }
    },
  })

  return {
    /** Notes one access. It is durable before what was asked for is shown. */
    async note(
      account: string | null,
      action: AccessAction,
      subject: string,
      request: string,
    ): Promise<void> {
      const row = accessRow(ledger, { account, request }, action, subject.slice(0, MOST.note))
      await stored.insertAccess(database, row)
    },

    /**
     * Changes means of access, each with its row, in one transaction.
     *
     * @param notices what holders of accounts are told with it
     * @returns false, and nothing is written, when one of the changes found nothing to change: somebody was faster
     */
    change(
      by: Acting,
      changes: readonly MeansChange[],
      notices: readonly { account: string; at: string; action: AccessAction; subject: string }[] = [],
    ): Promise<boolean> {
      const all = changes.map(({ statement, action, subject }): AccessChange => {
        const row = accessRow(ledger, by, action, subject)
        return statement === undefined ? { row } : { statement, row }
      })
      return runAccessChanges(database, all, notices.map(noticeStatement))
    },

    /** The same for the batch of an entry, with which they go: both or neither. */
    beside(by: Acting, changes: readonly MeansChange[]): Statement[] {
      return changes.flatMap(({ statement, action, subject }) => [
        ...(statement === undefined ? [] : [statement]),
        stored.accessStatement(accessRow(ledger, by, action, subject)),
      ])
    },

    /** Notices that the holder of an account has not acknowledged, oldest first. */
    async notices(account: string): Promise<Notice[]> {
      const open = await openNotices(database, account)
      return open.map(({ n, at, action, subject }) => ({ n, at, action, subject }))
    },

    /**
     * Acknowledges notices up to `n`. A session leaves alone the notice of the way by which it came, for a month.
     *
     * @returns false when there was none that it could acknowledge
     */
    async see(by: Acting & { account: string }, session: string, n: number): Promise<boolean> {
      const now = ledger.now()
      const old = new Date(now.getTime() - MONTH).toISOString()
      const statement = seeNotices(by.account, { through: n, session, old, seen: now.toISOString() })
      return runAccessChanges(database, [
        { statement, row: accessRow(ledger, by, 'see_notice', `${by.account} ≤ ${n}`) },
      ])
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
     * All rows of one closed day, or of the run of days that was closed with it, with what opens their digest: so that
     * an auditor can compare it with the entry.
     *
     * @returns null when the day is not closed
     * @throws Problem `not_allowed`
     */
    async day(caller: Caller, day: string) {
      requireRight(caller, 'access.read', null)
      return digests.day(day)
    },

    closeDays: digests.closeDays,
  }
}

export type Access = ReturnType<typeof createAccess>
