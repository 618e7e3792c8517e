/**
 * Vouchers of a checkpoint: the ledger that signed it, and the witnesses of a policy that have cosigned it.
 */
import { type Checkpoint, openCheckpointOf, parseCheckpoint } from './checkpoint.ts'
import { openCosignature } from './cosignature.ts'
import { parseNote } from './note.ts'
import { isQuorum, type Policy } from './policy.ts'
import { readVerifierKey } from './vkey.ts'

export interface Witnessed {
  /** the name in the policy */
  name: string
  /** POSIX seconds, of the witness's own clock */
  time: number
}

export interface Vouched {
  checkpoint: Checkpoint
  /** the ledger's key that has signed */
  vkey: string
  /** witnesses of the policy that have cosigned, in its order */
  witnesses: readonly Witnessed[]
  /** whether they are as many as the policy asks for */
  quorum: boolean
}

/** Seconds by which the clock of a witness may be ahead of the reader's. */
const CLOCK_SECONDS = 300

/**
 * Opens a checkpoint under a policy.
 *
 * @param now POSIX seconds; a cosignature of a later time does not count. Null where no clock can be trusted.
 * @throws LedgerError `malformed_note`, `malformed_checkpoint`; `signature_invalid` when no log of the policy has
 *   signed, or a line of one of its keys does not hold
 */
export async function openVouched(note: string, policy: Policy, now: number | null): Promise<Vouched> {
  const { origin } = parseCheckpoint(parseNote(note).text)
  const keys = policy.logs.map(({ vkey }) => vkey).filter((vkey) => isKeyOf(vkey, origin))
  const { checkpoint, vkey } = await openCheckpointOf(note, keys)
  const witnesses: Witnessed[] = []
  for (const { name, vkey: witness } of policy.witnesses) {
    if (!readVerifierKey(witness).checkable) continue
    const cosignature = await openCosignature(note, witness)
    if (cosignature === null) continue
    if (now === null || cosignature.time <= now + CLOCK_SECONDS)
      witnesses.push({ name, time: cosignature.time })
  }
  const quorum = isQuorum(policy, new Set(witnesses.map(({ name }) => name)))
  return { checkpoint, vkey, witnesses, quorum }
}

function isKeyOf(vkey: string, origin: string): boolean {
  const { name, checkable } = readVerifierKey(vkey)
  return checkable && name === origin
}
