/**
 * Statements of one write batch, from submissions. Pure but for the salt, which comes in as a parameter: the
 * same head, submissions, clock and salts give the same statements.
 */

import type { State } from '../../domain/kinds/kinds.ts'
import { applyEntry } from '../../domain/kinds/replay.ts'
import type { Draft, Recorded } from '../../domain/record/event.ts'
import { SALT_BYTES } from '../../ledger/body.ts'
import { canonicalJson } from '../../ledger/canonical.ts'
import { formatLeaf } from '../../ledger/envelope.ts'
import type { Envelope } from '../../ledger/envelope-shape.ts'
import { formatEdge, hashLeaf } from '../../ledger/merkle.ts'
import { type Signatories, unsignedOf } from '../../ledger/unsigned.ts'
import { forgetStatements } from '../copies/copies.ts'
import type { Erased } from '../copies/erased.ts'
import type { Statement } from '../database.ts'
import { namingStatements } from '../documents.ts'
import { type Derived, derivedStatements } from '../records/derived.ts'
import { waypointAt } from '../records/history/waypoints.ts'
import { insert, insertMany } from '../records/insert.ts'
import { type Reading, refuseOvertaken } from './forget.ts'
import type { Head } from './head.ts'
import { type Requirement, refuseUnmet } from './requirement.ts'
import { type Frontier, type FullTile, storedTile } from './tree/frontier.ts'

/** A draft, and what it was given before when it was prepared to be signed by its department. */
export interface DraftToSubmit extends Draft {
  /** Random when left out. */
  salt?: Uint8Array
  /** base64 */
  sig?: string
  /** Content and salt of a sealed entry as they lie in the database. */
  atRest?: string
}

/** The entries that one call of a verb wants to append: all of it or nothing. */
export interface Submission extends Signatories {
  /** Unique for ever: the idempotency key within its account. */
  key: string
  /** Digest of the request, so that a key that is used again for something else is noticed. */
  digest: string
  drafts: readonly DraftToSubmit[]
  /** State before, of every record that the drafts touch; absent or null for a new one. */
  before: ReadonlyMap<string, State | null>
  /** Size of the ledger before any of that was read. */
  since: number
  /** Other records that it looked at, whose text it may repeat: it waits for no erasure there, and overtakes none. */
  looked?: readonly string[]
  /** Bodies that lawful erasures take away, each by the draft in its place. */
  erased?: readonly Erased[]
  /** Statements beside the ledger that go with these entries: both or neither. */
  beside?: readonly Statement[]
  /** Requirements beside the ledger that must still be met when these entries are recorded. */
  requires?: readonly Requirement[]
}

/** The records that a submission writes or repeats, and when it read them. */
export function readingOf({ drafts, erased = [], looked = [], since }: Omit<Submission, 'key'>): Reading {
  return { records: [...new Set([...[...drafts, ...erased].map(({ record }) => record), ...looked])], since }
}

export interface Batch {
  head: Head
  frontier: Frontier
  fullTiles: FullTile[]
  statements: Statement[]
  /** Index of the first entry of each submission, in the order given. */
  firsts: number[]
  /** Leaf hashes of all entries of the batch, and the index of the first. */
  leafHashes: { first: number; hashes: Uint8Array[] }
}

/** An entry as it stands in the log. */
export interface LeafRow {
  index: number
  envelope: Envelope
  leaf: Uint8Array
  leafHash: Uint8Array
}

interface Row extends LeafRow {
  draft: DraftToSubmit
  salt: Uint8Array
  content: string
}

