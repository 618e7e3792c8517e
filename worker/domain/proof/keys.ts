/**
 * The history of the keys of a ledger, with all that is needed to follow it from a key that one trusts to the one that
 * signs now: every entry that the ledger made about itself, proven under one checkpoint, and for each key that was
 * announced a checkpoint that the key before it has signed too, over more than the announcement. Pure.
 */
import { toBase64 } from '../../ledger/bytes.ts'
import { type Checkpoint, openCheckpointOf, parseCheckpoint } from '../../ledger/checkpoint.ts'
import { LedgerError } from '../../ledger/error.ts'
import { type LedgerKey, onlyKey, openCheckpointUnder } from '../../ledger/keys.ts'
import { parseNote } from '../../ledger/note.ts'
import { checkConsistency } from '../../ledger/proof.ts'
import { applyToLedger, LEDGER, type LedgerState } from '../kinds/ledger/ledger.ts'
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
  return entries.reduce<LedgerState | null>((state, entry, at) => {
    const recorded = openEntry(entry, null, checkpoint)
    const { record, seq } = recorded.envelope
    if (record !== LEDGER || seq !== at + 1) throw new UnprovenError('leaf', entry.index)
    return applyToLedger(state, recorded)
  }, null)
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
  const keys = ownRecordOf(entries, checkpoint)?.keys ?? []
  const reached: LedgerKey[] = []
  for (const [at, key] of keys.entries()) {
    const bridge = at === 0 ? undefined : bridges[at - 1]
    if (
      trusted.includes(key.vkey) ||
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
