/** The memory of a witness, in a database of its own: of each ledger, the newest checkpoint that it has cosigned. */
import { fromBase64, toBase64 } from '../../ledger/bytes.ts'
import type { Seen } from '../../ledger/witness.ts'
import { type Database, numberOf, textOf } from '../database.ts'

export interface WitnessMemory {
  /** Null of a ledger that was never cosigned. */
  read(origin: string): Promise<Seen | null>
  /**
   * Moves a ledger from what was seen to what is seen now; durable when it resolves.
   *
   * @param note the checkpoint as it is shown to everybody: signed by the ledger, cosigned by the witness
   * @returns false when another request moved it first: nothing was changed
   */
  move(origin: string, from: Seen | null, to: Seen, note: string): Promise<boolean>
  /** The newest note of a ledger; null when there is none. */
  note(origin: string): Promise<string | null>
  /** All ledgers that were ever cosigned, by origin. */
  list(): Promise<{ origin: string; size: number }[]>
}

const SCHEMA = `CREATE TABLE IF NOT EXISTS seen (
  origin TEXT PRIMARY KEY, size INTEGER NOT NULL, root TEXT NOT NULL, note TEXT NOT NULL) STRICT`

/** Makes the table of the memory where it is missing. */
export async function makeWitnessTable({ client }: Database): Promise<void> {
  await client.execute(SCHEMA)
}

/** The memory in a database that has its table. */
export function witnessMemory({ client }: Database): WitnessMemory {
  return {
    async read(origin) {
      const { rows } = await client.execute({
        sql: 'SELECT size, root FROM seen WHERE origin = ?',
        args: [origin],
      })
      const row = rows[0]
      return row === undefined ? null : { size: numberOf(row.size), root: fromBase64(textOf(row.root)) }
    },
    async move(origin, from, to, note) {
      const values = [to.size, toBase64(to.root), note]
      // One statement, which counts its rows: of two requests that read the same state one alone moves it.
      const { rowsAffected } =
        from === null
          ? await client.execute({
              sql: 'INSERT INTO seen (size, root, note, origin) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
              args: [...values, origin],
            })
          : await client.execute({
              sql: 'UPDATE seen SET size = ?, root = ?, note = ? WHERE origin = ? AND size = ? AND root = ?',
              args: [...values, origin, from.size, toBase64(from.root)],
            })
      return rowsAffected === 1
    },
    async note(origin) {
      const { rows } = await client.execute({
        sql: 'SELECT note FROM seen WHERE origin = ?',
        args: [origin],
      })
      return rows[0] === undefined ? null : textOf(rows[0].note)
    },
    async list() {
      const { rows } = await client.execute('SELECT origin, size FROM seen ORDER BY origin')
      return rows.map((row) => ({ origin: textOf(row.origin), size: numberOf(row.size) }))
    },
  }
}
