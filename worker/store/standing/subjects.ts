/** Assessments of records and groups, and the values that rules took from them for groups and populations. */
import { type Database, numberOf, type Statement, textOf } from '../database.ts'
import { insertMany } from '../records/insert.ts'
import { clear, marks, parts } from './lists.ts'

/** One figure: what a rule took from a subject for a group or a population. */
export interface StandingFigure {
  subject: string
  part: number
  n: number
  what: 'observation' | 'measure'
  rule: string
  group: string
  /** JSON */
  figure: string
}

export interface StandingSubject {
  id: string
  department: string
  register: string | null
  delivered: string | null
  /** JSON */
  made: string
}

/** Assessments of some subjects, by their ids; subjects that were never assessed are left out. */
export async function readSubjects(
  { client }: Database,
  ids: readonly string[],
): Promise<Map<string, StandingSubject>> {
  const found = new Map<string, StandingSubject>()
  for (const part of parts(ids)) {
    const { rows } = await client.execute({
      sql: `SELECT id, department, register, delivered, made FROM standing_subject WHERE id IN (${marks(part.length)})`,
      args: part,
    })
    for (const row of rows)
      found.set(textOf(row.id), {
        id: textOf(row.id),
        department: textOf(row.department),
        register: row.register === null ? null : textOf(row.register),
        delivered: row.delivered === null ? null : textOf(row.delivered),
        made: textOf(row.made),
      })
  }
  return found
}

/** The reads of some subjects, by subject, in order. */
export async function readReads(
  { client }: Database,
  ids: readonly string[],
): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>(ids.map((id) => [id, []]))
  for (const part of parts(ids)) {
    const { rows } = await client.execute({
      sql: `SELECT subject, key FROM standing_read WHERE subject IN (${marks(part.length)}) ORDER BY subject, key`,
      args: part,
    })
    for (const row of rows) found.get(textOf(row.subject))?.push(textOf(row.key))
  }
  return found
}

const FIGURE = 'subject, part, n, what, rule, grp, figure'

const figureOf = (row: Record<string, unknown>): StandingFigure => ({
  subject: textOf(row.subject),
  part: numberOf(row.part),
  n: numberOf(row.n),
  what: row.what === 'measure' ? 'measure' : 'observation',
  rule: textOf(row.rule),
  group: textOf(row.grp),
  figure: textOf(row.figure),
})

/** The figures of some subjects, by subject, in order. */
export async function readFigures(
  { client }: Database,
  ids: readonly string[],
): Promise<Map<string, StandingFigure[]>> {
  const found = new Map<string, StandingFigure[]>(ids.map((id) => [id, []]))
  for (const part of parts(ids)) {
    const { rows } = await client.execute({
      sql: `SELECT ${FIGURE} FROM standing_figure WHERE subject IN (${marks(part.length)}) ORDER BY subject, part`,
      args: part,
    })
    for (const row of rows) found.get(textOf(row.subject))?.push(figureOf(row))
  }
  return found
}

/** The values that a rule took for each of these groups, in the order of the records. */
export async function readGroups(
  { client }: Database,
  what: StandingFigure['what'],
  groups: readonly { rule: string; group: string }[],
): Promise<string[][]> {
  if (groups.length === 0) return []
  const answers = await client.batch(
    groups.map(({ rule, group }) => ({
      sql: 'SELECT figure FROM standing_figure WHERE rule = ? AND what = ? AND grp = ? ORDER BY n, part',
      args: [rule, what, group],
    })),
    'read',
  )
  return answers.map(({ rows }) => rows.map(({ figure }) => textOf(figure)))
}

/** The figures of one population, each with the record or group of which it is. */
export async function readMeasures(
  { client }: Database,
  rule: string,
  group: string,
): Promise<{ subject: string; value: number }[]> {
  const { rows } = await client.execute({
    sql: "SELECT subject, figure FROM standing_figure WHERE rule = ? AND what = 'measure' AND grp = ? ORDER BY n, part",
    args: [rule, group],
  })
  return rows.map(({ subject, figure }) => ({ subject: textOf(subject), value: Number(textOf(figure)) }))
}

/** The date of the last delivery of each of these registers, as far as their records tell; null for none. */
export async function readDelivered(
  { client }: Database,
  registers: readonly string[],
): Promise<(string | null)[]> {
  if (registers.length === 0) return []
  const answers = await client.batch(
    registers.map((register) => ({
      sql: 'SELECT max(delivered) AS last FROM standing_subject WHERE register = ?',
      args: [register],
    })),
    'read',
  )
  return answers.map(({ rows }) => (rows[0]?.last == null ? null : textOf(rows[0].last)))
}

