/** 待入账后入账: what has waited is entered as of the day on which it came in, under the code that was shown then. */
import { PUBLIC } from '../../domain/record/spoken/public.ts'
import type { Statement } from '../../store/database.ts'
import type { Requirement } from '../../store/log/requirement.ts'
import { trackingStatements } from '../../store/questions.ts'
import type { Ledger } from '../open.ts'
import type { Desk } from '../questions/receipt.ts'
import { type Call, todayOf } from '../submit/call.ts'
import { newTicket } from '../submit/prepare.ts'

/** Text of the public that has waited to be entered. */
export interface Waited {
  /** Id of the record that it will be. */
  id: string
  /** SHA-256 of the code of whoever wrote, in hexadecimal. */
  hash: string
  /** UTC instant at which it came in. */
  received: string
  /** Of a comment, the version of the draft that was open then. */
  draft?: string | undefined
  /** In the transaction of its entry: it still waits, and waits no more. */
  requires: readonly Requirement[]
  beside: readonly Statement[]
}

/** Ways of entering what somebody of the public writes. */
export interface Putting {
  desk?: Desk | null
  nonce?: string | undefined
  waited?: Waited | null
  /** True where nothing is entered, and only told whether it could be. */
  rehearsal?: boolean
}

/** The day on which something came in, and its business time where that is not today: its clock starts then. */
export function cameIn(
  { calendar }: Pick<Ledger, 'calendar'>,
  now: Date,
  waited: Pick<Waited, 'received'> | null,
): { day: string; occurred: string | undefined } {
  const today = todayOf(now, calendar.days.zone)
  const day = waited === null ? today : todayOf(new Date(waited.received), calendar.days.zone)
  return { day, occurred: day === today ? undefined : waited?.received }
}

/** Beside the entry of what comes in: its code, and how whoever wrote it is reached. */
interface Beside {
  id: string
  now: Date
  occurred: string | undefined
  /** SHA-256 of the code, in hexadecimal. */
  hash: string
  /** The contact, sealed; null for none. */
  contact: string | null
  beside: readonly Statement[]
}

/** The call by which something that somebody of the public wrote is entered, at once or after it has waited. */
export function incomingCall(
  { random }: Pick<Ledger, 'random'>,
  { desk = null, nonce, waited = null, rehearsal = false }: Putting,
  { id, now, occurred, hash, contact, beside }: Beside,
): Call {
  return {
    actor: desk?.caller ?? PUBLIC,
    idempotencyKey: nonce,
    ...(occurred === undefined ? {} : { occurred }),
    ...(rehearsal ? { signing: { ticket: newTicket(random), signatures: null } } : {}),
    along: () => ({
      requires: waited?.requires ?? [],
      beside: [
        ...trackingStatements(id, hash, contact, now.toISOString()),
        ...beside,
        ...(waited?.beside ?? []),
      ],
    }),
  }
}
