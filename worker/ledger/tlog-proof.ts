/**
 * A proof that travels on its own (C2SP tlog-proof, `.tlog-proof`): with the entry and a verifier key it is all
 * that is needed to check, off line.
 *
 *     c2sp.org/tlog-proof@v1
 *     [extra <base64>]
 *     index <decimal>
 *     <base64 hash>            leaf's sibling first, at most 63
 *
 *     <signed checkpoint>
 */
import { fromBase64, toBase64 } from './bytes.ts'
import { parseDecimal } from './decimal.ts'
import { LedgerError, requireCount } from './error.ts'
import { HASH_BYTES } from './merkle.ts'
import { MAX_PROOF_HASHES } from './proof.ts'

export interface TlogProof {
  index: number
  proof: readonly Uint8Array[]
  /** the signed note, verbatim */
  checkpoint: string
  /** carried along and covered by nothing: never trust it */
  extra?: Uint8Array
}

const HEADER = 'c2sp.org/tlog-proof@v1'
const MAX_LENGTH = 1_000_000

/** @throws LedgerError `malformed_proof`, `out_of_range` */
export function formatTlogProof({ index, proof, checkpoint, extra }: TlogProof): string {
  requireCount(index, 'index')
  if (proof.length > MAX_PROOF_HASHES || proof.some((hash) => hash.length !== HASH_BYTES))
    throw malformed('hashes')
  if (!isCheckpoint(checkpoint)) throw malformed('checkpoint')
  const extraLine = extra === undefined || extra.length === 0 ? [] : [`extra ${toBase64(extra)}`]
  return `${[HEADER, ...extraLine, `index ${index}`, ...proof.map(toBase64)].join('\n')}\n\n${checkpoint}`
}

/** Reads the form only; nothing is checked yet. @throws LedgerError `malformed_proof`, `out_of_range` */
export function parseTlogProof(text: string): TlogProof {
  if (text.length > MAX_LENGTH) throw malformed('too long')
  const blank = text.indexOf('\n\n')
  const checkpoint = text.slice(blank + 2)
  if (blank < 0 || !isCheckpoint(checkpoint)) throw malformed('no checkpoint')
  const [header, ...lines] = text.slice(0, blank).split('\n')
  if (header !== HEADER) throw malformed('not a tlog-proof of version 1')
  const extraLine = lines[0]?.startsWith('extra ') ? lines.shift() : undefined
  const index = parseDecimal(lines.shift()?.match(/^index (.*)$/)?.[1] ?? '')
  if (index === null) throw malformed('no index')
  requireCount(index, 'index')
  if (lines.length > MAX_PROOF_HASHES) throw malformed('too many hashes')
  const proof = lines.map(decode)
  if (proof.some((hash) => hash.length !== HASH_BYTES)) throw malformed('a hash that is not of 32 bytes')
  if (extraLine === undefined) return { index, proof, checkpoint }
  const extra = decode(extraLine.slice('extra '.length))
  if (extra.length === 0) throw malformed('an empty extra line')
  return { index, proof, checkpoint, extra }
}

function isCheckpoint(text: string): boolean {
  return text.length > 1 && text.endsWith('\n') && !text.startsWith('\n')
}

function decode(base64: string): Uint8Array {
  try {
    return fromBase64(base64)
  } catch (cause) {
    throw malformed('a line that is not base64', cause)
  }
}

function malformed(what: string, cause?: unknown): LedgerError {
  return new LedgerError('malformed_proof', `tlog-proof: ${what}`, { cause })
}
