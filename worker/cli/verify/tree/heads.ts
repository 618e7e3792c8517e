/** Compares the tree that grows with every head that was committed or signed on the way. */
import type { TreeHead } from '../../../ledger/audit.ts'
import { equal } from '../../../ledger/bytes.ts'
import { EMPTY_ROOT, growEdgeBy, HASH_BYTES, rootOfEdge, splitHashes } from '../../../ledger/merkle.ts'
import { TILE_WIDTH } from '../../../ledger/tiles.ts'
import { nativeTree } from './hash.ts'

/** Hands out heads in order of size, in portions. */
export type NextHeads = (after: number, limit: number) => readonly TreeHead[]

const PORTION = 1000

export class Heads {
  readonly #next: NextHeads
  readonly #differs: (head: TreeHead) => void
  #waiting: TreeHead[] = []
  #after = 0
  #done = false
  #edge: Uint8Array[] = []
  #size = 0

  /** @param differs called for each head whose root is not that of the tree */
  constructor(next: NextHeads, differs: (head: TreeHead) => void) {
    this.#next = next
    this.#differs = differs
  }

  /** Takes the next bundle's leaf hashes, and the root over them when it is full. */
  add(n: number, hashes: Uint8Array, root: Uint8Array | null): void {
    const end = this.#size + hashes.length / HASH_BYTES
    let edge = this.#edge
    let at = this.#size
    for (let head = this.#peek(); head !== undefined && head.size <= end; head = this.#peek()) {
      this.#waiting.shift()
      const within = hashes.subarray((at - this.#size) * HASH_BYTES, (head.size - this.#size) * HASH_BYTES)
      edge = growEdgeBy(edge, at, splitHashes(within), nativeTree)
      at = Math.max(at, head.size)
      const now = at === 0 ? EMPTY_ROOT : rootOfEdge(edge, at, nativeTree)
      if (head.size !== at || !equal(now, head.root)) this.#differs(head)
    }
    if (root === null) return
    this.#edge = growEdgeBy(this.#edge, n, [root], nativeTree)
    this.#size = (n + 1) * TILE_WIDTH
  }

  #peek(): TreeHead | undefined {
    if (this.#waiting.length === 0 && !this.#done) {
      this.#waiting = [...this.#next(this.#after, PORTION)]
      this.#done = this.#waiting.length < PORTION
      this.#after = this.#waiting.at(-1)?.size ?? this.#after
    }
    return this.#waiting[0]
  }
}
