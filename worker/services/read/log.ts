/** The ledger as a transparency log: heads, checkpoints, proofs, tiles, bundles. */

import type { Closing } from '../../domain/kinds/ledger/ledger.ts'
import { Problem } from '../../domain/record/problem.ts'
import { toBase64, toBase64Each } from '../../ledger/bytes.ts'
import { LedgerError } from '../../ledger/error.ts'
import { type LedgerKey, openCheckpointUnder } from '../../ledger/keys.ts'
import type { Receipt } from '../../ledger/receipt.ts'
import { partialWidth, TILE_WIDTH } from '../../ledger/tiles.ts'
import { readCheckpoint, readNewestCheckpoint } from '../../store/log/checkpoints.ts'
import { readEntry } from '../../store/log/entries.ts'
import { type Head, readHead, readHeadAt } from '../../store/log/head.ts'
import { type Frozen, FrozenError } from '../../store/log/notary.ts'
import { readBundle, readTile } from '../../store/log/tree/tiles.ts'
import type { Tree } from '../../store/log/tree/tree.ts'
import type { Ledger } from '../open.ts'

/**
 * The ledger at one size. Whatever is proven and signed through one snapshot is of one tree, however much is
 * committed meanwhile: a proof and the checkpoint beside it cannot part.
 */
export interface Snapshot extends Head {
  /** Reason for which nothing new is signed; null while all is well. */
  frozen: Frozen | null
  /** The signed checkpoint over exactly this size. @throws FrozenError when nothing may be signed */
  checkpoint(): Promise<string>
  /** RFC 6962 inclusion proof of an entry in exactly this tree, base64 hashes from the leaf's sibling up. */
  inclusion(index: number): Promise<string[]>
}

/** The last round in which a mirror took in all that its ledger had signed. */
export interface LastFollowed {
  /** Instant, UTC; null where none is known. */
  at: string | null
  /** True once the next one is overdue: whoever fills the mirror has stopped, or the ledger does not answer. */
  late: boolean
}

export interface Log {
  origin: string
  /** The key by which the ledger is known now, as of the last look at it. */
  readonly verifierKey: string
  /** Every key that it ever had, oldest first. */
  readonly keys: readonly LedgerKey[]
  /** The end of the ledger, as of the last look at it: nothing is recorded after it. Null while entries are recorded. */
  readonly ended: Closing | null
  place: { zh: string; en: string }
  /** True for a mirror of somebody else's ledger. */
  mirror: boolean
  /** The last time that a mirror was filled; null for the ledger itself. */
  followed(): Promise<LastFollowed | null>
  /**
   * The size that the ledger probably has, as it was last seen; null where that is asked at no cost. Whoever begins to
   * read by it looks afterwards whether it was right.
   */
  expected(): number | null
  /** The ledger as it is committed now. */
  snapshot(): Promise<Snapshot>
  /**
   * Snapshot that may be proven to anybody: as it is committed; while nothing may be signed, that of the last
   * checkpoint that was signed and kept. Its `checkpoint` throws FrozenError when there is none.
   */
  published(): Promise<Snapshot>
  /** The signed checkpoint over a size at which a commit ended. */
  checkpointAt(size: number): Promise<string>
  /** Receipt of an entry in the tree of `size` entries; of the newest checkpoint when left out. */
  receipt(index: number, size?: number): Promise<Receipt>
  /** RFC 6962 inclusion proof of an entry in the tree of `size` entries, base64 hashes from the leaf's sibling up. */
  inclusion(index: number, size: number): Promise<string[]>
  /** RFC 6962 consistency proof, base64 hashes. */
  consistency(from: number, to: number): Promise<string[]>
  /** C2SP tile of a published size; null when the log does not hold it. */
  tile(level: number, n: number, width: number): Promise<Uint8Array | null>
  bundle(n: number, width: number): Promise<Uint8Array | null>
}

