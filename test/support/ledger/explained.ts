/** A database that says of each of its reads how it is made, as SQLite explains it. */
import type { InStatement } from '@libsql/client'
import type { Database, DatabaseClient } from '../../../worker/store/database.ts'

export interface Explained {
  database: Database
  /** Each read that was made, with the lines of its plan. */
  plans: Map<string, string[]>
}

const isRead = (sql: string): boolean => /^\s*(?:SELECT|WITH)\b/i.test(sql)

export function explained(database: Database): Explained {
  const plans = new Map<string, string[]>()
  const { client } = database
  async function explain(statement: InStatement): Promise<void> {
    const { sql, args } = typeof statement === 'string' ? { sql: statement, args: [] } : statement
    if (!isRead(sql) || plans.has(sql)) return
    const { rows } = await client.execute({ sql: `EXPLAIN QUERY PLAN ${sql}`, args: args ?? [] })
    plans.set(
      sql,
      rows.map(({ detail }) => String(detail)),
    )
  }
  const watched = new Proxy(client, {
    get(target, name) {
      if (name === 'execute')
        return async (statement: InStatement) => {
          await explain(statement)
          return target.execute(statement)
        }
      if (name === 'batch')
        return async (statements: InStatement[], mode: 'read' | 'write') => {
          for (const one of statements) await explain(one)
          return target.batch(statements, mode)
        }
      const value: unknown = Reflect.get(target, name)
      return typeof value === 'function' ? value.bind(target) : value
    },
  }) as DatabaseClient
  return { database: { ...database, client: watched }, plans }
}
