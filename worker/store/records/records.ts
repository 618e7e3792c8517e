import type { State } from '../../domain/kinds/kinds.ts'
import { type Name, nameOf } from '../../domain/kinds/title.ts'
import type { RecordKind } from '../../domain/record/event.ts'
import { addAll } from '../../domain/record/list/long.ts'
import { LISTED_RELS, type Named } from '../../domain/record/names/naming.ts'
import { type Database, numberOf, type Row, textOf } from '../database.ts'
import { type AnyFilter, conditionOf } from '../lists/condition.ts'
import type { record } from '../schema/records.ts'
import { english } from './names/english.ts'
import { meant, namedIn } from './names/meant.ts'
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
  day: number | null
  opened: number | null
  amount: number | null
  baseline: number | null
  due: number | null
  done: number | null
  delay: number | null
  register: string | null
  delivered: number | null
  heard: number | null
  begins: number | null
  ends: number | null
  annulled: number
  altered: number
  marks: number
  /** Names of its department, where the rows were asked for them (`NAMED`) and they need no replay. */
  departmentNamed?: Name
  /** Records that the names in it mean, where the rows were asked for them (`NAMED`). */
  named?: Named[]
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

/** With the names of its department, which nobody then has to ask for in a round trip of its own. */
function withDepartment(stored: StoredRecord[], rows: readonly Row[]): StoredRecord[] {
  const names = new Map(
    rows.flatMap((row): [string, Name][] => {
      const {
        department,
        department_title: title,
        department_title_en: english,
        department_derived: derived,
      } = row
      if (typeof title !== 'string' || !isCurrent({ kind: 'department', derived: numberOf(derived) }))
        return []
      return [[textOf(department), { title, titleEn: typeof english === 'string' ? english : null }]]
    }),
  )
  return stored.map((one) => {
    const departmentNamed = one.department === null ? undefined : names.get(one.department)
    return departmentNamed === undefined ? one : { ...one, departmentNamed }
  })
}

/** The records in rows that hold {@link COLUMNS}, in their order. */
export async function recordsOfRows(database: Database, rows: readonly Row[]): Promise<StoredRecord[]> {
  const named = new Map(rows.map((row) => [row.id, namedIn(row.named)]))
  const stored = await storedOf(database, rows.map(columnsOf))
  return withDepartment(
    stored.map((one) => ({ ...one, named: named.get(one.id) ?? [] })),
    rows,
  )
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
    day: row.day === null ? null : numberOf(row.day),
    opened: row.opened === null ? null : numberOf(row.opened),
    amount: row.amount === null ? null : numberOf(row.amount),
    baseline: row.baseline === null ? null : numberOf(row.baseline),
    due: row.due === null ? null : numberOf(row.due),
    done: row.done === null ? null : numberOf(row.done),
    delay: row.delay === null ? null : numberOf(row.delay),
    register: row.register === null ? null : textOf(row.register),
    delivered: row.delivered === null ? null : numberOf(row.delivered),
    heard: row.heard === null ? null : numberOf(row.heard),
    begins: row.begins === null ? null : numberOf(row.begins),
    ends: row.ends === null ? null : numberOf(row.ends),
    annulled: numberOf(row.annulled),
    altered: numberOf(row.altered),
    marks: numberOf(row.marks),
    derived: numberOf(row.derived),
  }
}

export const COLUMNS =
  'n, id, kind, seq, title, department, type, level, status, state, last_index, recorded, area, day, opened, amount, baseline, due, done, delay, register, delivered, heard, begins, ends, annulled, altered, marks, derived'

const DEPARTED = `${COLUMNS.replace(/\w+/g, 'record.$&')},
  (SELECT of.title FROM record AS of WHERE of.id = record.department) AS department_title,
  (SELECT ${english('of')} FROM record AS of WHERE of.id = record.department) AS department_title_en,
  (SELECT of.derived FROM record AS of WHERE of.id = record.department) AS department_derived`

/** {@link COLUMNS} of `record`, with the names of its department beside them, and the organs that it names. */
export const NAMED = `${DEPARTED}, ${meant(LISTED_RELS)}`

/** The same with all whom it names. */
const NAMED_WHOLE = `${DEPARTED}, ${meant()}`

/** Record by its id; null when there is none. Annulled ones are found too. */
export async function readRecord(database: Database, id: string): Promise<StoredRecord | null> {
  return (await readRecords(database, [id]))[0] ?? null
}

