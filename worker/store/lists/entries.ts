/**
 * Entries of which something is noted: that they put right what was entered wrongly, or were recorded late. Triggers keep
 * them, and the number of entries that are alike (migrations/0037), with the rows of records; what is read of an entry is
 * in its envelope.
 */
import { type EntryTable, entryTables } from '../../domain/figures/entered.ts'
import { type FigureScope, type TableFigures, yearsOf } from '../../domain/figures/figures.ts'
import { newsKinds } from '../../domain/kinds/news.ts'
import { recordKinds } from '../../domain/kinds/table.ts'
import type { EntryNote } from '../../domain/record/entered/notes.ts'
import { type Database, numberOf, type Row, type Statement } from '../database.ts'
import { ENTRY_COLUMNS, entryOfRow, type StoredEntry } from '../log/entries.ts'

/** Question for noted entries; years of recording. */
export interface NotedQuery extends FigureScope {
  told: EntryNote
}

interface Condition {
  where: string
  args: (string | number)[]
}

function scopeOf({ department, from, to }: FigureScope): Condition {
  const years = yearsOf({ from, to })
  const parts: [string, string | number][] = [
    ...(department === null ? [] : [['department = ?', department] as [string, string]]),
    ...(years.from === null ? [] : [['year >= ?', Number(years.from)] as [string, number]]),
    ...(years.to === null ? [] : [['year <= ?', Number(years.to)] as [string, number]]),
  ]
  return {
    where: ['n <> 0', ...parts.map(([sql]) => sql)].join(' AND '),
    args: parts.map(([, value]) => value),
  }
}

/** Columns of a row of the tally that make up each figure. */
const COUNTED: Readonly<Record<EntryTable['name'], (row: Row) => readonly boolean[]>> = {
  corrections: ({ told }) => [true, told === 'corrected', told === 'annulled', told === 'put_back'],
  recording: ({ delivered, late }) => [true, delivered === 0, delivered === 0 && late === 1, delivered === 1],
}

/** Figures of entries by year or by department. It costs what there are sorts of entries, however many entries. */
export async function countEntries(
  { client }: Database,
  scope: FigureScope,
  by: 'year' | 'department',
): Promise<TableFigures<EntryTable>[]> {
  const { where, args } = scopeOf(scope)
  const { rows } = await client.execute({
    sql: `SELECT ${by} AS key, told, delivered, late, SUM(n) AS n FROM entry_tally WHERE ${where} GROUP BY 1, 2, 3, 4 ORDER BY 1`,
    args,
  })
  return entryTables.map((table) => {
    const found = new Map<string | null, number[]>()
    for (const row of rows) {
      const key = row.key === '' ? null : String(row.key)
      const counts = found.get(key) ?? table.measures.map(() => 0)
      const isMeant = COUNTED[table.name](row)
      found.set(
        key,
        counts.map((n, at) => n + (isMeant[at] === true ? numberOf(row.n) : 0)),
      )
    }
    const parted = [...found]
      .sort(([a], [b]) => ((a ?? '~') < (b ?? '~') ? -1 : 1))
      .map(([key, counts]) => ({ key, counts }))
    const all = table.measures.map((_, at) => parted.reduce((sum, { counts }) => sum + (counts[at] ?? 0), 0))
    return { table, rows: parted, all: { key: null, counts: all }, undated: 0, withheld: 0 }
  })
}

/** Number of the entries that {@link readNoted} goes through in all. */
export async function countNoted({ client }: Database, { told, ...scope }: NotedQuery): Promise<number> {
  const { where, args } = scopeOf(scope)
  const { rows } = await client.execute({
    sql: `SELECT ifnull(SUM(n), 0) AS n FROM entry_tally
      WHERE ${where} AND ${told === 'late' ? 'late AND NOT delivered' : 'told = ?'}`,
    args: told === 'late' ? args : [...args, told],
  })
  return numberOf(rows[0]?.n ?? 0)
}

