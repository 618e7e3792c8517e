/** A database that says of each of its reads how it is made, as SQLite explains it. */
import type { InStatement } from '@libsql/client'
import type { Database, DatabaseClient } from '../../../worker/store/database.ts'

export interface Explained {
  database: Database
  /** Each read that was made, with the lines of its plan; those of what is done for each row begin with {@link EACH}. */
  plans: Map<string, string[]>
}

/** Begins the line of what is done anew for each row of something else. */
export const EACH = 'for each row: '

/** Tables that grow with the ledger, by the names under which statements read them. Of lawful erasures there are few. */
const GROWING =
  '(?:record|link|entry|body|dated|commit|naming|called|place|tenure|entry_note|submission|r|l|e|d|m|c|x)'
const SCANS = new RegExp(`\\bSCAN ${GROWING}\\b`)
/** All records of a kind, for each row of something else. */
const REPEATS = new RegExp(`^${EACH}.*\\bSEARCH \\w+ USING .*\\(kind=\\?(?: AND annulled=\\?)?\\)`)
/** Of flags that still stand, and of deliveries, there are few: their own small index is read. */
const SMALL = /USING COVERING INDEX (?:link_flagged|submission_delivery)/

/** True for a line of a plan that goes through a whole table that grows, or through a whole kind for each row. */
function isWhole(line: string): boolean {
  return (SCANS.test(line) && !SMALL.test(line)) || REPEATS.test(line)
}

/** The first rows of a whole table, along its own order. */
const FIRST = /FROM "?\w+"?\s+ORDER BY [\w", ]+ LIMIT (?:\?|\d+)$/

/** Reads that go through what grows, with their plans; those that end after the first rows of a table do not. */
export function wholeReads(plans: Explained['plans']): string[] {
  return [...plans].flatMap(([sql, plan]) => {
    const isShort = FIRST.test(sql.trim()) && !plan.some((line) => line.includes('TEMP B-TREE'))
    const isFound = plan.some((line, at) => isWhole(line) && !(isShort && at === 0))
    return isFound ? [`${sql}\n    ${plan.join('\n    ')}`] : []
  })
}

const isRead = (sql: string): boolean => /^\s*(?:SELECT|WITH)\b/i.test(sql)

export function explained(database: Database): Explained {
  const plans = new Map<string, string[]>()
  const { client } = database
  async function explain(statement: InStatement): Promise<void> {
    const { sql, args } = typeof statement === 'string' ? { sql: statement, args: [] } : statement
    if (!isRead(sql) || plans.has(sql)) return
    const { rows } = await client.execute({ sql: `EXPLAIN QUERY PLAN ${sql}`, args: args ?? [] })
    const each = new Set<unknown>()
    plans.set(
      sql,
      rows.map(({ id, parent, detail }) => {
        const text = String(detail)
        const isInEach = each.has(parent)
        if (isInEach || text.startsWith('CORRELATED')) each.add(id)
        return isInEach ? `${EACH}${text}` : text
      }),
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
