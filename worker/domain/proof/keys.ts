/**
 * The history of the keys of a ledger, with all that is needed to follow it from a key that one trusts to the one that
 * signs now: every entry that the ledger made about itself, proven under one checkpoint, and for each key that was
 * announced a checkpoint that the key before it has signed too, over more than the announcement. A ledger that continues
 * a closed one holds the history of that one in its own first entries, so that a key of the old one leads to it. Pure.
 */
import { toBase64 } from '../../ledger/bytes.ts'
import { type Checkpoint, openCheckpointOf, parseCheckpoint } from '../../ledger/checkpoint.ts'
import { LedgerError } from '../../ledger/error.ts'
import { type LedgerKey, onlyKey, openCheckpointUnder } from '../../ledger/keys.ts'
import { parseNote } from '../../ledger/note.ts'
import { checkConsistency } from '../../ledger/proof.ts'
import {
  applyToLedger,
  type Closing,
  type HeldKey,
  LEDGER,
  type LedgerState,
} from '../kinds/ledger/ledger.ts'
import type { Recorded } from '../record/event.ts'
import { own as memberOf, objectOf } from '../record/json.ts'
import { openEntry, type ProvenEntry, UnprovenError } from './entry.ts'
import { listIn, malformedEvidence, membersOf, readEntry, readHashes, textIn, writeEntry } from './written.ts'

/** A checkpoint that two keys have signed, and the proof that the ledger grew out of it. */
export interface Bridge {
  checkpoint: string
  /** RFC 6962 consistency proof from it to the checkpoint of the history */
  consistency: readonly Uint8Array[]
}

export interface KeyChain {
  /** every entry of the ledger's own record up to the checkpoint, oldest first */
  entries: readonly ProvenEntry[]
  /** one for each key that was announced, oldest first */
  bridges: readonly Bridge[]
}

/** A chain with the signed note that it is proven under. */
export interface KeyHistory extends KeyChain {
  checkpoint: string
}

const FORMAT = 'mingzhang-keys@v1'
const MAX_LENGTH = 4_000_000

/** Chain as it is written in JSON. */
export function writeChain({ entries, bridges }: KeyChain) {
  return {
    entries: entries.map(writeEntry),
    bridges: bridges.map(({ checkpoint, consistency }) => ({
      checkpoint,
      consistency: consistency.map(toBase64),
    })),
  }
}

/** @throws LedgerError `malformed_evidence` */
export function readChain(value: unknown): KeyChain {
  const { entries, bridges } = membersOf(value)
  return {
    entries: listIn(entries).map(readEntry),
    bridges: listIn(bridges).map((one) => {
      const { checkpoint, consistency } = membersOf(one)
      return { checkpoint: textIn(checkpoint), consistency: readHashes(consistency) }
    }),
  }
}

/** The text of a history. */
export function formatKeyHistory({ checkpoint, ...chain }: KeyHistory): string {
  return `${JSON.stringify({ format: FORMAT, checkpoint, ...writeChain(chain) }, null, 2)}\n`
}

/** Reads the form only. @throws LedgerError `malformed_evidence` for any text that `formatKeyHistory` does not write */
export function parseKeyHistory(text: string): KeyHistory {
  if (text.length > MAX_LENGTH) throw malformedEvidence('too long')
  const history = historyOf(text)
  if (formatKeyHistory(history) !== text) throw malformedEvidence('another form of the same')
  return history
}

function historyOf(text: string): KeyHistory {
  try {
    const { format, checkpoint, ...chain } = membersOf(JSON.parse(text))
    if (format !== FORMAT) throw malformedEvidence(`not of the form ${FORMAT}`)
    return { checkpoint: textIn(checkpoint), ...readChain(chain) }
  } catch (cause) {
    if (cause instanceof LedgerError && cause.code === 'malformed_evidence') throw cause
    throw malformedEvidence('not a history of keys', cause)
  }
}

/**
 * The ledger's own record, from entries that are proven in the tree of a checkpoint.
 *
 * @returns null when there are none
 * @throws UnprovenError for an entry that does not hold, is of another record, or after a gap
 */
export function ownRecordOf(
  entries: readonly ProvenEntry[],
  checkpoint: Pick<Checkpoint, 'size' | 'root'>,
): LedgerState | null {
  return stateOf(openOwn(entries, checkpoint))
}

function openOwn(entries: readonly ProvenEntry[], checkpoint: Pick<Checkpoint, 'size' | 'root'>): Recorded[] {
  return entries.map((entry, at) => {
    const recorded = openEntry(entry, null, checkpoint)
    const { record, seq } = recorded.envelope
    if (record !== LEDGER || seq !== at + 1) throw new UnprovenError('leaf', entry.index)
    return recorded
  })
}

const stateOf = (entries: readonly Recorded[]): LedgerState | null =>
  entries.reduce<LedgerState | null>(applyToLedger, null)

/** The history of the ledger that these entries continue, as they carry it; null where they continue none. */
function textCarriedIn(entries: readonly Recorded[]): string | null {
  const found = entries.find(({ envelope }) => envelope.kind === 'ledger.continued')
  const text = found === undefined ? null : memberOf(objectOf(found.body ?? undefined), 'history')
  return typeof text === 'string' ? text : null
}

function carriedIn(entries: readonly Recorded[]): KeyHistory | null {
  const text = textCarriedIn(entries)
  return text === null ? null : parseKeyHistory(text)
}

