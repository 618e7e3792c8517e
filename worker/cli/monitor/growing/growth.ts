/**
 * Growth, from tiles alone: the hashes of what is new are fetched and hashed onto the tree of the mirror, and the root
 * must be the one that was signed. No proof is asked for, and the API of the ledger is not believed.
 */
import type { TreeHead } from '../../../ledger/audit.ts'
import { equal, toBase64 } from '../../../ledger/bytes.ts'
import { growEdgeBy, HASH_BYTES, rootOfEdge, splitHashes } from '../../../ledger/merkle.ts'
import { treeRoot } from '../../../ledger/proof.ts'
import { TILE_WIDTH, tileWidth } from '../../../ledger/tiles.ts'
import type { MirrorFolder, Sighting } from '../../../machine/mirror.ts'
import type { Source } from '../../verify/source/source.ts'
import { tilesOfSource } from '../../verify/source/tiles.ts'
import { isRefusal } from '../../verify/tree/chunks.ts'
import { nativeTree } from '../../verify/tree/hash.ts'

/** Standing of a signed checkpoint towards those seen before. */
export type Growth =
  | { is: 'grown'; hashes: Uint8Array[] }
  | { is: 'same' }
  /** An earlier one of the same history. */
  | { is: 'shorter'; than: Sighting }
  /** Signed, and not of the history that was seen. */
  | { is: 'forked'; from: Sighting; index: number | null }
  /** The log does not serve the tree that it has signed. */
  | { is: 'unserved'; index: number }

/**
 * Compares a checkpoint, whose signature holds, with every one that was seen and with the mirror.
 *
 * @param own the mirror as a source
 */
export async function growthOf(
  head: TreeHead,
  sightings: readonly Sighting[],
  mirror: MirrorFolder,
  own: Source,
  source: Source,
): Promise<Growth> {
  const twin = sightings.find(({ size, root }) => size === head.size && !equal(root, head.root))
  if (twin !== undefined) return { is: 'forked', from: twin, index: null }
  const last = sightings.at(-1)
  if (head.size <= mirror.head.size) return within(head, last, own)
  const hashes = await hashesOf(source, mirror.head.size, head.size)
  if (hashes !== null && equal(mirror.rootWith(hashes), head.root)) {
    const from = mirror.head.size
    const parted = sightings.find(
      ({ size, root }) =>
        size > from && size <= head.size && !equal(mirror.rootWith(hashes.slice(0, size - from)), root),
    )
    if (parted !== undefined) return { is: 'forked', from: parted, index: null }
    if (last !== undefined && last.size > head.size) return { is: 'shorter', than: last }
    return { is: 'grown', hashes }
  }
  return partedFrom(head, last, own, source)
}

/** A checkpoint over no more than what is mirrored. */
async function within(head: TreeHead, last: Sighting | undefined, own: Source): Promise<Growth> {
  const root = await treeRoot(head.size, tilesOfSource(own))
  if (!equal(root, head.root) && last !== undefined) return { is: 'forked', from: last, index: null }
  return last !== undefined && last.size > head.size ? { is: 'shorter', than: last } : { is: 'same' }
}

/** The new hashes do not continue the mirror: either it is another history, or the log serves no tree of its own. */
async function partedFrom(
  head: TreeHead,
  last: Sighting | undefined,
  own: Source,
  source: Source,
): Promise<Growth> {
  const theirs = await hashesOf(source, 0, head.size)
  if (theirs === null || last === undefined || !equal(rootOver(theirs), head.root))
    return { is: 'unserved', index: last?.size ?? 0 }
  const ours = (await hashesOf(own, 0, last.size)) ?? []
  const index = ours.findIndex((hash, i) => !equal(hash, theirs[i] ?? new Uint8Array()))
  return { is: 'forked', from: last, index: index === -1 ? null : index }
}

/** Leaf hashes [from, size) as the tiles of a source have them; null when it does not serve them. */
export async function hashesOf(source: Source, from: number, size: number): Promise<Uint8Array[] | null> {
  const all: Uint8Array[][] = []
  for (let n = Math.floor(from / TILE_WIDTH); n * TILE_WIDTH < size; n++) {
    const width = tileWidth(0, n, size)
    const { tile } = await source.chunk(n, width).catch((error: unknown) => {
      if (isRefusal(error)) return { tile: new Uint8Array() }
      throw error
    })
    if (tile.length !== width * HASH_BYTES) return null
    all.push(splitHashes(tile).slice(Math.max(0, from - n * TILE_WIDTH)))
  }
  return all.flat()
}

function rootOver(hashes: readonly Uint8Array[]): Uint8Array {
  return rootOfEdge(growEdgeBy([], 0, hashes, nativeTree), hashes.length, nativeTree)
}

/** Text by which two checkpoints that contradict each other are told apart: size and root. */
export function aboutOf({ size, root }: TreeHead): string {
  return `${size} ${toBase64(root)}`
}
