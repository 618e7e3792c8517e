/**
 * Keys of a ledger over time. One is announced by an entry and signs beside those before it; one is retired by an entry,
 * and no checkpoint that covers that entry is signed by it.
 */
import { type Checkpoint, openCheckpointOf, parseCheckpoint } from './checkpoint.ts'
import { parseNote } from './note.ts'

export interface LedgerKey {
  /** the verifier key */
  vkey: string
  /** index of the entry that announces it; null for the key with which the ledger began */
  announced: number | null
  /** index of the entry that retires it; null while it is in force */
  retired: number | null
}

/** A ledger that never changed its key. */
export function onlyKey(vkey: string): LedgerKey[] {
  return [{ vkey, announced: null, retired: null }]
}

/** True for a key whose signature on a checkpoint over `size` entries counts. */
export function isInForce({ retired }: LedgerKey, size: number): boolean {
  return retired === null || size <= retired
}

/** True for a key that is to sign a checkpoint over `size` entries: in force, and announced within them. */
export function isDue(key: LedgerKey, size: number): boolean {
  return isInForce(key, size) && (key.announced === null || key.announced < size)
}

/** The key by which a ledger is known now: the oldest in force. Null when none is left. */
export function currentKey(keys: readonly LedgerKey[]): string | null {
  return keys.find(({ retired }) => retired === null)?.vkey ?? null
}

/**
 * Opens a checkpoint under the keys of its ledger: those in force at its size. A line of a key that was retired before
 * says nothing.
 *
 * @throws LedgerError `signature_invalid` when none of them has signed, or what `openCheckpointOf` throws
 */
export async function openCheckpointUnder(
  note: string,
  keys: readonly LedgerKey[],
): Promise<{ checkpoint: Checkpoint; vkey: string }> {
  const { size } = parseCheckpoint(parseNote(note).text)
  return openCheckpointOf(
    note,
    keys.filter((key) => isInForce(key, size)).map(({ vkey }) => vkey),
  )
}
