/** Proven entries as they are written in JSON: in evidence files and in the history of keys. */
import { fromBase64, fromUtf8, toBase64, utf8 } from '../../ledger/bytes.ts'
import { LedgerError } from '../../ledger/error.ts'
import { MAX_PROOF_HASHES } from '../../ledger/proof.ts'
import type { ProvenEntry } from './entry.ts'

/** An entry as it is written. */
export type WrittenEntry = ReturnType<typeof writeEntry>

/** Entry with its bytes in base64, members in their one order. */
export function writeEntry({ index, leaf, salt, content, proof }: ProvenEntry) {
  return {
    index,
    leaf: fromUtf8(leaf),
    salt: salt === null ? null : toBase64(salt),
    content,
    proof: proof.map(toBase64),
  }
}

/** @throws LedgerError `malformed_evidence` */
export function readEntry(value: unknown): ProvenEntry {
  const { index, leaf, salt, content, proof } = membersOf(value)
  return {
    index: countIn(index),
    leaf: utf8(textIn(leaf)),
    salt: salt === null ? null : fromBase64(textIn(salt)),
    content: content === null ? null : textIn(content),
    proof: readHashes(proof),
  }
}

/** Hashes of a proof, from base64. @throws LedgerError `malformed_evidence` when they are too many or no texts */
export function readHashes(value: unknown): Uint8Array[] {
  const hashes = listIn(value)
  if (hashes.length > MAX_PROOF_HASHES) throw malformedEvidence('proof')
  return hashes.map((hash) => fromBase64(textIn(hash)))
}

/** @throws LedgerError `malformed_evidence` for anything but a plain object */
export function membersOf(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw malformedEvidence('not an object')
  return { ...value }
}

/** @throws LedgerError `malformed_evidence` for anything but a list */
export function listIn(value: unknown): unknown[] {
  if (!Array.isArray(value)) throw malformedEvidence('not a list')
  return value
}

/** @throws LedgerError `malformed_evidence` for anything but a text */
export function textIn(value: unknown): string {
  if (typeof value !== 'string') throw malformedEvidence('not a text')
  return value
}

/** @throws LedgerError `malformed_evidence` for anything but a whole number from 0 on */
function countIn(value: unknown): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) throw malformedEvidence('index')
  return value
}

/** The one error for text that is not what was written. */
export function malformedEvidence(what: string, cause?: unknown): LedgerError {
  return new LedgerError('malformed_evidence', `evidence: ${what}`, { cause })
}
