/** Comparison of a ledger with what this browser remembers of it. */
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
