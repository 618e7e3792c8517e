import type { Answer, DatabaseClient, Row, Value } from '../database.ts'
import type { Connection, Tuples } from './connection.ts'

/** The client of a connection on this very thread. */
export function localClient(connection: Connection): DatabaseClient {
  return {
    execute: async (statement) => answerOf(connection.execute(statement)),
    batch: async (statements, mode) => connection.batch(statements, mode).map(answerOf),
    executeMultiple: async (sql) => connection.executeMultiple(sql),
    async transaction(mode) {
      const held = connection.begin(mode)
      return { execute: async (statement) => answerOf(held.execute(statement)), close: held.close }
    },
    close: () => connection.close(),
  }
}

/** Rows by the names of their columns; of two with one name the first. */
export function answerOf({ columns, rows, rowsAffected }: Tuples): Answer {
  const isSimple = new Set(columns).size === columns.length
  return { rows: rows.map((values) => rowOf(columns, values, isSimple)), rowsAffected }
}

function rowOf(columns: readonly string[], values: readonly Value[], isSimple: boolean): Row {
  const row: Row = {}
  for (const [i, name] of columns.entries())
    if (isSimple || !Object.hasOwn(row, name)) row[name] = values[i] ?? null
  return row
}
