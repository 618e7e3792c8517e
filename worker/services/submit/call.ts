import type { State } from '../../domain/kinds/kinds.ts'
import type { Draft } from '../../domain/record/event.ts'
import { refuse } from '../../domain/record/guard.ts'
import { dayIn } from '../../domain/record/zone.ts'
import type { DraftSignature, Prepared } from '../../ledger/prepared.ts'
import type { Receipt } from '../../ledger/receipt.ts'
import type { Submission } from '../../store/log/batch.ts'
import type { Caller } from '../roles.ts'

/** @throws Problem `conflict` when the record has moved on since the caller saw it */
export function requireSeen({ expectedSeq }: Call, seq: number): void {
  if (expectedSeq === undefined || expectedSeq === seq) return
  throw refuse(
    'conflict',
    `你看到的是第 ${expectedSeq} 版，现在已是第 ${seq} 版：请重新读取后再决定。`,
    `You saw version ${expectedSeq}, it is now at version ${seq}: read it again and decide anew.`,
  )
}

/** Call of a verb: who makes it, and what goes into the envelope with it. */
export interface Call {
  actor: Caller
  /** The account that approved what the actor drafted. Set by the approval of a draft alone. */
  approver?: string | undefined
  /**
   * Published register that is followed on the machine: the register is the second. Set by an import alone.
   */
  source?: Followed | undefined
  /** Repeating a request with the same key gives the first answer again and writes nothing. */
  idempotencyKey?: string | undefined
  /** The `seq` that the caller saw: refuse when the record has moved on since. */
  expectedSeq?: number | undefined
  /** Business time as claimed; today when left out. */
  occurred?: string | undefined
  visibility?: 'public' | 'sealed' | undefined
  ground?: string | undefined
  review?: string | undefined
  /**
   * Rows beside the ledger that move with the entries: both or neither. Set by services alone; asked each
   * time that the verb decides.
   */
  along?: ((drafts: readonly Draft[]) => Along | Promise<Along>) | undefined
  /** Whatever goes first: this is decided when that has settled, and not at all when it failed. */
  after?: Promise<unknown> | undefined
  /** Called when it is on its way to the database: the thread that decides has nothing to do meanwhile. */
  onSent?: (() => void) | undefined
  /**
   * Signatures of a request that the department signs; while there are none, only tell what would be
   * recorded.
   */
  signing?: { ticket: string; signatures: readonly DraftSignature[] | null } | undefined
}

/** A delivery of a register that others publish, as whoever imports it has declared. */
export interface Followed {
  /** Name of the mapping through which it is read; null for a list or package, whose records name none. */
  mapping: string | null
  /** SHA-256 of what was delivered, in hexadecimal. */
  digest: string
}

/** Company of entries in their transaction. */
export interface Along {
  /** Key under which they are submitted, apart from all that a client can send; random when left out. */
  key?: string | undefined
  requires?: Submission['requires']
  beside?: Submission['beside']
}

export interface Outcome {
  records: { id: string; seq: number; index: number }[]
  receipts: Receipt[]
  /** True when this answers a key that was used before. */
  repeated: boolean
  /** The entries that would be recorded: nothing was. Only when the call asked to prepare. */
  prepared?: Prepared
}

/** The request to a verb, as it came. */
export interface Request {
  verb: string
  [argument: string]: unknown
}

/** The decision of a verb: the entries to record. */
export interface Decision {
  drafts: readonly Draft[]
  before: ReadonlyMap<string, State | null>
  erased?: Submission['erased']
  /** Other records that were looked at, whose text it may repeat. */
  looked?: Submission['looked']
  /** Requirements beside the ledger: rows that have to stand as they were decided on. */
  requires?: Submission['requires']
  /** Rows beside the ledger that go with these entries: both or neither. */
  beside?: Submission['beside']
}

/** The day on which `now` falls in a time zone: that of the calendar of a ledger. */
export function todayOf(now: Date, zone: string): string {
  return dayIn(zone, now.toISOString())
}
