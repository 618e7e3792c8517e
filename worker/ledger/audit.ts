/**
 * The audit of a whole ledger from outside, as a stream: bundles come in order, each leaf is hashed and compared
 * with its tile, the tree is grown again, and at the end it must be the tree that was signed. The stateless half
 * (`checkBundle`, most of the work) may run elsewhere, in any order; `Auditor` takes its results in order.
 */
import { parseBundle } from './bundle.ts'
import { equal } from './bytes.ts'
import { LedgerError, type LedgerErrorCode, requireCount } from './error.ts'
import {
  EMPTY_ROOT,
  growEdgeBy,
  HASH_BYTES,
  rootOfEdge,
  splitHashes,
  TREE_HASH,
  type TreeHash,
} from './merkle.ts'
import { TILE_WIDTH, type TileCoord } from './tiles.ts'

/** Part of the ledger in which an audit met what does not hold. */
export type AuditPart = 'bundle' | 'leaf' | 'order' | 'tile' | 'growth' | 'root'

export class AuditError extends LedgerError {
  override name = 'AuditError'
  readonly part: AuditPart
  /** the first entry that does not hold; null when all entries agree with their tiles but not with what was signed */
  readonly index: number | null

  constructor(
    code: LedgerErrorCode,
    part: AuditPart,
    index: number | null,
    message: string,
    cause?: unknown,
  ) {
    super(code, message, { cause })
    this.part = part
    this.index = index
  }
}

export interface TreeHead {
  size: number
  root: Uint8Array
}

/** Up to 256 entries whose hashes are those of their level-0 tile. */
export interface CheckedBundle {
  n: number
  /** the leaf hashes, one after the other: the bytes of the tile */
  hashes: Uint8Array
  /** the hash over a full bundle; null while it is not full */
  root: Uint8Array | null
  leaves: Uint8Array[]
}

/**
 * Checks one entry bundle against its level-0 tile.
 *
 * @param n which bundle: it begins with entry 256·n
 * @param tile the bytes of tile (0, n), of as many hashes as the bundle has entries
 * @throws AuditError naming the first entry that is missing or is not the one that was hashed
 */
export function checkBundle(
  n: number,
  bundle: Uint8Array,
  tile: Uint8Array,
  hash: TreeHash = TREE_HASH,
): CheckedBundle {
  const first = n * TILE_WIDTH
  let leaves: Uint8Array[]
  try {
    leaves = parseBundle(bundle)
  } catch (cause) {
    const message = `the bundle from entry ${first} cannot be read`
    throw new AuditError('malformed_bundle', 'bundle', first, message, cause)
  }
  const hashes = splitHashes(tile)
  leaves.forEach((leaf, i) => {
    const expected = hashes[i]
    if (expected !== undefined && equal(hash.leaf(leaf), expected)) return
    throw new AuditError('proof_invalid', 'leaf', first + i, `entry ${first + i} is not the one in the tree`)
  })
  if (tile.length !== leaves.length * HASH_BYTES) {
    const index = first + leaves.length
    throw new AuditError('malformed_bundle', 'bundle', index, `entry ${index} is missing from its bundle`)
  }
  const root = leaves.length === TILE_WIDTH ? rootOfTile(hashes, hash) : null
  return { n, hashes: tile, root, leaves }
}

/** Grows the tree again from checked bundles and compares it with what was signed. */
export class Auditor {
  readonly #head: TreeHead
  readonly #earlier: TreeHead | null
  readonly #hash: TreeHash
  /** hashes of level 1 and above: `#upper[level − 1]` */
  readonly #upper: Uint8Array[][] = []
  /** the edge over the full bundles */
  #edge: Uint8Array[] = []
  #size = 0
  #root: Uint8Array = EMPTY_ROOT

  /**
   * @param head what the newest checkpoint says
   * @param earlier a checkpoint that was seen before: the ledger must have gone through it
   * @throws AuditError when the ledger has become shorter
   */
  constructor(head: TreeHead, earlier: TreeHead | null = null, hash: TreeHash = TREE_HASH) {
    requireCount(head.size, 'size')
    if (earlier !== null && earlier.size > head.size) {
      const message = `${earlier.size} entries were seen, ${head.size} are left`
      throw new AuditError('proof_invalid', 'growth', head.size, message)
    }
    this.#head = head
    this.#earlier = earlier
    this.#hash = hash
    if (earlier?.size === 0) this.#requireEarlier(earlier, EMPTY_ROOT)
  }