/** Noted entries before an index, newest first. */
export async function readNoted(
  { client }: Database,
  query: NotedQuery,
  before: number,
  limit: number,
): Promise<StoredEntry[]> {
  const { rows } = await client.execute(notedStatement(query, before, limit))
  return rows.map(entryOfRow)
}

/** The statement of {@link readNoted}: the clock of a ledger never goes back, so that years are ranges of indices. */
function notedStatement(
  { told, department, from, to }: NotedQuery,
  before: number,
  limit: number,
): Statement {
  const years = yearsOf({ from, to })
  const first = `SELECT "index" FROM entry_note WHERE told = ?1 AND year >= ?4 ORDER BY year, "index" LIMIT 1`
  const last = `SELECT "index" FROM entry_note WHERE told = ?1 AND year <= ?5 ORDER BY year DESC, "index" DESC LIMIT 1`
  return {
    sql: `SELECT ${ENTRY_COLUMNS} FROM (SELECT "index" FROM entry_note
        WHERE told = ?1 AND "index" < ?2 ${department === null ? '' : 'AND department = ?6'}
          AND "index" >= (${first}) AND "index" <= (${last})
        ORDER BY "index" DESC LIMIT ?3) AS w
      CROSS JOIN entry e ON e."index" = w."index" LEFT JOIN body b ON b."index" = e."index"
      ORDER BY e."index" DESC`,
    args: [
      ...[told, before, limit, Number(years.from ?? 0), Number(years.to ?? 9999)],
      ...(department === null ? [] : [department]),
    ],
  }
}

/** Kinds whose entries are in no figure: the triggers of the tally leave them out. */
export const UNCOUNTED = recordKinds.filter((kind) => !newsKinds.includes(kind))

const OF_RECORDS = `FROM record r JOIN entry_told t ON t.record = r.id AND t.seq <= r.seq
  WHERE r.kind NOT IN (${UNCOUNTED.map((kind) => `'${kind}'`).join(', ')})`

const TALLIED = 'year, department, told, delivered, late'

/** Sorts of entries as they are now, and their numbers. */
const RECOUNTED = `SELECT t.year AS year, t.department AS department, t.told AS told,
  r.register IS NOT NULL AS delivered, t.late AS late, count(*) AS n ${OF_RECORDS} GROUP BY 1, 2, 3, 4, 5`

/** Entries of which something is noted, as they are now. */
const RENOTED = `SELECT t."index" AS "index", t.told AS told, t.year AS year, t.department AS department,
  t.record AS record ${OF_RECORDS} AND t.told <> ''
  UNION ALL SELECT t."index", 'late', t.year, t.department, t.record ${OF_RECORDS} AND t.late AND r.register IS NULL`

const differing = (kept: string, counted: string): string =>
  `SELECT count(*) AS n FROM (SELECT * FROM (${kept} EXCEPT SELECT * FROM (${counted}))
    UNION ALL SELECT * FROM (SELECT * FROM (${counted}) EXCEPT ${kept}))`

/** Number of sorts of entries, and of notes, that are kept otherwise than they are, as `n`. */
export const ENTRIES_MISCOUNTED = `SELECT
  (${differing(`SELECT ${TALLIED}, n FROM entry_tally WHERE n <> 0`, RECOUNTED)})
  + (${differing('SELECT "index", told, year, department, record FROM entry_note', RENOTED)}) AS n`

/** Statements that count all entries anew, in one transaction. */
export function recountEntries(): Statement[] {
  return [
    'DELETE FROM entry_tally',
    `INSERT INTO entry_tally (${TALLIED}, n) ${RECOUNTED}`,
    'DELETE FROM entry_note',
    `INSERT INTO entry_note ("index", told, year, department, record) ${RENOTED}`,
  ]
}

/** Number of sorts of entries, and of notes, that are kept otherwise than they are. */
export async function countEntriesMiscounted({ client }: Database): Promise<number> {
  const { rows } = await client.execute(ENTRIES_MISCOUNTED)
  return numberOf(rows[0]?.n ?? 0)
}
