/**
 * Entries of a ledger that somebody else keeps, into a database of its own: the same rows as there, with tiles, commits
 * and all that is derived, made by the same code. Nothing is signed, and nothing is taken on anybody's word: whoever
 * calls has checked the leaves against a signed checkpoint.
 */
import type { State } from '../../domain/kinds/kinds.ts'
import type { Recorded } from '../../domain/record/event.ts'
import { type Json, parseCanonical } from '../../ledger/canonical.ts'
import { parseLeaf } from '../../ledger/envelope.ts'
import { hashLeaf } from '../../ledger/merkle.ts'
import { forgetStatements } from '../copies/copies.ts'
import type { Erased } from '../copies/erased.ts'
import { type Database, numberOf, type Statement, textOf } from '../database.ts'
import { documentsIn, namingStatements } from '../documents.ts'
import { derive, type LeafRow, leafStatements, treeStatements } from '../log/batch.ts'
import { readEntry, readHistory, recordedOf } from '../log/entries.ts'
import type { Frontier, FullTile } from '../log/tree/frontier.ts'
import { type Derived, derivedStatements } from '../records/derived.ts'
import { replayKeeping } from '../records/history/waypoints.ts'
import { insertMany } from '../records/insert.ts'
import { statesOf } from '../records/states.ts'

/** An entry as it is served to the public. */
export interface ServedEntry {
  leaf: Uint8Array
  /** null, as the content, when the body is withheld, was erased, or is not to be had */
  salt: Uint8Array | null
  content: string | null
}

/** Entries of one transaction at most. */
const MOST = 256
const ERASURE = /^era-(0|[1-9]\d*)$/

interface Row extends LeafRow, Pick<ServedEntry, 'salt' | 'content'> {}

/**
 * Appends entries, in transactions of some hundred: one that is cut short leaves whole entries, and goes on from there.
 *
 * @param frontier of the database as it is; moves on with it
 * @throws LedgerError when a leaf is no envelope; an error of the database when two entries have one place in a record
 */
export async function appendServed(
  database: Database,
  frontier: Frontier,
  entries: readonly ServedEntry[],
): Promise<Frontier> {
  let at = frontier
  let waiting: Row[] = []
  const send = async (erased: Statement[] = []): Promise<void> => {
    if (waiting.length > 0) at = await write(database, at, waiting, erased)
    waiting = []
  }
  for (const [i, { leaf, salt, content }] of entries.entries()) {
    const row = {
      index: frontier.size + i,
      envelope: parseLeaf(leaf),
      leaf,
      leafHash: hashLeaf(leaf),
      salt,
      content,
    }
    const target = erasedBy(row)
    // What is erased must lie in the database before the entry that erases it, and go with it.
    if (target !== null || waiting.length >= MOST) await send()
    waiting.push(row)
    if (target !== null) await send(await erasing(database, target, row.index))
  }
  await send()
  return at
}

/** Index of the entry whose body an entry takes away; null when it is no erasure. */
function erasedBy({ envelope: { kind, record }, index }: LeafRow): number | null {
  const target = kind === 'entry.erased' ? Number(ERASURE.exec(record)?.[1] ?? Number.NaN) : Number.NaN
  return target < index ? target : null
}

async function erasing(database: Database, target: number, entry: number): Promise<Statement[]> {
  const erased = await erasedOf(database, target)
  if (erased === null) return []
  return [
    {
      sql: 'INSERT INTO erasure (target, entry) VALUES (?, ?) ON CONFLICT DO NOTHING',
      args: [target, entry],
    },
    ...forgetStatements(erased),
  ]
}

async function erasedOf(database: Database, target: number): Promise<Erased | null> {
  const entry = await readEntry(database, target)
  if (entry === null) return null
  const { record } = recordedOf(entry).envelope
  const history = (await readHistory(database, record)).map(recordedOf)
  const left = history.map((one) => (one.index === target ? { ...one, body: null } : one))
  const documents = entry.content === null ? [] : documentsIn(parseCanonical(entry.content))
  return { target, record, seq: history.length, documents, ...replayKeeping(left) }
}

