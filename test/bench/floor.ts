/**
 * The floor of one SQLite writer: the rows that a ledger has written, written once more through prepared statements of
 * one connection, commit by commit, into an empty database of the same tables, indexes and triggers.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Libsql from 'libsql'
import { BESIDE } from '../../worker/domain/kinds/rows/beside.ts'
import { openFolderDatabase } from '../../worker/machine/machine.ts'
import { readMigrations } from '../../worker/machine/migrations.ts'
import { numberOf, type Row, textOf, type Value } from '../../worker/store/database.ts'
import { openFileDatabase } from '../../worker/store/file-database.ts'
import { migrate } from '../../worker/store/migrate.ts'
import { statesOf } from '../../worker/store/records/states.ts'
import { DOCUMENT, documentOf } from '../../worker/store/search/document.ts'

/** Rows of a table, each beside the index of the entry with which it was written. */
interface Written {
  table: string
  columns: readonly string[]
  rows: readonly { at: number; values: readonly Value[] }[]
}

const OF_ENTRIES: readonly (readonly [table: string, at: string])[] = [
  ['entry', '"index"'],
  ['body', '"index"'],
  ['submission', 'first'],
  ['"commit"', 'prev_size'],
  ['record', 'n'],
  ...BESIDE.map(({ table }) => [table, `(SELECT n FROM record WHERE id = ${table}.source)`] as const),
]

export interface Floor {
  /** Entries per second, with the rows of the search index and without them. */
  rate: number
  withoutSearch: number
  entries: number
}

/** The floor of a ledger that was written with records of one entry each. */
export async function floorOf(dataDir: string): Promise<Floor> {
  const tables = await writtenIn(dataDir)
  const search = tables.filter(({ table }) => table === 'search')
  const entries = tables.find(({ table }) => table === 'entry')?.rows.length ?? 0
  const rest = tables.filter((one) => !search.includes(one))
  return {
    rate: entries / (await secondsFor([...rest, ...search])),
    withoutSearch: entries / (await secondsFor(rest)),
    entries,
  }
}

async function writtenIn(dataDir: string): Promise<Written[]> {
  const database = await openFolderDatabase(dataDir)
  const { client } = database
  const tables: Written[] = []
  for (const [table, at] of OF_ENTRIES) {
    const { rows } = await client.execute(`SELECT ${at} AS "at?", * FROM ${table} ORDER BY 1`)
    const columns = Object.keys(rows[0] ?? {}).filter((name) => name !== 'at?')
    tables.push({ table, columns, rows: rows.map((row) => written(row, columns)) })
  }
  const { rows } = await client.execute('SELECT n, id, kind, seq, state, derived FROM record ORDER BY n')
  const states = await statesOf(
    database,
    rows.map((row) => ({
      id: textOf(row.id),
      kind: textOf(row.kind),
      seq: numberOf(row.seq),
      state: textOf(row.state),
      derived: numberOf(row.derived),
    })),
  )
  const found = rows.flatMap((row, i) => {
    const state = states[i]
    return state == null ? [] : [{ at: numberOf(row.n), values: [numberOf(row.n), ...documentOf(state)] }]
  })
  await client.close()
  const search = { table: 'search', columns: ['rowid', ...DOCUMENT.split(', ')], rows: found }
  return [...tables, search].filter(({ rows: written }) => written.length > 0)
}

function written(row: Row, columns: readonly string[]): { at: number; values: Value[] } {
  return { at: numberOf(row['at?']), values: columns.map((name) => row[name] ?? null) }
}

async function secondsFor(tables: readonly Written[]): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'mingzhang-floor-'))
  const path = join(folder, 'floor.db')
  const empty = await openFileDatabase(path)
  await migrate(empty, await readMigrations())
  await empty.client.close()
  const database = new Libsql(path)
  for (const pragma of [
    'journal_mode = WAL',
    'synchronous = FULL',
    'cache_size = -65536',
    'secure_delete = ON',
  ])
    database.exec(`PRAGMA ${pragma}`)
  const prepared = tables.map(({ table, columns, rows }) => ({
    statement: database.prepare(
      `INSERT INTO ${table} (${columns.map((name) => `"${name}"`).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    ),
    rows: rows.map(({ at, values }) => ({ at, values: values.map(argumentOf) })),
    next: 0,
  }))
  const commits = tables.find(({ table }) => table === '"commit"')
  const sizeAt = commits?.columns.indexOf('size') ?? -1
  const ends = (commits?.rows ?? []).map(({ values }) => numberOf(values[sizeAt]))
  const [begin, commit] = [database.prepare('BEGIN IMMEDIATE'), database.prepare('COMMIT')]
  const started = performance.now()
  for (const end of ends) {
    begin.run([])
    for (const one of prepared)
      for (let row = one.rows[one.next]; row !== undefined && row.at < end; row = one.rows[one.next]) {
        one.statement.run(row.values)
        one.next += 1
      }
    commit.run([])
  }
  const seconds = (performance.now() - started) / 1000
  database.close()
  await rm(folder, { recursive: true })
  return seconds
}

const argumentOf = (value: Value): unknown => (value instanceof ArrayBuffer ? Buffer.from(value) : value)
