/**
 * A database, row by row, into an empty one: as of one moment, whoever writes meanwhile. It makes copies of remote
 * databases for audits, and backups. Whatever the migrations made, and whatever anybody changed, is copied as it is.
 */
import {
  type Answer,
  type Database,
  type InValue,
  numberOf,
  type Row,
  type Statement,
  textOf,
} from '../database.ts'

/** Rows of one query, at first; halved where the server finds its answer too large. */
const PAGE = 256
/** Bytes of one batch of inserts, about. */
const BATCH_BYTES = 1_000_000
/** Values of one statement; SQLite takes 32,766. */
const MOST_VALUES = 30_000

interface Table {
  name: string
  columns: string[]
  /** Order of its rows: `rowid`, or the columns of its primary key. */
  key: string[]
  hasRowid: boolean
}

interface Part {
  type: string
  name: string
  sql: string
}

/** Reading of rows: within one transaction, so that all of them are of one moment. */
type Ask = (statement: Statement) => Promise<Answer>

export interface Copied {
  tables: number
  rows: number
}

const named = (name: string): string => `"${name.replaceAll('"', '""')}"`

/**
 * Copies all of it. Triggers and indexes are made when the rows are there.
 *
 * @param from a handle of its own, opened `wide`: it is in a transaction meanwhile
 * @param to empty
 * @throws Error when the connection is lost; what was copied until then is to be thrown away
 */
export async function copyDatabase(
  from: Database,
  to: Database,
  onProgress: (rows: number, of: number) => void = () => undefined,
): Promise<Copied> {
  const reading = await from.client.transaction('read')
  const ask: Ask = (statement) => reading.execute(statement)
  try {
    const parts = await partsOf(ask)
    const virtual = parts.filter(({ sql }) => /^CREATE VIRTUAL TABLE/i.test(sql))
    const listed = await ask("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'shadow'")
    const shadows = new Set(listed.rows.map(({ name }) => textOf(name)))
    const isShadow = (name: string): boolean => shadows.has(name)
    const made = parts.filter(({ type, name }) => type === 'table' && !isShadow(name))
    await to.client.batch(
      made.map(({ sql }) => sql),
      'write',
    )
    // The tables of a virtual table come with it, each with first rows of its own.
    const tables = parts.filter((part) => part.type === 'table' && !virtual.includes(part))
    for (const { name } of tables.filter((table) => isShadow(table.name)))
      await to.client.execute(`DELETE FROM ${named(name)}`)
    const described: Table[] = []
    for (const { name } of tables) described.push(await describe(ask, name))
    let of = 0
    for (const { name } of described)
      of += numberOf((await ask(`SELECT COUNT(*) AS n FROM ${named(name)}`)).rows[0]?.n)
    let rows = 0
    for (const table of described) {
      for await (const page of pagesOf(ask, table)) {
        await insert(to, table, page)
        rows += page.length
        onProgress(rows, of)
      }
    }
    const rest = parts.filter(({ type }) => type !== 'table').map(({ sql }) => sql)
    if (rest.length > 0) await to.client.batch(rest, 'write')
    return { tables: described.length, rows }
  } finally {
    reading.close()
  }
}

/** Tables, then indexes, views and triggers, as they were made. */
async function partsOf(ask: Ask): Promise<Part[]> {
  const { rows } = await ask(
    `SELECT type, name, sql FROM sqlite_master
      WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite@_%' ESCAPE '@' AND name NOT LIKE 'libsql@_%' ESCAPE '@'
      ORDER BY CASE type WHEN 'table' THEN 0 WHEN 'index' THEN 1 WHEN 'view' THEN 2 ELSE 3 END, rowid`,
  )
  return rows.map(({ type, name, sql }) => ({ type: textOf(type), name: textOf(name), sql: textOf(sql) }))
}

async function describe(ask: Ask, name: string): Promise<Table> {
  const { rows } = await ask({ sql: 'SELECT name, pk FROM pragma_table_info(?) ORDER BY cid', args: [name] })
  const columns = rows.map((row) => textOf(row.name))
  const list = await ask({ sql: 'SELECT wr FROM pragma_table_list WHERE name = ?', args: [name] })
  const hasRowid = numberOf(list.rows[0]?.wr) === 0
  const primary = rows
    .filter(({ pk }) => numberOf(pk) > 0)
    .sort((a, b) => numberOf(a.pk) - numberOf(b.pk))
    .map((row) => textOf(row.name))
  return { name, columns, hasRowid, key: hasRowid ? ['rowid'] : primary }
}

const isTooLarge = (error: unknown): boolean => /too large/i.test(String(error))

async function* pagesOf(ask: Ask, table: Table): AsyncGenerator<Row[]> {
  const key = table.key.map((name) => (name === 'rowid' ? 'rowid' : named(name)))
  const selected = [...key.map((one, i) => `${one} AS _key${i}`), ...table.columns.map(named)].join(', ')
  const order = `ORDER BY ${key.join(', ')} LIMIT ?`
  let limit = PAGE
  for (let after: InValue[] | null = null; ; ) {
    const where: string =
      after === null ? '' : `WHERE (${key.join(', ')}) > (${key.map(() => '?').join(', ')})`
    const statement: Statement = {
      sql: `SELECT ${selected} FROM ${named(table.name)} ${where} ${order}`,
      args: [...(after ?? []), limit],
    }
    const rows: Row[] | null = await rowsOrNull(ask, statement, limit)
    if (rows === null) {
      limit = Math.max(1, limit >> 1)
      continue
    }
    const last: Row | undefined = rows.at(-1)
    if (last === undefined) return
    yield rows
    after = key.map((_, i) => last[`_key${i}`] ?? null)
    if (rows.length < limit) return
  }
}

/** Null when the server finds so many rows too large to answer with. */
async function rowsOrNull(ask: Ask, statement: Statement, limit: number): Promise<Row[] | null> {
  try {
    return (await ask(statement)).rows
  } catch (error) {
    if (!isTooLarge(error) || limit === 1) throw error
    return null
  }
}

const sizeOf = (value: unknown): number =>
  typeof value === 'string' ? value.length * 2 : value instanceof ArrayBuffer ? value.byteLength * 1.4 : 8

async function insert(to: Database, table: Table, rows: readonly Row[]): Promise<void> {
  const columns = [...(table.hasRowid ? ['rowid'] : []), ...table.columns.map(named)]
  const head = `INSERT INTO ${named(table.name)} (${columns.join(', ')}) VALUES `
  const one = `(${columns.map(() => '?').join(', ')})`
  let waiting: InValue[][] = []
  let bytes = 0
  const send = async (): Promise<void> => {
    if (waiting.length === 0) return
    const sql = head + waiting.map(() => one).join(', ')
    await to.client.execute({ sql, args: waiting.flat() })
    waiting = []
    bytes = 0
  }
  for (const row of rows) {
    const values = [
      ...(table.hasRowid ? [row._key0 ?? null] : []),
      ...table.columns.map((name) => row[name] ?? null),
    ]
    waiting.push(values)
    bytes += values.reduce((sum: number, value) => sum + sizeOf(value), 0)
    if (bytes > BATCH_BYTES || (waiting.length + 1) * columns.length > MOST_VALUES) await send()
  }
  await send()
}