/** Reads the log side of a ledger. */
export function createLog(ledger: Ledger): Log {
  const { database, committer, notary, place, shared } = ledger

  let looking: Promise<{ head: Head; tree: Tree }> | null = null
  let isSent = false
  let next: Promise<{ head: Head; tree: Tree }> | null = null

  /** One look for all who ask before it is sent; whoever asks while it is on its way gets the one after it. */
  function look(): Promise<{ head: Head; tree: Tree }> {
    if (looking !== null && !isSent) return looking
    if (looking === null) {
      isSent = false
      setTimeout(() => {
        isSent = true
      }, 0)
      looking = committer.end.refresh().finally(() => {
        looking = null
      })
      return looking
    }
    next ??= looking
      .catch(() => undefined)
      .then(() => {
        next = null
        return look()
      })
    return next
  }

  /** The head and tree as of now: memory when this process alone writes, else one small query or one round trip. */
  async function current(): Promise<{ head: Head; tree: Tree }> {
    if (database.isRemote === true) return look()
    const known = await committer.end.tree()
    if (!shared) return known
    const head = await readHead(database)
    return head.size === known.head.size ? known : committer.end.refresh()
  }

  async function signed(head: Head): Promise<string> {
    if (committer.end.frozen !== null) throw new FrozenError(committer.end.frozen)
    return notary.sign(head)
  }

  function snapshotOf(head: Head, tree: Tree, checkpoint: () => Promise<string>): Snapshot {
    return {
      ...head,
      frozen: committer.end.frozen,
      checkpoint,
      inclusion: async (index) => toBase64Each(await tree.inclusion(index, head.size)),
    }
  }

  async function published(): Promise<Snapshot> {
    const { head, tree } = await current()
    if (committer.end.frozen === null) return snapshotOf(head, tree, () => signed(head))
    const kept = await readNewestCheckpoint(database, head.size)
    if (kept === null) return snapshotOf(head, tree, () => signed(head))
    const { size, root } = (await openCheckpointUnder(kept, notary.keys)).checkpoint
    return snapshotOf({ size, root, recorded: head.recorded }, tree, async () => kept)
  }

  return {
    origin: notary.origin,
    get verifierKey() {
      return notary.verifierKey
    },
    get keys() {
      return notary.keys
    },
    get ended() {
      return committer.end.ended
    },
    place,
    mirror: ledger.mirror,
    async followed() {
      const { mirroring, now } = ledger
      if (mirroring === null) return null
      const at = await mirroring.followed()
      return { at, late: at === null || now().getTime() - Date.parse(at) > mirroring.within }
    },
    expected: () => (database.isRemote === true ? committer.end.expected : null),
    async snapshot() {
      const { head, tree } = await current()
      return snapshotOf(head, tree, () => signed(head))
    },
    published,
    async checkpointAt(size) {
      const { head } = await current()
      return olderCheckpoint(ledger, await headAt(ledger, head, size))
    },
    async receipt(index, size) {
      const [{ tree }, newest, entry] = await Promise.all([
        current(),
        published(),
        readEntry(database, index),
      ])
      const covered = await headAt(ledger, newest, size)
      if (entry === null || index >= covered.size) throw noEntry(index, covered.size)
      return {
        index,
        leafHash: toBase64(entry.leafHash),
        size: covered.size,
        root: toBase64(covered.root),
        proof: toBase64Each(await tree.inclusion(index, covered.size)),
        checkpoint: await (covered.size === newest.size
          ? newest.checkpoint()
          : olderCheckpoint(ledger, covered)),
      }
    },
    async inclusion(index, size) {
      const { tree } = await current()
      return toBase64Each(await tree.inclusion(index, size))
    },
    async consistency(from, to) {
      const { tree } = await current()
      try {
        return toBase64Each(await tree.consistency(from, to))
      } catch (error) {
        if (error instanceof LedgerError && error.code === 'out_of_range') throw noSize(to)
        throw error
      }
    },
    async tile(level, n, width) {
      const { head } = await current()
      return holds(head.size, level, n, width) ? readTile(database, level, n, width) : null
    },
    async bundle(n, width) {
      const { head } = await current()
      return holds(head.size, 0, n, width) ? readBundle(database, n, width) : null
    },
  }
}

/** True for a tree of `size` entries that has a tile this wide. */
function holds(size: number, level: number, n: number, width: number): boolean {
  const hashes = Math.floor(size / TILE_WIDTH ** level)
  const full = Math.floor(hashes / TILE_WIDTH)
  if (width === TILE_WIDTH) return n < full
  return n < full || (n === full && width <= partialWidth(level, size))
}

/** The head after `size` entries. Only sizes at which a commit ended were ever signed. */
async function headAt({ database }: Ledger, head: Head, size: number | undefined): Promise<Head> {
  if (size === undefined || size === head.size) return head
  const found = await readHeadAt(database, size)
  if (found === null) throw noSize(size)
  return found
}

/**
 * An older checkpoint: signed again over the row that was committed, which gives the same bytes. While nothing may
 * be signed, the note as it was kept. @throws FrozenError when none was
 */
async function olderCheckpoint({ committer, notary, database }: Ledger, head: Head): Promise<string> {
  if (committer.end.frozen === null) return notary.signOlder(head)
  const kept = await readCheckpoint(database, head.size)
  if (kept === null) throw new FrozenError(committer.end.frozen)
  return kept
}

function noEntry(index: number, size: number): Problem {
  return new Problem('not_found', {
    field: 'index',
    words: {
      zh: `在 ${size} 条账目的账本中没有第 ${index} 条（从 0 起）。`,
      en: `There is no entry ${index} in the ledger of ${size} entries (counting from 0).`,
    },
  })
}

function noSize(size: number): Problem {
  return new Problem('not_found', {
    field: 'size',
    words: {
      zh: `没有 ${size} 条账目的检查点：请使用本账本公布过的规模。`,
      en: `There is no checkpoint over ${size} entries: use a size that this ledger has published.`,
    },
  })
}
