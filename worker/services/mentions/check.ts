/** Check of an annotation in another ledger: its evidence file, under the key that is known of that ledger. */
import { annotates } from '../../domain/kinds/annotation/annotation.ts'
import type { MentionFields } from '../../domain/kinds/mention/mention.ts'
import type { MentionEnding } from '../../domain/kinds/mention/vocabulary.ts'
import { replay } from '../../domain/kinds/replay.ts'
import { UnprovenError } from '../../domain/proof/entry.ts'
import { checkEvidence, type Proven, parseEvidence } from '../../domain/proof/evidence.ts'
import { toBase64 } from '../../ledger/bytes.ts'
import { LedgerError } from '../../ledger/error.ts'
import type { Database } from '../../store/database.ts'
import { envelopeOf, readEntry, readHistory, type StoredEntry } from '../../store/log/entries.ts'
import type { Answered, Hook } from '../webhooks/hook.ts'
import type { KnownLedger, KnownLedgers } from './known.ts'

/** Characters of an evidence file; an annotation with a hundred changes takes less. */
const MOST = 2_000_000

/** An annotation, by the ledger in which it stands. */
export interface Source {
  ledger: KnownLedger
  annotation: string
}

/** Result of a check: `found`, or the reason for which there is nothing to list. */
export type Checked =
  | { is: 'found'; fields: MentionFields; department: string | null }
  | { is: 'ended'; why: MentionEnding }
  | { is: 'unreachable'; why: string }

export interface CheckDeps {
  database: Database
  hook: Hook
  known: KnownLedgers
  /** Name of this ledger. */
  origin: string
  now: () => Date
}

/** Fetches and checks one annotation. Nothing is thrown for what the other site answers. */
export async function checkAnnotation(deps: CheckDeps, source: Source): Promise<Checked> {
  const { ledger, annotation } = source
  const answer = await deps.hook({
    url: `${ledger.url}/api/v1/records/${annotation}/evidence-file`,
    headers: { accept: 'application/json', 'user-agent': 'Mingzhang' },
    body: null,
    read: MOST,
  })
  const { status } = answer
  if (status === 404 || status === 410) return { is: 'ended', why: 'gone' }
  if (status !== 200) return { is: 'unreachable', why: reasonOf(answer) }
  const proven = await provenIn(deps, source, answer.text)
  if (proven === null) return { is: 'ended', why: 'unproven' }
  const state = replay(annotation, proven.entries)
  if (state?.kind !== 'annotation') return { is: 'ended', why: 'unproven' }
  if (state.status === 'withheld' || state.sealed.length > 0) return { is: 'ended', why: 'unreadable' }
  if (!annotates(state, deps.origin, state.leafHash)) return { is: 'ended', why: 'withdrawn' }
  const entry = await entryMeant(deps.database, state)
  if (entry === null) return { is: 'ended', why: 'withdrawn' }
  if (entry.content === null) return { is: 'ended', why: 'erased' }
  const { record, department } = envelopeOf(entry)
  return {
    is: 'found',
    department,
    fields: {
      subject: record,
      target: entry.index,
      leafHash: toBase64(entry.leafHash),
      otherLedger: ledger.name,
      verifierKey: proven.vouched.vkey,
      otherSize: proven.vouched.checkpoint.size,
      otherRecord: annotation,
      annotationKind: state.annotationKind,
      address: `${ledger.url}/zh/annotations/${annotation}`,
    },
  }
}

function reasonOf({ status, why }: Answered): string {
  return status === 0 ? why : `HTTP ${status}`
}

/** Null for a file that does not hold under the key of that ledger, or is of another record. */
async function provenIn(
  { known, now }: CheckDeps,
  { ledger, annotation }: Source,
  text: string,
): Promise<Proven | null> {
  try {
    const evidence = parseEvidence(text)
    if (evidence.record !== annotation) return null
    const proven = await checkEvidence(evidence, known.policyOf(ledger), Math.floor(now().getTime() / 1000))
    return proven.vouched.quorum ? proven : null
  } catch (error) {
    if (error instanceof LedgerError || error instanceof UnprovenError) return null
    throw error
  }
}

/** The entry here that an annotation means, found by index or record, and judged by its leaf hash alone. */
async function entryMeant(
  database: Database,
  {
    otherEntry,
    otherRecord,
    leafHash,
  }: { otherEntry: number | null; otherRecord: string | null; leafHash: string },
): Promise<StoredEntry | null> {
  const isMeant = (entry: StoredEntry | null) => entry !== null && toBase64(entry.leafHash) === leafHash
  const named = otherEntry === null ? null : await readEntry(database, otherEntry)
  if (isMeant(named)) return named
  const history = otherRecord === null ? [] : await readHistory(database, otherRecord)
  return history.find(isMeant) ?? null
}
