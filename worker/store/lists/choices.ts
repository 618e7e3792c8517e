/**
 * Numbers of records for each value by which a list could be narrowed further. One range of an index is read once for
 * all of them; the choice that is made in one filter never takes away what else could be chosen there.
 */
import { kindOf } from '../../domain/kinds/table.ts'
import type { RecordKind } from '../../domain/record/event.ts'
import { type Database, numberOf, type Row, textOf } from '../database.ts'
import { type Judging, judgedDay } from '../records/judged.ts'
import { type AnyFilter, conditionOf, holderOn, type RecordFilter } from './condition.ts'
import { countList } from './count.ts'
import { NARROW } from './order.ts'
import { countingFrom } from './tally.ts'

/** Filters whose values are counted in one pass, in the order of the index. */
export const counted = ['department', 'type', 'level', 'status'] as const
export type Counted = (typeof counted)[number]

/** A value, and the number of records with it. */
export interface Choice {
  value: string
  count: number
}

export type Choices = Record<Counted, Choice[]> & { total: number }

/** Records that are alike in all that is counted. */
interface Group {
  values: Record<Counted, string | null>
  count: number
}

/** Values of areas that are told: the most frequent ones. */
const MOST_AREAS = 100

/**
 * @param stays true where the choice of a department stays, and no other is counted beside it
 * @returns for each filter its values with their numbers, the most frequent first, and the number of the whole list
 */
export async function countChoices(
  { client }: Database,
  filter: RecordFilter & { judging: Judging },
  stays = false,
): Promise<Choices> {
  const { sql, args } = groupsStatement(filter, stays)
  const { rows } = await client.execute({ sql, args: [...args] })
  return choicesOf(
    filter,
    rows.flatMap((row) => groupsOf(filter.kind, row)),
  )
}

/** The statement that gathers alike records, whatever is chosen among what is counted. */
function groupsStatement(filter: RecordFilter & { judging: Judging }, stays: boolean) {
  const { department, type, level, status, ...open } = filter
  // With the departments below one, what else could be chosen is looked for among these alone.
  const within = filter.units === 'yes' || stays ? { ...open, department } : { ...open, units: undefined }
  const { where, args, tallied } = conditionOf(within)
  const { from, each } = countingFrom(tallied, NARROW)
  const { on, kind } = filter
  const held = on === undefined ? { sql: 'department', args: [] } : holderOn({ kind, on })
  const [, ...others] = counted
  return {
    sql: `SELECT ${held.sql} AS department, ${others.join(', ')}, SUM(${each}) AS n${termSums(filter, each)}
      FROM ${from} WHERE ${where} GROUP BY ${counted.map((_, i) => i + 1).join(', ')}`,
    args: [...held.args, ...args],
  }
}

/** Of a kind with a term, those of a group whose term has not begun or is over. */
function termSums({ kind, judging }: RecordFilter & { judging: Judging }, each: string): string {
  if (kindOf(kind).term === undefined) return ''
  const day = judgedDay(judging)
  return `, ifnull(SUM(${each} * (begins > ${day})), 0) AS early,
    ifnull(SUM(${each} * (ends < ${day} AND ifnull(begins, ends) <= ${day})), 0) AS over`
}

function groupsOf(kind: RecordKind, row: Row): Group[] {
  const text = (name: Counted) => (row[name] === null ? null : textOf(row[name]))
  const values = {
    department: text('department'),
    type: text('type'),
    level: text('level'),
    status: text('status'),
  }
  const count = numberOf(row.n)
  const { term } = kindOf(kind)
  if (term === undefined || values.status !== term.status) return [{ values, count }]
  const [early, over] = [numberOf(row.early), numberOf(row.over)]
  return [
    { values, count: count - early - over },
    { values: { ...values, status: term.before }, count: early },
    { values: { ...values, status: term.after }, count: over },
  ].filter((group) => group.count > 0)
}

function choicesOf(filter: RecordFilter, groups: readonly Group[]): Choices {
  const chosen = counted.filter(
    (name) => filter[name] !== undefined && !(name === 'department' && filter.units === 'yes'),
  )
  const found: Record<Counted, Map<string, number>> = {
    department: new Map(),
    type: new Map(),
    level: new Map(),
    status: new Map(),
  }
  let total = 0
  for (const { values, count } of groups) {
    const missed = chosen.filter((name) => values[name] !== filter[name])
    if (missed.length === 0) total += count
    if (missed.length > 1) continue
    for (const name of counted) {
      const value = values[name]
      if (value === null || (missed.length === 1 && missed[0] !== name)) continue
      found[name].set(value, (found[name].get(value) ?? 0) + count)
    }
  }
  return {
    total,
    department: listOf(found.department),
    type: listOf(found.type),
    level: listOf(found.level),
    status: listOf(found.status),
  }
}

function listOf(numbers: ReadonlyMap<string, number>): Choice[] {
  return [...numbers]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
}

/** The most frequent areas of a list, whatever area is chosen. */
export async function countAreas(
  { client }: Database,
  filter: RecordFilter & { judging: Judging },
): Promise<Choice[]> {
  const { sql, args } = areasStatement(filter)
  const { rows } = await client.execute({ sql, args: [...args] })
  return rows.map(({ area, n }) => ({ value: textOf(area), count: numberOf(n) }))
}

/**
 * The statement of {@link countAreas}: where nothing else is chosen, one range of the index by areas. What has no area is
 * passed over first, before anything dearer is asked of it.
 */
function areasStatement({ area: _, ...filter }: RecordFilter & { judging: Judging }) {
  const { where, args, tallied } = conditionOf(filter)
  const { from, each } = countingFrom(tallied, NARROW)
  return {
    sql: `SELECT area, SUM(${each}) AS n FROM ${from}
      WHERE area IS NOT NULL AND ${where} GROUP BY area ORDER BY n DESC, area LIMIT ${MOST_AREAS}`,
    args,
  }
}

/** The number of records of one list, or of all. */
export function countRecords(database: Database, filter: AnyFilter): Promise<number> {
  return countList(database, conditionOf(filter))
}

/** The number of flags that still stand on each of some records; those without any are left out. */
export async function countFlags({ client }: Database, ids: readonly string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map()
  const { rows } = await client.execute({
    sql: `SELECT target, count(*) AS n FROM link WHERE rel = 'flagged' AND target IN (SELECT value FROM json_each(?))
      GROUP BY target`,
    args: [JSON.stringify(ids)],
  })
  return new Map(rows.map(({ target, n }) => [textOf(target), numberOf(n)]))
}

/** Departments that are so called as something prints by whom it was decided. */
export async function namedOrgans({ client }: Database): Promise<string[]> {
  const { rows } = await client.execute(`SELECT DISTINCT c.source FROM called c
    WHERE c.source >= 'dep-' AND c.source < 'dep.'
      AND EXISTS (SELECT 1 FROM naming m WHERE m.key = c.key AND m.rel = 'organ') LIMIT 300`)
  return rows.map(({ source }) => textOf(source))
}
