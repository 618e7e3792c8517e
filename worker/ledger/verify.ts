/**
 * Checks of one entry that anyone can make, with nothing but what is served and a checkpoint that was opened.
 */
import { checkBody } from './body.ts'
import { parseCanonical } from './canonical.ts'
import type { Checkpoint } from './checkpoint.ts'
import { parseLeaf } from './envelope.ts'
import type { Envelope } from './envelope-shape.ts'
import { LedgerError } from './error.ts'
import { hashLeaf } from './merkle.ts'
import { checkInclusion } from './proof.ts'

export interface EntryProof {
  index: number
  /** the bytes of the leaf as served */
  leaf: Uint8Array
  /** salt and content of the body as served; both absent when it is sealed or erased */
  salt?: Uint8Array | null
  content?: string | null
  /** from the leaf's sibling up */
  proof: readonly Uint8Array[]
  /** as `openCheckpoint` returned it */
  checkpoint: Pick<Checkpoint, 'size' | 'root'>
}

export interface VerifiedEntry {
  envelope: Envelope
  leafHash: Uint8Array
  /** whether content was there and is what the envelope commits to */
  bodyChecked: boolean
}

/**
 * Checks one entry from the inside out: leaf, body, inclusion.
 *
 * @throws LedgerError whose code names the part: `malformed_leaf`, `not_canonical`, `too_large` or
 *   `malformed_utf8` (leaf, content), `body_invalid` (content or salt), `proof_invalid`, `out_of_range`
 */
export function verifyEntry({ index, leaf, salt, content, proof, checkpoint }: EntryProof): VerifiedEntry {
  const envelope = parseLeaf(leaf)
  const bodyChecked = requireBody(envelope, salt ?? null, content ?? null)
  const leafHash = hashLeaf(leaf)
  checkInclusion(index, checkpoint.size, leafHash, proof, checkpoint.root)
  return { envelope, leafHash, bodyChecked }
}

function requireBody(envelope: Envelope, salt: Uint8Array | null, content: string | null): boolean {
  if (salt === null && content === null) return false
  if (salt === null || content === null || !checkBody(envelope, salt, content)) {
    throw new LedgerError('body_invalid', 'the content is not what the envelope commits to')
  }
  parseCanonical(content)
  return true
}
