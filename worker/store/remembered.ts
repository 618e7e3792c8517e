/**
 * Keys and sessions with their accounts, accounts and departments, kept in memory: each request asks for them, and they
 * hardly ever change. Triggers draw a new version in the database with each change of one of them, whichever
 * process makes it, and the version is asked for before anything kept is believed. So whatever is answered from here is
 * what the database holds at that moment; where the version cannot be told, nothing is kept at all.
 */
import type { Database } from './database.ts'

/** Values that are kept at the most; beyond that all of them are let go of. */
const MOST_KEPT = 10_000

/** Values as of one moment. */
export interface Look<T> {
  /** The value as the database holds it; undefined where it has to be read. */
  known(id: string): T | undefined
  /**
   * Keeps values that were read since the look began, unless something has changed meanwhile. What is absent is never
   * kept.
   */
  keep(values: Iterable<readonly [string, T]>): void
}

/** Values of one kind that are kept by an id. */
export class Remembered<T> {
  readonly #version: () => string | null
  readonly #most: number
  #of: string | null = null
  readonly #values = new Map<string, T>()

  /** @param version undefined for a database that cannot tell it: then nothing is kept */
  constructor(version: Database['keptVersion'], most = MOST_KEPT) {
    this.#version = version ?? (() => null)
    this.#most = most
  }

  /** Looks at the version in the database: what is known of another one is forgotten. */
  look(): Look<T> {
    const version = this.#version()
    this.#turnTo(version)
    return {
      known: (id) => (version === null ? undefined : this.#values.get(id)),
      keep: (values) => {
        const now = this.#version()
        this.#turnTo(now)
        if (now === null || now !== version) return
        for (const [id, value] of values) {
          if (this.#values.size >= this.#most) this.#values.clear()
          this.#values.set(id, frozen(value))
        }
      },
    }
  }

  /** The value that is kept, or the one that is read now. @param read answers null where there is none */
  async find(id: string, read: () => Promise<T | null>): Promise<T | null> {
    const look = this.look()
    const known = look.known(id)
    if (known !== undefined) return known
    const value = await read()
    if (value !== null) look.keep([[id, value]])
    return value
  }

  /** Lets go of one value, which is read anew when it is next asked for. */
  drop(id: string): void {
    this.#values.delete(id)
  }

  #turnTo(version: string | null): void {
    if (version === this.#of) return
    this.#values.clear()
    this.#of = version
  }
}

/** Frozen as a whole: it is handed to many, and whoever changed it would change it for all. */
function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  Object.freeze(value)
  for (const part of Object.values(value)) frozen(part)
  return value
}
