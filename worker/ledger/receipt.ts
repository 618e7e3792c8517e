/** The answer to a write, and to a question for a proof: that one entry is in the ledger, for good. */
import { equal, fromBase64, toBase64 } from './bytes.ts'
import { type Checkpoint, openCheckpoint } from './checkpoint.ts'
import { LedgerError } from './error.ts'
import { hashLeaf } from './merkle.ts'
import { checkInclusion, MAX_PROOF_HASHES } from './proof.ts'

/** As sent: numbers are decimal, bytes are base64. */
export interface Receipt {
  index: number
  /** base64 */
  leafHash: string
  size: number
  /** base64 */
  root: string
  /** base64 each, from the leaf's sibling up */
  proof: string[]
  /** the signed note over size and root */
  checkpoint: string
}

export interface ReceiptParts {
  index: number
  leafHash: Uint8Array
  size: number
  root: Uint8Array
  proof: readonly Uint8Array[]
  checkpoint: string
}

/** Receipt as JSON, with hashes in base64. */
export function formatReceipt({ index, leafHash, size, root, proof, checkpoint }: ReceiptParts): Receipt {
  return {
    index,
    leafHash: toBase64(leafHash),
    size,
    root: toBase64(root),
    proof: proof.map(toBase64),
    checkpoint,
  }
}

/** Reads what was sent by anyone; further members are left alone. @throws LedgerError `malformed_proof` */
export function parseReceipt(receipt: unknown): ReceiptParts {
  if (typeof receipt !== 'object' || receipt === null) throw malformed('not an object')
  const { index, leafHash, size, root, proof, checkpoint }: { [key in keyof Receipt]?: unknown } = receipt
  if (typeof index !== 'number' || typeof size !== 'number') throw malformed('index and size are numbers')
  if (!Array.isArray(proof) || proof.length > MAX_PROOF_HASHES) throw malformed('proof is a list of hashes')
  if (typeof checkpoint !== 'string') throw malformed('checkpoint is a signed note')
  return { index, leafHash: decode(leafHash), size, root: decode(root), proof: proof.map(decode), checkpoint }
}

/**
 * Checks a receipt against the leaf it is for and the key of the ledger.
 *
 * @returns the checkpoint that vouches for it
 * @throws LedgerError `malformed_proof`, `proof_invalid`, `out_of_range`, or what `openCheckpoint` throws
 */
export async function checkReceipt(
  leaf: Uint8Array,
  receipt: Receipt,
  verifierKey: string,
): Promise<Checkpoint> {
  const { index, leafHash, size, root, proof, checkpoint: note } = parseReceipt(receipt)
  const checkpoint = await openCheckpoint(note, verifierKey)
  if (!equal(hashLeaf(leaf), leafHash) || checkpoint.size !== size || !equal(checkpoint.root, root)) {
    throw new LedgerError('proof_invalid', 'the receipt does not hold')
  }
  checkInclusion(index, size, leafHash, proof, root)
  return checkpoint
}

function decode(base64: unknown): Uint8Array {
  if (typeof base64 !== 'string') throw malformed('a hash is base64')
  try {
    return fromBase64(base64)
  } catch (cause) {
    throw malformed('a hash is base64', cause)
  }
}

function malformed(what: string, cause?: unknown): LedgerError {
  return new LedgerError('malformed_proof', `receipt: ${what}`, { cause })
}
