import type { Database } from '../database.ts'
import type { Head } from '../log/head.ts'
import { indexRecords } from './indexer.ts'

/** The parts that may follow a commit by a moment: the search index, and the row of the newest checkpoint. */
export class Follower {
  readonly #database: Database
  readonly #delay: number | null
  #wanted: { head: Head; checkpoint: string } | null = null
  #timer: ReturnType<typeof setTimeout> | null = null
  #working: Promise<void> = Promise.resolve()
  readonly #onError: (error: unknown) => void

  /**
   * @param delay milliseconds to wait for more commits before following; null where whoever answers requests calls
   * `flush` after each answer, so that nothing of it is done while somebody waits
   */
  constructor(database: Database, delay: number | null, onError: (error: unknown) => void) {
    this.#database = database
    this.#delay = delay
    this.#onError = onError
  }

  /** Notes a commit; the work starts after the delay. */
  follow(head: Head, checkpoint: string): void {
    if (this.#wanted === null || this.#wanted.head.size < head.size) this.#wanted = { head, checkpoint }
    if (this.#delay === null) return
    this.#timer ??= setTimeout(() => {
      this.#timer = null
      void this.flush().catch(this.#onError)
    }, this.#delay)
  }

  /** Does now whatever waits. */
  async flush(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    const before = this.#working
    const work = before.catch(() => undefined).then(() => this.#work())
    this.#working = work
    await work
  }

  async #work(): Promise<void> {
    const wanted = this.#wanted
    if (wanted === null) return
    this.#wanted = null
    const { head, checkpoint } = wanted
    const row = {
      sql: 'INSERT INTO checkpoint (size, note) VALUES (?, ?) ON CONFLICT DO NOTHING',
      args: [head.size, checkpoint],
    }
    const { index } = this.#database
    await (index === undefined ? indexRecords(this.#database, head.size, [row]) : index(head.size, [row]))
  }
}
