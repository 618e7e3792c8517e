/** Two monitors compare what they saw of one ledger: a ledger that shows each of them its own history is found out. */
import { equal } from '../../ledger/bytes.ts'
import { treeRoot } from '../../ledger/proof.ts'
import { type MonitorMemory, openMonitorFolder, type Sighting } from '../../machine/mirror.ts'
import { type Folder, openFolder } from '../verify/source/folder.ts'
import { tilesOfSource } from '../verify/source/tiles.ts'
import { isLate } from './within.ts'

/** A checkpoint that one has seen and that is not of the history that the other has mirrored. */
export interface Parting {
  seenBy: string
  notBy: string
  /** The checkpoint of one, and a signed checkpoint over the history of the other: both signed notes. */
  note: string
  other: string
  size: number
}

export interface Comparison {
  verifierKey: string
  /** Checkpoints of either that were held against the tree of the other. */
  compared: number
  /** Checkpoints that are beyond what the other has mirrored, and were held against nothing. */
  beyond: number
  partings: Parting[]
  /** Folders in which the ledger was not followed in time, and since when; null where that is not known. */
  late: { dir: string; at: string | null }[]
}

/**
 * Holds every checkpoint that one of two mirrors of a ledger has seen against the tree of the other, both ways.
 *
 * @param within milliseconds within which each is expected to have followed the ledger
 */
export async function compareMirrors(
  verifierKey: string,
  [a, b]: readonly [string, string],
  now: Date,
  within: number,
): Promise<Comparison> {
  const result: Comparison = { verifierKey, compared: 0, beyond: 0, partings: [], late: [] }
  for (const dir of [a, b]) {
    const at = await followedIn(dir)
    if (isLate(at, now, within)) result.late.push({ dir, at })
  }
  for (const [seer, holder] of [
    [a, b],
    [b, a],
  ] as const) {
    const seen = await sightingsIn(seer)
    const held = await sightingsIn(holder)
    const own = openFolder(holder, { hasMark: false })
    try {
      for (const sighting of seen) await compareOne(result, sighting, seer, holder, own, held)
    } finally {
      own.close()
    }
  }
  return result
}

async function compareOne(
  result: Comparison,
  { size, root, note }: Sighting,
  seenBy: string,
  notBy: string,
  own: Folder,
  held: readonly Sighting[],
): Promise<void> {
  const committed = own.committed()?.size ?? 0
  const twin = held.find((one) => one.size === size && !equal(one.root, root))
  if (twin === undefined && size > committed) {
    result.beyond += 1
    return
  }
  result.compared += 1
  const theirs = size > committed ? null : await treeRoot(size, tilesOfSource(own))
  if (twin === undefined && theirs !== null && equal(theirs, root)) return
  // Over the same size where there is one: two signatures over one size need no tree to be seen through.
  const other = twin ?? held.find((one) => one.size >= size) ?? held.at(-1)
  if (other === undefined) return
  result.partings.push({ seenBy, notBy, note, other: other.note, size })
}

const sightingsIn = (dir: string): Promise<Sighting[]> => remembered(dir, (memory) => memory.sightings())

const followedIn = (dir: string): Promise<string | null> =>
  remembered(dir, async (memory) => (await memory.followed())?.at ?? null)

async function remembered<T>(dir: string, read: (memory: MonitorMemory) => Promise<T>): Promise<T> {
  const memory = await openMonitorFolder(dir)
  try {
    return await read(memory)
  } finally {
    memory.close()
  }
}
