/** A database whose reads are made a second time by a libSQL server that holds the same rows and says how many it went through. */
import { copyDatabase } from '../../../worker/store/backup/copy.ts'
import type { Answer, Database, DatabaseClient, InValue, Statement } from '../../../worker/store/database.ts'
import { openHttpDatabase } from '../../../worker/store/http-database.ts'
import type { Sqld } from './server.ts'

export interface Stepping {
  database: Database
  /** Rows that the reads since the last look went through, by statement. */
  look(): Map<string, number>
}

const isRead = (sql: string): boolean => /^\s*(?:SELECT|WITH)\b/i.test(sql)

function argumentOf(value: InValue | undefined): { type: string; value?: string | number } {
  if (value === null || value === undefined) return { type: 'null' }
  if (typeof value === 'string') return { type: 'text', value }
  if (typeof value === 'number' && !Number.isInteger(value)) return { type: 'float', value }
  if (typeof value === 'number' || typeof value === 'bigint') return { type: 'integer', value: String(value) }
  throw new TypeError('an argument of a read that is neither a text nor a number')
}

/** Copies a database to a server, and counts there the rows of whatever is read here. */
export async function stepping(database: Database, server: Sqld): Promise<Stepping> {
  await copyDatabase(database, openHttpDatabase(server.url))
  let seen = new Map<string, number>()

  async function count(statement: Statement): Promise<void> {
    const { sql, args = [] } = typeof statement === 'string' ? { sql: statement } : statement
    if (!isRead(sql)) return
    if (!Array.isArray(args)) throw new TypeError('arguments by name')
    const stmt = { sql, args: args.map(argumentOf), want_rows: false }
    const answer = await fetch(`${server.url}/v2/pipeline`, {
      method: 'POST',
      // On one machine, packing and unpacking a small answer takes longer than reading it.
      headers: { 'accept-encoding': 'identity' },
      body: JSON.stringify({ requests: [{ type: 'execute', stmt }, { type: 'close' }] }),
    })
    const { results } = (await answer.json()) as {
      results: { response?: { result?: { rows_read?: number } } }[]
    }
    const rows = results[0]?.response?.result?.rows_read
    if (rows === undefined) throw new Error(`no number of rows for ${sql}`)
    seen.set(sql, (seen.get(sql) ?? 0) + rows)
  }

  const { client } = database
  const watched: DatabaseClient = {
    ...client,
    close: () => client.close(),
    executeMultiple: (sql) => client.executeMultiple(sql),
    transaction: (mode) => client.transaction(mode),
    async execute(statement): Promise<Answer> {
      await count(statement)
      return client.execute(statement)
    },
    async batch(statements, mode): Promise<Answer[]> {
      for (const one of statements) await count(one)
      return client.batch(statements, mode)
    },
  }
  return {
    database: { ...database, client: watched },
    look() {
      const found = seen
      seen = new Map()
      return found
    },
  }
}
