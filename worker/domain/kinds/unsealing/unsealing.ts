/**
 * 公开原文: the record of a withheld text that was opened. It carries the text and its salt, which anybody can hold
 * against the digest that the withheld entry has committed to.
 */
import { checkBody } from '../../../ledger/body.ts'
import { fromBase64, toBase64 } from '../../../ledger/bytes.ts'
import { canonicalJson, type Json } from '../../../ledger/canonical.ts'
import type { Envelope } from '../../../ledger/envelope-shape.ts'
import { LedgerError } from '../../../ledger/error.ts'
import type { Draft, Opened, Recorded } from '../../record/event.ts'
import type { SearchField, Summary } from '../../record/facts.ts'
import { objectOf, own, textOrNull } from '../../record/json.ts'

export interface UnsealingState {
  kind: 'unsealing'
  id: string
  seq: number
  department: string | null
  recorded: string
  /** Ledger index of the entry whose text is opened. */
  target: number
  /** The record of that entry. */
  of: string
  reason: string
  /** Texts of the body, each once, in the order in which it stands there. */
  texts: string[]
}

/** Beginning of the id of every opening. */
export const UNSEALING = 'uns-'

/** Id of the opening of an entry. @param index of the withheld entry, from 0 */
export function unsealingId(index: number): string {
  return `${UNSEALING}${index}`
}

/** Index of the withheld entry of which an id is the opening; null for any other id. */
export function unsealedBy(id: string): number | null {
  const index = /^uns-(0|[1-9]\d{0,15})$/.exec(id)?.[1]
  return index === undefined ? null : Number(index)
}

/** State of an opening after one more entry. Only the first says anything; total for bodies of any shape. */
export function applyToUnsealing(state: UnsealingState | null, { envelope, body }: Recorded): UnsealingState {
  if (state !== null) return { ...state, seq: envelope.seq }
  const fields = objectOf(body ?? undefined)
  return {
    kind: 'unsealing',
    id: envelope.record,
    seq: envelope.seq,
    department: envelope.department,
    recorded: envelope.recorded,
    target: unsealedBy(envelope.record) ?? 0,
    of: textOrNull(own(fields, 'of')) ?? '',
    reason: textOrNull(own(fields, 'reason')) ?? '',
    texts: textsIn(own(fields, 'content') ?? null),
  }
}

/** Digests of documents, and ids of records and their parts: nobody looks for a text by them. */
const NO_TEXT = /^([0-9a-f]{64}|[a-z]{3}-[0-9a-z-]+)?$/

/** Everything that a body of any shape says, each text once. */
function textsIn(content: Json): string[] {
  const found = new Set<string>()
  const open: Json[] = [content]
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (typeof value === 'string') {
      if (!NO_TEXT.test(value)) found.add(value)
    } else if (typeof value === 'object' && value !== null) open.push(...Object.values(value).reverse())
  }
  return [...found]
}

/** Texts of an opening for the search index: what was opened, and why. */
export function searchUnsealing({ texts, reason }: UnsealingState): SearchField[] {
  return [...texts, reason].flatMap((text) => (text === '' ? [] : [{ field: 'text', text }]))
}

/** Row of an opening: the index of the withheld entry as title. */
export function summariseUnsealing({ target, department }: UnsealingState): Summary {
  return { title: `#${target}`, department, type: null, level: null, status: 'in_force' }
}

/** Entry that opens the text of another one. */
export function decideUnsealed(
  { target, envelope }: { target: number; envelope: Envelope },
  { content, salt }: { content: string; salt: Uint8Array },
  reason: string,
  occurred: string,
): Draft {
  return {
    kind: UNSEALED,
    record: unsealingId(target),
    seq: 1,
    department: envelope.department,
    occurred,
    visibility: 'public',
    body: { target, of: envelope.record, content: JSON.parse(content), salt: toBase64(salt), reason },
  }
}

/** The event by which a withheld text is opened. */
export const UNSEALED = 'unsealing.opened'

/**
 * The text that an entry opens, where it is the one that the withheld entry at `index` has committed to; null for any
 * other entry, and for any other text.
 */
export function openedIn(
  { index: entry, envelope, body }: Recorded,
  index: number,
  sealed: Pick<Envelope, 'body' | 'visibility'>,
): Opened | null {
  if (envelope.kind !== UNSEALED || envelope.record !== unsealingId(index) || entry <= index) return null
  if (sealed.visibility !== 'sealed') return null
  const { target, content, salt } = objectOf(body ?? undefined)
  if (target !== index || content === undefined || typeof salt !== 'string') return null
  const holds = isCommitted(sealed, salt, content)
  return holds ? { entry, recorded: envelope.recorded, content, salt } : null
}

function isCommitted(sealed: Pick<Envelope, 'body'>, salt: string, content: Json): boolean {
  try {
    return checkBody(sealed, fromBase64(salt), canonicalJson(content))
  } catch (error) {
    if (error instanceof LedgerError) return false
    throw error
  }
}
