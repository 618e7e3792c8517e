import { type Closing, type HeldKey, LEDGER } from '../../domain/kinds/ledger/ledger.ts'
import { closingOf, type KeyRow, keysOf } from '../../domain/kinds/rows/keys.ts'
import { type Database, numberOf, textOf } from '../database.ts'
import { inserting, rowOf, write } from '../rows.ts'
import { ledger } from '../schema/log.ts'

export interface Identity {
  origin: string
  verifierKey: string
}

/** Origin and key to which this database belongs; null before its first use. */
export async function readIdentity(database: Database): Promise<Identity | null> {
  const row = await rowOf(database, ledger, 'WHERE id = ?', [1])
  return row === null ? null : { origin: row.origin, verifierKey: row.verifierKey }
}

/** Instant at which this ledger was made, UTC; null before its first use. */
export async function readBeginning(database: Database): Promise<string | null> {
  return (await rowOf(database, ledger, 'WHERE id = ?', [1]))?.created ?? null
}

/** Binds a fresh database to its key. Whoever comes second finds the first binding unchanged. */
export async function bindIdentity(
  database: Database,
  identity: Identity,
  created: string,
): Promise<Identity> {
  // Read first: a Worker opens the ledger for each request, and most of them must not write.
  const bound = await readIdentity(database)
  if (bound !== null) return bound
  await write(database, inserting(ledger, { id: 1, ...identity, created }, 'ON CONFLICT DO NOTHING'))
  return (await readIdentity(database)) ?? identity
}

/** Entries that a ledger made about itself, for whoever reads them in a batch. */
export const KEY_ENTRIES = `SELECT e."index", e.kind, b.content FROM entry e JOIN body b ON b."index" = e."index"
  WHERE e.record = '${LEDGER}' ORDER BY e.seq`

type Rows = readonly { readonly [column: string]: unknown }[]

const ownRows = (rows: Rows): KeyRow[] =>
  rows.map(({ kind, index, content }) => ({
    kind: textOf(kind),
    index: numberOf(index),
    content: textOf(content),
  }))

/** Keys of the ledger by those rows. */
export function keysIn(rows: Rows): HeldKey[] {
  return keysOf(ownRows(rows))
}

/** The end of the ledger by those rows; null while entries are recorded. */
export function endIn(rows: Rows): Closing | null {
  return closingOf(ownRows(rows))
}
