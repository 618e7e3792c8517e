/** Judges an evidence file in the reader's browser. Pure but for the clock it is given: nothing is fetched. */
import { replay } from '../../worker/domain/kinds/replay.ts'
import { UnprovenError, type UnprovenPart } from '../../worker/domain/proof/entry.ts'
import { checkEvidence, parseEvidence } from '../../worker/domain/proof/evidence.ts'
import { LedgerError } from '../../worker/ledger/error.ts'
import { type Policy, parsePolicy } from '../../worker/ledger/policy.ts'

/** One entry that holds, as its checked bytes say. */
export interface Held {
  index: number
  event: string
  recorded: string
  occurred: string
  withheld: boolean
}

/** What an evidence file proves. */
export interface Proof {
  record: string
  title: string | null
  entries: Held[]
  /** entries of the ledger under the checkpoint */
  size: number
  origin: string
  vkey: string
  /** POSIX seconds each */
  witnesses: { name: string; time: number }[]
  /** whether the policy is the one in the file */
  carried: boolean
}

export type Judgement =
  | ({ is: 'holds' } & Proof)
  | ({ is: 'short' } & Proof)
  | { is: 'file' }
  | { is: 'policy' }
  | { is: 'signature' }
  | { is: 'entry'; index: number; part: UnprovenPart }

/**
 * @param text of the evidence file
 * @param policy the reader's own; the one in the file when empty
 * @param now POSIX seconds
 * @returns `holds`, or `short` when everything holds but the witnesses are too few; else what does not hold
 */
export async function judge(text: string, policy: string, now: number): Promise<Judgement> {
  try {
    const evidence = parseEvidence(text)
    const carried = policy.trim() === ''
    const trusted = readPolicy(carried ? evidence.policy : policy)
    if (trusted === null) return { is: 'policy' }
    const { vouched, entries } = await checkEvidence(evidence, trusted, now)
    return {
      is: vouched.quorum ? 'holds' : 'short',
      record: evidence.record,
      title: titleOf(replay(evidence.record, entries)),
      entries: entries.map(({ index, envelope, body }) => ({
        index,
        event: envelope.kind,
        recorded: envelope.recorded,
        occurred: envelope.occurred,
        withheld: body === null,
      })),
      size: vouched.checkpoint.size,
      origin: vouched.checkpoint.origin,
      vkey: vouched.vkey,
      witnesses: [...vouched.witnesses],
      carried,
    }
  } catch (error) {
    if (error instanceof UnprovenError) return { is: 'entry', index: error.index, part: error.part }
    if (!(error instanceof LedgerError)) throw error
    return { is: error.code === 'signature_invalid' ? 'signature' : 'file' }
  }
}

function readPolicy(text: string): Policy | null {
  try {
    return parsePolicy(text)
  } catch (error) {
    if (error instanceof LedgerError) return null
    throw error
  }
}

function titleOf(state: object | null): string | null {
  const { title, name }: { title?: unknown; name?: unknown } = state ?? {}
  const found = title ?? name
  return typeof found === 'string' ? found : null
}
