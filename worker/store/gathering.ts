/**
 * Reads that are asked for together go together. Over a network a query costs its way there and back, and a page asks
 * twenty: those that do not wait for each other's answers become one batch, as of one moment.
 */
import type { Answer, DatabaseClient, Statement } from './database.ts'

/** Statements of one batch; more go in the next. */
const MOST = 64

interface Waiting {
  statements: Statement[]
  resolve: (results: Answer[]) => void
  reject: (reason: unknown) => void
}

const sqlOf = (statement: Statement): string => (typeof statement === 'string' ? statement : statement.sql)

const isRead = (statement: Statement): boolean => /^\s*(?:SELECT|WITH)\b/i.test(sqlOf(statement))

/** True of an error of the database itself, which has looked at a statement: its codes are those of SQLite. */
const isRefused = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  typeof error.code === 'string' &&
  error.code.startsWith('SQLITE_')

/** Resolves when whatever could go on at once has done so. */
const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0))

/** A client whose reads go together; writes and transactions go alone and at once. */
export function gathering(client: DatabaseClient): DatabaseClient {
  let waiting: Waiting[] = []

  function ask(statements: Statement[]): Promise<Answer[]> {
    return new Promise((resolve, reject) => {
      waiting.push({ statements, resolve, reject })
      if (waiting.length === 1) void turn().then(sendAll)
    })
  }

  function sendAll(): void {
    const all = waiting
    waiting = []
    let group: Waiting[] = []
    let count = 0
    for (const one of all) {
      if (count > 0 && count + one.statements.length > MOST) {
        void send(group)
        group = []
        count = 0
      }
      group.push(one)
      count += one.statements.length
    }
    if (group.length > 0) void send(group)
  }

  async function send(group: readonly Waiting[]): Promise<void> {
    try {
      const results = await client.batch(
        group.flatMap(({ statements }) => statements),
        'read',
      )
      let at = 0
      for (const { statements, resolve } of group) {
        resolve(results.slice(at, at + statements.length))
        at += statements.length
      }
    } catch (error) {
      // A statement that the database refuses must not spoil the others: each is asked by itself. Where the server
      // was not reached, or did not answer in time, asking each of them again would multiply what it cannot bear.
      if (group.length > 1 && isRefused(error)) for (const one of group) void send([one])
      else for (const { reject } of group) reject(error)
    }
  }

  async function execute(statement: Statement): Promise<Answer> {
    if (!isRead(statement)) return client.execute(statement)
    const [result] = await ask([statement])
    if (result === undefined) throw new Error('the server answered with fewer results than statements')
    return result
  }

  return {
    execute,
    batch: (statements, mode) => (mode === 'read' ? ask([...statements]) : client.batch(statements, mode)),
    executeMultiple: (sql) => client.executeMultiple(sql),
    transaction: (mode) => client.transaction(mode),
    close: () => client.close(),
  }
}
