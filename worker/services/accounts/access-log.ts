/**
 * The access log: who signed in, who read what in the restricted parts, who exported what. It is kept beside the
 * ledger and only grows; the digest of each day is an entry of the ledger, so that no row of a closed day can
 * change or vanish unseen.
 */
import type { accessActions } from '../../domain/kinds/account/vocabulary.ts'
import * as stored from '../../store/accounts/access.ts'
import { createDailyDigests } from '../daily-digests.ts'
import type { Ledger } from '../open.ts'
import { type Caller, requireRight } from '../roles.ts'
import { todayOf } from '../submit/call.ts'
export type AccessAction = keyof typeof accessActions

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

export function createAccess(ledger: Ledger) {
  const { database } = ledger
  const digests = createDailyDigests(ledger, {
    stream: 'access',
    firstDay: () => stored.firstAccessDay(database),
    async rowsOf(day) {
      const rows = await stored.accessOfDay(database, day)
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
      return digests.day(day)
    },

    closeDays: digests.closeDays,
  }
}

export type Access = ReturnType<typeof createAccess>
