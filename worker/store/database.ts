import type { Client, InStatement, Row } from '@libsql/client'

/** One libSQL database. Whatever it is asked is SQL text with arguments. */
export interface Database {
  client: Client
  /**
   * Brings all that was written into the file itself and empties the log beside it, which holds earlier states of
   * pages. Left out where the database is another machine's.
   *
   * @returns false when somebody was still reading an earlier state
   */
  scrub?: () => Promise<boolean>
}

export type Statement = InStatement
export type { Row }

/** The bytes of a BLOB column. Throws when the column holds anything else. */
export function bytesOf(value: unknown): Uint8Array {
  if (value instanceof ArrayBuffer) return new Uint8Array(value)
  if (value instanceof Uint8Array) return value
  throw new TypeError('expected a BLOB column')
}

export function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  throw new TypeError('expected a TEXT column')
}

export function numberOf(value: unknown): number {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value
  throw new TypeError('expected an INTEGER column')
}
