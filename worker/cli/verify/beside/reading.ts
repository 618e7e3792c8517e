/** A folder as a database that is only read: for what the server computes from rows, and an audit computes again. */
import type { SQLInputValue } from 'node:sqlite'
import type { Answer, Database, InValue, Statement } from '../../../machine/machine.ts'
import type { Folder } from '../source/folder.ts'
import type { SqlRow } from '../source/sql.ts'

/** @throws Error for anything but reading */
export function readingOf(folder: Folder): Database {
  const execute = async (statement: Statement): Promise<Answer> => {
    const { sql, args } = typeof statement === 'string' ? { sql: statement, args: [] } : statement
    const list = Array.isArray(args) ? args : []
    return { rows: folder.rows(sql, ...list.map(sqlValueOf)).map(rowOf), rowsAffected: 0 }
  }
  const refuse = (): never => {
    throw new Error('an audit writes nothing')
  }
  return {
    client: {
      execute,
      async batch(statements, mode) {
        if (mode === 'write') return refuse()
        const answers: Answer[] = []
        for (const statement of statements) answers.push(await execute(statement))
        return answers
      },
      executeMultiple: async () => refuse(),
      transaction: async () => refuse(),
      close: () => undefined,
    },
  }
}

/** A row as the store reads it: bytes as buffers of their own. */
function rowOf(row: SqlRow): Answer['rows'][number] {
  const values = Object.entries(row).map(([name, value]): [string, Answer['rows'][number][string]] => [
    name,
    value instanceof Uint8Array ? value.slice().buffer : value,
  ])
  return Object.fromEntries(values)
}

/** A value as SQLite takes it; a kind that no question has is refused. */
function sqlValueOf(value: InValue): SQLInputValue {
  if (typeof value === 'boolean') return value ? 1 : 0
  if (value instanceof ArrayBuffer) return new Uint8Array(value)
  if (value instanceof Date) return value.toISOString()
  return value
}
