/**
 * Catalogue of records: a verifiable map from each record to its last entry, as of one size of the log. Records are
 * spread over buckets by the SHA-256 of their ids; a bucket is a text of one line a record, and the root is that of
 * the Merkle tree (RFC 6962 §2.1) over the buckets. Who holds the root knows, by one bucket and one inclusion proof,
 * how many entries a record had: none can be kept from its page afterwards.
 */
import { joined, toBase64, utf8 } from './bytes.ts'
import { LedgerError } from './error.ts'
import { hashLeaf, rootOf, type Sha256, sha256, TREE_HASH, type TreeHash } from './merkle.ts'
import { checkInclusion, proveInclusion } from './proof.ts'
import { TILE_WIDTH } from './tiles.ts'

/** The last entry of a record. */
export interface CatalogueLine {
  record: string
  /** Index of that entry in the log. */
  index: number
  /** Number of entries that the record had. */
  seq: number
}

/** Head of a catalogue, to which a ledger commits: size of the log, number of records, root in base64. */
export interface CatalogueHead {
  size: number
  records: number
  root: string
}

/** Records that a bucket holds on average, at most. */
const PER_BUCKET = 64

/** More buckets than the first 32 bits of a hash can tell apart there never are. */
const MOST_BUCKETS = 2 ** 31

/** Number of buckets for so many records: the least power of two with at most 64 records a bucket on average. */
export function bucketsFor(records: number): number {
  let buckets = 1
  while (buckets * PER_BUCKET < records && buckets < MOST_BUCKETS) buckets *= 2
  return buckets
}

/** The first 32 bits of the SHA-256 of an id, as a number. */
export function spotOf(record: string, digest: Sha256 = sha256): number {
  const [a = 0, b = 0, c = 0, d = 0] = digest(utf8(record))
  return a * 2 ** 24 + b * 2 ** 16 + c * 2 ** 8 + d
}

/** The bucket of a spot, 0 … buckets − 1. */
export function bucketOf(spot: number, buckets: number): number {
  return Math.floor(spot / (2 ** 32 / buckets))
}

/** Text of a bucket: one line a record, `id index seq`, in the order of the ids' code units. */
export function formatBucket(lines: Iterable<CatalogueLine>): string {
  return [...lines]
    .sort((a, b) => (a.record < b.record ? -1 : a.record > b.record ? 1 : 0))
    .map(({ record, index, seq }) => `${record} ${index} ${seq}\n`)
    .join('')
}

const LINE = /^([^ \n]+) (0|[1-9]\d{0,15}) ([1-9]\d{0,15})$/

/** @throws LedgerError `malformed_proof` for any text that {@link formatBucket} does not write */
export function parseBucket(text: string): CatalogueLine[] {
  const rows = text.split('\n')
  if (rows.pop() !== '') throw malformed()
  const lines = rows.map((row) => {
    const [, record, index, seq] = LINE.exec(row) ?? []
    if (record === undefined) throw malformed()
    const line = { record, index: Number(index), seq: Number(seq) }
    if (!Number.isSafeInteger(line.index) || !Number.isSafeInteger(line.seq)) throw malformed()
    return line
  })
  if (lines.some(({ record }, i) => i > 0 && record <= (lines[i - 1]?.record ?? ''))) throw malformed()
  return lines
}

/** Leaf hash of a bucket's text. */
export function hashBucket(text: string, hash: TreeHash = TREE_HASH): Uint8Array {
  return hash.leaf(utf8(text))
}

/** A bucket, and its place under the root of a catalogue. */
export interface BucketProof {
  text: string
  /** RFC 6962 inclusion proof among the buckets, from the sibling up. */
  proof: readonly Uint8Array[]
}

/** Hashes of a catalogue's tree in tiles of 256, level by level: whole ones and the rest (`tiles.ts`). */
export function tilesOver(hashes: readonly Uint8Array[]): { level: number; n: number; hashes: Uint8Array }[] {
  const tiles: { level: number; n: number; hashes: Uint8Array }[] = []
  for (let level = 0, row = hashes; row.length > 0; level++) {
    const above: Uint8Array[] = []
    for (let at = 0; at < row.length; at += TILE_WIDTH) {
      const held = row.slice(at, at + TILE_WIDTH)
      tiles.push({ level, n: at / TILE_WIDTH, hashes: joined(held) })
      if (held.length === TILE_WIDTH) above.push(rootOf(held))
    }
    row = above
  }
  return tiles
}

