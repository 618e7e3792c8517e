/** Follows the key of the ledger from the one that this browser remembers. Loaded only where they differ. */
import { followKeys, parseKeyHistory } from '../../worker/domain/proof/keys.ts'
import { isInForce, openCheckpointUnder } from '../../worker/ledger/keys.ts'
import type { Source } from './source.ts'

/**
 * True when the remembered key leads to the one that the server names now, by entries that the remembered one has
 * signed for.
 *
 * @throws SourceError when the history could not be fetched
 */
export async function leadsTo(remembered: string, now: string, source: Source): Promise<boolean> {
  const text = await source.keyHistory()
  try {
    const history = parseKeyHistory(text)
    const keys = await followKeys([remembered], history, history.checkpoint)
    const { checkpoint } = await openCheckpointUnder(history.checkpoint, keys)
    return keys.some((key) => key.vkey === now && isInForce(key, checkpoint.size))
  } catch {
    return false
  }
}
