import { LibsqlBatchError, LibsqlError } from '@libsql/core/api'

/** What a failed write means for the writer. */
export type Failure =
  /** A unique key or a guard trigger refused: somebody else was first. Nothing was written. */
  | 'conflict'
  /** The database was locked. Nothing was written. */
  | 'busy'
  /** The answer never came. It may or may not have been written. */
  | 'unknown'

/** Sorts an error of a write batch. Only constraint and busy errors are known to have written nothing. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof LibsqlError) && !(error instanceof LibsqlBatchError)) return 'unknown'
  const code = `${error.code} ${error.extendedCode ?? ''}`
  if (code.includes('SQLITE_CONSTRAINT') || error.message.includes('SQLITE_CONSTRAINT')) return 'conflict'
  if (code.includes('SQLITE_BUSY') || code.includes('SQLITE_LOCKED')) return 'busy'
  return 'unknown'
}
