/** The catalogue of records as it is kept: its buckets and tiles, derived from the entries alone. */
import {
  type BucketProof,
  bucketOf,
  bucketsFor,
  Catalogue,
  type CatalogueHead,
  type CatalogueLine,
  spotOf,
  tilesOver,
} from '../../ledger/catalogue.ts'
import { proveInclusion } from '../../ledger/proof.ts'
import { bytesOf, type Database, numberOf, textOf } from '../database.ts'
import { breathe } from '../pause.ts'
import { insertMany } from '../records/derived.ts'

/** Records that are read, and buckets that are written, before others have their turn. */
const AT_ONCE = 2000
const BUCKETS_AT_ONCE = 64

/**
 * The catalogue as of a size of the log, from the entries. Cost: one look at every entry before it, in rounds that
 * keep nobody waiting; some 200 bytes of memory a record.
 */
export async function buildCatalogue(database: Database, size: number): Promise<Catalogue> {
  const catalogue = new Catalogue()
  for (let after = ''; ; ) {
    const lines = await readLines(database, size, after)
    for (const line of lines) catalogue.set(line)
    const last = lines.at(-1)
    if (last === undefined || lines.length < AT_ONCE) return catalogue
    after = last.record
    await breathe()
  }
}

async function readLines({ client }: Database, size: number, after: string): Promise<CatalogueLine[]> {
  const { rows } = await client.execute({
    sql: `SELECT record, max("index") AS last, max(seq) AS seq FROM entry WHERE record > ? AND "index" < ?
      GROUP BY record ORDER BY record LIMIT ?`,
    args: [after, size, AT_ONCE],
  })
  return rows.map((row) => ({
    record: textOf(row.record),
    index: numberOf(row.last),
    seq: numberOf(row.seq),
  }))
}

/** Keeps buckets and tiles of a catalogue; what is there already stays. Safe to be cut short, and to be done twice. */
export async function keepCatalogue(database: Database, size: number, catalogue: Catalogue): Promise<void> {
  const { client } = database
  let waiting: [number, number, string][] = []
  const send = async (): Promise<void> => {
    const statements = insertMany('catalogue_bucket (size, n, lines)', 3, waiting, ' ON CONFLICT DO NOTHING')
    if (statements.length > 0) await client.batch(statements, 'write')
    waiting = []
    await breathe()
  }
  let n = 0
  for (const text of catalogue.texts()) {
    waiting.push([size, n++, text])
    if (waiting.length >= BUCKETS_AT_ONCE) await send()
  }
  await send()
  const tiles = tilesOver(catalogue.hashes()).map((tile) => [size, tile.level, tile.n, tile.hashes] as const)
  await client.batch(
    insertMany('catalogue_tile (size, level, n, hashes)', 4, tiles, ' ON CONFLICT DO NOTHING'),
    'write',
  )
}

/** Gives up every catalogue but that of one size. */
export async function dropOtherCatalogues({ client }: Database, size: number): Promise<void> {
  await client.batch(
    [
      { sql: 'DELETE FROM catalogue_bucket WHERE size <> ?', args: [size] },
      { sql: 'DELETE FROM catalogue_tile WHERE size <> ?', args: [size] },
    ],
    'write',
  )
}

/** The bucket of a record in a kept catalogue, with its proof; null when that catalogue is not kept, or not whole. */
export async function readBucket(
  { client }: Database,
  { size, records }: Pick<CatalogueHead, 'size' | 'records'>,
  record: string,
): Promise<BucketProof | null> {
  const buckets = bucketsFor(records)
  const n = bucketOf(spotOf(record), buckets)
  const { rows } = await client.execute({
    sql: 'SELECT lines FROM catalogue_bucket WHERE size = ? AND n = ?',
    args: [size, n],
  })
  if (rows[0] === undefined) return null
  let isWhole = true
  const proof = await proveInclusion(n, buckets, async (tiles) => {
    const found = await client.batch(
      tiles.map((tile) => ({
        sql: 'SELECT hashes FROM catalogue_tile WHERE size = ? AND level = ? AND n = ?',
        args: [size, tile.level, tile.n],
      })),
      'read',
    )
    return found.map(({ rows: [row] }, i) => {
      if (row !== undefined) return bytesOf(row.hashes)
      isWhole = false
      return new Uint8Array((tiles[i]?.width ?? 0) * 32)
    })
  })
  return isWhole ? { text: textOf(rows[0].lines), proof } : null
}

/** Index and id of the newest catalogue's entry before a size of the log; null when there is none. */
export async function readCatalogueEntry({ client }: Database, size: number): Promise<number | null> {
  const { rows } = await client.execute({
    sql: `SELECT "index" FROM entry WHERE record >= 'cat-' AND record < 'cat.' AND seq = 1 AND "index" < ?
      ORDER BY record DESC LIMIT 1`,
    args: [size],
  })
  return rows[0] === undefined ? null : numberOf(rows[0].index)
}
