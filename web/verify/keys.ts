/** Follows the key of the ledger from the one that this browser remembers. Loaded only where they differ. */
import {
  carriedBy,
  endedIn,
  followKeys,
  type KeyHistory,
  parseKeyHistory,
} from '../../worker/domain/proof/keys.ts'
import { equal } from '../../worker/ledger/bytes.ts'
import { type Checkpoint, openCheckpoint, parseCheckpoint } from '../../worker/ledger/checkpoint.ts'
import { isInForce, openCheckpointUnder } from '../../worker/ledger/keys.ts'
import { parseNote } from '../../worker/ledger/note.ts'
import type { Remembered } from './memory.ts'
import { type Source, SourceError } from './source.ts'

/**
 * True when the remembered key leads to the one that the server names now, by entries that the remembered one has
 * signed for.
 *
 * @throws SourceError when the history could not be fetched
 */
export async function leadsTo(
  remembered: Remembered,
  now: string,
  source: Pick<Source, 'keyHistory'>,
): Promise<boolean> {
  const text = await source.keyHistory().catch((error: unknown) => {
    // A server that has no history of keys tells of no change, and so of no way from one to the other.
    if (error instanceof SourceError && error.status === 404) return null
    throw error
  })
  if (text === null) return false
  try {
    const history = parseKeyHistory(text)
    const keys = await followKeys([remembered.key], history, history.checkpoint)
    const { checkpoint } = await openCheckpointUnder(history.checkpoint, keys)
    const isReached = keys.some((key) => key.vkey === now && isInForce(key, checkpoint.size))
    return isReached && (await isWithinEnd(remembered, history, checkpoint))
  } catch {
    return false
  }
}

/**
 * True unless another ledger was remembered, which this one continues, and more of it, or otherwise, than it was closed
 * with.
 */
async function isWithinEnd(
  { key, checkpoint: note }: Remembered,
  history: KeyHistory,
  now: Checkpoint,
): Promise<boolean> {
  const seen = await openCheckpoint(note, key)
  if (seen.origin === now.origin) return true
  const carried = carriedBy(history, now)
  const ended = carried === null ? null : await endedIn([key], carried)
  if (ended === null) return false
  // One that was closed before that: its end is held by the one between.
  if (seen.origin !== ended.origin) return true
  const { root } = parseCheckpoint(parseNote(ended.checkpoint).text)
  return seen.size < ended.size || (seen.size === ended.size && equal(seen.root, root))
}
