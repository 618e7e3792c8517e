/** Entries of a range, and which of the records that they touch somebody follows. */
import type { InValue } from '@libsql/client'
import { UNSEALED, UNSEALING } from '../../domain/kinds/unsealing/unsealing.ts'
import { relationsThat } from '../../domain/record/facts.ts'
import { type Database, numberOf, textOf } from '../database.ts'
import { conditionOf, type RecordFilter } from '../lists/condition.ts'
import { matchOf, runsOf } from '../search/terms.ts'

/** An entry as far as it decides who is told. */
export interface Touched {
  index: number
  /** The record that it is about: of an erasure or an opening, the one whose content it is. */
  record: string
  department: string | null
}

/** Entries from an index on, oldest first, before a size. */
export async function readTouched(
  { client }: Database,
  from: number,
  to: number,
  limit: number,
): Promise<Touched[]> {
  const { rows } = await client.execute({
    sql: `SELECT e."index", ifnull(t.record, e.record) AS record, ifnull(t.department, e.department) AS department
      FROM entry e LEFT JOIN erasure x ON x.entry = e."index"
        LEFT JOIN entry t ON t."index" = CASE e.kind WHEN '${UNSEALED}'
          THEN CAST(substr(e.record, ${UNSEALING.length + 1}) AS INTEGER) ELSE x.target END
      WHERE e."index" >= ? AND e."index" < ? ORDER BY e."index" LIMIT ?`,
    args: [from, to, limit],
  })
  return rows.map((row) => ({
    index: numberOf(row.index),
    record: textOf(row.record),
    department: row.department === null ? null : textOf(row.department),
  }))
}

async function among(
  { client }: Database,
  ids: readonly string[],
  { where, args }: { where: string; args: readonly InValue[] },
): Promise<Set<string>> {
  const { rows } = await client.execute({
    sql: `SELECT record.id FROM record WHERE record.id IN (SELECT value FROM json_each(?)) AND ${where}`,
    args: [JSON.stringify(ids), ...args],
  })
  return new Set(rows.map(({ id }) => textOf(id)))
}

/** Records on a list, among some, as they stand now; annulled ones too, since that they are is told. */
export function onList(
  database: Database,
  ids: readonly string[],
  filter: RecordFilter,
): Promise<Set<string>> {
  return among(database, ids, conditionOf({ ...filter, annulled: 'any' }))
}

/** Registers, among some, from which a record comes that fits a condition. */
async function registersOf(
  { client }: Database,
  registers: readonly string[],
  { where, args }: { where: string; args: readonly InValue[] },
): Promise<Set<string>> {
  const { rows } = await client.execute({
    sql: `SELECT value FROM json_each(?) WHERE EXISTS (SELECT 1 FROM record WHERE record.register = value AND ${where})`,
    args: [JSON.stringify(registers), ...args],
  })
  return new Set(rows.map(({ value }) => textOf(value)))
}

/** Registers, among some, that tell of a record, or of what a department has. */
export const registersAbout = (database: Database, registers: readonly string[], id: string) =>
  registersOf(database, registers, { where: '(record.id = ? OR record.department = ?)', args: [id, id] })

/** Registers, among some, from which a record on a list comes. */
export const registersOn = (database: Database, registers: readonly string[], filter: RecordFilter) =>
  registersOf(database, registers, conditionOf(filter))

/** Records that hold all of the words, among some. */
export async function withWords(
  database: Database,
  ids: readonly string[],
  { q, kind }: { q: string; kind: string | null },
): Promise<Set<string>> {
  const match = runsOf(q).map(matchOf).join(' AND ')
  if (match === '') return new Set()
  const words = 'record.n IN (SELECT rowid FROM search WHERE search MATCH ?)'
  return among(
    database,
    ids,
    kind === null
      ? { where: words, args: [match] }
      : { where: `${words} AND record.kind = ?`, args: [match, kind] },
  )
}

/** Relations whose records are told of to who follows what they point at, as a list for SQL. */
const TOLD = relationsThat('told')
  .map((rel) => `'${rel}'`)
  .join(', ')

/** Record itself and those that point at it, among some: its milestones, its decisions, flags about it. */
export async function aroundRecord(
  database: Database,
  ids: readonly string[],
  id: string,
): Promise<Set<string>> {
  return among(database, ids, {
    where: `(record.id = ? OR record.id IN (SELECT source FROM link WHERE target = ? AND rel IN (${TOLD})))`,
    args: [id, id],
  })
}
