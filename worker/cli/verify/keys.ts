/** Keys of the ledger that is audited: followed from the one that is trusted, by the entries that announce and retire them. */

import type { LedgerState } from '../../domain/kinds/ledger/ledger.ts'
import { UnprovenError } from '../../domain/proof/entry.ts'
import { endedIn, followKeys, isSuccessor, ownRecordOf, parseKeyHistory } from '../../domain/proof/keys.ts'
import { objectOf } from '../../domain/record/json.ts'
import type { Json } from '../../ledger/canonical.ts'
import { openCheckpointOf } from '../../ledger/checkpoint.ts'
import { LedgerError } from '../../ledger/error.ts'
import { type LedgerKey, onlyKey, openCheckpointUnder } from '../../ledger/keys.ts'
import type { Words } from '../shell/usage.ts'
import type { Folder } from './source/folder.ts'
import type { Source } from './source/source.ts'

/** Checkpoints of a folder that are looked through for one that two keys have signed. */
const LOOKED_THROUGH = 500

export interface Followed {
  /** Keys to which the trusted one leads, itself among them, oldest first. */
  keys: LedgerKey[]
  /** Verifier keys that the source names for itself. */
  named: string[]
  /** Entries about keys in the history that is served; null where none is, as by a folder. */
  shown: number | null
}

/**
 * Follows the keys of a source from a trusted one.
 *
 * @param trusted a verifier key; where the source leads from it nowhere, it stands alone
 */
export async function followedIn(source: Source | Folder, trusted: string): Promise<Followed> {
  return 'ownKeys' in source ? inFolder(source, trusted) : atSite(source, trusted)
}

async function atSite(source: Source, trusted: string): Promise<Followed> {
  const text = await source.keyHistory()
  if (text === null) return { keys: onlyKey(trusted), named: [], shown: null }
  try {
    const history = parseKeyHistory(text)
    const keys = await followKeys([trusted], history, history.checkpoint)
    const { checkpoint } = await openCheckpointUnder(history.checkpoint, keys)
    const own = ownRecordOf(history.entries, checkpoint)?.keys ?? []
    return { keys, named: own.map(({ vkey }) => vkey), shown: history.entries.length }
  } catch (error) {
    if (!(error instanceof LedgerError || error instanceof UnprovenError)) throw error
    // A history that does not hold leads nowhere: what the trusted key itself has signed may still hold.
    return { keys: onlyKey(trusted), named: [], shown: 0 }
  }
}

/** The entries themselves are audited with all others; here it is asked who has signed over them. */
async function inFolder(folder: Folder, trusted: string): Promise<Followed> {
  const own = folder.ownKeys()
  const inherited = await isSuccessor(own[0]?.vkey, folder.carried(), [trusted])
  const reached: LedgerKey[] = []
  for (const [at, key] of own.entries()) {
    const before = own[at - 1]
    const isBridged =
      before !== undefined && reached.length > 0 && (await hasBridge(folder, key, before, reached))
    if (key.vkey === trusted || (at === 0 && inherited) || isBridged) reached.push(key)
  }
  const named = own.map(({ vkey }) => vkey)
  // The entries before the trusted key name those that it follows: what these signed then is no fault now.
  const earlier = own.slice(
    0,
    Math.max(
      0,
      own.findIndex(({ vkey }) => vkey === trusted),
    ),
  )
  const keys = reached.length === 0 ? onlyKey(trusted) : [...earlier, ...reached]
  return { keys, named, shown: null }
}

/** The first key of a ledger of another name to which a trusted key leads, as of one that was closed; null where none is. */
export async function heirOf(source: Source | Folder, trusted: string): Promise<string | null> {
  const { keys, named } = await followedIn(source, trusted)
  const [first] = named
  const isOther = first !== undefined && !named.includes(trusted) && keys.some(({ vkey }) => vkey === first)
  return isOther ? first : null
}

/** The ledger that a source says it continues, held against the end of that one. Null where it holds, or began anew. */
export async function brokenLink(source: Source, state: LedgerState | null): Promise<Words | null> {
  if (state?.continues == null) return null
  const { index, verifierKey, checkpoint } = state.continues
  const [body] = await source.bodies(index, 1)
  const text = objectOf(parseBody(body?.content ?? 'null')).history
  try {
    const ended = typeof text === 'string' ? await endedIn([verifierKey], parseKeyHistory(text)) : null
    if (ended?.successor === state.keys[0]?.vkey && ended?.checkpoint === checkpoint) return null
  } catch (error) {
    if (!(error instanceof LedgerError || error instanceof UnprovenError)) throw error
  }
  return {
    zh: `账本说它接续 ${verifierKey}，而给出的证明不说明那本账已封存并由它接续。`,
    en: `The ledger says that it continues ${verifierKey}, and the proof that it gives does not show that this one was closed in its favour.`,
  }
}

const parseBody = (content: string): Json => JSON.parse(content)

async function hasBridge(
  folder: Folder,
  key: LedgerKey,
  before: LedgerKey,
  reached: readonly LedgerKey[],
): Promise<boolean> {
  const notes = folder.notes(key.announced ?? 0, LOOKED_THROUGH)
  for (const { size, note } of notes) {
    if (before.retired !== null && size > before.retired) return false
    if (
      (await holds(openCheckpointUnder(note, reached))) &&
      (await holds(openCheckpointOf(note, [key.vkey])))
    )
      return true
  }
  return false
}

async function holds(opening: Promise<unknown>): Promise<boolean> {
  try {
    await opening
    return true
  } catch (error) {
    if (error instanceof LedgerError) return false
    throw error
  }
}

/** Keys with what is known from elsewhere of their retirement: a key that was retired once stays so. */
export function retiredAlso(keys: readonly LedgerKey[], known: readonly LedgerKey[]): LedgerKey[] {
  return keys.map((key) => {
    const retired = known.find(({ vkey }) => vkey === key.vkey)?.retired ?? null
    return key.retired === null || (retired !== null && retired < key.retired) ? { ...key, retired } : key
  })
}
