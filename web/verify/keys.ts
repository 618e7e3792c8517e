/** Follows the key of the ledger from the one that this browser remembers. Loaded only where they differ. */
import { followKeys, parseKeyHistory } from '../../worker/domain/proof/keys.ts'
import { isInForce, openCheckpointUnder } from '../../worker/ledger/keys.ts'
import { type Source, SourceError } from './source.ts'

/**
 * True when the remembered key leads to the one that the server names now, by entries that the remembered one has
 * signed for.
 *
 * @throws SourceError when the history could not be fetched
 */
export async function leadsTo(remembered: string, now: string, source: Source): Promise<boolean> {
  const text = await source.keyHistory().catch((error: unknown) => {
    // A server that has no history of keys tells of no change, and so of no way from one to the other.
    if (error instanceof SourceError && error.status === 404) return null
    throw error
  })
  if (text === null) return false
  try {
    const history = parseKeyHistory(text)
    const keys = await followKeys([remembered], history, history.checkpoint)
    const { checkpoint } = await openCheckpointUnder(history.checkpoint, keys)
    return keys.some((key) => key.vkey === now && isInForce(key, checkpoint.size))
  } catch {
    return false
  }
}
