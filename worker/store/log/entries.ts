import { openedIn, UNSEALING } from '../../domain/kinds/unsealing/unsealing.ts'
import type { Opened, Recorded } from '../../domain/record/event.ts'
import { addAll } from '../../domain/record/list/long.ts'
import type { Json } from '../../ledger/canonical.ts'
import { parseLeaf } from '../../ledger/envelope.ts'
import type { Envelope } from '../../ledger/envelope-shape.ts'
import { type AtRest, isSealed, openBody } from '../at-rest.ts'
import { bytesOf, type Database, numberOf, type Row, textOf } from '../database.ts'

/** An entry as stored: the leaf's bytes, and its body unless that was erased. */
export interface StoredEntry {
  index: number
  leaf: Uint8Array
  leafHash: Uint8Array
  salt: Uint8Array | null
  content: string | null
  /** Content and salt of a withheld entry, sealed. They are then null. */
  sealed: string | null
  /** True when its body was lawfully erased, as the entry of the erasure says: withheld text too can be gone. */
  erased: boolean
  /** The entry that opens a withheld one; absent where there is none, and where entries are read in bulk. */
  opening?: StoredEntry
}

/** Columns of an entry `e` with its body `b`, as {@link entryOfRow} takes them. */
export const ENTRY_COLUMNS = `e."index", e.leaf, e.leaf_hash, b.salt, b.content,
    EXISTS (SELECT 1 FROM erasure x WHERE x.target = e."index") AS erased`

/** The same with the entry that opens it, where it is withheld and was opened. */
const SELECT_OPENED = `SELECT ${ENTRY_COLUMNS},
    o."index" AS opened_index, o.leaf AS opened_leaf, o.leaf_hash AS opened_hash,
    p.salt AS opened_salt, p.content AS opened_content
  FROM entry e LEFT JOIN body b ON b."index" = e."index"
  LEFT JOIN entry o ON o.record = '${UNSEALING}' || e."index" AND o.seq = 1
  LEFT JOIN body p ON p."index" = o."index"`

const SELECT = `SELECT ${ENTRY_COLUMNS}
  FROM entry e LEFT JOIN body b ON b."index" = e."index"`

/** An entry from a row with {@link ENTRY_COLUMNS}. */
export function entryOfRow(row: Pick<Row, string>): StoredEntry {
  const text = typeof row.content === 'string' ? row.content : null
  const sealed = text !== null && isSealed(text) ? text : null
  return {
    index: numberOf(row.index),
    leaf: bytesOf(row.leaf),
    leafHash: bytesOf(row.leaf_hash),
    salt: row.salt === null || sealed !== null ? null : bytesOf(row.salt),
    content: sealed === null ? text : null,
    sealed,
    erased: Number(row.erased ?? 0) === 1,
  }
}

/**
 * Content and salt of an entry, also of a withheld one; null when they were erased.
 *
 * @throws Error when they do not open with the key of this ledger
 */
export async function contentOf(
  atRest: AtRest,
  entry: StoredEntry,
): Promise<{ content: string; salt: Uint8Array } | null> {
  const { content, salt, sealed } = entry
  if (sealed === null) return content === null || salt === null ? null : { content, salt }
  const opened = await openBody(atRest, sealed, envelopeOf(entry).body)
  if (opened === null) throw new Error(`entry ${entry.index} does not open with the key of this ledger`)
  return opened
}

/** An entry from a row with the entry that opens it besides. */
function openedOfRow(row: Row): StoredEntry {
  const entry = entryOfRow(row)
  if ((row.opened_index ?? null) === null) return entry
  const opening = entryOfRow({
    index: row.opened_index ?? null,
    leaf: row.opened_leaf ?? null,
    leaf_hash: row.opened_hash ?? null,
    salt: row.opened_salt ?? null,
    content: row.opened_content ?? null,
  })
  return { ...entry, opening }
}

/** The text that was withheld and is open now, as it was committed; null when it is not, or the opening was erased. */
export function openedOf(entry: StoredEntry): Opened | null {
  const { index, opening } = entry
  return opening === undefined ? null : openedIn(recordedOf(opening), index, envelopeOf(entry))
}

/** One entry, or null. */
export async function readEntry({ client }: Database, index: number): Promise<StoredEntry | null> {
  const { rows } = await client.execute({ sql: `${SELECT_OPENED} WHERE e."index" = ?`, args: [index] })
  return rows[0] === undefined ? null : openedOfRow(rows[0])
}

