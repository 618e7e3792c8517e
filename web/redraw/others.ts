/**
 * Looks through the entries behind the last one that was told of a record. No catalogue needs to be believed for that:
 * every entry is held against the tree. Pure but for what is fetched.
 */
import { parseBundle } from '../../worker/ledger/bundle.ts'
import { equal } from '../../worker/ledger/bytes.ts'
import { parseLeaf } from '../../worker/ledger/envelope.ts'
import { LedgerError } from '../../worker/ledger/error.ts'
import { hashLeaf } from '../../worker/ledger/merkle.ts'
import { TILE_WIDTH, tileWidth } from '../../worker/ledger/tiles.ts'
import type { CheckedTree } from '../../worker/ledger/tree.ts'

/** Entries that are looked through before the reader is asked: some 8 MB of the log. */
const LOOKED_AT_ONCE = 16_384

/** Bundles that are fetched at the same time. */
const AT_ONCE = 8

/** The part of a log that was looked through, from `from` up to its end. */
export interface Looked {
  from: number
  /** Index of an entry of the record that was not told; null where there is none. */
  found: number | null
}

export interface Looking {
  record: string
  /** Index of the last entry that was told of the record. */
  told: number
  tree: CheckedTree
  /** Fetches a bundle of entries, of which nothing is believed. */
  bundle: (n: number, width: number) => Promise<Uint8Array>
}

/**
 * Looks for entries of the record from `to` downwards, the newest first.
 *
 * @param to up to which the log was not looked through yet
 * @param most entries that are looked through, at least one bundle
 * @throws SourceError when something could not be fetched; LedgerError when it is not that of the tree
 */
export async function lookThrough(
  { record, told, tree, bundle }: Looking,
  to = tree.size,
  most = LOOKED_AT_ONCE,
): Promise<Looked> {
  const [first, least] = [told + 1, to - most]
  let from = Math.max(first, to)
  while (from > first && from > least) {
    const last = Math.floor((from - 1) / TILE_WIDTH)
    const bundles = Array.from({ length: Math.min(AT_ONCE, last + 1) }, (_, i) => last - i)
    await tree.need(bundles.map((n) => n * TILE_WIDTH))
    const found = await Promise.all(
      bundles.map(async (n) => {
        const leaves = leavesIn(n, tree, await bundle(n, tileWidth(0, n, tree.size)))
        const at = leaves.findLastIndex((leaf, i) => n * TILE_WIDTH + i > told && isOf(record, leaf))
        return at < 0 ? null : n * TILE_WIDTH + at
      }),
    )
    from = Math.max(first, (last + 1 - bundles.length) * TILE_WIDTH)
    const index = found.find((one) => one !== null)
    if (index !== undefined) return { from, found: index }
  }
  return { from, found: null }
}

/** Leaves of a bundle. @throws LedgerError unless they are those of the tree, all of them */
function leavesIn(n: number, tree: CheckedTree, bytes: Uint8Array): Uint8Array[] {
  const leaves = parseBundle(bytes)
  const isWhole =
    leaves.length === tileWidth(0, n, tree.size) &&
    leaves.every((leaf, i) => equal(hashLeaf(leaf), tree.leafAt(n * TILE_WIDTH + i)))
  if (!isWhole) throw new LedgerError('proof_invalid', 'the entries are not those of the tree')
  return leaves
}

const isOf = (record: string, leaf: Uint8Array): boolean => parseLeaf(leaf).record === record
