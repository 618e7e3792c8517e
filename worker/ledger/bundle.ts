/** Entry bundles (C2SP tlog-tiles): each entry behind its length, a big-endian uint16; at most 256 of them. */

import { MAX_LEAF_BYTES } from './envelope.ts'
import { LedgerError } from './error.ts'
import { TILE_WIDTH } from './tiles.ts'

/** @throws LedgerError `too_large` for an entry past 65535 bytes, `out_of_range` for more than 256 entries */
export function formatBundle(leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length > TILE_WIDTH)
    throw new LedgerError('out_of_range', `a bundle of ${leaves.length} entries`)
  let length = 0
  for (const leaf of leaves) {
    if (leaf.length > MAX_LEAF_BYTES) throw new LedgerError('too_large', `an entry of ${leaf.length} bytes`)
    length += 2 + leaf.length
  }
  const bundle = new Uint8Array(length)
  let at = 0
  for (const leaf of leaves) {
    bundle[at++] = Math.floor(leaf.length / 256)
    bundle[at++] = leaf.length
    bundle.set(leaf, at)
    at += leaf.length
  }
  return bundle
}

/** The entries, as views of `bytes`. @throws LedgerError `malformed_bundle` when cut short or past 256 entries */
export function parseBundle(bytes: Uint8Array): Uint8Array[] {
  const leaves: Uint8Array[] = []
  for (let at = 0; at < bytes.length; ) {
    const high = bytes[at]
    const low = bytes[at + 1]
    if (high === undefined || low === undefined) throw malformed('a length is cut short')
    const start = at + 2
    at = start + high * 256 + low
    if (at > bytes.length) throw malformed(`entry ${leaves.length} is cut short`)
    if (leaves.length === TILE_WIDTH) throw malformed(`more than ${TILE_WIDTH} entries`)
    leaves.push(bytes.subarray(start, at))
  }
  return leaves
}

function malformed(what: string): LedgerError {
  return new LedgerError('malformed_bundle', `entry bundle: ${what}`)
}
