/** Comparison of a ledger with what this browser remembers of it: its key, and its growth. */
import { fromBase64 } from '../../worker/ledger/bytes.ts'
import { type Checkpoint, openCheckpoint } from '../../worker/ledger/checkpoint.ts'
import { checkConsistency } from '../../worker/ledger/proof.ts'
import type { Remembered } from './memory.ts'
import { type Source, SourceError } from './source.ts'
import type { Growth } from './summary.ts'

/**
 * Growth of the ledger of `given` out of the remembered one. Both notes are kept in the answer when it did
 * not grow out of it.
 *
 * @throws SourceError when the proof could not be fetched for want of a connection
 */
export async function checkGrowth(
  source: Source,
  remembered: Remembered | null,
  given: { note: string; checkpoint: Checkpoint },
): Promise<Growth> {
  if (remembered === null) return { is: 'first', from: 0 }
  const seen = await openCheckpoint(remembered.checkpoint, remembered.key).catch(() => null)
  if (seen === null) return { is: 'first', from: 0 }
  if (remembered.fork !== undefined) return { is: 'differs', from: seen.size, ...remembered.fork }
  const [older, newer] =
    seen.size <= given.checkpoint.size ? [seen, given.checkpoint] : [given.checkpoint, seen]
  const differs: Growth = { is: 'differs', from: seen.size, seen: remembered.checkpoint, given: given.note }
  try {
    const between = older.size === 0 || older.size === newer.size
    const proof = between ? [] : (await source.consistency(older.size, newer.size)).map(fromBase64)
    checkConsistency(older.size, newer.size, proof, older.root, newer.root)
  } catch (error) {
    // No connection or a server in trouble proves nothing; a server that cannot prove growth has no such history.
    if (error instanceof SourceError && (error.status === 0 || error.status >= 500 || error.status === 429))
      throw error
    return differs
  }
  if (seen.size > given.checkpoint.size) return { is: 'behind', from: seen.size }
  return { is: seen.size === given.checkpoint.size ? 'same' : 'grew', from: seen.size }
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
  given: { note: string; checkpoint: Checkpoint },
): Promise<Growth> {
  return checkGrowth(source, remembered, given).catch((): Growth => ({ is: 'unknown', from: 0 }))
}
