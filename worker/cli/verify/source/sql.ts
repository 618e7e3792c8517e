/**
 * Reads a database file with the SQLite that is part of Node, read-only. On purpose not the store that wrote
 * it: an auditor should not take the word of the code that it audits.
 */
import { accessSync, constants, existsSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync, type SQLInputValue, type SQLOutputValue } from 'node:sqlite'
import { pathToFileURL } from 'node:url'

export type SqlRow = Record<string, SQLOutputValue>

export interface Reader {
  all(sql: string, ...args: SQLInputValue[]): SqlRow[]
  first(sql: string, ...args: SQLInputValue[]): SqlRow | undefined
  /** Rows one by one, for a statement whose rows are more than memory should hold. */
  each(sql: string, ...args: SQLInputValue[]): IterableIterator<SqlRow>
  close(): void
}

/**
 * Reader of a database file, read-only; each statement is prepared once.
 *
 * @throws Error when the file cannot be opened as a database
 */
export function openReader(path: string): Reader {
  const database = openReadOnly(path)
  const statements = new Map<string, ReturnType<DatabaseSync['prepare']>>()
  const prepare = (sql: string): ReturnType<DatabaseSync['prepare']> => {
    const statement = statements.get(sql) ?? database.prepare(sql)
    statements.set(sql, statement)
    return statement
  }
  return {
    all: (sql, ...args) => prepare(sql).all(...args),
    first: (sql, ...args) => prepare(sql).get(...args),
    // Its own statement: one that is gone through twice at once would begin anew.
    each: (sql, ...args) => database.prepare(sql).iterate(...args),
    close: () => database.close(),
  }
}

/**
 * A database in WAL mode wants to write beside itself even to be read. A copy in a place where nobody may write (a
 * disc, an archive) is read as immutable, which is right only while no changes wait in a WAL.
 */
function openReadOnly(path: string): DatabaseSync {
  const isProtected = !mayWrite(dirname(path)) || !mayWrite(path)
  const waiting = existsSync(`${path}-wal`) && statSync(`${path}-wal`).size > 0
  if (!isProtected || waiting) return new DatabaseSync(path, { readOnly: true, timeout: 10_000 })
  const url = pathToFileURL(path)
  url.searchParams.set('immutable', '1')
  return new DatabaseSync(url, { readOnly: true })
}

function mayWrite(path: string): boolean {
  try {
    accessSync(path, constants.W_OK)
    return true
  } catch {
    return false
  }
}

/** Bytes of a column; empty ones, which match nothing, when a tampered file holds another type. */
export function bytesIn(value: SQLOutputValue | undefined): Uint8Array {
  return value instanceof Uint8Array ? value : new Uint8Array()
}

/** Text of a column; empty for another type. */
export function textIn(value: SQLOutputValue | undefined): string {
  return typeof value === 'string' ? value : ''
}

/**
 * Text of a column that was read as its bytes, `CAST(… AS BLOB)`; null for null. Long Chinese texts are read so in
 * half the time that SQLite takes to hand them over as text.
 */
export function longTextIn(value: SQLOutputValue | undefined): string | null {
  if (!(value instanceof Uint8Array)) return textOrNull(value)
  return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('utf8')
}

/** Text of a column; null for null and for another type. */
export function textOrNull(value: SQLOutputValue | undefined): string | null {
  return typeof value === 'string' ? value : null
}

/** Number of a column; -1 for another type. */
export function numberIn(value: SQLOutputValue | undefined): number {
  return typeof value === 'number' ? value : -1
}

/** Number of a column; null for null and for another type. */
export function numberOrNull(value: SQLOutputValue | undefined): number | null {
  return typeof value === 'number' ? value : null
}
