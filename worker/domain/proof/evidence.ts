/**
 * Evidence files: one record with all that is needed to check it, off line and without this software's server. JSON
 * with two spaces and one order of members, so that one evidence has one text; the last member is the SHA-256 of all
 * that stands before it, by which a damaged copy is noticed. Trust comes from the checkpoint alone.
 */
import { toBase64, utf8 } from '../../ledger/bytes.ts'
import type { BucketProof } from '../../ledger/catalogue.ts'
import { type Checkpoint, parseCheckpoint } from '../../ledger/checkpoint.ts'
import { LedgerError } from '../../ledger/error.ts'
import { isInForce } from '../../ledger/keys.ts'
import { sha256InParts } from '../../ledger/merkle.ts'
import { parseNote } from '../../ledger/note.ts'
import type { Policy } from '../../ledger/policy.ts'
import { verifyEntry } from '../../ledger/verify.ts'
import { openVouched, type Vouched } from '../../ledger/vouch.ts'
import { catalogueOf } from '../kinds/catalogue/catalogue.ts'
import { erasureId } from '../kinds/erasure/erasure.ts'
import type { Recorded } from '../record/event.ts'
import { atOnce, type Parts } from '../text/parts.ts'
import { type Completeness, completenessOf, type Placed } from './complete.ts'
import { openEntry, type ProvenEntry, UnprovenError } from './entry.ts'
import { followKeys, type KeyChain, readChain, writeChain } from './keys.ts'
import { listIn, malformedEvidence, membersOf, readEntry, readHashes, textIn, writeEntry } from './written.ts'

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
  /** how the keys of the ledger followed one another, under the same checkpoint; null where it never changed its key */
  keys: KeyChain | null
  /** what tells that the record had no other entries; null in files of earlier versions */
  catalogue: EvidenceCatalogue | null
}

/** The newest catalogue with the bucket of the record, and the entries under the checkpoint that date it. */
export interface EvidenceCatalogue {
  /** null where there is no catalogue yet; so is the bucket then */
  entry: ProvenEntry | null
  bucket: BucketProof | null
  /** the first entry that the catalogue does not count; null where that is its own, and in files of earlier versions */
  uncounted: ProvenEntry | null
  newest: ProvenEntry
}

/** Proof that an evidence file gives. */
export interface Proven {
  vouched: Vouched
  /** every entry of the record as its checked bytes say, oldest first */
  entries: readonly Recorded[]
  /** null for a file that says nothing of it */
  complete: Completeness | null
}

const FORMAT = 'mingzhang-evidence@v1'
/** Characters; a record of some 10,000 entries. */
const MAX_LENGTH = 64_000_000

/** The text of an evidence file. */
export function formatEvidence(evidence: Evidence): string {
  return atOnce(formatEvidenceInParts(evidence))
}

/** The same text, entry by entry: that of a long record has some megabytes. */
export function* formatEvidenceInParts(evidence: Evidence): Parts<string> {
  const { record, checkpoint, policy, entries, erasures, keys, catalogue } = evidence
  const file = new EvidenceText()
  file.member('format', FORMAT)
  file.member('record', record)
  file.member('checkpoint', checkpoint)
  file.member('policy', policy)
  yield* file.list('entries', entries)
  yield* file.list('erasures', erasures)
  if (keys !== null) file.member('keys', writeChain(keys))
  if (catalogue !== null) file.member('catalogue', writeCatalogue(catalogue))
  return file.end()
}

/** The text as it grows, beside the digest of the same members as JSON without spaces. */
class EvidenceText {
  readonly #hash = sha256InParts()
  readonly #members: string[] = []

  member(name: string, value: unknown): void {
    this.#digest(`${this.#next(name)}${JSON.stringify(value)}`)
    this.#members.push(`"${name}": ${indented(value, 1)}`)
  }

  *list(name: string, entries: readonly ProvenEntry[]): Generator<undefined, void> {
    this.#digest(`${this.#next(name)}[`)
    const lines: string[] = []
    for (const entry of entries) {
      yield
      const written = writeEntry(entry)
      this.#digest(`${lines.length === 0 ? '' : ','}${JSON.stringify(written)}`)
      lines.push(`    ${indented(written, 2)}`)
    }
    this.#digest(']')
    this.#members.push(`"${name}": ${lines.length === 0 ? '[]' : `[\n${lines.join(',\n')}\n  ]`}`)
  }

  end(): string {
    this.#digest('}')
    const digest = toBase64(this.#hash.digest())
    return `{\n  ${[...this.#members, `"digest": "${digest}"`].join(',\n  ')}\n}\n`
  }

  #next(name: string): string {
    return `${this.#members.length === 0 ? '{' : ','}"${name}":`
  }

  #digest(text: string): void {
    this.#hash.update(utf8(text))
  }
}

/** A value as JSON with two spaces, as it stands so deep in another. */
const indented = (value: unknown, depth: number): string =>
  JSON.stringify(value, null, 2).replaceAll('\n', `\n${'  '.repeat(depth)}`)

/**
 * Reads the form only; nothing is proven yet.
 *
 * @throws LedgerError `malformed_evidence` for any text that `formatEvidence` would not have written
 */