/**
 * The history of the ledger that another one continues, as that one carries it; null where it continues none.
 *
 * @throws LedgerError or UnprovenError for entries that are not in the tree of the checkpoint
 */
export function carriedBy(
  { entries }: KeyChain,
  checkpoint: Pick<Checkpoint, 'size' | 'root'>,
): KeyHistory | null {
  return carriedIn(openOwn(entries, checkpoint))
}

/** The end of a ledger, proven under the last checkpoint that it signed. */
export interface Ended extends Closing {
  origin: string
  /** the first key of the ledger */
  verifierKey: string
  /** of the last checkpoint */
  size: number
  /** the signed note */
  checkpoint: string
}

/**
 * The end of a ledger by the history of its keys.
 *
 * @param trusted keys of the ledger, or of one that it continues
 * @returns null for a ledger that was not closed by its last entry
 * @throws LedgerError or UnprovenError for a history that does not hold under those keys
 */
export async function endedIn(trusted: readonly string[], history: KeyHistory): Promise<Ended | null> {
  const reached = await followKeys(trusted, history, history.checkpoint)
  const { checkpoint } = await openCheckpointUnder(history.checkpoint, reached)
  const state = ownRecordOf(history.entries, checkpoint)
  const first = state?.keys[0]
  if (state?.closed == null || first === undefined || state.closed.index !== checkpoint.size - 1) return null
  const { origin, size } = checkpoint
  return { ...state.closed, origin, verifierKey: first.vkey, size, checkpoint: history.checkpoint }
}

/**
 * True where a trusted key is of a ledger that was closed in favour of this key.
 *
 * @param carried the history of that ledger, as the ledger of this key carries it; null where it carries none
 */
export async function isSuccessor(
  first: string | undefined,
  carried: string | null,
  trusted: readonly string[],
): Promise<boolean> {
  if (first === undefined || carried === null) return false
  try {
    return (await endedIn(trusted, parseKeyHistory(carried)))?.successor === first
  } catch (error) {
    if (error instanceof LedgerError || error instanceof UnprovenError) return false
    throw error
  }
}

/** A key that a ledger, or one that it continues, has had: what it signed then can be told from its history. */
export interface KnownKey extends HeldKey {
  origin: string
}

/**
 * Every key of a ledger and of those that it continues, vouched for by the key that signs now.
 *
 * @throws LedgerError or UnprovenError for a history that does not hold under the trusted keys
 */
export async function knownKeys(trusted: readonly string[], history: KeyHistory): Promise<KnownKey[]> {
  const reached = await followKeys(trusted, history, history.checkpoint)
  const { checkpoint, vkey } = await openCheckpointUnder(history.checkpoint, reached)
  const opened = openOwn(history.entries, checkpoint)
  const keys = stateOf(opened)?.keys ?? [
    { vkey, announced: null, retired: null, reason: null, lostFrom: null },
  ]
  const carried = carriedIn(opened)
  // The entry that carries it is in the tree that the trusted key has signed, the text with it.
  const before = carried === null ? [] : await knownKeys(namedIn(carried), carried)
  return [...before, ...keys.map((key) => ({ ...key, origin: checkpoint.origin }))]
}

/** Keys that a history names for itself. */
function namedIn({ entries, checkpoint }: KeyHistory): string[] {
  return (ownRecordOf(entries, parseCheckpoint(parseNote(checkpoint).text))?.keys ?? []).map(
    ({ vkey }) => vkey,
  )
}

/**
 * Follows a chain from the keys that a reader trusts. What it leads to is trusted as much: each step was signed by a
 * key that was trusted already.
 *
 * @param note under which the chain is proven; whoever calls opens it with the keys that are returned
 * @returns the keys to which the chain leads, with those trusted; a trusted one that the chain does not name stands
 *   alone
 * @throws LedgerError or UnprovenError for a chain that does not hold
 */
export async function followKeys(
  trusted: readonly string[],
  { entries, bridges }: KeyChain,
  note: string,
): Promise<LedgerKey[]> {
  const checkpoint = parseCheckpoint(parseNote(note).text)
  const opened = openOwn(entries, checkpoint)
  const keys = stateOf(opened)?.keys ?? []
  const inherited = await isSuccessor(keys[0]?.vkey, textCarriedIn(opened), trusted)
  const reached: LedgerKey[] = []
  for (const [at, key] of keys.entries()) {
    const bridge = at === 0 ? undefined : bridges[at - 1]
    if (
      trusted.includes(key.vkey) ||
      (at === 0 && inherited) ||
      (bridge !== undefined && (await leadsTo(key, reached, bridge, checkpoint)))
    )
      reached.push(key)
  }
  const apart = trusted.filter((vkey) => !keys.some((key) => key.vkey === vkey))
  return [...reached, ...apart.flatMap(onlyKey)]
}

/** True for a checkpoint over the announcement of a key that a reached key and the new one have both signed. */
async function leadsTo(
  key: LedgerKey,
  reached: readonly LedgerKey[],
  bridge: Bridge,
  newest: Checkpoint,
): Promise<boolean> {
  if (reached.length === 0) return false
  try {
    const { checkpoint } = await openCheckpointUnder(bridge.checkpoint, reached)
    await openCheckpointOf(bridge.checkpoint, [key.vkey])
    const { size, root } = checkpoint
    if (size <= (key.announced ?? 0)) return false
    checkConsistency(size, newest.size, bridge.consistency, root, newest.root)
    return true
  } catch (error) {
    if (error instanceof LedgerError) return false
    throw error
  }
}
