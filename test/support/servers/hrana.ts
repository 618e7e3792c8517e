/**
 * A small Hrana-over-HTTP server (`/v2/pipeline`, JSON) on the embedded libSQL engine, for machines where the real
 * server does not run (`../libsql/server.ts`). It keeps no stream open between requests but those that ask for a baton.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import Database from 'libsql'

type Value =
  | { type: 'null' }
  | { type: 'integer'; value: string }
  | { type: 'float'; value: number }
  | { type: 'text'; value: string }
  | { type: 'blob'; base64: string }

interface Stmt {
  sql?: string | null
  sql_id?: number | null
  args?: Value[]
  named_args?: { name: string; value: Value }[]
  want_rows?: boolean
}

type Condition =
  | { type: 'ok' | 'error'; step: number }
  | { type: 'not'; cond: Condition }
  | { type: 'and' | 'or'; conds: Condition[] }
  | { type: 'is_autocommit' }

interface Request {
  type: string
  stmt?: Stmt
  sql?: string | null
  sql_id?: number | null
  batch?: { steps: { stmt: Stmt; condition?: Condition | null }[] }
}

type Connection = InstanceType<typeof Database>

interface Stream {
  db: Connection
  sqls: Map<number, string>
}

function toSql(value: Value): null | bigint | number | string | Buffer {
  switch (value.type) {
    case 'null':
      return null
    case 'integer':
      return BigInt(value.value)
    case 'float':
      return value.value
    case 'text':
      return value.value
    case 'blob':
      return Buffer.from(value.base64, 'base64')
  }
}

function fromSql(value: unknown): Value {
  if (value === null || value === undefined) return { type: 'null' }
  if (typeof value === 'bigint') return { type: 'integer', value: String(value) }
  if (typeof value === 'number')
    return Number.isInteger(value) ? { type: 'integer', value: String(value) } : { type: 'float', value }
  if (typeof value === 'string') return { type: 'text', value }
  if (value instanceof Uint8Array)
    return { type: 'blob', base64: Buffer.from(value).toString('base64').replace(/=+$/, '') }
  throw new TypeError(`no Hrana value for ${typeof value}`)
}

function execute({ db, sqls }: Stream, stmt: Stmt): object {
  const sql = stmt.sql ?? sqls.get(stmt.sql_id ?? -1)
  if (sql === undefined) throw new Error('no such stored statement')
  const args = (stmt.args ?? []).map(toSql)
  const prepared = db.prepare(sql)
  prepared.safeIntegers(true)
  if (prepared.reader) {
    const rows = prepared.raw().all(...args) as unknown[][]
    const cols = prepared.columns().map(({ name }) => ({ name, decltype: null }))
    return {
      cols,
      rows: rows.map((row) => row.map(fromSql)),
      affected_row_count: 0,
      last_insert_rowid: null,
      rows_read: 0,
      rows_written: 0,
      query_duration_ms: 0,
    }
  }
  const { changes, lastInsertRowid } = prepared.run(...args)
  return {
    cols: [],
    rows: [],
    affected_row_count: Number(changes),
    last_insert_rowid: String(lastInsertRowid),
    rows_read: 0,
    rows_written: 0,
    query_duration_ms: 0,
  }
}

function errorOf(error: unknown): { message: string; code: string } {
  const code =
    error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'SQLITE_ERROR'
  return { message: `${error instanceof Error ? error.message : String(error)}`, code }
}

function batch(stream: Stream, steps: { stmt: Stmt; condition?: Condition | null }[]): object {
  const results: (object | null)[] = []
  const errors: (object | null)[] = []
  const holds = (condition: Condition): boolean => {
    switch (condition.type) {
      case 'ok':
        return results[condition.step] != null
      case 'error':
        return errors[condition.step] != null
      case 'not':
        return !holds(condition.cond)
      case 'and':
        return condition.conds.every(holds)
      case 'or':
        return condition.conds.some(holds)
      case 'is_autocommit':
        return !stream.db.inTransaction
    }
  }
  for (const { stmt, condition } of steps) {
    results.push(null)
    errors.push(null)
    if (condition != null && !holds(condition)) continue
    try {
      results[results.length - 1] = execute(stream, stmt)
    } catch (error) {
      errors[errors.length - 1] = errorOf(error)
    }
  }
  return { step_results: results, step_errors: errors }
}

function answer(stream: Stream, request: Request): object {
  switch (request.type) {
    case 'execute':
      return { type: 'execute', result: execute(stream, request.stmt ?? {}) }
    case 'batch':
      return { type: 'batch', result: batch(stream, request.batch?.steps ?? []) }
    case 'store_sql':
      stream.sqls.set(request.sql_id ?? -1, request.sql ?? '')
      return { type: 'store_sql' }
    case 'close_sql':
      stream.sqls.delete(request.sql_id ?? -1)
      return { type: 'close_sql' }
    case 'sequence':
      stream.db.exec(request.sql ?? stream.sqls.get(request.sql_id ?? -1) ?? '')
      return { type: 'sequence' }
    case 'get_autocommit':
      return { type: 'get_autocommit', is_autocommit: !stream.db.inTransaction }
    case 'close':
      return { type: 'close' }
    default:
      throw new Error(`unknown request ${request.type}`)
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks).toString('utf8')
}

/** Serves one database file. @returns its address, and how to stop */
export async function startHrana(path: string, port = 0): Promise<{ url: string; close(): Promise<void> }> {
  const streams = new Map<string, Stream>()
  let next = 1
  const open = (): Stream => {
    const db = new Database(path, { timeout: 10_000 })
    db.exec('PRAGMA journal_mode = WAL')
    return { db, sqls: new Map() }
  }
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.method === 'GET') {
      response.writeHead(request.url?.startsWith('/v3') ? 404 : 200).end()
      return
    }
    const { baton, requests } = JSON.parse(await bodyOf(request)) as {
      baton: string | null
      requests: Request[]
    }
    const known = baton === null ? undefined : streams.get(baton)
    if (baton !== null) streams.delete(baton)
    const stream = known ?? open()
    let closed = false
    const results = requests.map((one) => {
      closed ||= one.type === 'close'
      try {
        return { type: 'ok', response: answer(stream, one) }
      } catch (error) {
        return { type: 'error', error: errorOf(error) }
      }
    })
    let kept: string | null = null
    if (closed) stream.db.close()
    else {
      kept = String(next++)
      streams.set(kept, stream)
    }
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ baton: kept, base_url: null, results }))
  }
  const server: Server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)))
  })
  await new Promise<void>((ready) => server.listen(port, '127.0.0.1', ready))
  const address = server.address()
  const listening = typeof address === 'object' && address !== null ? address.port : port
  return {
    url: `http://127.0.0.1:${listening}`,
    close: () => {
      for (const { db } of streams.values()) db.close()
      server.closeAllConnections()
      return new Promise((done) => server.close(() => done()))
    },
  }
}
