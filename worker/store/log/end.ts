/** The end of the ledger as a process sees it: what new entries join, and whether they may be signed. */

import type { Closing } from '../../domain/kinds/ledger/ledger.ts'
import type { LedgerKey } from '../../ledger/keys.ts'
import type { Database } from '../database.ts'
import type { Batch } from './batch.ts'
import { type Head, loadFrontier, UNCHANGED } from './head.ts'
import { BROKEN_TREE, checkHistory, checkWitnesses, type Frozen, type Notary } from './notary.ts'
import { loadTiles } from './tree/tiles.ts'
import { Tree } from './tree/tree.ts'
import { overrule } from './witnesses.ts'

/** The committed end of the ledger, and the tree over it. */
export interface End {
  head: Head
  tree: Tree
}

/**
 * The end of the ledger as it was last seen, kept by whoever makes a committer for each request. A head is never taken
 * from here for what is shown without asking the database whether it still is the last one.
 */
export interface Memory {
  seen: (End & { keys: readonly LedgerKey[]; ended: Closing | null }) | null
}

export class LedgerEnd {
  readonly #database: Database
  readonly #notary: Notary
  readonly #memory: Memory | undefined
  #head: Head | null = null
  #tree: Tree | null = null
  #frozen: Frozen | null = null
  #ended: Closing | null = null
  #last: Promise<unknown> = Promise.resolve()

  /** @param memory of an earlier one over the same database; kept up to date by this one */
  constructor(database: Database, notary: Notary, memory?: Memory) {
    this.#database = database
    this.#notary = notary
    this.#memory = memory
    const seen = memory?.seen ?? null
    if (seen === null) return
    notary.follow(seen.keys)
    this.#ended = seen.ended
    this.#head = seen.head
    this.#tree = seen.tree.readingFrom((tiles) => loadTiles(database, tiles))
  }

  /** The size of the ledger as it was last seen; null when it was not. */
  get expected(): number | null {
    return this.#head?.size ?? null
  }

  /** Reason for which nothing is signed; null while all is well. */
  get frozen(): Frozen | null {
    return this.#frozen
  }

  /** The end of the ledger, as of the last look at it; null while entries are recorded. */
  get ended(): Closing | null {
    return this.#ended
  }

  /** The tree as it was last seen; reads it from the database when it was not yet. */
  async tree(): Promise<End> {
    return this.#known() ?? this.alone(() => this.view())
  }

  /** Looks again, in one round trip: another process may have written. */
  refresh(): Promise<End> {
    return this.alone(() => this.load(this.#known()))
  }

  /**
   * Looks again at all that says whether the ledger may sign: marks and answers of witnesses, also where the ledger has
   * not grown.
   *
   * @returns the reason not to sign; null when there is none
   */
  async recheck(): Promise<Frozen | null> {
    await this.alone(() => this.load())
    return this.#frozen
  }

  /**
   * Takes the ledger as it is committed for all that was ever signed, on the word of the operator; an unreadable
   * mark is kept aside by whoever keeps marks.
   */
  accept(): Promise<Head> {
    return this.alone(async () => {
      const { head } = await this.load()
      await this.#notary.accept(head)
      await overrule(this.#database, head.size)
      return (await this.load()).head
    })
  }

  /** One at a time: a head that was read before a commit must not take the place of the one after it. */
  alone<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work, work)
    this.#last = result.catch(() => undefined)
    return result
  }

  /** The end as it is known, or else as the database has it; within {@link alone}. */
  async view(): Promise<End> {
    return this.#known() ?? this.load()
  }

  /**
   * The end as the database has it, and whether it may be signed; within {@link alone}.
   *
   * @param known what is taken as it is when the ledger has not grown beyond it
   */
  async load(known: End | null = null): Promise<End> {
    const database = this.#database
    const notary = this.#notary
    // The mark comes first: another process may commit in between, and then the head is beyond the mark.
    let mark = await notary.mark()
    const loaded = known === null ? null : await loadFrontier(database, known.head)
    if (known !== null && loaded === UNCHANGED) return known
    const { head, frontier, broken, witnessed, keys, ended } =
      loaded === null || loaded === UNCHANGED ? await loadFrontier(database) : loaded
    notary.follow(keys)
    this.#ended = ended
    if (mark === 'absent') {
      // A new ledger gets its mark before its first entry: from then on, absent is not zero.
      if (head.size === 0) await notary.accept(head)
      else mark = await notary.mark()
    }
    this.#frozen = broken
      ? BROKEN_TREE
      : ((await notary.standing(head)) ??
        (await checkHistory(database, head, mark)) ??
        checkWitnesses(head, witnessed))
    if (this.#tree === null) this.#tree = new Tree(frontier, (tiles) => loadTiles(database, tiles))
    else this.#tree.advance(frontier)
    this.#head = head
    this.#remember()
    return { head, tree: this.#tree }
  }

  /** Goes on behind a batch that was written. */
  advance({ head, frontier, fullTiles }: Batch): void {
    this.#head = head
    this.#tree?.advance(frontier, fullTiles)
    this.#remember()
  }

  /** A batch failed: somebody else may have written, and the database is asked before the next. */
  doubt(): void {
    this.#head = null
  }

  #known(): End | null {
    return this.#head === null || this.#tree === null ? null : { head: this.#head, tree: this.#tree }
  }

  /**
   * Keeps what the next committer may know. Of a ledger that may not sign, nothing is kept: each looks for
   * itself.
   */
  #remember(): void {
    if (this.#memory === undefined) return
    const known = this.#frozen === null ? this.#known() : null
    this.#memory.seen = known === null ? null : { ...known, keys: this.#notary.keys, ended: this.#ended }
  }
}
