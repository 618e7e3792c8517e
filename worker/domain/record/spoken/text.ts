/** Texts of the public in the state of a record: sealed as they come in, and then as far in the open as a moderator put them. */
import type { Recorded } from '../event.ts'
import type { ReadOf } from '../shape.ts'
import { MOST_ATTACHED, type naming, type publishing, type withholding } from './fields.ts'
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
  /** The document that it is; null for words, and for one that is not published. */
  attachment: ReadOf<typeof publishing>['attachment']
  /** Grounds on which a moderator put a copy without some parts in the place of that document; empty for the document itself. */
  copied: ModerationGround[]
  /** Name that the writer of a comment chose; null for none, and for one that is not published. */
  name: string | null
  /** The organisation for which the writer speaks, as a record on its domain showed; null for words. */
  proof: ReadOf<typeof publishing>['proof']
  redactions: { field: string; at: number; length: number; ground: ModerationGround }[]
  /** Ledger index of the sealed entry and its salt, where nothing was cut. */
  opens: number | null
  salt: string | null
  ground: ModerationGround | null
  explanation: string | null
  /** Account of the moderator who decided on it last; null before. */
  reader: string | null
  /** 再读: whether the writer asked for another moderator, and had one; null where nothing was asked. */
  second: 'asked' | 'read' | null
}

/** A state that holds texts of the public. */
export interface Spoken {
  texts: SpokenText[]
  /** 指明: what the entry with this version names for the one after it; absent where none did. */
  named?: ReadOf<typeof naming> & { seq: number }
}

/** The text with which a record began, among its texts; null while it has not come in. */
export function ownText({ texts }: Spoken): SpokenText | null {
  return texts.find(({ event }) => event === 'said') ?? null
}

/** Documents that somebody of the public sent with what they wrote. */
export function attachedTo({ texts }: Spoken): SpokenText[] {
  return texts.filter(({ event }) => event === 'attached')
}

/** The organisation for which the writer speaks, once a moderator has published it; null for none. */
export function organisationOf({ texts }: Spoken): SpokenText['proof'] {
  return texts.find(({ proof }) => (proof ?? null) !== null)?.proof ?? null
}

/** True while one more document can be sent. */
export function takesAttachment(state: Spoken): boolean {
  return attachedTo(state).length < MOST_ATTACHED.documents
}

/** True of a text that waits for a moderator: for the first, or for another one as its writer asked. */
export function isToRead({ publication, second }: SpokenText): boolean {
  return publication === 'pending' || second === 'asked'
}

/** True of a text of which its writer may ask for another moderator: it was cut or withheld, and read once. */
export function isContestable({ publication, second }: SpokenText): boolean {
  return (publication === 'withheld' || publication === 'redacted') && (second ?? null) === null
}

/** Texts that wait for a moderator. */
export function pendingTexts({ texts }: Spoken): SpokenText[] {
  return texts.filter(isToRead)
}

/** Content of a text of which nothing is published. */
const NOTHING = {
  title: null,
  text: null,
  asks: [],
  attachment: null,
  copied: [],
  name: null,
  proof: null,
  redactions: [],
  opens: null,
  salt: null,
}

/** A text as it came in: sealed, and read by nobody yet. */
export function arrived(event: string, { envelope }: Recorded): SpokenText {
  return {
    of: envelope.seq,
    event,
    by: 'asker',
    occurred: envelope.occurred,
    publication: 'pending',
    ...NOTHING,
    ground: null,
    explanation: null,
    reader: null,
    second: null,
  }
}

function withText<S extends Spoken>(state: S, of: number, change: Partial<SpokenText>): S {
  return { ...state, texts: state.texts.map((one) => (one.of === of ? { ...one, ...change } : one)) }
}

/** Marks of whoever has read a text, the first or the second. */
function readBy<S extends Spoken>(state: S, of: number, { envelope }: Recorded): Partial<SpokenText> {
  const before = state.texts.find((one) => one.of === of)?.second ?? null
  return { reader: envelope.actor.account, second: before === null ? null : 'read' }
}

/** The state with a text that a moderator published. @param given with the text that was decided, as `decided.ts` finds it */
export function withPublished<S extends Spoken>(
  state: S,
  {
    of,
    title,
    text,
    asks,
    attachment,
    copied,
    name,
    proof,
    redactions,
    opens,
    salt,
  }: ReadOf<typeof publishing>,
  entry: Recorded,
): S {
  const read = { ...readBy(state, of, entry), ground: null, explanation: null }
  if (entry.body === null) return withText(state, of, { ...read, ...NOTHING, publication: 'erased' })
  const publication = redactions.length + copied.length === 0 ? 'published' : 'redacted'
  const words = { title, text, asks, attachment, copied, name, proof }
  return withText(state, of, { ...read, publication, ...words, redactions, opens, salt })
}

/** The state with a text that a moderator withheld; without an explanation where that was erased. */
export function withWithheld<S extends Spoken>(
  state: S,
  { of, onGround, explanation }: ReadOf<typeof withholding>,
  entry: Recorded,
): S {
  const read = readBy(state, of, entry)
  const said = entry.body === null ? null : explanation
  return withText(state, of, {
    ...read,
    ...NOTHING,
    publication: 'withheld',
    ground: onGround,
    explanation: said,
  })
}

/** The state with a text of which its writer asked for another moderator. */
export function withSecondAsked<S extends Spoken>(state: S, of: number): S {
  return withText(state, of, { second: 'asked' })
}

/** True where a moderator withholds the text with which a record began on a ground that ends it. */
export function isEnded(state: Spoken, { of, onGround }: ReadOf<typeof withholding>): boolean {
  return ownText(state)?.of === of && endingGrounds.includes(onGround)
}