export function parseEvidence(text: string): Evidence {
  if (text.length > MAX_LENGTH) throw malformedEvidence('too long')
  const evidence = evidenceOf(text)
  if (formatEvidence(evidence) !== text) throw malformedEvidence('a byte of it was changed')
  return evidence
}

function evidenceOf(text: string): Evidence {
  try {
    const read: unknown = JSON.parse(text)
    const { format, record, checkpoint, policy, entries, erasures, keys, catalogue } = membersOf(read)
    if (format !== FORMAT) throw malformedEvidence(`not of the form ${FORMAT}`)
    return {
      record: textIn(record),
      checkpoint: textIn(checkpoint),
      policy: textIn(policy),
      entries: listIn(entries).map(readEntry),
      erasures: listIn(erasures).map(readEntry),
      keys: keys === undefined ? null : readChain(keys),
      catalogue: catalogue === undefined ? null : readCatalogue(catalogue),
    }
  } catch (cause) {
    if (cause instanceof LedgerError && cause.code === 'malformed_evidence') throw cause
    throw malformedEvidence('not the text of an evidence file', cause)
  }
}

function writeCatalogue({ entry, bucket, uncounted, newest }: EvidenceCatalogue) {
  return {
    entry: entry === null ? null : writeEntry(entry),
    bucket: bucket === null ? null : { text: bucket.text, proof: bucket.proof.map(toBase64) },
    ...(uncounted === null ? {} : { uncounted: writeEntry(uncounted) }),
    newest: writeEntry(newest),
  }
}

function readCatalogue(value: unknown): EvidenceCatalogue {
  const { entry, bucket, uncounted, newest } = membersOf(value)
  return {
    entry: entry === null ? null : readEntry(entry),
    bucket: bucket === null ? null : readBucket(bucket),
    uncounted: uncounted === undefined ? null : readEntry(uncounted),
    newest: readEntry(newest),
  }
}

function readBucket(value: unknown): BucketProof {
  const { text, proof } = membersOf(value)
  return { text: textIn(text), proof: readHashes(proof) }
}

/**
 * Checks everything that an evidence file says: who vouches for its checkpoint under the reader's own policy, that each
 * entry is in that tree with the body it commits to, and that the entries are the first of the record, without a gap.
 * That there are no others it tells as of the catalogue in the file. A key of the policy is followed by what the file
 * shows of the ledger's keys.
 *
 * @param now POSIX seconds, for the times of cosignatures; null where no clock can be trusted
 * @throws LedgerError from the checkpoint; UnprovenError for an entry; LedgerError `malformed_evidence` when entries
 *   are missing or of another record
 */
export async function checkEvidence(evidence: Evidence, policy: Policy, now: number | null): Promise<Proven> {
  const { record, entries, erasures } = evidence
  const vouched = await openVouched(evidence.checkpoint, await followed(policy, evidence), now)
  if (entries.length === 0) throw malformedEvidence('no entries')
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
  return { vouched, entries: checked, complete: completeIn(evidence, vouched.checkpoint, checked) }
}

/** The policy with every key to which one of its ledger's leads. */
async function followed(policy: Policy, { keys: chain, checkpoint }: Evidence): Promise<Policy> {
  if (chain === null) return policy
  const { size } = parseCheckpoint(parseNote(checkpoint).text)
  const trusted = policy.logs.map(({ vkey }) => vkey)
  const keys = (await followKeys(trusted, chain, checkpoint)).filter((key) => isInForce(key, size))
  return { ...policy, logs: keys.map(({ vkey }) => ({ vkey, url: null })) }
}

/** @throws LedgerError `entries_missing` when the catalogue counts others; `malformed_evidence` when it does not hold */
function completeIn(
  { record, catalogue }: Evidence,
  checkpoint: Checkpoint,
  checked: readonly Recorded[],
): Completeness | null {
  if (catalogue === null) return null
  const { bucket, uncounted, newest } = catalogue
  if (newest.index !== checkpoint.size - 1) throw malformedEvidence('another newest entry')
  const entry = catalogue.entry === null ? null : openEntry(catalogue.entry, null, checkpoint)
  // A file of an earlier version does not date its catalogue, and says nothing by it.
  if (entry !== null && uncounted === null && catalogueOf(entry.body).size < entry.index) return null
  const told = {
    entry,
    bucket,
    uncounted: uncounted === null ? null : openPlaced(uncounted, checkpoint),
    newest: openPlaced(newest, checkpoint),
  }
  const entries = checked.map(({ index, envelope: { recorded } }) => ({ index, recorded }))
  let complete: Completeness | null
  try {
    complete = completenessOf(record, entries, told)
  } catch (cause) {
    throw malformedEvidence('a catalogue that does not hold', cause)
  }
  if (complete !== null) return complete
  throw new LedgerError('entries_missing', 'entries of the record are missing')
}

/** An entry without its body, which tells the time alone: it may be anybody's. */
function openPlaced(entry: ProvenEntry, checkpoint: Checkpoint): Placed {
  const { envelope } = verifyEntry({ ...entry, salt: null, content: null, checkpoint })
  return { index: entry.index, recorded: envelope.recorded }
}
