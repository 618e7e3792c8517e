/** One entry, checked from the inside out under an opened checkpoint: leaf, body, place in the tree, lawful erasure. */
import { type Json, parseCanonical } from '../../ledger/canonical.ts'
import type { Checkpoint } from '../../ledger/checkpoint.ts'
import { LedgerError } from '../../ledger/error.ts'
import { type VerifiedEntry, verifyEntry } from '../../ledger/verify.ts'
import { saysErased } from '../kinds/erasure/erasure.ts'
import type { Recorded } from '../record/event.ts'

/** Entry as it is served, with its inclusion proof in the tree of one checkpoint. */
export interface ProvenEntry {
  index: number
  /** the bytes of the leaf */
  leaf: Uint8Array
  /** null, as the content, when the body is withheld or was erased */
  salt: Uint8Array | null
  content: string | null
  /** from the leaf's sibling up */
  proof: readonly Uint8Array[]
}

/** The part of an entry that does not hold. */
export type UnprovenPart = 'leaf' | 'body' | 'inclusion' | 'erasure'

/** An entry that is not what the ledger holds, or not in it. */
export class UnprovenError extends Error {
  override name = 'UnprovenError'
  readonly part: UnprovenPart
  readonly index: number

  constructor(part: UnprovenPart, index: number) {
    super(`entry ${index}: ${part} does not hold`)
    this.part = part
    this.index = index
  }
}

/**
 * Checks one entry. A body that is missing from a public entry is accepted only with the entry that says of it that it
 * was lawfully erased, proven in the same tree.
 *
 * @param erasure the entry that says so; null when there is none
 * @returns the entry as its checked bytes say, its body null when it is withheld or erased
 * @throws UnprovenError that names the part
 */
export function openEntry(
  entry: ProvenEntry,
  erasure: ProvenEntry | null,
  checkpoint: Pick<Checkpoint, 'size' | 'root'>,
): Recorded {
  const { envelope, bodyChecked } = verified(entry, checkpoint)
  if (bodyChecked && entry.content !== null) {
    const body: Json = parseCanonical(entry.content)
    return { index: entry.index, envelope, body: envelope.visibility === 'sealed' ? null : body }
  }
  if (envelope.visibility === 'public' && !isErasureOf(entry.index, erasure, checkpoint))
    throw new UnprovenError('erasure', entry.index)
  return { index: entry.index, envelope, body: null }
}

function verified(entry: ProvenEntry, checkpoint: Pick<Checkpoint, 'size' | 'root'>): VerifiedEntry {
  try {
    return verifyEntry({ ...entry, checkpoint })
  } catch (error) {
    if (error instanceof LedgerError) throw new UnprovenError(partOf(error), entry.index)
    throw error
  }
}

/** Canonical text is asked of leaf and content alike: of which of them it is missing, the reader need not know. */
function partOf({ code }: LedgerError): UnprovenPart {
  if (code === 'body_invalid' || code === 'not_canonical') return 'body'
  return code === 'proof_invalid' || code === 'out_of_range' ? 'inclusion' : 'leaf'
}

function isErasureOf(
  index: number,
  erasure: ProvenEntry | null,
  checkpoint: Pick<Checkpoint, 'size' | 'root'>,
): boolean {
  if (erasure === null || erasure.content === null) return false
  return saysErased(openEntry(erasure, null, checkpoint), index)
}
