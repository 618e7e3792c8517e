/**
 * The hashes inside a full tile, over its 256: rows of 128, 64 … 2, one after the other. They are no part of any
 * format; whoever keeps them beside a tile proves without hashing.
 */
import { LedgerError } from './error.ts'
import { HASH_BYTES, TREE_HASH, type TreeHash } from './merkle.ts'
import { TILE_HEIGHT, TILE_WIDTH } from './tiles.ts'

/** Bytes of all rows: 254 hashes. */
export const INNER_BYTES = (TILE_WIDTH - 2) * HASH_BYTES

/** The rows over the 8192 bytes of a full tile. @throws LedgerError `malformed_proof` for another number of bytes */
export function innerHashes(hashes: Uint8Array, hash: TreeHash = TREE_HASH): Uint8Array {
  if (hashes.length !== TILE_WIDTH * HASH_BYTES)
    throw new LedgerError('malformed_proof', 'a full tile has 256 hashes')
  const inner = new Uint8Array(INNER_BYTES)
  let below = hashes
  let at = 0
  for (let row = 1; row < TILE_HEIGHT; row++) {
    const start = at
    for (let i = 0; i < below.length; i += 2 * HASH_BYTES, at += HASH_BYTES) {
      const middle = i + HASH_BYTES
      inner.set(hash.node(below.subarray(i, middle), below.subarray(middle, middle + HASH_BYTES)), at)
    }
    below = inner.subarray(start, at)
  }
  return inner
}