/** All populations (`RULE GROUP`) or registers, with what was last made of them. */
export async function readBasis(
  { client }: Database,
  what: 'population' | 'register',
): Promise<Map<string, string>> {
  const { rows } = await client.execute({
    sql: 'SELECT key, value FROM standing_basis WHERE what = ?',
    args: [what],
  })
  return new Map(rows.map(({ key, value }) => [textOf(key), textOf(value)]))
}

/** @param value null to forget it */
export function putBasis(what: 'population' | 'register', key: string, value: string | null): Statement {
  return value === null
    ? { sql: 'DELETE FROM standing_basis WHERE what = ? AND key = ?', args: [what, key] }
    : {
        sql: `INSERT INTO standing_basis (what, key, value) VALUES (?, ?, ?)
          ON CONFLICT (what, key) DO UPDATE SET value = excluded.value`,
        args: [what, key, value],
      }
}

/** Statements that replace the assessments of some subjects, and delete those of groups that are gone. */
export function putSubjects(subjects: readonly StandingSubject[], gone: readonly string[] = []): Statement[] {
  return [
    ...clear('standing_subject', 'id', [...subjects.map(({ id }) => id), ...gone]),
    ...insertMany(
      'standing_subject (id, department, register, delivered, made)',
      5,
      subjects.map(({ id, department, register, delivered, made }) => [
        id,
        department,
        register,
        delivered,
        made,
      ]),
    ),
  ]
}

/** Statements that replace what some subjects looked up. */
export function putReads(owners: readonly string[], reads: readonly [string, string][]): Statement[] {
  return [
    ...clear('standing_read', 'subject', owners),
    ...insertMany('standing_read (subject, key)', 2, reads),
  ]
}

/** Statements that replace the values that rules took from some subjects. */
export function putFigures(owners: readonly string[], figures: readonly StandingFigure[]): Statement[] {
  return [
    ...clear('standing_figure', 'subject', owners),
    ...insertMany(
      `standing_figure (${FIGURE})`,
      7,
      figures.map((f) => [f.subject, f.part, f.n, f.what, f.rule, f.group, f.figure]),
    ),
  ]
}

const SUBJECTS_AT_ONCE = 1000

/** Department and shares of every subject, in the order of their ids. */
export async function* eachSubject({
  client,
}: Database): AsyncGenerator<Pick<StandingSubject, 'id' | 'department' | 'made'>, void, undefined> {
  for (let after = ''; ; ) {
    const { rows } = await client.execute({
      sql: 'SELECT id, department, made FROM standing_subject WHERE id > ? ORDER BY id LIMIT ?',
      args: [after, SUBJECTS_AT_ONCE],
    })
    for (const { id, department, made } of rows) {
      after = textOf(id)
      yield { id: after, department: textOf(department), made: textOf(made) }
    }
    if (rows.length < SUBJECTS_AT_ONCE) return
  }
}

const GROUPED = "SELECT DISTINCT rule || ' ' || grp AS key FROM standing_figure WHERE what ="

/** Keys (`RULE GROUP`) of all groups for which something was taken. */
export const listGroups = (database: Database): Promise<string[]> =>
  keysIn(database, `${GROUPED} 'observation'`)

/** Keys of all populations of which there is a figure. */
export const listPopulations = (database: Database): Promise<string[]> =>
  keysIn(database, `${GROUPED} 'measure'`)

/** Registers that any subject is of. */
export const listRegisters = (database: Database): Promise<string[]> =>
  keysIn(database, 'SELECT DISTINCT register AS key FROM standing_subject WHERE register IS NOT NULL')

/** Owners of rows that are neither a record nor a group for which anything was taken; of a day without its finding too. */
export const strayOwners = (database: Database): Promise<string[]> =>
  keysIn(
    database,
    `WITH owner (key) AS (SELECT id FROM standing_subject UNION SELECT subject FROM standing_read
        UNION SELECT subject FROM standing_figure UNION SELECT owner FROM standing_finding)
      SELECT key FROM owner WHERE key NOT IN (SELECT id FROM record) AND key NOT IN (${GROUPED} 'observation')
      UNION SELECT s.owner FROM standing_since s WHERE NOT EXISTS
        (SELECT 1 FROM standing_finding f WHERE f.owner = s.owner AND f.rule = s.rule)`,
  )

async function keysIn({ client }: Database, sql: string): Promise<string[]> {
  const { rows } = await client.execute(sql)
  return rows.map(({ key }) => textOf(key))
}