/**
 * The line of a record in a catalogue.
 *
 * @returns null when the catalogue holds no such record
 * @throws LedgerError when the bucket is not that of the record under this root
 */
export function checkCatalogued(
  record: string,
  { records, root }: { records: number; root: Uint8Array },
  { text, proof }: BucketProof,
): CatalogueLine | null {
  const buckets = bucketsFor(records)
  checkInclusion(bucketOf(spotOf(record), buckets), buckets, hashLeaf(utf8(text)), proof, root)
  return parseBucket(text).find((line) => line.record === record) ?? null
}

/**
 * A catalogue that follows the log: what the auditor keeps. Setting a line costs one hash, the root one hash for each
 * bucket that changed and two for each bucket there is.
 */
export class Catalogue {
  readonly #slots = new Map<string, number>()
  // Of each record, by its slot. Columns take a third of the memory of as many objects.
  readonly #records: string[] = []
  readonly #spots: number[] = []
  readonly #indices: number[] = []
  readonly #seqs: number[] = []
  #buckets = 1
  #held: number[][] = [[]]
  #hashes: (Uint8Array | null)[] = [null]
  readonly #hash: TreeHash
  readonly #digest: Sha256

  constructor(digest: Sha256 = sha256, hash: TreeHash = TREE_HASH) {
    this.#digest = digest
    this.#hash = hash
  }

  get records(): number {
    return this.#records.length
  }

  /** The line of a record as it stands; null when it has none. */
  line(record: string): CatalogueLine | null {
    const slot = this.#slots.get(record)
    return slot === undefined ? null : this.#lineAt(slot)
  }

  /** Enters the last entry of a record. */
  set({ record, index, seq }: CatalogueLine): void {
    const known = this.#slots.get(record)
    const slot = known ?? this.records
    this.#indices[slot] = index
    this.#seqs[slot] = seq
    if (known !== undefined) {
      this.#hashes[this.#bucketAt(slot)] = null
      return
    }
    this.#slots.set(record, slot)
    this.#records.push(record)
    this.#spots.push(spotOf(record, this.#digest))
    if (bucketsFor(this.records) === this.#buckets) this.#put(slot)
    else this.#spread()
  }

  #lineAt(slot: number): CatalogueLine {
    return {
      record: this.#records[slot] ?? '',
      index: this.#indices[slot] ?? 0,
      seq: this.#seqs[slot] ?? 0,
    }
  }

  #bucketAt(slot: number): number {
    return bucketOf(this.#spots[slot] ?? 0, this.#buckets)
  }

  #put(slot: number): void {
    const bucket = this.#bucketAt(slot)
    this.#held[bucket]?.push(slot)
    this.#hashes[bucket] = null
  }

  /** Spreads the records over more buckets when they have become too many. */
  #spread(): void {
    this.#buckets = bucketsFor(this.records)
    this.#held = Array.from({ length: this.#buckets }, () => [])
    this.#hashes = Array.from({ length: this.#buckets }, () => null)
    for (let slot = 0; slot < this.records; slot++) this.#put(slot)
  }

  #textOf(bucket: number): string {
    return formatBucket((this.#held[bucket] ?? []).map((slot) => this.#lineAt(slot)))
  }

  /** Texts of the buckets, in their order. */
  *texts(): Generator<string, void, undefined> {
    for (let bucket = 0; bucket < this.#buckets; bucket++) yield this.#textOf(bucket)
  }

  /** Hashes of the buckets, in their order. */
  hashes(): Uint8Array[] {
    return this.#hashes.map((kept, n) => {
      const hash = kept ?? hashBucket(this.#textOf(n), this.#hash)
      this.#hashes[n] = hash
      return hash
    })
  }

  /** The bucket of a record, whether it is in there or not, with its place under the root. */
  async prove(record: string): Promise<BucketProof> {
    const n = bucketOf(spotOf(record, this.#digest), this.#buckets)
    const tiles = new Map(tilesOver(this.hashes()).map((tile) => [`${tile.level}/${tile.n}`, tile.hashes]))
    const proof = await proveInclusion(n, this.#buckets, async (coords) =>
      coords.map((tile) => tiles.get(`${tile.level}/${tile.n}`) ?? new Uint8Array()),
    )
    return { text: this.#textOf(n), proof }
  }

  /** The catalogue as a ledger commits to it, as of a size of its log. */
  head(size: number): CatalogueHead {
    return { size, records: this.records, root: toBase64(rootOf(this.hashes())) }
  }
}

function malformed(): LedgerError {
  return new LedgerError('malformed_proof', 'not a bucket of a catalogue')
}
