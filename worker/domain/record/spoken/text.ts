/** Texts of the public in the state of a record: sealed as they come in, and then as far in the open as a moderator put them. */
import type { Json } from '../../../ledger/canonical.ts'
import type { Recorded } from '../event.ts'
import type { ReadOf } from '../shape.ts'
import type { publishing, withholding } from './fields.ts'
import { endingGrounds, type ModerationGround, type Publication, type voices } from './vocabulary.ts'

/** One text that came in: sealed until a moderator has read it, or said by the department in the open. */
export interface SpokenText {
  /** Version of the record with which it came in. */
  of: number
  /** Event with which it came in, as `said`. */
  event: string
  by: keyof typeof voices
  occurred: string
  publication: Publication
  title: string | null
  text: string | null
  asks: string[]
  redactions: { field: string; at: number; length: number; ground: ModerationGround }[]
  /** Ledger index of the sealed entry and its salt, where nothing was cut. */
  opens: number | null
  salt: string | null
  ground: ModerationGround | null
  explanation: string | null
}

/** A state that holds texts of the public. */
export interface Spoken {
  texts: SpokenText[]
}

/** The text with which a record began, among its texts; null while it has not come in. */
export function ownText({ texts }: Spoken): SpokenText | null {
  return texts.find(({ event }) => event === 'said') ?? null
}

/** Texts that no moderator has read yet. */
export function pendingTexts({ texts }: Spoken): SpokenText[] {
  return texts.filter(({ publication }) => publication === 'pending')
}

/** A text as it came in: sealed, and read by nobody yet. */
export function arrived(event: string, { envelope }: Recorded): SpokenText {
  return {
    of: envelope.seq,
    event,
    by: 'asker',
    occurred: envelope.occurred,
    publication: 'pending',
    title: null,
    text: null,
    asks: [],
    redactions: [],
    opens: null,
    salt: null,
    ground: null,
    explanation: null,
  }
}

function withText<S extends Spoken>(state: S, of: number, change: Partial<SpokenText>): S {
  return { ...state, texts: state.texts.map((one) => (one.of === of ? { ...one, ...change } : one)) }
}

/** The state with a text that a moderator published. @param body null where what was published was lawfully erased */
export function withPublished<S extends Spoken>(
  state: S,
  { of, title, text, asks, redactions, opens, salt }: ReadOf<typeof publishing>,
  body: Json | null,
): S {
  if (body === null) return withText(state, pendingTexts(state)[0]?.of ?? of, { publication: 'erased' })
  const publication = redactions.length === 0 ? 'published' : 'redacted'
  return withText(state, of, { publication, title, text, asks, redactions, opens, salt })
}

/** The state with a text that a moderator withheld. */
export function withWithheld<S extends Spoken>(
  state: S,
  { of, onGround, explanation }: ReadOf<typeof withholding>,
): S {
  return withText(state, of, { publication: 'withheld', ground: onGround, explanation })
}

/** True where a moderator withholds the text with which a record began on a ground that ends it. */
export function isEnded(state: Spoken, { of, onGround }: ReadOf<typeof withholding>): boolean {
  return ownText(state)?.of === of && endingGrounds.includes(onGround)
}
