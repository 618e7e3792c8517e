export interface Limits {
  /** Attempts to sign in a minute from one address, and refused keys a minute. */
  attempts: number
  /** Writes a minute by one account that is signed in. */
  byPeople: number
  /** Writes a minute with one key. */
  byKeys: number
}

export const DEFAULT_LIMITS: Limits = { attempts: 30, byPeople: 240, byKeys: 30_000 }

/** Buckets kept at most: the one untouched for longest goes first, by when it was full again anyway. */
export const MOST_BUCKETS = 20_000

export class Buckets {
  #buckets = new Map<string, { left: number; at: number }>()
  readonly #now: () => number

  constructor(now: () => number) {
    this.#now = now
  }

  /**
   * Takes one from the bucket of `name`, which holds and refills `perMinute`.
   *
   * @returns 0 when there was one, else the seconds until there is
   */
  take(name: string, perMinute: number): number {
    const now = this.#now()
    const known = this.#buckets.get(name)
    const filled = known === undefined ? perMinute : known.left + ((now - known.at) * perMinute) / 60_000
    const left = Math.min(perMinute, filled)
    this.#buckets.delete(name)
    this.#buckets.set(name, { left: Math.max(0, left >= 1 ? left - 1 : left), at: now })
    if (this.#buckets.size > MOST_BUCKETS) {
      const oldest = this.#buckets.keys().next().value
      if (oldest !== undefined) this.#buckets.delete(oldest)
    }
    return left >= 1 ? 0 : Math.ceil(((1 - left) * 60) / perMinute)
  }
}
