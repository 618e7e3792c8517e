import type { Connection } from './connection.ts'
import { connectReader, type Place } from './opening.ts'

const VERSION = 'SELECT hex(version) FROM kept_version'

/** The version as a connection sees it; null where it cannot be told at once. */
export function versionIn(connection: Connection): string | null {
  try {
    const value = connection.execute(VERSION).rows[0]?.[0]
    return typeof value === 'string' ? value : null
  } catch {
    // Whoever gets no version asks the database for everything, and hears there what is wrong with it.
    return null
  }
}

/**
 * The version in a database file, read on this thread by a connection of its own: it costs less than a message to the
 * thread of the database, and is what every process has committed.
 */
export class VersionReader {
  readonly #place: Place
  #connection: Connection | null = null
  #isClosed = false

  constructor(place: Place) {
    this.#place = place
  }

  read(): string | null {
    if (this.#isClosed) return null
    try {
      this.#connection ??= connectReader(this.#place)
    } catch {
      return null
    }
    return versionIn(this.#connection)
  }

  close(): void {
    this.#isClosed = true
    this.#connection?.close()
    this.#connection = null
  }
}
