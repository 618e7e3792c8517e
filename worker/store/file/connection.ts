/**
 * One connection to a database file, on the thread that it was opened on. A statement that was prepared once is kept
 * by its text: preparing costs about as much as running.
 */
import { LibsqlBatchError, LibsqlError } from '@libsql/core/api'
import Libsql from 'libsql'
import type { InValue, Statement, Value } from '../database.ts'
import { faultOf } from './fault.ts'

/** Statements that are kept; those that were not asked for longest are let go of. */
const MOST_KEPT = 600
/** Characters of a statement that is kept at the most: longer ones are of one import, and take as much memory. */
const LONGEST_KEPT = 8_000

const KEPT = /^\s*(?:SELECT|WITH|INSERT|UPDATE|DELETE|BEGIN|COMMIT|ROLLBACK)\b/i
/** Statements whose columns another process may change under them. */
const OPEN_ENDED = /(?:SELECT|DISTINCT|,)\s*(?:\w+\.)?\*/i
const HARMLESS = /^\s*(?:PRAGMA|EXPLAIN|ANALYZE)\b/i

const LEAST_INTEGER = -9223372036854775808n
const GREATEST_INTEGER = 9223372036854775807n

/** Values of rows as the database gives them, by the place of their columns. */
export interface Tuples {
  columns: readonly string[]
  rows: Value[][]
  rowsAffected: number
}

export interface ConnectionOptions {
  /** Integers as bigint. */
  wide: boolean
  /** Milliseconds that a statement waits for another process's write lock. */
  timeout: number
}

interface Prepared {
  statement: Libsql.Statement<unknown[]>
  /** Null for a statement that answers nothing. */
  columns: readonly string[] | null
}

const BEGINS = { read: 'BEGIN TRANSACTION READONLY', write: 'BEGIN IMMEDIATE' } as const

export class Connection {
  readonly #database: Libsql.Database
  readonly #wide: boolean
  readonly #kept = new Map<string, Prepared>()
  #held = false

  /** @throws LibsqlError when the file cannot be opened */
  constructor(path: string, { wide, timeout }: ConnectionOptions) {
    this.#wide = wide
    try {
      this.#database = new Libsql(path, { timeout })
    } catch (error) {
      throw faultOf(error)
    }
    this.execute('SELECT 1')
  }

  /** Runs one statement. @throws LibsqlError with the code of SQLite */
  execute(statement: Statement): Tuples {
    this.#requireFree()
    return this.#run(statement)
  }

  /** Runs all statements or none. @throws LibsqlBatchError that says which was refused */
  batch(statements: readonly Statement[], mode: 'read' | 'write'): Tuples[] {
    this.#requireFree()
    this.#run(BEGINS[mode])
    try {
      const answers = statements.map((statement, i) => this.#step(statement, i))
      this.#run('COMMIT')
      return answers
    } catch (error) {
      this.#rollBack()
      throw error
    }
  }

  /** Runs several statements in one text. */
  executeMultiple(sql: string): void {
    this.#requireFree()
    this.#kept.clear()
    try {
      this.#database.exec(sql)
    } catch (error) {
      throw faultOf(error)
    } finally {
      this.#rollBack()
    }
  }

  /** Begins a transaction that holds the connection until it ends. */
  begin(mode: 'read' | 'write'): { execute(statement: Statement): Tuples; close(): void } {
    this.#requireFree()
    this.#run(BEGINS[mode])
    this.#held = true
    return {
      execute: (statement) => this.#run(statement),
      close: () => {
        if (!this.#held) return
        this.#held = false
        this.#rollBack()
      },
    }
  }

  close(): void {
    this.#kept.clear()
    if (this.#database.open) this.#database.close()
  }

  #requireFree(): void {
    if (!this.#database.open) throw new LibsqlError('The client is closed', 'CLIENT_CLOSED')
    if (this.#held)
      throw new LibsqlError('an open transaction is holding the connection', 'TRANSACTION_ACTIVE')
  }

  #rollBack(): void {
    if (this.#database.open && this.#database.inTransaction) this.#run('ROLLBACK')
  }

  #step(statement: Statement, i: number): Tuples {
    try {
      if (!this.#database.inTransaction)
        throw new LibsqlError('The transaction has been rolled back', 'TRANSACTION_CLOSED')
      return this.#run(statement)
    } catch (error) {
      if (!(error instanceof LibsqlError)) throw error
      const { message, code, extendedCode, rawCode } = error
      throw new LibsqlBatchError(message, i, code, extendedCode, rawCode, error)
    }
  }

  #run(given: Statement): Tuples {
    const sql = typeof given === 'string' ? given : given.sql
    const args = typeof given === 'string' ? [] : argumentsOf(given.args ?? [])
    try {
      const { statement, columns } = this.#prepared(sql)
      if (columns === null) return { columns: [], rows: [], rowsAffected: statement.run(args).changes }
      const rows: unknown[] = statement.all(args)
      return { columns, rows: rows.map(tupleOf), rowsAffected: 0 }
    } catch (error) {
      // Whatever state it was left in, nobody meets it again.
      this.#kept.delete(sql)
      throw faultOf(error)
    }
  }

  #prepared(sql: string): Prepared {
    const known = this.#kept.get(sql)
    if (known !== undefined) {
      this.#kept.delete(sql)
      this.#kept.set(sql, known)
      return known
    }
    const statement = this.#database.prepare(sql)
    statement.safeIntegers(this.#wide)
    const columns = statement.reader
      ? statement
          .raw(true)
          .columns()
          .map(({ name }) => name)
      : null
    const prepared = { statement, columns }
    if (KEPT.test(sql)) this.#keep(sql, prepared)
    else if (!HARMLESS.test(sql)) this.#kept.clear()
    return prepared
  }

  #keep(sql: string, prepared: Prepared): void {
    if (sql.length > LONGEST_KEPT || OPEN_ENDED.test(sql)) return
    this.#kept.set(sql, prepared)
    if (this.#kept.size <= MOST_KEPT) return
    const [oldest] = this.#kept.keys()
    if (oldest !== undefined) this.#kept.delete(oldest)
  }
}

function tupleOf(row: unknown): Value[] {
  if (!Array.isArray(row)) throw new TypeError('expected the values of a row')
  return row.map((value) => (Buffer.isBuffer(value) ? value.buffer : value))
}

/** The one argument of the engine: a list, or values by name. */
function argumentsOf(args: readonly InValue[] | Record<string, InValue>): unknown {
  if (Array.isArray(args)) return args.map(argumentOf)
  const named = Object.entries(args).map(([name, value]) => [name.replace(/^[@$:]/, ''), argumentOf(value)])
  return Object.fromEntries(named)
}

/** @throws RangeError, TypeError for a value that no column can hold */
function argumentOf(value: InValue | undefined): unknown {
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new RangeError('only finite numbers can be passed as arguments')
  if (typeof value === 'bigint' && (value < LEAST_INTEGER || value > GREATEST_INTEGER))
    throw new RangeError('no integer of 64 bits')
  if (typeof value === 'boolean') return value ? 1 : 0
  if (value instanceof ArrayBuffer) return Buffer.from(value)
  if (value instanceof Date) return value.valueOf()
  if (value === undefined) throw new TypeError('undefined cannot be passed as argument to the database')
  return value
}
