/**
 * The memory of a monitor, in a database of its own beside the mirror: every checkpoint that it was ever shown, and
 * every alarm that it has raised. Both are only ever added to.
 */
import { fromBase64, toBase64 } from '../../ledger/bytes.ts'
import { type Database, numberOf, type Row, textOf } from '../database.ts'

/** A checkpoint as it was shown. */
export interface Sighting {
  /** ISO, UTC: when it was first shown. */
  at: string
  size: number
  root: Uint8Array
  /** the signed note, verbatim */
  note: string
}

/** The last round that took in all that the ledger had signed. */
export interface Followed {
  /** ISO, UTC */
  at: string
  size: number
}

/** An alarm or a piece of news, as it was raised. */
export interface Raised {
  n: number
  /** ISO, UTC */
  at: string
  /** Subject of what was raised: the same is raised once. */
  key: string
  /** JSON of the whole. */
  json: string
}

export interface MonitorMemory {
  /** Keeps a checkpoint; one over the same tree is kept already. */
  see(sighting: Sighting): Promise<void>
  /** All checkpoints that were ever shown, by size. */
  sightings(): Promise<Sighting[]>
  /** Keeps what is raised. False when the same was raised before. */
  raise(raised: Omit<Raised, 'n'>): Promise<boolean>
  /** The newest of what was told, newest first; what is only remembered (`seen …`) is left out. */
  raised(limit: number): Promise<Raised[]>
  /** The last round that followed the ledger to its end; null before the first. */
  followed(): Promise<Followed | null>
  /** Remembers that a round did. */
  follow(followed: Followed): Promise<void>
  /** Place of the round of re-checks: the next bundle. */
  cursor(): Promise<number>
  moveCursor(to: number): Promise<void>
  /** Instant at which something was raised or remembered; null when it never was. */
  raisedAt(key: string): Promise<string | null>
  /** Digests of documents for which the ledger was asked, and that it did not give. */
  refusedDocuments(): Promise<Set<string>>
  /** Remembers that a document was not given. */
  refuseDocument(sha256: string): Promise<void>
}

const SCHEMA = `
CREATE TABLE IF NOT EXISTS sighting (
  at TEXT NOT NULL, size INTEGER NOT NULL, root TEXT NOT NULL, note TEXT NOT NULL, PRIMARY KEY (size, root)) STRICT;
CREATE TABLE IF NOT EXISTS raised (
  n INTEGER PRIMARY KEY, at TEXT NOT NULL, key TEXT NOT NULL UNIQUE, json TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS cursor (id INTEGER PRIMARY KEY, chunk INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS followed (id INTEGER PRIMARY KEY, at TEXT NOT NULL, size INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS refused (sha256 TEXT PRIMARY KEY) STRICT;`

/** Opens the memory, making its tables where they are missing. */
export async function openMonitorMemory({ client }: Database): Promise<MonitorMemory> {
  await client.executeMultiple(SCHEMA)
  return {
    async see({ at, size, root, note }) {
      await client.execute({
        sql: 'INSERT INTO sighting (at, size, root, note) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
        args: [at, size, toBase64(root), note],
      })
    },
    async sightings() {
      const { rows } = await client.execute('SELECT at, size, root, note FROM sighting ORDER BY size, at')
      return rows.map((row) => ({
        at: textOf(row.at),
        size: numberOf(row.size),
        root: fromBase64(textOf(row.root)),
        note: textOf(row.note),
      }))
    },
    async raise({ at, key, json }) {
      const { rowsAffected } = await client.execute({
        sql: 'INSERT INTO raised (at, key, json) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
        args: [at, key, json],
      })
      return rowsAffected === 1
    },
    async raised(limit) {
      const { rows } = await client.execute({
        sql: "SELECT n, at, key, json FROM raised WHERE key NOT LIKE 'seen %' ORDER BY n DESC LIMIT ?",
        args: [limit],
      })
      return rows.map(raisedOf)
    },
    async followed() {
      const { rows } = await client.execute('SELECT at, size FROM followed WHERE id = 1')
      return rows[0] === undefined ? null : { at: textOf(rows[0].at), size: numberOf(rows[0].size) }
    },
    async follow({ at, size }) {
      await client.execute({
        sql: `INSERT INTO followed (id, at, size) VALUES (1, ?, ?)
          ON CONFLICT (id) DO UPDATE SET at = excluded.at, size = excluded.size`,
        args: [at, size],
      })
    },
    async cursor() {
      const { rows } = await client.execute('SELECT chunk FROM cursor WHERE id = 1')
      return numberOf(rows[0]?.chunk ?? 0)
    },
    async moveCursor(to) {
      await client.execute({
        sql: 'INSERT INTO cursor (id, chunk) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET chunk = excluded.chunk',
        args: [to],
      })
    },
    async raisedAt(key) {
      const { rows } = await client.execute({ sql: 'SELECT at FROM raised WHERE key = ?', args: [key] })
      return rows[0] === undefined ? null : textOf(rows[0].at)
    },
    async refusedDocuments() {
      const { rows } = await client.execute('SELECT sha256 FROM refused')
      return new Set(rows.map(({ sha256 }) => textOf(sha256)))
    },
    async refuseDocument(sha256) {
      await client.execute({ sql: 'INSERT INTO refused VALUES (?) ON CONFLICT DO NOTHING', args: [sha256] })
    },
  }
}

function raisedOf(row: Row): Raised {
  return { n: numberOf(row.n), at: textOf(row.at), key: textOf(row.key), json: textOf(row.json) }
}
