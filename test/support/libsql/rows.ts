/** A database whose reads are made a second time by a libSQL server that holds the same rows and says how many it went through. */
import { copyDatabase } from '../../../worker/store/backup/copy.ts'
import type { Answer, Database, DatabaseClient, InValue, Statement } from '../../../worker/store/database.ts'
import { openHttpDatabase } from '../../../worker/store/http-database.ts'
import type { Sqld } from './server.ts'

export interface Stepping {
  database: Database
  /** Forgets the reads until now. */
  forget(): void
  /** Rows that the reads since then went through, by statement; these are forgotten. */
  look(): Promise<Map<string, number>>
}

/** Statements that the server is asked at once. */
const AT_ONCE = 100

const isRead = (sql: string): boolean => /^\s*(?:SELECT|WITH)\b/i.test(sql)

function argumentOf(value: InValue | undefined): { type: string; value?: string | number } {
  if (value === null || value === undefined) return { type: 'null' }
  if (typeof value === 'string') return { type: 'text', value }
  if (typeof value === 'number' && !Number.isInteger(value)) return { type: 'float', value }
  if (typeof value === 'number' || typeof value === 'bigint') return { type: 'integer', value: String(value) }
  throw new TypeError('an argument of a read that is neither a text nor a number')
}

interface Told {
  results: { response?: { result?: { rows_read?: number } } }[]
}

/** Rows that each of some reads goes through, in their order. */
async function rowsOf(server: Sqld, reads: readonly Read[]): Promise<number[]> {
  const executed = reads.map((stmt) => ({ type: 'execute', stmt: { ...stmt, want_rows: false } }))
  const answer = await fetch(`${server.url}/v2/pipeline`, {
    method: 'POST',
    // On one machine, packing and unpacking a small answer takes longer than reading it.
    headers: { 'accept-encoding': 'identity' },
    body: JSON.stringify({ requests: [...executed, { type: 'close' }] }),
  })
  const { results } = (await answer.json()) as Told
  return reads.map(({ sql }, n) => {
    const rows = results[n]?.response?.result?.rows_read
    if (rows === undefined) throw new Error(`no number of rows for ${sql}`)
    return rows
  })
}

interface Read {
  sql: string
  args: ReturnType<typeof argumentOf>[]
}

/**
 * Copies a database to a server, and counts there the rows of whatever is read here: when somebody looks, since nobody
 * writes to the copy, and a request for each read took longer than the reads.
 */
export async function stepping(database: Database, server: Sqld): Promise<Stepping> {
  await copyDatabase(database, openHttpDatabase(server.url))
  let reads: Read[] = []

  function keep(statement: Statement): void {
    const { sql, args = [] } = typeof statement === 'string' ? { sql: statement } : statement
    if (!isRead(sql)) return
    if (!Array.isArray(args)) throw new TypeError('arguments by name')
    reads.push({ sql, args: args.map(argumentOf) })
  }

  const { client } = database
  const watched: DatabaseClient = {
    ...client,
    close: () => client.close(),
    executeMultiple: (sql) => client.executeMultiple(sql),
    transaction: (mode) => client.transaction(mode),
    async execute(statement): Promise<Answer> {
      keep(statement)
      return client.execute(statement)
    },
    async batch(statements, mode): Promise<Answer[]> {
      for (const one of statements) keep(one)
      return client.batch(statements, mode)
    },
  }
  return {
    database: { ...database, client: watched },
    forget() {
      reads = []
    },
    async look() {
      const all = reads
      reads = []
      const rows = new Map<string, number>()
      for (let at = 0; at < all.length; at += AT_ONCE) {
        const some = all.slice(at, at + AT_ONCE)
        const counts = await rowsOf(server, some)
        for (const [n, { sql }] of some.entries()) rows.set(sql, (rows.get(sql) ?? 0) + (counts[n] ?? 0))
      }
      return rows
    },
  }
}
