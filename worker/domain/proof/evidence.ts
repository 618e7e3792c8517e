/**
 * Evidence files: one record with all that is needed to check it, off line and without this software's server. JSON
 * with two spaces and one order of members, so that one evidence has one text; the last member is the SHA-256 of all
 * that stands before it, by which a damaged copy is noticed. Trust comes from the checkpoint alone.
 */
import { fromBase64, fromUtf8, toBase64, utf8 } from '../../ledger/bytes.ts'
import { LedgerError } from '../../ledger/error.ts'
import { sha256 } from '../../ledger/merkle.ts'
import type { Policy } from '../../ledger/policy.ts'
import { MAX_PROOF_HASHES } from '../../ledger/proof.ts'
import { openVouched, type Vouched } from '../../ledger/vouch.ts'
import { erasureId } from '../kinds/erasure/erasure.ts'
import type { Recorded } from '../record/event.ts'
import { openEntry, type ProvenEntry, UnprovenError } from './entry.ts'

export interface Evidence {
  record: string
  /** the signed note, with the cosignatures of witnesses */
  checkpoint: string
  /** the policy as the ledger publishes it: what a reader may start from, not what they should trust */
  policy: string
  /** every entry of the record up to the checkpoint, oldest first */
  entries: readonly ProvenEntry[]
  /** entries by which bodies of `entries` were lawfully erased */
  erasures: readonly ProvenEntry[]
}

/** Proof that an evidence file gives. */
export interface Proven {
  vouched: Vouched
  /** every entry of the record as its checked bytes say, oldest first */
  entries: readonly Recorded[]
}

const FORMAT = 'mingzhang-evidence@v1'
/** Characters; a record of some 10,000 entries. */
const MAX_LENGTH = 64_000_000

/** The text of an evidence file. */
export function formatEvidence({ record, checkpoint, policy, entries, erasures }: Evidence): string {
  const whole = {
    format: FORMAT,
    record,
    checkpoint,
    policy,
    entries: entries.map(formatEntry),
    erasures: erasures.map(formatEntry),
  }
  const digest = toBase64(sha256(utf8(JSON.stringify(whole))))
  return `${JSON.stringify({ ...whole, digest }, null, 2)}\n`
}

function formatEntry({ index, leaf, salt, content, proof }: ProvenEntry) {
  return {
    index,
    leaf: fromUtf8(leaf),
    salt: salt === null ? null : toBase64(salt),
    content,
    proof: proof.map(toBase64),
  }
}

/**
 * Reads the form only; nothing is proven yet.
 *
 * @throws LedgerError `malformed_evidence` for any text that `formatEvidence` would not have written
 */
export function parseEvidence(text: string): Evidence {
  if (text.length > MAX_LENGTH) throw malformed('too long')
  const evidence = evidenceOf(text)
  if (formatEvidence(evidence) !== text) throw malformed('a byte of it was changed')
  return evidence
}

function evidenceOf(text: string): Evidence {
  try {
    const read: unknown = JSON.parse(text)
    const { format, record, checkpoint, policy, entries, erasures } = membersOf(read)
    if (format !== FORMAT) throw malformed(`not of the form ${FORMAT}`)
    return {
      record: textOf(record),
      checkpoint: textOf(checkpoint),
      policy: textOf(policy),
      entries: listOf(entries).map(entryOf),
      erasures: listOf(erasures).map(entryOf),
    }
  } catch (cause) {
    if (cause instanceof LedgerError && cause.code === 'malformed_evidence') throw cause
    throw malformed('not the text of an evidence file', cause)
  }
}

function entryOf(value: unknown): ProvenEntry {
  const { index, leaf, salt, content, proof } = membersOf(value)
  if (typeof index !== 'number' || !Number.isSafeInteger(index) || index < 0) throw malformed('index')
  const hashes = listOf(proof)
  if (hashes.length > MAX_PROOF_HASHES) throw malformed('proof')
  return {
    index,
    leaf: utf8(textOf(leaf)),
    salt: salt === null ? null : fromBase64(textOf(salt)),
    content: content === null ? null : textOf(content),
    proof: hashes.map((hash) => fromBase64(textOf(hash))),
  }
}

/**
 * Checks everything that an evidence file says: who vouches for its checkpoint under the reader's own policy, that each
 * entry is in that tree with the body it commits to, and that the entries are the first of the record, without a gap.
 * It cannot tell whether the record got more entries: the file is as of its checkpoint.
 *
 * @param now POSIX seconds, for the times of cosignatures; null where no clock can be trusted
 * @throws LedgerError from the checkpoint; UnprovenError for an entry; LedgerError `malformed_evidence` when entries
 *   are missing or of another record
 */
export async function checkEvidence(evidence: Evidence, policy: Policy, now: number | null): Promise<Proven> {
  const { record, entries, erasures } = evidence
  const vouched = await openVouched(evidence.checkpoint, policy, now)
  if (entries.length === 0) throw malformed('no entries')
  const opened = erasures.map((erasure) => ({
    erasure,
    record: openEntry(erasure, null, vouched.checkpoint).envelope.record,
  }))
  const checked = entries.map((entry, at) => {
    const erasure = opened.find((one) => one.record === erasureId(entry.index))?.erasure ?? null
    const recorded = openEntry(entry, erasure, vouched.checkpoint)
    const { envelope } = recorded
    if (envelope.record !== record || envelope.seq !== at + 1) throw new UnprovenError('leaf', entry.index)
    return recorded
  })
  return { vouched, entries: checked }
}

function membersOf(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw malformed('not an object')
  return { ...value }
}

function listOf(value: unknown): unknown[] {
  if (!Array.isArray(value)) throw malformed('not a list')
  return value
}

function textOf(value: unknown): string {
  if (typeof value !== 'string') throw malformed('not a text')
  return value
}

function malformed(what: string, cause?: unknown): LedgerError {
  return new LedgerError('malformed_evidence', `evidence: ${what}`, { cause })
}
