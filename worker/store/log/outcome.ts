import { LibsqlBatchError, LibsqlError } from '@libsql/core/api'

/** The meaning of a failed write for the writer. */
export type Failure =
  /** A unique key or a guard trigger refused: somebody else was first. Nothing was written. */
  | 'conflict'
  /** The database was locked. Nothing was written. */
  | 'busy'
  /** There is no room on the disk. Nothing was written; it works again when there is. */
  | 'full'
  /** The answer never came. It may or may not have been written. */
  | 'unknown'

/** Codes of the operating system for a disk, or a share of one, without room. */
const NO_ROOM: readonly unknown[] = ['ENOSPC', 'EDQUOT']

/**
 * True for a statement, or a file, that failed for want of room on the disk. @param error as thrown by the client, by
 * drizzle over it, or by the operating system
 */
export function isFull(error: unknown): boolean {
  if (error instanceof LibsqlError || error instanceof LibsqlBatchError)
    return `${error.code} ${error.extendedCode ?? ''} ${error.message}`.includes('SQLITE_FULL')
  if (error instanceof Error && 'code' in error && NO_ROOM.includes(error.code)) return true
  return error instanceof Error && error.cause !== undefined && isFull(error.cause)
}

/** Sorts an error of a write batch. Only constraint, busy and full errors are known to have written nothing. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof LibsqlError) && !(error instanceof LibsqlBatchError)) return 'unknown'
  if (isFull(error)) return 'full'
  const code = `${error.code} ${error.extendedCode ?? ''}`
  if (code.includes('SQLITE_CONSTRAINT') || error.message.includes('SQLITE_CONSTRAINT')) return 'conflict'
  if (code.includes('SQLITE_BUSY') || code.includes('SQLITE_LOCKED')) return 'busy'
  return 'unknown'
}

/** Another writer was first on one of the records: load it again and decide again. */
export class ConflictError extends Error {
  override name = 'ConflictError'
  readonly record: string

  constructor(record: string) {
    super(`another entry of ${record} was recorded, or its content erased, first`)
    this.record = record
  }
}

/** The idempotency key was used before, for another request. */
export class KeyReusedError extends Error {
  override name = 'KeyReusedError'
}

/** Nothing was written: there is no room on the disk. */
export class FullError extends Error {
  override name = 'FullError'
}

/** Nothing was written, and trying again at once would not help. */
export class UnavailableError extends Error {
  override name = 'UnavailableError'
}

/** End of a submission. `committed`: durable. `refused`: it can never be written as it is. `failed`: nothing was written, it may be tried again. */
export type Settled = 'committed' | 'refused' | 'failed'

/** Measures of commits, for whoever watches over a server. Nothing of an entry is told, only how many and how it went. */
export interface Meter {
  /** A submission of so many entries came to the queue. @returns to be called once, when it is settled */
  submitted(entries: number): (settled: Settled) => void
  /** A batch is tried again, and why. */
  retried(failure: string): void
}
