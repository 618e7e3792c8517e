/**
 * Makes the catalogue of a size from the entries, without holding it: lines are read in the order of records, those of
 * some buckets are held at a time, and the tree grows bucket by bucket over them. The memory that it takes is the same
 * for any number of records.
 */
import { joined, toBase64 } from '../../ledger/bytes.ts'
import {
  bucketOf,
  bucketsFor,
  type CatalogueHead,
  type CatalogueLine,
  formatBucket,
  hashBucket,
  spotOf,
} from '../../ledger/catalogue.ts'
import { TILE_WIDTH } from '../../ledger/tiles.ts'
import { type Database, numberOf, textOf } from '../database.ts'
import { Frontier, type TileNodes } from '../log/tree/frontier.ts'
import { breathe } from '../pause.ts'

/** Records that are read before others have their turn. */
const AT_ONCE = 2000

/** Lines that are held at once, of some 200 bytes each. A catalogue of more is made in several readings of the entries. */
const MOST_HELD = 131_072

/** Takes a catalogue as it is made: each bucket in its order, and each tile of the tree over them once it is whole. */
export interface CatalogueSink {
  bucket(n: number, text: string): Promise<void>
  tile(level: number, n: number, hashes: Uint8Array): Promise<void>
}

/** Head of the one that was made, and the most lines that were held at any time. */
export interface MadeCatalogue {
  head: CatalogueHead
  held: number
}

/**
 * Makes the catalogue as of a size of the log. Cost: one look at every entry before it for each `most` records, in
 * rounds that keep nobody waiting.
 *
 * @param most lines that are held at once, on average: the ids of records spread them over the buckets evenly
 */
export async function makeCatalogue(
  database: Database,
  size: number,
  sink: CatalogueSink,
  most = MOST_HELD,
): Promise<MadeCatalogue> {
  const { records, lines } = await countLines(database, size, most)
  const buckets = bucketsFor(records)
  const width = lines === null ? Math.max(1, Math.floor((buckets * most) / records)) : buckets
  const frontier = Frontier.empty()
  let [placed, held] = [0, Math.min(records, most)]
  for (let from = 0; from < buckets; from += width) {
    const to = Math.min(buckets, from + width)
    const spread = Array.from({ length: to - from }, (): CatalogueLine[] => [])
    let many = 0
    for await (const line of lines ?? linesOf(database, size)) {
      const at = bucketOf(spotOf(line.record), buckets) - from
      const bucket = spread[at]
      if (bucket === undefined) continue
      bucket.push(line)
      many += 1
    }
    placed += many
    held = Math.max(held, many)
    for (const [at, bucket] of spread.entries()) await grow(frontier, from + at, formatBucket(bucket), sink)
  }
  if (placed !== records) throw new Error(`${placed} of ${records} records were found again in the entries`)
  for (const [level, tile] of frontier.levels.entries())
    if (tile.width > 0)
      await sink.tile(level, Math.floor(buckets / TILE_WIDTH ** (level + 1)), hashesOf(tile))
  return { head: { size, records, root: toBase64(frontier.root) }, held }
}

async function grow(frontier: Frontier, n: number, text: string, sink: CatalogueSink): Promise<void> {
  const full: [number, number, Uint8Array][] = []
  frontier.push(hashBucket(text), (tile) => full.push([tile.level, tile.n, hashesOf(tile.nodes)]))
  await sink.bucket(n, text)
  for (const [level, at, hashes] of full) await sink.tile(level, at, hashes)
}

const hashesOf = ({ rows: [hashes = []] }: TileNodes): Uint8Array => joined(hashes)

/** Number of records; and their lines, where they are few enough to be held. */
async function countLines(
  database: Database,
  size: number,
  most: number,
): Promise<{ records: number; lines: readonly CatalogueLine[] | null }> {
  let records = 0
  let lines: CatalogueLine[] | null = []
  for await (const line of linesOf(database, size)) {
    records += 1
    if (records > most) lines = null
    lines?.push(line)
  }
  return { records, lines }
}

/** The last entry of every record before a size of the log, in the order of the records. */
async function* linesOf({ client }: Database, size: number): AsyncGenerator<CatalogueLine, void, undefined> {
  for (let after = ''; ; ) {
    const { rows } = await client.execute({
      sql: `SELECT record, max("index") AS last, max(seq) AS seq FROM entry WHERE record > ? AND "index" < ?
        GROUP BY record ORDER BY record LIMIT ?`,
      args: [after, size, AT_ONCE],
    })
    for (const row of rows) {
      after = textOf(row.record)
      yield { record: after, index: numberOf(row.last), seq: numberOf(row.seq) }
    }
    if (rows.length < AT_ONCE) return
    await breathe()
  }
}
