import type { InStatement, ResultSet, Row, Transaction } from '@libsql/client'

/** Part of a libSQL client that is used. */
export interface DatabaseClient {
  execute(statement: InStatement): Promise<ResultSet>
  /** All or none; reads are of one moment. */
  batch(statements: InStatement[], mode: 'read' | 'write'): Promise<ResultSet[]>
  /** Several statements in one text, without results. */
  executeMultiple(sql: string): Promise<void>
  transaction(mode: 'read' | 'write'): Promise<Transaction>
  close(): void
}

/** One libSQL database. Whatever it is asked is SQL text with arguments. */
export interface Database {
  client: DatabaseClient
  /** True if each question costs a way through a network. */
  isRemote?: boolean
  /**
   * Brings all that was written into the file itself and empties the log beside it, which holds earlier states of
   * pages. Left out where the database is another machine's.
   *
   * @returns false when somebody was still reading an earlier state
   */
  scrub?: () => Promise<boolean>
}

/** Manner in which a database is opened. */
export interface Opening {
  /** Integers as bigint: SQLite's own search tables hold some that no number can. For copies of a whole database. */
  wide?: boolean
  /** A copy at rest: it stays one file, and nothing is written to it. */
  atRest?: boolean
}

export type Statement = InStatement
export type { Row }

/** The bytes of a BLOB column. Throws when the column holds anything else. */
export function bytesOf(value: unknown): Uint8Array {
  if (value instanceof ArrayBuffer) return new Uint8Array(value)
  if (value instanceof Uint8Array) return value
  throw new TypeError('expected a BLOB column')
}

/** Value of a TEXT column. @throws TypeError for any other, null too */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  throw new TypeError('expected a TEXT column')
}

/** Value of an INTEGER column, as a safe integer. @throws TypeError for any other, null too */
export function numberOf(value: unknown): number {
  const number = typeof value === 'bigint' ? Number(value) : value
  if (typeof number === 'number' && Number.isSafeInteger(number)) return number
  throw new TypeError('expected an INTEGER column')
}
