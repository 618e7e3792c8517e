import { Connection } from './connection.ts'

/** The time that a statement waits for another process's write lock, in milliseconds. */
const BUSY_TIMEOUT_MS = 10_000

/** Name of a database file, and the manner in which it is opened; plain, so that it can be told to a thread. */
export interface Place {
  path: string
  wide: boolean
  atRest: boolean
}

/**
 * Opens (or creates) a database file. WAL lets readers go on during a write; `synchronous = FULL` makes an
 * acknowledged commit survive a power cut.
 *
 * @throws LibsqlError when that cannot be
 */
export function connect({ path, wide, atRest }: Place): Connection {
  const connection = new Connection(path, { wide, timeout: BUSY_TIMEOUT_MS })
  connection.execute(atRest ? 'PRAGMA query_only = ON' : 'PRAGMA journal_mode = WAL')
  connection.execute('PRAGMA synchronous = FULL')
  connection.execute('PRAGMA cache_size = -65536')
  // What is deleted is overwritten with zeros.
  connection.execute('PRAGMA secure_delete = ON')
  return connection
}

/** A connection that only reads, and never waits for another process: whoever asks it has something else to do. */
export function connectReader({ path }: Place): Connection {
  const connection = new Connection(path, { wide: false, timeout: 0 })
  connection.execute('PRAGMA query_only = ON')
  return connection
}
