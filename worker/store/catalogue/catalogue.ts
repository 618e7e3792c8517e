/** The catalogue of records as it is kept: its buckets and tiles, derived from the entries alone. */
import { catalogueOf } from '../../domain/kinds/catalogue/catalogue.ts'
import { type BucketProof, bucketOf, bucketsFor, type CatalogueHead, spotOf } from '../../ledger/catalogue.ts'
import { HASH_BYTES } from '../../ledger/merkle.ts'
import { proveInclusion } from '../../ledger/proof.ts'
import { TILE_WIDTH, type TileCoord } from '../../ledger/tiles.ts'
import { bytesOf, type Database, numberOf, textOf } from '../database.ts'
import { readEntry, recordedOf } from '../log/entries.ts'
import { breathe } from '../pause.ts'
import { insertMany } from '../records/insert.ts'
import { makeCatalogue } from './making.ts'

/** Buckets that are written before others have their turn. */
const BUCKETS_AT_ONCE = 64

/**
 * Makes the catalogue as of a size of the log, and keeps its buckets and tiles as they are made; what is there already
 * stays. Safe to be cut short, and to be done twice.
 *
 * @returns its head, to which an entry can commit now: what it commits to can be opened
 */
export async function keepCatalogue(database: Database, size: number): Promise<CatalogueHead> {
  const { client } = database
  let buckets: [number, number, string][] = []
  let tiles: [number, number, number, Uint8Array][] = []
  async function send(): Promise<void> {
    const statements = [
      ...insertMany('catalogue_bucket (size, n, lines)', 3, buckets, ' ON CONFLICT DO NOTHING'),
      ...insertMany('catalogue_tile (size, level, n, hashes)', 4, tiles, ' ON CONFLICT DO NOTHING'),
    ]
    buckets = []
    tiles = []
    if (statements.length > 0) await client.batch(statements, 'write')
    await breathe()
  }
  const { head } = await makeCatalogue(database, size, {
    async bucket(n, text) {
      buckets.push([size, n, text])
      if (buckets.length >= BUCKETS_AT_ONCE) await send()
    },
    async tile(level, n, hashes) {
      tiles.push([size, level, n, hashes])
    },
  })
  await send()
  return head
}

/** A catalogue of which the texts and the tree are held: some 40 bytes a record. */
export interface HeldCatalogue {
  /** The bucket of a record, whether it is in there or not, with its place under the root. */
  prove(record: string): Promise<BucketProof>
}

/** Makes a catalogue where it cannot be kept, as beside a database that is only read. */
export async function holdCatalogue(database: Database, size: number): Promise<HeldCatalogue> {
  const texts: string[] = []
  const tiles = new Map<string, Uint8Array>()
  await makeCatalogue(database, size, {
    bucket: async (_, text) => void texts.push(text),
    tile: async (level, n, hashes) => void tiles.set(`${level}/${n}`, hashes),
  })
  const read = async (coords: readonly TileCoord[]): Promise<Uint8Array[]> =>
    coords.map(({ level, n }) => tiles.get(`${level}/${n}`) ?? new Uint8Array())
  return {
    async prove(record) {
      const n = bucketOf(spotOf(record), texts.length)
      return { text: texts[n] ?? '', proof: await proveInclusion(n, texts.length, read) }
    },
  }
}

/**
 * Keeps the newest catalogue within a size of the log of a ledger that is mirrored: it came as an entry. Nothing is
 * done where it is kept already; what another ledger says of itself is made from its entries, not believed.
 */
export async function keepServedCatalogue(database: Database, size: number): Promise<void> {
  const index = await readCatalogueEntry(database, size)
  const entry = index === null ? null : await readEntry(database, index)
  if (index === null || entry === null) return
  const told = catalogueOf(recordedOf(entry).body)
  if (told.size === 0 || told.size > index || (await isKept(database, told.size))) return
  await keepCatalogue(database, told.size)
  await dropOtherCatalogues(database, told.size)
}

/** True of a catalogue that is kept whole: the unfinished tiles, of which every tree has one, are written last. */
async function isKept({ client }: Database, size: number): Promise<boolean> {
  const { rows } = await client.execute({
    sql: 'SELECT 1 FROM catalogue_tile WHERE size = ? AND length(hashes) < ? LIMIT 1',
    args: [size, TILE_WIDTH * HASH_BYTES],
  })
  return rows.length > 0
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