  /** Number of entries that have been taken. */
  get size(): number {
    return this.#size
  }

  /** @throws AuditError when the bundle is not the next one, or the tree was another at the earlier size */
  add({ n, hashes, root }: Pick<CheckedBundle, 'n' | 'hashes' | 'root'>): void {
    const width = hashes.length / HASH_BYTES
    const size = this.#size + width
    const isNext = n * TILE_WIDTH === this.#size && width > 0 && size <= this.#head.size
    if (!isNext || (width === TILE_WIDTH) !== (root !== null)) {
      const message = `bundle ${n} is not the one that follows entry ${this.#size}`
      throw new AuditError('malformed_bundle', 'bundle', this.#size, message)
    }
    const earlier = this.#earlier
    if (earlier !== null && earlier.size > this.#size && earlier.size <= size) {
      const within = hashes.subarray(0, (earlier.size - this.#size) * HASH_BYTES)
      this.#requireEarlier(earlier, this.#rootWith(within))
    }
    if (root === null) {
      this.#root = this.#rootWith(hashes)
    } else {
      // The edge over n full bundles is the edge over their 256·n entries.
      this.#edge = growEdgeBy(this.#edge, n, [root], this.#hash)
      this.#root = rootOfEdge(this.#edge, n + 1, this.#hash)
      this.#push(1, root)
    }
    this.#size = size
  }

  /**
   * Compares a tile of level 1 or above with the hashes that were computed; all that it covers must have been added.
   *
   * @throws AuditError naming the first entry below the first hash that differs
   */
  checkTile({ level, n, width }: TileCoord, bytes: Uint8Array): void {
    const expected = this.#upper[level - 1]?.slice(n * TILE_WIDTH, n * TILE_WIDTH + width) ?? []
    const served = splitHashes(bytes)
    for (let i = 0; i < Math.max(width, Math.ceil(bytes.length / HASH_BYTES)); i++) {
      const [mine, theirs] = [expected[i], served[i]]
      if (mine !== undefined && theirs !== undefined && equal(mine, theirs)) continue
      const index = (n * TILE_WIDTH + i) * TILE_WIDTH ** level
      const message = `tile ${level}/${n} differs from the entries from ${index} on`
      throw new AuditError('proof_invalid', 'tile', index, message)
    }
  }

  /** @throws AuditError unless every entry was taken and the tree is the one that was signed */
  finish(): void {
    if (this.#size !== this.#head.size) {
      throw new AuditError('malformed_bundle', 'bundle', this.#size, `entry ${this.#size} is missing`)
    }
    if (equal(this.#root, this.#head.root)) return
    const message = `the ${this.#size} entries do not give the root that was signed`
    throw new AuditError('proof_invalid', 'root', null, message)
  }

  /** The root of the tree with these leaf hashes added to the full bundles. */
  #rootWith(hashes: Uint8Array): Uint8Array {
    const added = splitHashes(hashes)
    const edge = growEdgeBy(this.#edge, this.#size, added, this.#hash)
    return rootOfEdge(edge, this.#size + added.length, this.#hash)
  }

  #push(level: number, hash: Uint8Array): void {
    const row = this.#upper[level - 1] ?? []
    this.#upper[level - 1] = row
    row.push(hash)
    if (row.length % TILE_WIDTH === 0) this.#push(level + 1, rootOfTile(row.slice(-TILE_WIDTH), this.#hash))
  }

  #requireEarlier(earlier: TreeHead, root: Uint8Array): void {
    if (equal(root, earlier.root)) return
    const message = `the first ${earlier.size} entries are not those that were signed before`
    throw new AuditError('proof_invalid', 'growth', null, message)
  }
}

function rootOfTile(hashes: readonly Uint8Array[], hash: TreeHash): Uint8Array {
  return rootOfEdge(growEdgeBy([], 0, hashes, hash), hashes.length, hash)
}
