import type { Json } from '../../ledger/canonical.ts'
import type { Envelope } from '../../ledger/envelope-shape.ts'
// The one place in which the machinery names the kinds, and of the two tables their types alone.
import type { States } from '../kinds/kinds.ts'
import type { NumberedKind as Numbered } from '../kinds/table.ts'

export type RecordKind = keyof States
export type State = States[RecordKind]
/** Kinds whose records are named by ten random characters. */
export type NumberedKind = Numbered

/** An entry as the reducers see it. The body is null when it is sealed or was lawfully erased. */
export interface Recorded {
  index: number
  envelope: Envelope
  body: Json | null
}

/** An entry that a verb decided to record; the committer adds the actor, the clock and the salt. */
export interface Draft {
  kind: string
  record: string
  seq: number
  department: string | null
  occurred: string
  visibility: 'public' | 'sealed'
  ground?: string
  review?: string
  body: Json
}

/** One field that an entry changed; null stands for absent. */
export interface Change {
  field: string
  from: Json
  to: Json
}

/** Text that was withheld and is open now, with the proof that it is the one that was committed. */
export interface Opened {
  /** Ledger index of the entry that opened it, and when it was recorded. */
  entry: number
  recorded: string
  content: Json
  /** base64 of the 32 bytes that were digested before the text. */
  salt: string
}

/** One event in the life of a record, with what it changed. */
export interface Moment {
  entry: Recorded
  changes: Change[]
  /** Text that was withheld and is open now; absent otherwise. */
  opened?: Opened
  /** True where the content was lawfully erased, withheld before or not; absent otherwise. */
  erased?: true
}
