/**
 * Signing by a department, in two steps: the ledger prepares what it would record, the department signs it, and
 * the same request is sent again with the signatures. Used by the browser and by the CLI; the ledger checks.
 */
import { digestBody } from './body.ts'
import { fromBase64, toBase64, toHex, utf8 } from './bytes.ts'
import { canonicalJson, type Json } from './canonical.ts'
import { PUBLIC_KEY_BYTES, SIGNATURE_BYTES, verifySignature } from './ed25519.ts'
import { formatUnsigned, readUnsigned } from './envelope.ts'
import type { Envelope, UnsignedEnvelope } from './envelope-shape.ts'
import { LedgerError } from './error.ts'
import { sha256 } from './merkle.ts'

/** One entry as it would be recorded. */
export interface PreparedDraft {
  kind: string
  record: string
  seq: number
  body: Json
  /** base64 of 32 bytes */
  salt: string
  /** base64 of SHA-256(salt ‖ canonical JSON of the body), as it stands in the envelope */
  digest: string
  /** Exactly the text to sign, in UTF-8: `formatUnsigned` of the envelope, which names the ledger. */
  unsigned: string
}

/** Entries that a prepared request would record. */
export interface Prepared {
  /**
   * base64 of 32 bytes of chance. Sent back with the signatures, so that the same request gets the same record
   * ids and salts again; of use for nothing else.
   */
  ticket: string
  drafts: PreparedDraft[]
}

/** The answer of the department to what was prepared: one signature per draft, in order. */
export interface Signed {
  ticket: string
  signatures: DraftSignature[]
}

export interface DraftSignature {
  /** Record of the draft, so that one that has moved on is told from a signature that does not hold. */
  record: string
  seq: number
  /** base64 of the Ed25519 signature; null leaves the entry unsigned, as one of another department. */
  sig: string | null
}

/** The short name of a key: 16 hexadecimal digits of the SHA-256 of its 32 bytes. */
export function departmentKeyId(publicKey: Uint8Array): string {
  return toHex(sha256(publicKey)).slice(0, 16)
}

/** True for a raw Ed25519 public key in base64. */
export function isPublicKey(text: string): boolean {
  return isBase64Of(PUBLIC_KEY_BYTES, text)
}

/** True for an Ed25519 signature in base64. */
export function isSignature(text: string): boolean {
  return isBase64Of(SIGNATURE_BYTES, text)
}

/** True for that many bytes in base64. */
export function isBase64Of(bytes: number, text: string): boolean {
  try {
    return fromBase64(text).length === bytes
  } catch {
    return false
  }
}

/**
 * True if the signature in an envelope was made with this key (raw, base64), for the ledger of this origin. False for
 * an envelope without one.
 */
export async function checkEnvelopeSignature(
  envelope: Envelope,
  publicKey: string,
  origin: string,
): Promise<boolean> {
  if (envelope.sig === undefined) return false
  return verifySignature(fromBase64(publicKey), formatUnsigned(envelope, origin), fromBase64(envelope.sig))
}

/**
 * Reads the text that is to be signed, and checks that it commits to the body that comes with it: nobody signs
 * what was not shown.
 *
 * @throws LedgerError `malformed_leaf` when the text is no unsigned envelope, or not of this draft
 */
export function readPrepared(draft: PreparedDraft): { origin: string; envelope: UnsignedEnvelope } {
  const { origin, envelope } = readUnsigned(draft.unsigned)
  const isText = toBase64(formatUnsigned(envelope, origin)) === toBase64(utf8(draft.unsigned))
  const { kind, record, seq, body } = envelope
  const isDraft = kind === draft.kind && record === draft.record && seq === draft.seq
  const digest = toBase64(digestBody(fromBase64(draft.salt), canonicalJson(draft.body)))
  if (isText && isDraft && digest === draft.digest && digest === body) return { origin, envelope }
  throw new LedgerError('malformed_leaf', 'what is to be signed is not what is shown')
}

/**
 * Signs the drafts that are logged for one of these departments; the others stay unsigned.
 *
 * @param sign makes the 64 bytes of an Ed25519 signature
 * @param ledger origin of the only ledger for which is signed; null for whichever the drafts are of
 * @throws LedgerError `malformed_leaf` when a draft is not what it says, or of another ledger
 */
export async function signPrepared(
  { ticket, drafts }: Prepared,
  departments: ReadonlySet<string>,
  sign: (message: Uint8Array) => Promise<Uint8Array>,
  ledger: string | null = null,
): Promise<Signed> {
  const signatures: DraftSignature[] = []
  for (const draft of drafts) {
    const { origin, envelope } = readPrepared(draft)
    if (ledger !== null && origin !== ledger)
      throw new LedgerError('malformed_leaf', `what is to be signed is of ${origin}, not of ${ledger}`)
    const { department } = envelope
    const mine = department !== null && departments.has(department)
    const sig = mine ? toBase64(await sign(utf8(draft.unsigned))) : null
    signatures.push({ record: draft.record, seq: draft.seq, sig })
  }
  return { ticket, signatures }
}
