/**
 * 审读了哪一段: on which text a moderator decided, also where the content of that decision is gone. A decision says it in
 * its content, which may be lawfully erased. Without it, it was the first text to be read: a decision on any other, and
 * each that withholds one, follows an entry that names the text and holds nothing else.
 */
import { type Act, act, type Further, type RecordState } from '../acts.ts'
import type { Recorded } from '../event.ts'
import { json } from '../guard.ts'
import type { ReadOf } from '../shape.ts'
import { naming, type publishing, type withholding } from './fields.ts'
import { pendingTexts, type Spoken } from './text.ts'

/** Event of the entry that names a text. */
export const NAMED = 'text_named'

type State = RecordState & Spoken
type Named = ReadOf<typeof naming>

/** The text that the entry before the one with a version names; null where it names none. */
function namedBefore({ named }: Spoken, seq: number): Named | null {
  return named?.seq === seq - 1 ? named : null
}

/** The text that an entry publishes whose content cannot be read; 0 where there is none. */
function publishedAt(state: Spoken, seq: number): number {
  return (namedBefore(state, seq) ?? pendingTexts(state)[0])?.of ?? 0
}

/** A moderator's publishing, with the text that it is about. */
export function publishedBy(
  state: Spoken,
  given: ReadOf<typeof publishing>,
  { envelope, body }: Recorded,
): ReadOf<typeof publishing> {
  return body === null ? { ...given, of: publishedAt(state, envelope.seq) } : given
}

/** A moderator's withholding, with the text that it is about and the ground; null where the content is gone and no entry names it, as in older ledgers. */
export function withheldBy(
  state: Spoken,
  given: ReadOf<typeof withholding>,
  { envelope, body }: Recorded,
): ReadOf<typeof withholding> | null {
  if (body !== null) return given
  const named = namedBefore(state, envelope.seq)
  if (named === null || named.onGround === null) return null
  return { of: named.of, onGround: named.onGround, explanation: '' }
}

/** The entry that has to stand before a decision on a text; none where it is known without. */
export function namedFirst(
  state: State,
  { of, onGround = null }: { of: number; onGround?: Named['onGround'] },
): Further[] {
  const seq = state.seq + 1
  const named = namedBefore(state, seq)
  const isKnown =
    onGround === null ? publishedAt(state, seq) === of : named?.of === of && named.onGround === onGround
  return isKnown ? [] : [{ event: NAMED, on: state.id, body: json({ of, onGround }), ahead: true }]
}

/** 指明所审读的文字 */
export function namingOf<S extends State>(): Act<S> {
  return act('name-text', naming, {
    evenAnnulled: true,
    lasting: true,
    apply: (state: S, { of, onGround }, { envelope }) => ({
      ...state,
      named: { of, onGround, seq: envelope.seq },
    }),
  })
}