async function write(
  database: Database,
  frontier: Frontier,
  rows: readonly Row[],
  erased: readonly Statement[],
): Promise<Frontier> {
  const next = frontier.copy()
  const fullTiles: FullTile[] = []
  const loaded = await loadStates(database, rows)
  const derived = new Map<string, Derived>()
  for (const row of rows) {
    next.push(row.leafHash, (tile) => fullTiles.push(tile))
    derive(derived, openOf(row), loaded.get(row.envelope.record) ?? null)
  }
  const recorded = rows.at(-1)?.envelope.recorded ?? ''
  await database.client.batch(
    [
      ...leafStatements(rows),
      ...bodyStatements(rows),
      ...treeStatements(frontier.size, next, fullTiles, recorded),
      ...namingStatements(rows.map((row) => ({ ...openOf(row), visibility: row.envelope.visibility }))),
      ...erased,
      ...derivedStatements(derived),
    ],
    'write',
  )
  return next
}

/** Statements that keep bodies. Of withheld ones nothing is kept, even where it was served. */
function bodyStatements(rows: readonly Row[]): Statement[] {
  const open = rows.flatMap(({ index, envelope, salt, content }) =>
    envelope.visibility === 'public' && salt !== null && content !== null ? [[index, salt, content]] : [],
  )
  return insertMany('body ("index", salt, content)', 3, open)
}

function openOf({ index, envelope, salt, content }: Row): Recorded {
  const isOpen = envelope.visibility === 'public' && salt !== null && content !== null
  const body: Json = isOpen ? parseCanonical(content) : null
  return { index, envelope, body }
}

/** The states of all records that some entries touch, as the database has them. */
async function loadStates(
  { client, ...rest }: Database,
  rows: readonly Row[],
): Promise<Map<string, State | null>> {
  const ids = [...new Set(rows.map(({ envelope }) => envelope.record))]
  const { rows: found } = await client.execute({
    sql: `SELECT id, kind, seq, state, derived FROM record WHERE id IN (SELECT value FROM json_each(?))`,
    args: [JSON.stringify(ids)],
  })
  const stored = found.map((row) => ({
    id: textOf(row.id),
    kind: textOf(row.kind),
    seq: numberOf(row.seq),
    state: textOf(row.state),
    derived: numberOf(row.derived),
  }))
  const states = await statesOf({ client, ...rest }, stored)
  return new Map(stored.map(({ id }, i) => [id, states[i] ?? null]))
}

/**
 * Adds the body of an entry that was not to be had when the entry was mirrored, and derives its record anew.
 *
 * @returns false when it is there already, or was erased meanwhile
 */
export async function addServedBody(
  database: Database,
  index: number,
  { salt, content }: { salt: Uint8Array; content: string },
): Promise<boolean> {
  const { client } = database
  const { rowsAffected } = await client.execute({
    sql: `INSERT INTO body ("index", salt, content) SELECT ?1, ?2, ?3
      WHERE NOT EXISTS (SELECT 1 FROM erasure WHERE target = ?1) ON CONFLICT DO NOTHING`,
    args: [index, salt, content],
  })
  if (rowsAffected === 0) return false
  // Its row is marked to be derived again: what is read until then is replayed.
  const of = '(SELECT record FROM entry WHERE "index" = ?)'
  await client.batch(
    [
      { sql: `UPDATE record SET derived = 0 WHERE id = ${of}`, args: [index] },
      { sql: `DELETE FROM waypoint WHERE source = ${of}`, args: [index] },
    ],
    'write',
  )
  return true
}

/** Keeps a signed checkpoint as it was served. The first over a size stays. */
export async function keepServedNote({ client }: Database, size: number, note: string): Promise<void> {
  await client.execute({
    sql: 'INSERT INTO checkpoint (size, note) VALUES (?, ?) ON CONFLICT DO NOTHING',
    args: [size, note],
  })
}
