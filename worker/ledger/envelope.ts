/**
 * The leaf of the ledger: the RFC 8785 bytes of an envelope. An envelope says what happened to which record,
 * for whom, when, and commits to the content by a digest. It holds no free text, so that it may stay for ever.
 */
import { fromUtf8, utf8 } from './bytes.ts'
import {
  type Envelope,
  readEnvelope,
  requireEnvelope,
  requireUnsigned,
  type UnsignedEnvelope,
} from './envelope-shape.ts'
import { LedgerError } from './error.ts'

/** The longest entry that an entry bundle can carry (C2SP tlog-tiles: a 16-bit length). */
export const MAX_LEAF_BYTES = 65535

/**
 * The leaf of an envelope. Its fields are bounded, so that it never comes near `MAX_LEAF_BYTES`.
 *
 * @throws LedgerError `malformed_leaf`, naming the field, when the envelope has not exactly the shape above
 */
export function formatLeaf(envelope: Envelope): Uint8Array {
  requireEnvelope(envelope)
  return utf8(textOf(envelope))
}

/** First line of what a department signs from version 2 on: it is signed for this purpose, and nothing else is. */
const CONTEXT = 'mingzhang/department/v2'

/**
 * Bytes that `sig` signs. Version 2: a line that says what it is, a line with the origin of the ledger, and the
 * canonical JSON of the envelope without `sig` and without `recorded`, so that what was signed for one ledger is no
 * signature in another. Version 1: that JSON alone.
 * `recorded` is the ledger's own statement, made at the commit, after the department has signed: nobody could
 * sign it beforehand. The checkpoint answers for it, as for the place of the entry. (design.md §2 says "over
 * the rest"; this makes it exact.)
 *
 * @throws LedgerError `malformed_leaf`, naming the field
 */
export function formatUnsigned(envelope: UnsignedEnvelope, origin: string): Uint8Array {
  const unsigned = { ...envelope, recorded: undefined, sig: undefined }
  requireUnsigned(unsigned)
  const text = textOf(unsigned)
  return utf8(envelope.v === 1 ? text : `${CONTEXT}\n${origin}\n${text}`)
}

/**
 * Reads what is to be signed, of version 2. Its envelope is not checked yet.
 *
 * @throws LedgerError `malformed_leaf` for any other text
 */
export function readUnsigned(text: string): { origin: string; envelope: UnsignedEnvelope } {
  const [context, origin = '', json = '', ...more] = text.split('\n')
  if (context !== CONTEXT || origin === '' || more.length > 0)
    throw new LedgerError('malformed_leaf', 'what is to be signed does not say for which ledger')
  try {
    return { origin, envelope: JSON.parse(json) }
  } catch (cause) {
    throw new LedgerError('malformed_leaf', 'what is to be signed is not JSON', { cause })
  }
}

/**
 * Reads a leaf strictly: `formatLeaf(parseLeaf(leaf))` is always `leaf`.
 *
 * @throws LedgerError `too_large`, `malformed_utf8`, `malformed_leaf` (not JSON, a field missing, wrong or
 *   unknown) or `not_canonical`
 */
export function parseLeaf(leaf: Uint8Array): Envelope {
  if (leaf.length > MAX_LEAF_BYTES) throw new LedgerError('too_large', `a leaf of ${leaf.length} bytes`)
  const source = fromUtf8(leaf)
  const envelope = readEnvelope(source)
  if (envelope === null) throw faultOfLeaf(source)
  return envelope
}

/** Error that says why a text is not a leaf. */
function faultOfLeaf(source: string): LedgerError {
  let value: unknown
  try {
    value = JSON.parse(source)
  } catch (cause) {
    return new LedgerError('malformed_leaf', 'the leaf is not JSON', { cause })
  }
  requireEnvelope(value)
  return new LedgerError('not_canonical', 'the leaf is not in canonical form')
}

/**
 * The RFC 8785 text, written out: members in order of their names. No string of an envelope holds a character
 * that JSON escapes; the patterns see to that.
 */
function textOf(
  envelope: UnsignedEnvelope & { recorded?: string | undefined; sig?: string | undefined },
): string {
  const { actor, approver, body, department, ground, kind, occurred, record, recorded, review, seq, sig } =
    envelope
  return (
    `{"actor":{"account":"${actor.account}","department":${quoted(actor.department)},"role":"${actor.role}"},` +
    `${member('approver', approver)}"body":"${body}","department":${quoted(department)},${member('ground', ground)}"kind":"${kind}",` +
    `"occurred":"${occurred}","record":"${record}",${member('recorded', recorded)}${member('review', review)}` +
    `"seq":${seq},${member('sig', sig)}"v":${envelope.v},"visibility":"${envelope.visibility}"}`
  )
}

function quoted(value: string | null): string {
  return value === null ? 'null' : `"${value}"`
}

function member(name: string, value: string | undefined): string {
  return value === undefined ? '' : `"${name}":"${value}",`
}
