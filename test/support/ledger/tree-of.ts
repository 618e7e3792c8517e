/** The tree of a ledger in this process, read as a browser reads it. */
import type { Checkpoint } from '../../../worker/ledger/checkpoint.ts'
import type { ReadTiles } from '../../../worker/ledger/tiles.ts'
import { type CheckedTree, checkedTree } from '../../../worker/ledger/tree.ts'
import type { Log } from '../../../worker/services/read/log.ts'

/** Tiles as the log gives them; empty where it has none. */
export function tilesOfLog(log: Pick<Log, 'tile'>): ReadTiles {
  return (coords) =>
    Promise.all(
      coords.map(async ({ level, n, width }) => (await log.tile(level, n, width)) ?? new Uint8Array()),
    )
}

/** The tree under a checkpoint, all of its tiles at hand. */
export async function treeUnder(checkpoint: Checkpoint, read: ReadTiles): Promise<CheckedTree> {
  const tree = checkedTree(checkpoint, read)
  await tree.need(Array.from({ length: checkpoint.size }, (_, index) => index))
  return tree
}
