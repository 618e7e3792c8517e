import type { InStatement, InValue, Value } from '@libsql/client'

export type Statement = InStatement
export type { InValue, Value }

/** A row by the names of its columns. */
export interface Row {
  [column: string]: Value
}

/** Rows that a statement answers with, and how many it inserted, changed or deleted. */
export interface Answer {
  rows: Row[]
  rowsAffected: number
}

/** A transaction that holds its connection until it is closed. */
export interface Transaction {
  execute(statement: Statement): Promise<Answer>
  /** Ends it; what was written in it is not kept. */
  close(): void
}

/** Client of one libSQL database. */
export interface DatabaseClient {
  execute(statement: Statement): Promise<Answer>
  /** All or none; reads are of one moment. */
  batch(statements: Statement[], mode: 'read' | 'write'): Promise<Answer[]>
  /** Several statements in one text, without results. */
  executeMultiple(sql: string): Promise<void>
  transaction(mode: 'read' | 'write'): Promise<Transaction>
  /** Resolves, where it takes time, when nothing of it is open any more. */
  close(): void | Promise<void>
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
  /**
   * Brings the search index up to a size of the ledger beside whatever else is asked. Left out where the database
   * does not do it by itself.
   *
   * @param also statements that go along; writing them twice must do no harm
   */
  index?: (size: number, also: readonly Statement[]) => Promise<void>
  /**
   * Version of what processes keep in memory of accounts, departments, keys and sessions, as the file holds it at this
   * moment; null where it cannot be told. Left out where asking for it costs as much as asking for all of that.
   */
  keptVersion?: () => string | null
}

/** Manner in which a database is opened. */
export interface Opening {
  /** Integers as bigint: SQLite's own search tables hold some that no number can. For copies of a whole database. */
  wide?: boolean
  /** A copy at rest: it stays one file, and nothing is written to it. */
  atRest?: boolean
  /** A thread of its own, beside the one that answers requests: for whoever serves the database for long. */
  threaded?: boolean
}

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
