/**
 * Memory that this browser has of a ledger: its key (trust on first use) and the last checkpoint that it
 * checked. A page that may not use storage still checks everything else.
 */
import { fromBase64 } from '../../worker/ledger/bytes.ts'
import { type Checkpoint, openCheckpoint } from '../../worker/ledger/checkpoint.ts'
import { checkConsistency } from '../../worker/ledger/proof.ts'
import { type Source, SourceError } from './source.ts'
import type { Growth } from './summary.ts'

export interface Remembered {
  key: string
  /** The signed note, verbatim. */
  checkpoint: string
  /** Two notes that contradict each other, once seen: no later visit makes that good again. */
  fork?: { seen: string; given: string }
}

export interface Memory {
  read(): Remembered | null
  /** False when the browser does not let the site remember. */
  write(remembered: Remembered): boolean
}

const NAME = 'mingzhang:ledger'

/** Memory in the browser's local storage. Unreadable content counts as none. */
export function createMemory(storage: () => Pick<Storage, 'getItem' | 'setItem'>): Memory {
  return {
    read() {
      try {
        const value: Partial<Remembered> = JSON.parse(storage().getItem(NAME) ?? 'null') ?? {}
        const { key, checkpoint, fork } = value
        if (typeof key !== 'string' || typeof checkpoint !== 'string') return null
        const forked = typeof fork?.seen === 'string' && typeof fork.given === 'string'
        return { key, checkpoint, ...(forked ? { fork } : {}) }
      } catch {
        return null
      }
    },
    write(remembered) {
      try {
        storage().setItem(NAME, JSON.stringify(remembered))
        return true
      } catch {
        return false
      }
    },
  }
}

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