/** Builds the batch that takes the ledger from `head` to the entries of all submissions. */
export function buildBatch(
  head: Head,
  frontier: Frontier,
  submissions: readonly Submission[],
  recorded: string,
  random: (bytes: number) => Uint8Array,
): Batch {
  const next = frontier.copy()
  const fullTiles: FullTile[] = []
  const rows: Row[] = []
  const firsts: number[] = []
  const derived = new Map<string, Derived>()
  for (const submission of submissions) {
    firsts.push(next.size)
    for (const draft of submission.drafts) {
      const row = rowOf(draft, submission, recorded, next.size, draft.salt ?? random(SALT_BYTES))
      rows.push(row)
      next.push(row.leafHash, (tile) => fullTiles.push(tile))
      derive(derived, recordedOf(row), submission.before.get(draft.record) ?? null)
    }
  }
  const root = next.root
  const size = next.size
  const statements: Statement[] = [
    refuseOvertaken(submissions.map(readingOf)),
    ...submissions.flatMap(({ requires = [] }) => requires.map(refuseUnmet)),
    ...leafStatements(rows),
    ...insertMany(
      'body ("index", salt, content)',
      3,
      rows.map((r) => keptBody(r)),
    ),
    ...insertMany(
      'submission (key, digest, first, count)',
      4,
      submissions.map((s, i) => [s.key, s.digest, firsts[i] ?? 0, s.drafts.length]),
    ),
    ...treeStatements(head.size, next, fullTiles, recorded),
    ...namingStatements(rows.map(({ index, draft: { visibility, body } }) => ({ index, visibility, body }))),
    ...erasureStatements(submissions, firsts),
    ...derivedStatements(derived),
    ...submissions.flatMap(({ beside }) => beside ?? []),
  ]
  const leafHashes = { first: head.size, hashes: rows.map(({ leafHash }) => leafHash) }
  return { head: { size, root, recorded }, frontier: next, fullTiles, statements, firsts, leafHashes }
}

/** The rows of entries: their columns are those of their envelopes. */
export function leafStatements(rows: readonly LeafRow[]): Statement[] {
  return insertMany(
    'entry ("index", record, seq, kind, department, leaf, leaf_hash)',
    7,
    rows.map(({ index, envelope: { record, seq, kind, department }, leaf, leafHash }) => [
      index,
      record,
      seq,
      kind,
      department,
      leaf,
      leafHash,
    ]),
  )
}

/** The tiles that became full, and the commit that took the tree from `prevSize` entries to `next`. */
export function treeStatements(
  prevSize: number,
  next: Frontier,
  fullTiles: readonly FullTile[],
  recorded: string,
): Statement[] {
  return [
    ...fullTiles.map(({ level, n, nodes, root }) => {
      const { hashes, inner } = storedTile(nodes)
      return insert('tile (level, n, hashes, root, inner)', 5, [[level, n, hashes, root, inner]])
    }),
    insert('"commit" (prev_size, size, root, edge, recorded)', 5, [
      [prevSize, next.size, next.root, formatEdge(next.edge), recorded],
    ]),
  ]
}

/** @throws Error when something withheld would lie open in the database */
function keptBody({ index, salt, content, draft }: Row): [number, Uint8Array, string] {
  if (draft.visibility === 'public') return [index, salt, content]
  if (draft.atRest === undefined) throw new Error('a withheld body that is not sealed')
  return [index, new Uint8Array(), draft.atRest]
}

function rowOf(
  draft: DraftToSubmit,
  signatories: Signatories,
  recorded: string,
  index: number,
  salt: Uint8Array,
): Row {
  const content = canonicalJson(draft.body)
  const unsigned = unsignedOf(draft, signatories, salt, content, draft.sig === undefined ? 1 : 2)
  const envelope: Envelope = {
    ...unsigned,
    recorded,
    ...(draft.sig === undefined ? {} : { sig: draft.sig }),
  }
  const leaf = formatLeaf(envelope)
  return { draft, envelope, index, leaf, leafHash: hashLeaf(leaf), salt, content }
}

/** Derived rows come from public content alone, so that an outsider can replay them. */
function recordedOf({ draft, envelope, index }: Row): Recorded {
  return { index, envelope, body: draft.visibility === 'public' ? draft.body : null }
}

/**
 * Takes one more entry into what a batch leaves of its records.
 *
 * @param loaded state of the record before the batch; null for a new one
 */
export function derive(derived: Map<string, Derived>, entry: Recorded, loaded: State | null): void {
  const { record, seq, recorded } = entry.envelope
  const earlier = derived.get(record)
  const state = applyEntry(earlier?.state ?? loaded, entry)
  if (state === null) return
  const before = earlier === undefined ? loaded : earlier.before
  const first = earlier?.first ?? entry.index
  const waypoint = waypointAt(seq, state)
  const passed = earlier?.waypoints ?? []
  const waypoints = waypoint === null ? passed : [...passed, waypoint]
  derived.set(record, { state, before, seq, first, last: entry.index, recorded, waypoints })
}

function erasureStatements(submissions: readonly Submission[], firsts: readonly number[]): Statement[] {
  return submissions.flatMap((submission, i) =>
    (submission.erased ?? []).flatMap((erased, k): Statement[] => [
      {
        sql: 'INSERT INTO erasure (target, entry) VALUES (?, ?)',
        args: [erased.target, (firsts[i] ?? 0) + k],
      },
      ...forgetStatements(erased),
    ]),
  )
}
