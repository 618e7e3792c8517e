export interface Limits {
  /** Attempts to sign in a minute from one address, and refused keys a minute. */
  attempts: number
  /** Writes a minute by one account that is signed in. */
  byPeople: number
  /** Writes a minute with one key. */
  byKeys: number
  /** Milliseconds of answering a minute for what one address reads. */
  reading: number
  /** Questions an hour from one network, without an account. */
  asks: number
  /** Uses of a code an hour from one network. */
  tracks: number
  /** Wishes to follow by mail an hour from one network. */
  follows: number
  /** Challenges an hour to one network. */
  proofs: number
  /** Questions and comments of the public a minute that are entered at once; what comes beyond waits. */
  atOnce: number
  /** Questions and comments that may wait to be entered. */
  waiting: number
  /** Seconds for which a form is open at least, when a person fills it in. */
  quickest: number
}

export const DEFAULT_LIMITS: Limits = {
  attempts: 30,
  byPeople: 240,
  byKeys: 30_000,
  reading: 45_000,
  asks: 5,
  tracks: 30,
  follows: 10,
  proofs: 60,
  atOnce: 30,
  waiting: 1000,
  quickest: 3,
}

/** Buckets of one sort kept at most. */
export const MOST_BUCKETS = 20_000
/** The bucket that those share for whom none is left: many times one bucket, for there may be many of them. */
const SHARED = 100
/** Milliseconds between two looks for buckets that are full again: each look goes through all of them. */
const SWEEP = 1_000

interface Bucket {
  left: number
  at: number
  perMinute: number
}

/** Buckets of one sort. One that is not full again is never given up for others, however many come. */
interface Shelf {
  buckets: Map<string, Bucket>
  swept: number
}

export class Buckets {
  #shelves = new Map<string, Shelf>()
  readonly #now: () => number

  constructor(now: () => number) {
    this.#now = now
  }

  /**
   * Takes one from the bucket of `name` among those of a sort; it holds and refills `perMinute`.
   *
   * @returns 0 when there was one, else the seconds until there is
   */
  take(sort: string, name: string, perMinute: number): number {
    const bucket = this.#bucketOf(sort, name, perMinute)
    if (bucket.left < 1) return Math.ceil(((1 - bucket.left) * 60) / bucket.perMinute)
    bucket.left -= 1
    return 0
  }

  /** Seconds until something is left in the bucket of `name`; 0 when there is now. Takes nothing. */
  wait(sort: string, name: string, perMinute: number): number {
    const { left, perMinute: refill } = this.#bucketOf(sort, name, perMinute)
    return left > 0 ? 0 : Math.ceil(((1 - left) * 60) / refill)
  }

  /** Takes what something cost, known only afterwards: at most until one whole bucket is owed. */
  spend(sort: string, name: string, perMinute: number, cost: number): void {
    const bucket = this.#bucketOf(sort, name, perMinute)
    bucket.left = Math.max(-bucket.perMinute, bucket.left - cost)
  }

  #bucketOf(sort: string, name: string, perMinute: number): Bucket {
    const now = this.#now()
    const shelf = this.#shelves.get(sort) ?? { buckets: new Map<string, Bucket>(), swept: 0 }
    this.#shelves.set(sort, shelf)
    const known = shelf.buckets.get(name)
    if (known !== undefined) return refill(known, now)
    if (shelf.buckets.size >= MOST_BUCKETS && now - shelf.swept >= SWEEP) {
      shelf.swept = now
      for (const [other, bucket] of shelf.buckets) {
        if (refill(bucket, now).left >= bucket.perMinute) shelf.buckets.delete(other)
      }
    }
    const hasRoom = shelf.buckets.size < MOST_BUCKETS
    const found = hasRoom ? undefined : shelf.buckets.get('')
    if (found !== undefined) return refill(found, now)
    const holds = hasRoom ? perMinute : perMinute * SHARED
    const made = { left: holds, at: now, perMinute: holds }
    shelf.buckets.set(hasRoom ? name : '', made)
    return made
  }
}

function refill(bucket: Bucket, now: number): Bucket {
  bucket.left = Math.min(bucket.perMinute, bucket.left + ((now - bucket.at) * bucket.perMinute) / 60_000)
  bucket.at = now
  return bucket
}