/** The records with these ids, as far as they are there. Asked with every write, so in plain SQL. */
export async function readRecords(database: Database, ids: readonly string[]): Promise<StoredRecord[]> {
  const found: StoredRecord[] = []
  for (let at = 0; at < ids.length; at += 500) {
    const part = ids.slice(at, at + 500)
    const { rows } = await database.client.execute({
      sql: `SELECT ${NAMED_WHOLE} FROM record WHERE id IN (${part.map(() => '?').join(',')})`,
      args: [...part],
    })
    addAll(found, await recordsOfRows(database, rows))
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
  const { where, args } = conditionOf(filter, after)
  const { rows } = await database.client.execute({
    sql: `SELECT ${NAMED} FROM record WHERE ${where} ORDER BY n LIMIT ?`,
    args: [...args, limit],
  })
  return recordsOfRows(database, rows)
}

/**
 * Records that point at one of the targets and count, or that were annulled for its sake, in the order in which they
 * were first logged. One round trip.
 */
export async function linkedRecords(
  database: Database,
  targets: string | readonly string[],
  rel: string,
  limit: number,
  kind: string | null = null,
): Promise<StoredRecord[]> {
  const ids = [targets].flat()
  if (ids.length === 0) return []
  const { sql, args } = pointing(ids, rel, kind)
  const { rows } = await database.client.execute({
    sql: `SELECT DISTINCT ${NAMED} ${sql} ORDER BY record.n LIMIT ?`,
    args: [...args, limit],
  })
  return recordsOfRows(database, rows)
}

/** Number of the records that `linkedRecords` would give without a limit. */
export async function linkedCount(
  database: Database,
  targets: string | readonly string[],
  rel: string,
  kind: string | null = null,
): Promise<number> {
  const { sql, args } = pointing([targets].flat(), rel, kind)
  const { rows } = await database.client.execute({
    sql: `SELECT COUNT(DISTINCT record.id) AS n ${sql}`,
    args,
  })
  return numberOf(rows[0]?.n)
}

/** Records that count and point at some others in a relation; of duplicates those that are annulled as well. */
function pointing(ids: readonly string[], rel: string, kind: string | null) {
  return {
    sql: `FROM link JOIN record ON record.id = link.source
      WHERE link.target IN (${ids.map(() => '?').join(',')}) AND link.rel = ?
        AND (record.annulled = 0 OR link.rel = 'duplicate_of')${kind === null ? '' : ' AND record.kind = ?'}`,
    args: [...ids, rel, ...(kind === null ? [] : [kind])],
  }
}

/**
 * Records that count and point at some others in these relations, in the order in which they were first
 * logged.
 */
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
        WHERE l.target IN (${marks(part)}) AND l.rel IN (${marks(rels)}) AND r.annulled = 0 ORDER BY r.n`,
      args: [...part, ...rels],
    })
    for (const row of rows)
      found.push({ source: textOf(row.source), rel: textOf(row.rel), target: textOf(row.target) })
  }
  return found
}

/** The records that point at one record, but for flags, the newest first; and their number. */
export async function recordsPointingAt(
  { client }: Database,
  target: string,
  limit: number,
): Promise<{ total: number; items: { source: string; rel: string }[] }> {
  const from = `FROM link l JOIN record r ON r.id = l.source WHERE l.target = ? AND r.kind <> 'flag' AND r.annulled = 0`
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

/** Names of records by their ids, each as it was recorded and in English; an id that is no record is left out. */
export async function namesOf(database: Database, ids: readonly string[]): Promise<Map<string, Name>> {
  const names = new Map<string, Name>()
  const older: string[] = []
  for (let at = 0; at < ids.length; at += 500) {
    const part = ids.slice(at, at + 500)
    const { rows } = await database.client.execute({
      sql: `SELECT id, kind, title, ${english('record')} AS title_en, derived FROM record
        WHERE id IN (${part.map(() => '?').join(',')})`,
      args: part,
    })
    for (const row of rows) {
      const id = textOf(row.id)
      if (isCurrent({ kind: textOf(row.kind), derived: numberOf(row.derived) }))
        names.set(id, {
          title: textOf(row.title),
          titleEn: typeof row.title_en === 'string' ? row.title_en : null,
        })
      else older.push(id)
    }
  }
  for (const one of await readRecords(database, older)) names.set(one.id, nameOf(one))
  return names
}

/** A record as far as a site map goes. */
export interface Mapped {
  id: string
  kind: string
  /** When its newest entry was recorded. */
  recorded: string
}

/** Records whose first entry lies in a range of the ledger, in its order; annulled ones are left out. A walk along the primary key. */
export async function recordsBetween({ client }: Database, first: number, end: number): Promise<Mapped[]> {
  const { rows } = await client.execute({
    sql: 'SELECT id, kind, recorded FROM record WHERE n >= ? AND n < ? AND annulled = 0 ORDER BY n',
    args: [first, end],
  })
  return rows.map(({ id, kind, recorded }) => ({
    id: textOf(id),
    kind: textOf(kind),
    recorded: textOf(recorded),
  }))
}
