import { and, asc, count, desc, eq, gt, inArray, type SQL, sql } from 'drizzle-orm'
import type { State } from '../../domain/kinds/kinds.ts'
import type { RecordKind } from '../../domain/record/event.ts'
import { type Database, numberOf, type Row, textOf } from '../database.ts'
import { link, record } from '../schema.ts'
import { isCurrent, statesOf } from './states.ts'
import { summaryOf } from './summary.ts'

/** A derived row: the record as its entries leave it. */
export interface StoredRecord {
  n: number
  id: string
  kind: RecordKind
  seq: number
  title: string
  department: string | null
  type: string | null
  level: string | null
  status: string
  state: State
  lastIndex: number
  recorded: string
  area: string | null
  baseline: number | null
  due: number | null
  done: number | null
  delay: number | null
}

export interface RecordFilter {
  kind: RecordKind
  department?: string | undefined
  type?: string | undefined
  level?: string | undefined
  status?: string | undefined
  area?: string | undefined
  /** Id of a record that the records point at: a decision, a responsibility. */
  of?: string | undefined
  /** Department to which it was or is to be transferred. */
  to?: string | undefined
}

/** Kind may be left open where the records of a register are listed. */
export type AnyFilter = Omit<RecordFilter, 'kind'> & {
  kind?: RecordKind | undefined
  register?: string | undefined
}

/** Rows as their entries leave them: those that other code derived are derived anew, every column of them. */
async function storedOf(
  database: Database,
  rows: readonly (typeof record.$inferSelect)[],
): Promise<StoredRecord[]> {
  const states = await statesOf(database, rows)
  return rows.flatMap(({ derived, ...row }, i) => {
    const state = states[i]
    if (state == null) return []
    const summary = isCurrent({ kind: row.kind, derived }) ? {} : summaryOf(state)
    return [{ ...row, ...summary, kind: state.kind, state }]
  })
}

/** The records in rows that hold {@link COLUMNS}, in their order. */
export async function recordsOfRows(database: Database, rows: readonly Row[]): Promise<StoredRecord[]> {
  return storedOf(database, rows.map(columnsOf))
}

function columnsOf(row: Row): typeof record.$inferSelect {
  return {
    n: numberOf(row.n),
    id: textOf(row.id),
    kind: textOf(row.kind),
    seq: numberOf(row.seq),
    title: textOf(row.title),
    department: row.department === null ? null : textOf(row.department),
    type: row.type === null ? null : textOf(row.type),
    level: row.level === null ? null : textOf(row.level),
    status: textOf(row.status),
    state: textOf(row.state),
    lastIndex: numberOf(row.last_index),
    recorded: textOf(row.recorded),
    area: row.area === null ? null : textOf(row.area),
    baseline: row.baseline === null ? null : numberOf(row.baseline),
    due: row.due === null ? null : numberOf(row.due),
    done: row.done === null ? null : numberOf(row.done),
    delay: row.delay === null ? null : numberOf(row.delay),
    derived: numberOf(row.derived),
  }
}

function conditionOf(filter: AnyFilter): SQL | undefined {
  return and(
    filter.kind === undefined ? undefined : eq(record.kind, filter.kind),
    filter.department === undefined ? undefined : eq(record.department, filter.department),
    filter.type === undefined ? undefined : eq(record.type, filter.type),
    filter.level === undefined ? undefined : eq(record.level, filter.level),
    filter.status === undefined ? undefined : eq(record.status, filter.status),
    filter.area === undefined ? undefined : eq(record.area, filter.area),
    filter.of === undefined
      ? undefined
      : sql`${record.id} IN (SELECT source FROM link WHERE target = ${filter.of} AND rel IN ('decision', 'responsibility', 'inventory', 'subject'))`,
    filter.to === undefined
      ? undefined
      : sql`${record.id} IN (SELECT source FROM link WHERE target = ${filter.to} AND rel = 'transferred_to')`,
    filter.register === undefined
      ? undefined
      : sql`${record.id} IN (SELECT source FROM link WHERE target = ${filter.register} AND rel = 'register')`,
  )
}

export const COLUMNS =
  'n, id, kind, seq, title, department, type, level, status, state, last_index, recorded, area, baseline, due, done, delay, derived'

export async function readRecord(database: Database, id: string): Promise<StoredRecord | null> {
  return (await readRecords(database, [id]))[0] ?? null
}

