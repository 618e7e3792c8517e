/**
 * Proofs that an entry is in the tree and that the tree only grew: made from tiles (RFC 6962 §2.1.1–2), checked
 * as in RFC 9162 §2.1.3.2 and §2.1.4.2. A proof that fails says only that it fails.
 */
import { equal } from './bytes.ts'
import { LedgerError, requireCount } from './error.ts'
import { EMPTY_ROOT, HASH_BYTES, hashNode, splitHashes } from './merkle.ts'
import { consistencyRanges, inclusionRanges, type Range, type Subtree, subtreesOf } from './ranges.ts'
import { type ReadTiles, TILE_HEIGHT, TILE_WIDTH, tileWidth } from './tiles.ts'

/** No tree of 2^53 leaves needs more; C2SP tlog-proof has the same bound. */
export const MAX_PROOF_HASHES = 63

/**
 * PATH(index, D[0:size]), from the leaf's sibling up. Reads all tiles that it needs at once.
 *
 * @throws LedgerError `out_of_range` unless 0 ≤ index < size
 */
export function proveInclusion(index: number, size: number, read: ReadTiles): Promise<Uint8Array[]> {
  return hashesOf(() => inclusionRanges(index, size), size, read)
}

/**
 * PROOF(first, D[0:second]). Empty when first is 0 or the same as second.
 *
 * @throws LedgerError `out_of_range` unless 0 ≤ first ≤ second
 */
export function proveConsistency(first: number, second: number, read: ReadTiles): Promise<Uint8Array[]> {
  return hashesOf(() => consistencyRanges(first, second), second, read)
}

/** The root of the tree of that size, from its tiles at the right edge. @throws LedgerError `out_of_range` */
export async function treeRoot(size: number, read: ReadTiles): Promise<Uint8Array> {
  requireCount(size, 'size')
  const [root = EMPTY_ROOT.slice()] = size === 0 ? [] : await hashesOf(() => [[0, size]], size, read)
  return root
}

async function hashesOf(
  ranges: () => readonly Range[],
  size: number,
  read: ReadTiles,
): Promise<Uint8Array[]> {
  const wanted = ranges().map(subtreesOf)
  const coords = new Map<string, { level: number; n: number; width: number }>()
  for (const subtree of wanted.flat()) {
    const { level, n } = placeOf(subtree)
    coords.set(`${level}/${n}`, { level, n, width: tileWidth(level, n, size) })
  }
  if (coords.size === 0) return []
  const read256 = await read([...coords.values()])
  const tiles = new Map([...coords].map(([key, { width }], i) => [key, tileOf(read256[i], width)]))
  const hashOf = (subtree: Subtree) => {
    const { level, n, start, end } = placeOf(subtree)
    return fold(tiles.get(`${level}/${n}`)?.slice(start, end) ?? [])
  }
  return wanted.map((subtrees) => subtrees.map(hashOf).reduceRight((right, left) => hashNode(left, right)))
}

/** The tile that holds a perfect subtree, and where in it the hashes stand that it is folded from. */
export function placeOf({ height, index }: Subtree): {
  level: number
  n: number
  start: number
  end: number
} {
  const level = Math.floor(height / TILE_HEIGHT)
  const hashes = 2 ** (height % TILE_HEIGHT)
  const n = Math.floor((index * hashes) / TILE_WIDTH)
  const start = index * hashes - n * TILE_WIDTH
  return { level, n, start, end: start + hashes }
}

function tileOf(bytes: Uint8Array | undefined, width: number): Uint8Array[] {
  if (bytes?.length !== width * HASH_BYTES)
    throw new LedgerError('malformed_proof', 'a tile has not the width asked for')
  return splitHashes(bytes)
}

/** The root over 2^k hashes of a tile. */
export function fold(hashes: readonly Uint8Array[]): Uint8Array {
  let row = hashes
  while (row.length > 1) {
    const above: Uint8Array[] = []
    for (const [i, right] of row.entries()) if (i % 2 === 1) above.push(hashNode(row[i - 1] ?? right, right))
    row = above
  }
  const [root] = row
  if (root === undefined) throw new LedgerError('malformed_proof', 'a tile without hashes')
  return root
}

/**
 * Checks that the leaf hash stands at `index` in the tree of that size and root (RFC 9162 §2.1.3.2).
 *
 * @throws LedgerError `proof_invalid`, or `out_of_range` for numbers that are not safe integers
 */
export function checkInclusion(
  index: number,
  size: number,
  leafHash: Uint8Array,
  proof: readonly Uint8Array[],
  root: Uint8Array,
): void {
  requireCount(index, 'index')
  requireCount(size, 'size')
  requireHashes([leafHash, root, ...proof])
  if (index >= size || proof.length > MAX_PROOF_HASHES) throw invalid()
  let fn = index
  let sn = size - 1
  let hash = leafHash
  for (const sibling of proof) {
    if (sn === 0) throw invalid()
    if (fn % 2 === 1 || fn === sn) {
      hash = hashNode(sibling, hash)
      while (fn % 2 === 0 && fn !== 0) {
        fn = half(fn)
        sn = half(sn)
      }
    } else {
      hash = hashNode(hash, sibling)
    }
    fn = half(fn)
    sn = half(sn)
  }
  if (sn !== 0 || !equal(hash, root)) throw invalid()
}

/**
 * Checks that the second tree begins with the first (RFC 9162 §2.1.4.2). With first 0, or first the same as
 * second, the proof must be empty and the roots must be what they have to be.
 *
 * @throws LedgerError `proof_invalid`, or `out_of_range` for numbers that are not safe integers
 */
export function checkConsistency(
  first: number,
  second: number,
  proof: readonly Uint8Array[],
  firstRoot: Uint8Array,
  secondRoot: Uint8Array,
): void {
  requireCount(first, 'first size')
  requireCount(second, 'second size')
  requireHashes([firstRoot, secondRoot, ...proof])
  if (first > second || proof.length > MAX_PROOF_HASHES) throw invalid()
  if (first === 0 || first === second) {
    if (proof.length > 0 || !equal(firstRoot, first === 0 ? EMPTY_ROOT : secondRoot)) throw invalid()
    if (second === 0 && !equal(secondRoot, EMPTY_ROOT)) throw invalid()
    return
  }
  if (proof.length === 0) throw invalid()
  let fn = first - 1
  let sn = second - 1
  while (fn % 2 === 1) {
    fn = half(fn)
    sn = half(sn)
  }
  // fn has run down to 0 exactly when first is a power of two: its root is then a node of the second tree.
  const [start = firstRoot, ...rest] = fn === 0 ? [firstRoot, ...proof] : proof
  let fr = start
  let sr = start
  for (const sibling of rest) {
    if (sn === 0) throw invalid()
    if (fn % 2 === 1 || fn === sn) {
      fr = hashNode(sibling, fr)
      sr = hashNode(sibling, sr)
      while (fn % 2 === 0 && fn !== 0) {
        fn = half(fn)
        sn = half(sn)
      }
    } else {
      sr = hashNode(sr, sibling)
    }
    fn = half(fn)
    sn = half(sn)
  }
  if (sn !== 0 || !equal(fr, firstRoot) || !equal(sr, secondRoot)) throw invalid()
}

function half(n: number): number {
  return Math.floor(n / 2)
}

function requireHashes(hashes: readonly Uint8Array[]): void {
  if (hashes.some((hash) => hash.length !== HASH_BYTES)) throw invalid()
}

function invalid(): LedgerError {
  return new LedgerError('proof_invalid', 'the proof does not hold')
}
