/** A catalogue is made without being held: the same lines, roots and tiles as one in memory, and no more with more records. */
import { describe, expect, it } from 'vitest'
import { bucketOf, bucketsFor, Catalogue, spotOf, tilesOver } from '../../../worker/ledger/catalogue.ts'
import { makeCatalogue } from '../../../worker/store/catalogue/making.ts'
import type { Database } from '../../../worker/store/database.ts'
import { freshDatabase } from '../../support/ledger/ledger.ts'

const idOf = (n: number): string => `res-${String(n).padStart(7, '0')}`
/** So many records, of one to three entries each; the entries at odd places are beyond the size that is asked for. */
const lineOf = (n: number) => ({ record: idOf(n), index: 3 * n + (n % 3), seq: 1 + (n % 3) })

/** A database that makes up each line when it is read: nothing of its records is held by the test itself. */
async function madeUp(records: number): Promise<{ database: Database; reads: () => number }> {
  let reads = 0
  const { client, ...rest } = await freshDatabase()
  const execute = async ({ args: [after, , limit] }: { args: [string, number, number] }) => {
    const from = after === '' ? 0 : Number(after.slice(4)) + 1
    const many = Math.min(limit, records - from)
    reads += many
    const rows = Array.from({ length: many }, (_, n) => {
      const { record, index, seq } = lineOf(from + n)
      return { record, last: index, seq }
    })
    return { rows }
  }
  return { database: { ...rest, client: Object.assign(client, { execute }) }, reads: () => reads }
}

async function made(records: number, most: number) {
  const { database, reads } = await madeUp(records)
  const texts: string[] = []
  const tiles = new Map<string, Uint8Array>()
  const { head, held } = await makeCatalogue(
    database,
    3 * records,
    {
      async bucket(n, text) {
        expect(n).toBe(texts.length)
        texts.push(text)
      },
      async tile(level, n, hashes) {
        tiles.set(`${level}/${n}`, hashes)
      },
    },
    most,
  )
  return { head, held, texts, tiles, reads: reads() }
}

function inMemory(records: number): Catalogue {
  const catalogue = new Catalogue()
  for (let n = 0; n < records; n++) catalogue.set(lineOf(n))
  return catalogue
}

describe('a catalogue that is made part by part', () => {
  it.each([
    [0, 100],
    [1, 100],
    [64, 100],
    [65, 10],
    [2_500, 300],
    [2_500, 100_000],
    // 512 buckets: two full tiles, and one over them.
    [20_000, 7_000],
  ])('is that of %i records in memory, with %i of them held', async (records, most) => {
    const due = inMemory(records)
    const { head, texts, tiles } = await made(records, most)
    expect(head).toEqual(due.head(3 * records))
    expect(texts).toEqual([...due.texts()])
    const dueTiles = tilesOver(due.hashes()).map(({ level, n, hashes }) => [`${level}/${n}`, hashes])
    expect(Object.fromEntries(tiles)).toEqual(Object.fromEntries(dueTiles))
  })

  it('holds no more of ten times the records, and reads them once for each part', async () => {
    const most = 500
    const few = await made(1_500, most)
    const many = await made(15_000, most)
    // Ids are spread by their hash, not counted out: some parts have more than the average.
    expect(few.held).toBeLessThanOrEqual(1.25 * most)
    expect(many.held).toBeLessThanOrEqual(1.25 * most)
    expect(many.reads).toBeLessThanOrEqual(15_000 * (1 + 1.1 * 30))
    // The measure is none that cannot tell: with room for all, all are held, and read once.
    expect(await made(1_500, 1_500)).toMatchObject({ held: 1_500, reads: 1_500 })
  })

  it('puts every record into the bucket that its id names', async () => {
    const { texts } = await made(2_500, 300)
    const buckets = bucketsFor(2_500)
    expect(texts).toHaveLength(buckets)
    for (let n = 0; n < 2_500; n += 111)
      expect(texts[bucketOf(spotOf(idOf(n)), buckets)]).toContain(`${idOf(n)} `)
  })
})