/** Entries from an index on, oldest first. */
export async function readEntriesFrom(
  { client }: Database,
  from: number,
  limit: number,
): Promise<StoredEntry[]> {
  const { rows } = await client.execute({
    sql: `${SELECT} WHERE e."index" >= ? ORDER BY e."index" LIMIT ?`,
    args: [from, limit],
  })
  return rows.map(entryOfRow)
}

/** Entries before an index, newest first. */
export async function readEntriesBefore(
  { client }: Database,
  before: number,
  limit: number,
): Promise<StoredEntry[]> {
  const { rows } = await client.execute({
    sql: `${SELECT} WHERE e."index" < ? ORDER BY e."index" DESC LIMIT ?`,
    args: [before, limit],
  })
  return rows.map(entryOfRow)
}

/** Entries of one record that are read in one go: most records have fewer, and nobody waits for those of one that has more. */
const IN_ONE = 1000

/** All entries of a record, oldest first. */
export async function readHistory({ client }: Database, record: string): Promise<StoredEntry[]> {
  const found: StoredEntry[] = []
  for (;;) {
    const { rows } = await client.execute({
      sql: `${SELECT_OPENED} WHERE e.record = ? ORDER BY e.seq LIMIT ? OFFSET ?`,
      args: [record, IN_ONE, found.length],
    })
    addAll(found, rows.map(openedOfRow))
    if (rows.length < IN_ONE) return found
  }
}

/**
 * Entries of one record after the first `after`, as far as number `to`, oldest first.
 *
 * @param most of them, the newest
 */
export async function readSpan(
  { client }: Database,
  record: string,
  { after = 0, to = Number.MAX_SAFE_INTEGER, most = IN_ONE }: { after?: number; to?: number; most?: number },
): Promise<StoredEntry[]> {
  const found: StoredEntry[] = []
  for (let end = to; found.length < most; ) {
    const limit = Math.min(IN_ONE, most - found.length)
    const { rows } = await client.execute({
      sql: `${SELECT_OPENED} WHERE e.record = ? AND e.seq > ? AND e.seq <= ? ORDER BY e.seq DESC LIMIT ?`,
      args: [record, after, end, limit],
    })
    addAll(found, rows.map(openedOfRow))
    const last = found.at(-1)
    if (rows.length < limit || last === undefined) break
    end = envelopeOf(last).seq - 1
  }
  return found.reverse()
}

/** Entries of one record by their numbers in it, in order; some hundreds at most. */
export async function readNumbered(
  { client }: Database,
  record: string,
  numbers: readonly number[],
): Promise<StoredEntry[]> {
  if (numbers.length === 0) return []
  const { rows } = await client.execute({
    sql: `${SELECT_OPENED} WHERE e.record = ? AND e.seq IN (SELECT value FROM json_each(?)) ORDER BY e.seq`,
    args: [record, JSON.stringify(numbers)],
  })
  return rows.map(openedOfRow)
}

/** All entries of some records, each record's oldest first. */
export async function readHistories(
  { client }: Database,
  ids: readonly string[],
): Promise<Map<string, StoredEntry[]>> {
  const found = new Map<string, StoredEntry[]>(ids.map((id) => [id, []]))
  for (let at = 0; at < ids.length; at += 500) {
    const part = ids.slice(at, at + 500)
    const { rows } = await client.execute({
      sql: `SELECT e.record, ${ENTRY_COLUMNS}
        FROM entry e LEFT JOIN body b ON b."index" = e."index"
        WHERE e.record IN (${part.map(() => '?').join(',')}) ORDER BY e.record, e.seq`,
      args: [...part],
    })
    for (const row of rows) found.get(textOf(row.record))?.push(entryOfRow(row))
  }
  return found
}

/** Those among some entries, by their indices, that were lawfully erased. */
export async function erasedAmong(
  { client }: Database,
  indices: readonly number[],
): Promise<ReadonlySet<number>> {
  const found = new Set<number>()
  for (let at = 0; at < indices.length; at += 500) {
    const part = indices.slice(at, at + 500)
    const { rows } = await client.execute({
      sql: `SELECT target FROM erasure WHERE target IN (${part.map(() => '?').join(',')})`,
      args: [...part],
    })
    for (const { target } of rows) found.add(numberOf(target))
  }
  return found
}

