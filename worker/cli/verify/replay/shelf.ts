/** Texts that are laid aside while an audit runs: in a private file of the system's temporary folder, which has no name and is gone with the process. */
import { DatabaseSync, type StatementSync } from 'node:sqlite'

/** Memory that the file may use for what was just written or read, in KiB. */
const CACHE_KIB = 4096

/** Texts by number. The file is made with the first of them. */
export class Shelf {
  #database: DatabaseSync | null = null
  #puts: StatementSync | null = null
  #takes: StatementSync | null = null

  /** Lays texts aside, in the place of those that stood under their numbers. */
  put(texts: Iterable<readonly [number, string]>): void {
    const database = this.#open()
    database.exec('BEGIN')
    for (const [n, text] of texts) this.#puts?.run(n, text)
    database.exec('COMMIT')
  }

  /** The text under a number; null when there is none. */
  get(n: number): string | null {
    const text = this.#takes?.get(n)?.text
    return text instanceof Uint8Array
      ? Buffer.from(text.buffer, text.byteOffset, text.byteLength).toString('utf8')
      : null
  }

  close(): void {
    this.#database?.close()
    this.#database = null
  }

  #open(): DatabaseSync {
    if (this.#database !== null) return this.#database
    // SQLite's name for a private database: a file that is deleted as soon as it is open, and written once memory is used up.
    const database = new DatabaseSync('')
    database.exec(`PRAGMA cache_size = -${CACHE_KIB}; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;`)
    database.exec('CREATE TABLE shelf (n INTEGER PRIMARY KEY, text BLOB NOT NULL)')
    this.#puts = database.prepare('INSERT OR REPLACE INTO shelf VALUES (?, CAST(? AS BLOB))')
    this.#takes = database.prepare('SELECT text FROM shelf WHERE n = ?')
    this.#database = database
    return database
  }
}
