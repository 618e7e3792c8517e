/** Comparison of a ledger with what this browser remembers of it: its key, and its growth. */
import { equal } from '../../worker/ledger/bytes.ts'
import { type Checkpoint, openCheckpoint } from '../../worker/ledger/checkpoint.ts'
import { type CheckedTree, checkedTree } from '../../worker/ledger/tree.ts'
import type { Remembered } from './memory.ts'
import { type Source, SourceError } from './source.ts'
import type { Growth } from './summary.ts'

/**
 * Growth of the ledger of `given` out of the remembered one. Both notes are kept in the answer when it did
 * not grow out of it.
 *
 * @throws SourceError or LedgerError when the tiles could not be had, or are not those of the ledger
 */
export async function checkGrowth(
  source: Source,
  remembered: Remembered | null,
  given: { note: string; tree: CheckedTree },
): Promise<Growth> {
  if (remembered === null) return { is: 'first', from: 0 }
  const seen = await openCheckpoint(remembered.checkpoint, remembered.key).catch(() => null)
  if (seen === null) return { is: 'first', from: 0 }
  if (remembered.fork !== undefined) return { is: 'differs', from: seen.size, ...remembered.fork }
  const differs: Growth = { is: 'differs', from: seen.size, seen: remembered.checkpoint, given: given.note }
  const isShorter = seen.size > given.tree.size
  try {
    const [older, newer] = isShorter ? [given.tree, checkedTree(seen, source.tiles)] : [seen, given.tree]
    if (!(await beginsWith(newer, older))) return differs
  } catch (error) {
    // No connection, no tiles or bad ones prove nothing of what was seen; but a log that is shorter by now, and no longer
    // has the tiles of what it has signed, has lost that history.
    if (!isShorter || isTrouble(error)) throw error
    return differs
  }
  if (isShorter) return { is: 'behind', from: seen.size }
  return { is: seen.size === given.tree.size ? 'same' : 'grew', from: seen.size }
}

/** True where there was no answer, or one of a server in trouble. */
function isTrouble(error: unknown): boolean {
  return error instanceof SourceError && (error.status === 0 || error.status >= 500 || error.status === 429)
}

/**
 * True for a tree that begins with an older one: its own tiles, held against its root, give the root of that.
 *
 * @throws SourceError when tiles could not be fetched; LedgerError when they do not hold
 */
export async function beginsWith(
  newer: CheckedTree,
  older: Pick<Checkpoint, 'size' | 'root'>,
): Promise<boolean> {
  if (older.size !== 0 && older.size !== newer.size) await newer.need([], [older.size])
  return equal(newer.rootAt(older.size), older.root)
}

/**
 * True for the remembered key, for one to which it leads, and for any where nothing is remembered. How to follow a key
 * is loaded only where it changed.
 *
 * @throws SourceError when the history of the keys could not be fetched
 */
export async function isKnownKey(kept: Remembered | null, key: string, source: Source): Promise<boolean> {
  if (kept === null || kept.key === key) return true
  const { leadsTo } = await import('./keys.ts')
  return leadsTo(kept, key, source)
}

/**
 * The memory that is of the ledger of this key. A ledger that continues a closed one grew out of nothing: how it follows
 * that one is looked at with the key.
 */
export function rememberedOf(kept: Remembered | null, key: string, isKnown: boolean): Remembered | null {
  return isKnown && kept !== null && nameOf(kept.key) !== nameOf(key) ? null : kept
}

const nameOf = (vkey: string): string => vkey.slice(0, vkey.indexOf('+'))

/** Growth of the ledger out of the remembered one; `unknown` where the proof could not be had. */
export async function growthOf(
  source: Source,
  remembered: Remembered | null,
  given: { note: string; tree: CheckedTree },
): Promise<Growth> {
  return checkGrowth(source, remembered, given).catch((): Growth => ({ is: 'unknown', from: 0 }))
}