/** Ids of those among some records on which anybody but this account has logged. */
export async function loggedByOthers(
  { client }: Database,
  account: string,
  ids: readonly string[],
): Promise<string[]> {
  const found: string[] = []
  for (let at = 0; at < ids.length; at += 500) {
    const part = ids.slice(at, at + 500)
    const { rows } = await client.execute({
      sql: `SELECT DISTINCT record FROM entry WHERE record IN (${part.map(() => '?').join(',')})
        AND json_extract(CAST(leaf AS TEXT), '$.actor.account') <> ?`,
      args: [...part, account],
    })
    addAll(
      found,
      rows.map(({ record }) => textOf(record)),
    )
  }
  return found
}

/**
 * Entries that concern a department, before an index, newest first: logged for it, about it, or of a
 * record that came to it from another department.
 */
export async function readDepartmentEntries(
  { client }: Database,
  department: string,
  before: number,
  limit: number,
): Promise<StoredEntry[]> {
  const { rows } = await client.execute({
    sql: `${SELECT} WHERE e."index" IN (
        SELECT "index" FROM (SELECT "index" FROM entry WHERE department = ? AND "index" < ? ORDER BY "index" DESC LIMIT ?)
        UNION SELECT "index" FROM (SELECT "index" FROM entry WHERE record = ? AND "index" < ? ORDER BY "index" DESC LIMIT ?)
        UNION SELECT "index" FROM (
          SELECT x."index" FROM link l JOIN entry x ON x.record = l.source
          WHERE l.target = ? AND l.rel = 'transferred_to' AND x."index" < ? ORDER BY x."index" DESC LIMIT ?)
      ) ORDER BY e."index" DESC LIMIT ?`,
    args: [department, before, limit, department, before, limit, department, before, limit, limit],
  })
  return rows.map(entryOfRow)
}

/** The number of entries that concern a department. */
export async function countDepartmentEntries({ client }: Database, department: string): Promise<number> {
  const { rows } = await client.execute({
    sql: `SELECT count(*) AS total FROM (
        SELECT "index" FROM entry WHERE department = ?
        UNION SELECT "index" FROM entry WHERE record = ?
        UNION SELECT x."index" FROM link l JOIN entry x ON x.record = l.source
          WHERE l.target = ? AND l.rel = 'transferred_to')`,
    args: [department, department, department],
  })
  return numberOf(rows[0]?.total)
}

/** Entries of a record from which it is looked for what is about them; of one with more, from what is about anything. */
export const FROM_RECORD = 500

/**
 * The newest entries by which content of a record was lawfully erased, or opened that had been withheld, oldest first.
 *
 * @param seq number of entries of the record
 */
export async function readOthersAbout(
  { client }: Database,
  record: string,
  seq: number,
  most: number,
): Promise<StoredEntry[]> {
  // What is about anything is little beside a long history, and each of these orders goes through one of the two.
  const about =
    seq <= FROM_RECORD
      ? `SELECT x.entry AS about FROM entry t CROSS JOIN erasure x ON x.target = t."index" WHERE t.record = ?1
        UNION ALL SELECT o."index" FROM entry t CROSS JOIN entry o ON o.record = '${UNSEALING}' || t."index"
          WHERE t.record = ?1`
      : `SELECT x.entry AS about FROM erasure x CROSS JOIN entry t ON t."index" = x.target WHERE t.record = ?1
        UNION ALL SELECT r.n FROM record r
          CROSS JOIN entry t ON t."index" = CAST(substr(r.id, ${UNSEALING.length + 1}) AS INTEGER)
          WHERE r.kind = 'unsealing' AND t.record = ?1`
  const { rows } = await client.execute({
    sql: `${SELECT} WHERE e."index" IN (${about} ORDER BY about DESC LIMIT ?2) ORDER BY e."index"`,
    args: [record, most],
  })
  return rows.map(entryOfRow)
}

/** The envelope of a stored entry. */
export function envelopeOf(entry: StoredEntry): Envelope {
  return parseLeaf(entry.leaf)
}

/** An entry as the reducers want it: sealed and erased bodies are null. */
export function recordedOf(entry: StoredEntry): Recorded {
  const envelope = envelopeOf(entry)
  const open = envelope.visibility === 'public' && entry.content !== null
  const body: Json = open && entry.content !== null ? JSON.parse(entry.content) : null
  return { index: entry.index, envelope, body }
}