/** The records with these ids, as far as they are there. Asked with every write, so in plain SQL. */
export async function readRecords(database: Database, ids: readonly string[]): Promise<StoredRecord[]> {
  const found: StoredRecord[] = []
  for (let at = 0; at < ids.length; at += 500) {
    const part = ids.slice(at, at + 500)
    const { rows } = await database.client.execute({
      sql: `SELECT ${COLUMNS} FROM record WHERE id IN (${part.map(() => '?').join(',')})`,
      args: [...part],
    })
    found.push(...(await recordsOfRows(database, rows)))
  }
  return found
}

/** Records in the order in which they were first logged, after `after` (a first index). */
export async function listRecords(
  database: Database,
  filter: AnyFilter,
  after: number,
  limit: number,
): Promise<StoredRecord[]> {
  const rows = await database.orm
    .select()
    .from(record)
    .where(and(conditionOf(filter), gt(record.n, after)))
    .orderBy(asc(record.n))
    .limit(limit)
  return storedOf(database, rows)
}

export async function countRecords({ orm }: Database, filter: AnyFilter): Promise<number> {
  const [row] = await orm.select({ total: count() }).from(record).where(conditionOf(filter))
  return row?.total ?? 0
}

/** How many records there are for each value of one column. */
export async function countBy(
  { orm }: Database,
  filter: RecordFilter,
  column: 'type' | 'level' | 'status' | 'department' | 'area',
): Promise<{ value: string; count: number }[]> {
  const rows = await orm
    .select({ value: record[column], count: count() })
    .from(record)
    .where(conditionOf(filter))
    .groupBy(record[column])
    .orderBy(desc(count()), asc(record[column]))
  return rows.flatMap(({ value, count: number }) => (value === null ? [] : [{ value, count: number }]))
}

/** Records that point at `target`, in the order in which they were first logged. */
export async function linkedRecords(
  database: Database,
  target: string,
  rel: string,
  limit: number,
): Promise<StoredRecord[]> {
  const rows = await database.orm
    .select({ row: record })
    .from(link)
    .innerJoin(record, eq(record.id, link.source))
    .where(and(eq(link.target, target), eq(link.rel, rel)))
    .orderBy(asc(record.n))
    .limit(limit)
  return storedOf(
    database,
    rows.map(({ row }) => row),
  )
}

/** Which records point at some others in these relations, in the order in which they were first logged. */
export async function linksTo(
  { client }: Database,
  targets: readonly string[],
  rels: readonly string[],
): Promise<{ source: string; rel: string; target: string }[]> {
  const found: { source: string; rel: string; target: string }[] = []
  const marks = (list: readonly string[]): string => list.map(() => '?').join(',')
  for (let at = 0; at < targets.length; at += 500) {
    const part = targets.slice(at, at + 500)
    const { rows } = await client.execute({
      sql: `SELECT l.source, l.rel, l.target FROM link l JOIN record r ON r.id = l.source
        WHERE l.target IN (${marks(part)}) AND l.rel IN (${marks(rels)}) ORDER BY r.n`,
      args: [...part, ...rels],
    })
    for (const row of rows)
      found.push({ source: textOf(row.source), rel: textOf(row.rel), target: textOf(row.target) })
  }
  return found
}

/** What points at one record, but for flags, the newest first: so many, and how many there are. */
export async function recordsPointingAt(
  { client }: Database,
  target: string,
  limit: number,
): Promise<{ total: number; items: { source: string; rel: string }[] }> {
  const from = `FROM link l JOIN record r ON r.id = l.source WHERE l.target = ? AND r.kind <> 'flag'`
  const [counted, found] = await client.batch(
    [
      { sql: `SELECT count(*) AS total ${from}`, args: [target] },
      { sql: `SELECT l.source, l.rel ${from} ORDER BY r.n DESC LIMIT ?`, args: [target, limit] },
    ],
    'read',
  )
  return {
    total: numberOf(counted?.rows[0]?.total ?? 0),
    items: (found?.rows ?? []).map(({ source, rel }) => ({ source: textOf(source), rel: textOf(rel) })),
  }
}

/** Titles of records, for lists of entries. */
export async function titlesOf(database: Database, ids: readonly string[]): Promise<Map<string, string>> {
  const titles = new Map<string, string>()
  const older: string[] = []
  for (let at = 0; at < ids.length; at += 500) {
    const rows = await database.orm
      .select({ id: record.id, kind: record.kind, title: record.title, derived: record.derived })
      .from(record)
      .where(inArray(record.id, ids.slice(at, at + 500)))
    for (const row of rows) {
      if (isCurrent(row)) titles.set(row.id, row.title)
      else older.push(row.id)
    }
  }
  for (const { id, title } of await readRecords(database, older)) titles.set(id, title)
  return titles
}
