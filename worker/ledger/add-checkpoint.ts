/**
 * Requests by which a ledger asks a witness to cosign (C2SP tlog-witness, `add-checkpoint`):
 *
 *     old <size that the witness last saw>
 *     <base64 hash>             consistency proof, at most 63
 *
 *     <signed checkpoint>
 */
import { fromBase64, toBase64 } from './bytes.ts'
import { parseDecimal } from './decimal.ts'
import { LedgerError, requireCount } from './error.ts'
import { HASH_BYTES } from './merkle.ts'
import { MAX_PROOF_HASHES } from './proof.ts'

export interface AddCheckpoint {
  /** the size from which the proof starts; 0 when the witness has never seen the ledger */
  old: number
  proof: readonly Uint8Array[]
  /** the signed note, verbatim */
  checkpoint: string
}

/** The media type of a 409: the size that the witness last saw. */
export const TLOG_SIZE = 'text/x.tlog.size'

const MAX_LENGTH = 1_000_000

/** @throws LedgerError `malformed_request`, `out_of_range` */
export function formatAddCheckpoint({ old, proof, checkpoint }: AddCheckpoint): string {
  requireCount(old, 'old size')
  if (proof.length > MAX_PROOF_HASHES || proof.some((hash) => hash.length !== HASH_BYTES))
    throw malformed('hashes')
  return `${[`old ${old}`, ...proof.map(toBase64)].join('\n')}\n\n${checkpoint}`
}

/** Reads the form only; the checkpoint is not opened. @throws LedgerError `malformed_request`, `out_of_range` */
export function parseAddCheckpoint(text: string): AddCheckpoint {
  if (text.length > MAX_LENGTH) throw malformed('too long')
  const blank = text.indexOf('\n\n')
  if (blank < 0) throw malformed('no checkpoint')
  const [first = '', ...lines] = text.slice(0, blank).split('\n')
  const old = first.startsWith('old ') ? parseDecimal(first.slice('old '.length)) : null
  if (old === null) throw malformed('the first line is not old <size>')
  requireCount(old, 'old size')
  if (lines.length > MAX_PROOF_HASHES) throw malformed('too many hashes')
  return { old, proof: lines.map(decode), checkpoint: text.slice(blank + 2) }
}

/** The size that a 409 tells. @throws LedgerError `malformed_request`, `out_of_range` */
export function parseTlogSize(text: string): number {
  const size = text.endsWith('\n') ? parseDecimal(text.slice(0, -1)) : null
  if (size === null) throw malformed('not a size')
  requireCount(size, 'size')
  return size
}

function decode(base64: string): Uint8Array {
  let hash: Uint8Array
  try {
    hash = fromBase64(base64)
  } catch (cause) {
    throw malformed('a hash that is not base64', cause)
  }
  if (hash.length !== HASH_BYTES) throw malformed('a hash that is not of 32 bytes')
  return hash
}

function malformed(what: string, cause?: unknown): LedgerError {
  return new LedgerError('malformed_request', `add-checkpoint: ${what}`, { cause })
}
