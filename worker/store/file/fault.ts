/** Errors of SQLite by their names, and on their way from one thread to another. */
import { LibsqlBatchError, LibsqlError } from '@libsql/core/api'
import Libsql from 'libsql'

const CODES: readonly (string | undefined)[] = [
  undefined,
  'SQLITE_ERROR',
  'SQLITE_INTERNAL',
  'SQLITE_PERM',
  'SQLITE_ABORT',
  'SQLITE_BUSY',
  'SQLITE_LOCKED',
  'SQLITE_NOMEM',
  'SQLITE_READONLY',
  'SQLITE_INTERRUPT',
  'SQLITE_IOERR',
  'SQLITE_CORRUPT',
  'SQLITE_NOTFOUND',
  'SQLITE_FULL',
  'SQLITE_CANTOPEN',
  'SQLITE_PROTOCOL',
  'SQLITE_EMPTY',
  'SQLITE_SCHEMA',
  'SQLITE_TOOBIG',
  'SQLITE_CONSTRAINT',
  'SQLITE_MISMATCH',
  'SQLITE_MISUSE',
  'SQLITE_NOLFS',
  'SQLITE_AUTH',
  'SQLITE_FORMAT',
  'SQLITE_RANGE',
  'SQLITE_NOTADB',
]

/** The error as everybody here knows errors of the database; whatever is none of SQLite stays what it is. */
export function faultOf(error: unknown): unknown {
  if (!(error instanceof Libsql.SqliteError)) return error
  const { message, code, rawCode } = error
  return new LibsqlError(message, nameOf(rawCode), code, rawCode, error)
}

function nameOf(rawCode: number | undefined): string {
  if (rawCode === undefined) return 'SQLITE_UNKNOWN'
  // Extended codes are the base code, and more in the higher bits.
  const base = rawCode & 0xff
  return CODES[base] ?? `SQLITE_UNKNOWN_${base}`
}

/** An error as a message. */
export interface Fault {
  message: string
  /** Null for an error that is not one of the database. */
  code: string | null
  extendedCode?: string | undefined
  rawCode?: number | undefined
  /** Place of the statement in its batch; left out outside of one. */
  at?: number | undefined
}

/** The message that an error travels as. */
export function faultMessage(error: unknown): Fault {
  if (!(error instanceof LibsqlError) && !(error instanceof LibsqlBatchError))
    return { message: String(error), code: null }
  const { message, code, extendedCode, rawCode } = error
  // The class puts its code before the message, and would do so again.
  const bare = message.startsWith(`${code}: `) ? message.slice(code.length + 2) : message
  const at = error instanceof LibsqlBatchError ? error.statementIndex : undefined
  return { message: bare, code, extendedCode, rawCode, at }
}

/** The error of a message. */
export function errorOf({ message, code, extendedCode, rawCode, at }: Fault): Error {
  if (code === null) return new Error(message)
  return at === undefined
    ? new LibsqlError(message, code, extendedCode, rawCode)
    : new LibsqlBatchError(message, at, code, extendedCode, rawCode)
}
