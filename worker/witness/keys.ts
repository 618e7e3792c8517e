/** Keys of the ledgers that a witness cosigns for: those in its list, and those to which their ledgers lead from them. */
import { UnprovenError } from '../domain/proof/entry.ts'
import { followKeys, parseKeyHistory } from '../domain/proof/keys.ts'
import { LedgerError } from '../ledger/error.ts'
import { isInForce, type LedgerKey, onlyKey, openCheckpointUnder } from '../ledger/keys.ts'
import type { Policy } from '../ledger/policy.ts'
import { readVerifierKey } from '../ledger/vkey.ts'

/** Fetches a text; null when there is none to be had. */
export type FetchText = (url: string) => Promise<string | null>

/** Milliseconds before a ledger is asked for its history again. */
const AGAIN = 60_000

/** Milliseconds that a ledger has for its answer. */
const PATIENCE = 5000

/** Fetching over the network, in little time. */
export const fetchText: FetchText = async (url) => {
  const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(PATIENCE) }).catch(
    () => null,
  )
  return response?.ok === true ? response.text() : null
}

interface Known {
  listed: string[]
  keys: LedgerKey[]
  /** Address of the ledger; null where the list names none, and its keys are only those listed. */
  url: string | null
  asked: number
}

export type WitnessedKeys = ReturnType<typeof createWitnessedKeys>

/**
 * Keys by the name of their ledger.
 *
 * @param logs lines of the list; of one with an address, the keys are followed when the known ones do not do
 */
export function createWitnessedKeys(
  logs: Policy['logs'],
  { fetchText, now }: { fetchText: FetchText; now: () => Date },
) {
  const known = new Map<string, Known>()
  for (const { vkey, url } of logs) {
    const { name } = readVerifierKey(vkey)
    const one = known.get(name) ?? { listed: [], keys: [], url: null, asked: Number.NEGATIVE_INFINITY }
    const listed = [...one.listed, vkey]
    known.set(name, { ...one, listed, keys: listed.flatMap(onlyKey), url: one.url ?? url })
  }

  return {
    origins: [...known.keys()],

    /** Verifier keys of a ledger whose signature on a checkpoint of a size counts; none of a ledger that is not listed. */
    at(origin: string, size: number): string[] {
      const keys = known.get(origin)?.keys ?? []
      return keys.filter((key) => isInForce(key, size)).map(({ vkey }) => vkey)
    },

    /**
     * Asks a ledger for the history of its keys, once a minute at most.
     *
     * @returns true when it leads from the listed keys to others
     */
    async follow(origin: string): Promise<boolean> {
      const one = known.get(origin)
      if (one?.url == null || now().getTime() - one.asked < AGAIN) return false
      one.asked = now().getTime()
      const text = await fetchText(`${one.url.replace(/\/+$/, '')}/log/keys`)
      const keys = text === null ? null : await keysIn(text, one.listed)
      if (keys === null || JSON.stringify(keys) === JSON.stringify(one.keys)) return false
      one.keys = keys
      return true
    },
  }
}

/** Keys to which a history leads; null for one that does not hold. */
async function keysIn(text: string, listed: readonly string[]): Promise<LedgerKey[] | null> {
  try {
    const history = parseKeyHistory(text)
    const keys = await followKeys(listed, history, history.checkpoint)
    await openCheckpointUnder(history.checkpoint, keys)
    return keys
  } catch (error) {
    if (error instanceof LedgerError || error instanceof UnprovenError) return null
    throw error
  }
}
