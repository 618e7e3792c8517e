/**
 * The Merkle tree of RFC 6962 §2.1 (the same as RFC 9162 §2.1), with SHA-256, and its compact range: the
 * roots of the perfect subtrees that make up a tree, which are all that an append needs.
 * No I/O, no storage. Sizes are safe integers: no bit operators touch them.
 */
import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js'
import { joined } from './bytes.ts'
import { LedgerError, requireCount } from './error.ts'

export const HASH_BYTES = 32

/** Hashes `bytes` at once, into bytes of its own. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array

/** The two hashes of the tree. */
export interface TreeHash {
  /** SHA-256(0x00 ‖ entry) */
  leaf(entry: Uint8Array): Uint8Array
  /** SHA-256(0x01 ‖ left ‖ right), each of 32 bytes */
  node(left: Uint8Array, right: Uint8Array): Uint8Array
}

/** SHA-256 in plain JavaScript: the same on every runtime, and not async. */
export function sha256(bytes: Uint8Array): Uint8Array {
  return nobleSha256(bytes)
}

/** The same hash of bytes that come one part after another. */
export function sha256InParts(): { update(bytes: Uint8Array): unknown; digest(): Uint8Array } {
  return nobleSha256.create()
}

/** The tree's hashes over any SHA-256; an auditor that has a faster one at hand passes it. */
export function treeHash(digest: Sha256): TreeHash {
  const pair = new Uint8Array(1 + 2 * HASH_BYTES)
  pair[0] = 0x01
  let prefixed = new Uint8Array(1024)
  return {
    leaf(entry) {
      if (entry.length >= prefixed.length) prefixed = new Uint8Array(2 * entry.length)
      prefixed.set(entry, 1)
      return digest(prefixed.subarray(0, entry.length + 1))
    },
    node(left, right) {
      pair.set(left, 1)
      pair.set(right, 1 + HASH_BYTES)
      return digest(pair)
    },
  }
}

/** The hashes used where no other is passed. */
export const TREE_HASH: TreeHash = treeHash(nobleSha256)

/** The root of the tree without entries: SHA-256 of nothing. */
export const EMPTY_ROOT: Uint8Array = nobleSha256(new Uint8Array())

/** SHA-256(0x00 ‖ entry), RFC 6962 §2.1. */
export function hashLeaf(entry: Uint8Array): Uint8Array {
  return TREE_HASH.leaf(entry)
}

/** SHA-256(0x01 ‖ left ‖ right), RFC 6962 §2.1. */
export function hashNode(left: Uint8Array, right: Uint8Array): Uint8Array {
  return TREE_HASH.node(left, right)
}

/** Roots of the perfect subtrees for the set bits of a size, biggest first. */
export type Edge = readonly Uint8Array[]

/** The edge after one more leaf. @throws LedgerError `out_of_range` when edge and size do not go together */
export function growEdge(edge: Edge, size: number, leafHash: Uint8Array): Uint8Array[] {
  return growEdgeBy(edge, size, [leafHash])
}

/** The edge after more leaves. @throws LedgerError `out_of_range` when edge and size do not go together */
export function growEdgeBy(
  edge: Edge,
  size: number,
  leafHashes: readonly Uint8Array[],
  hash: TreeHash = TREE_HASH,
): Uint8Array[] {
  requireEdge(edge, size)
  requireCount(size + leafHashes.length, 'size')
  const grown = edge.slice()
  let at = size
  for (const leafHash of leafHashes) {
    let carried = leafHash
    for (let rest = at; rest % 2 === 1; rest = Math.floor(rest / 2)) {
      carried = hash.node(grown.pop() ?? carried, carried)
    }
    grown.push(carried)
    at += 1
  }
  return grown
}

/** The root of the tree that has this edge. @throws LedgerError `out_of_range` */
export function rootOfEdge(edge: Edge, size: number, hash: TreeHash = TREE_HASH): Uint8Array {
  requireEdge(edge, size)
  let root = edge[edge.length - 1]
  if (root === undefined) return EMPTY_ROOT.slice()
  for (let i = edge.length - 2; i >= 0; i--) root = hash.node(edge[i] ?? root, root)
  return root
}

/** The hashes of an edge, one after the other. */
export function formatEdge(edge: Edge): Uint8Array {
  return joined(edge)
}

/** @throws LedgerError `malformed_proof` when the bytes are not the edge of a tree of that size */
export function parseEdge(bytes: Uint8Array, size: number): Uint8Array[] {
  requireCount(size, 'size')
  if (bytes.length !== setBits(size) * HASH_BYTES) {
    throw new LedgerError('malformed_proof', `${bytes.length} bytes are not the edge of a tree of ${size}`)
  }
  return splitHashes(bytes)
}

/** MTH over leaf hashes, RFC 6962 §2.1. */
export function rootOf(leafHashes: readonly Uint8Array[]): Uint8Array {
  return rootOfEdge(growEdgeBy([], 0, leafHashes), leafHashes.length)
}

/** Views of the hashes that stand one after the other in `bytes`; a rest below 32 bytes is left out. */
export function splitHashes(bytes: Uint8Array): Uint8Array[] {
  const hashes: Uint8Array[] = []
  for (let at = HASH_BYTES; at <= bytes.length; at += HASH_BYTES)
    hashes.push(bytes.subarray(at - HASH_BYTES, at))
  return hashes
}

function requireEdge(edge: Edge, size: number): void {
  requireCount(size, 'size')
  if (edge.length !== setBits(size)) {
    throw new LedgerError('out_of_range', `an edge of ${edge.length} hashes is not of a tree of ${size}`)
  }
}

function setBits(size: number): number {
  let bits = 0
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) bits += rest % 2
  return bits
}
