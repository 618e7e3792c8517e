/** The tables of what the rules make of the ledger as it stands: read here, written in rounds, each whole or not at all. */
import { type Database, numberOf, type Statement, textOf } from './database.ts'
import { insertMany } from './derived.ts'
import { failureOf } from './outcome.ts'

export interface StandingRound {
  n: number
  size: number
  day: string
  stamp: string
}

/** `record`: all rules about it; `group`: one rule about it; `population` and `register`: what others are held against. */
export type DueKind = 'record' | 'group' | 'population' | 'register'
export interface Due {
  what: DueKind
  key: string
}

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

export interface StandingFinding {
  owner: string
  rule: string
  subject: string
  department: string
  severity: string
  /** JSON */
  finding: string
}

/** SQLite takes so many values in one list. */
const MANY = 500
const marks = (n: number): string => Array(n).fill('?').join(',')

function* parts<T>(list: readonly T[], size = MANY): Generator<T[]> {
  for (let at = 0; at < list.length; at += size) yield list.slice(at, at + size)
}

export async function readRound({ client }: Database): Promise<StandingRound | null> {
  const { rows } = await client.execute(
    'SELECT n, size, day, stamp FROM standing_round ORDER BY n DESC LIMIT 1',
  )
  const [row] = rows
  if (row === undefined) return null
  return { n: numberOf(row.n), size: numberOf(row.size), day: textOf(row.day), stamp: textOf(row.stamp) }
}

/**
 * Writes a round whole, unless another one was first.
 *
 * @returns false when it was, and nothing is written
 */
export async function writeRound(
  { client }: Database,
  { n, size, day, stamp }: StandingRound,
  statements: readonly Statement[],
): Promise<boolean> {
  const head: Statement[] = [
    {
      sql: 'INSERT INTO standing_round (n, size, day, stamp) VALUES (?, ?, ?, ?)',
      args: [n, size, day, stamp],
    },
    { sql: 'DELETE FROM standing_round WHERE n < ?', args: [n] },
  ]
  try {
    await client.batch([...head, ...statements], 'write')
    return true
  } catch (error) {
    if (failureOf(error) === 'conflict' || failureOf(error) === 'busy') return false
    throw error
  }
}

export async function readDue({ client }: Database, what: DueKind, limit: number): Promise<string[]> {
  const { rows } = await client.execute({
    sql: 'SELECT key FROM standing_due WHERE what = ? ORDER BY key LIMIT ?',
    args: [what, limit],
  })
  return rows.map(({ key }) => textOf(key))
}

/** How much is still to be looked at. */
export async function countDue({ client }: Database): Promise<number> {
  const { rows } = await client.execute('SELECT count(*) AS total FROM standing_due')
  return numberOf(rows[0]?.total ?? 0)
}

export function nowDue(due: readonly Due[]): Statement[] {
  return [...parts(due)].map((part) => ({
    sql: `INSERT INTO standing_due (what, key) VALUES ${part.map(() => '(?, ?)').join(',')} ON CONFLICT DO NOTHING`,
    args: part.flatMap(({ what, key }) => [what, key]),
  }))
}

export function noLongerDue(due: readonly Due[]): Statement[] {
  const kinds = new Set(due.map(({ what }) => what))
  return [...kinds].flatMap((kind) =>
    [...parts(due.filter(({ what }) => what === kind))].map((part) => ({
      sql: `DELETE FROM standing_due WHERE what = ? AND key IN (${marks(part.length)})`,
      args: [kind, ...part.map(({ key }) => key)],
    })),
  )
}

/** Everything: every record, and every group that was ever made. */
export function allDue(): Statement[] {
  return [
    "INSERT INTO standing_due (what, key) SELECT 'record', id FROM record WHERE true ON CONFLICT DO NOTHING",
    `INSERT INTO standing_due (what, key)
       SELECT 'group', id FROM standing_subject WHERE id LIKE '% %' ON CONFLICT DO NOTHING`,
  ]
}

/** Whoever looked one of these up. The keys of groups have a space, ids of records have none. */
export function readersDue(keys: readonly string[]): Statement[] {
  return [...parts(keys)].map((part) => ({
    sql: `INSERT INTO standing_due (what, key)
      SELECT DISTINCT CASE WHEN instr(subject, ' ') > 0 THEN 'group' ELSE 'record' END, subject
      FROM standing_read WHERE key IN (${marks(part.length)}) ON CONFLICT DO NOTHING`,
    args: [...part],
  }))
}

/** The records of entries from an index on, with what they point at; and those of which a body was erased. */
export async function recordsTouched(
  { client }: Database,
  from: number,
  to: number,
): Promise<{ records: string[]; targets: string[] }> {
  const range = [from, to]
  const [touched, targets] = await client.batch(
    [
      {
        sql: `SELECT record FROM entry WHERE "index" >= ? AND "index" < ?
          UNION SELECT e.record FROM erasure x JOIN entry e ON e."index" = x.target WHERE x.entry >= ? AND x.entry < ?`,
        args: [...range, ...range],
      },
      {
        sql: `SELECT DISTINCT l.target FROM entry e JOIN link l ON l.source = e.record
          WHERE e."index" >= ? AND e."index" < ?`,
        args: range,
      },
    ],
    'read',
  )
  return {
    records: (touched?.rows ?? []).map(({ record }) => textOf(record)),
    targets: (targets?.rows ?? []).map(({ target }) => textOf(target)),
  }
}

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

/** What was looked up for some subjects, by subject, in order. */
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

/** What a rule took for each of these groups, in the order of the records. */
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

export async function readTallies(
  { client }: Database,
  keys: readonly { rule: string; department: string }[],
): Promise<string[]> {
  const found: string[] = []
  for (const part of parts(keys, 200)) {
    const answers = await client.batch(
      part.map(({ rule, department }) => ({
        sql: 'SELECT tally FROM standing_tally WHERE rule = ? AND department = ?',
        args: [rule, department],
      })),
      'read',
    )
    found.push(...answers.map(({ rows }) => (rows[0] === undefined ? '' : textOf(rows[0].tally))))
  }
  return found
}

/** The tallies of one rule or of all. */
export async function listTallies(
  { client }: Database,
  rule?: string,
): Promise<{ rule: string; department: string; tally: string }[]> {
  const { rows } = await client.execute({
    sql: `SELECT rule, department, tally FROM standing_tally ${rule === undefined ? '' : 'WHERE rule = ?'} ORDER BY rule, department`,
    args: rule === undefined ? [] : [rule],
  })
  return rows.map((row) => ({
    rule: textOf(row.rule),
    department: textOf(row.department),
    tally: textOf(row.tally),
  }))
}

/** @param tally null when nothing is counted any more */
export function putTally(rule: string, department: string, tally: string | null): Statement {
  return tally === null
    ? { sql: 'DELETE FROM standing_tally WHERE rule = ? AND department = ?', args: [rule, department] }
    : {
        sql: `INSERT INTO standing_tally (rule, department, tally) VALUES (?, ?, ?)
          ON CONFLICT (rule, department) DO UPDATE SET tally = excluded.tally`,
        args: [rule, department, tally],
      }
}

const clear = (table: string, column: string, ids: readonly string[]): Statement[] =>
  [...parts(ids)].map((part) => ({
    sql: `DELETE FROM ${table} WHERE ${column} IN (${marks(part.length)})`,
    args: part,
  }))

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

export function putReads(owners: readonly string[], reads: readonly [string, string][]): Statement[] {
  return [
    ...clear('standing_read', 'subject', owners),
    ...insertMany('standing_read (subject, key)', 2, reads),
  ]
}

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

export function putFindings(owners: readonly string[], findings: readonly StandingFinding[]): Statement[] {
  return [
    ...clear('standing_finding', 'owner', owners),
    ...insertMany(
      'standing_finding (owner, rule, subject, department, severity, finding)',
      6,
      findings.map((f) => [f.owner, f.rule, f.subject, f.department, f.severity, f.finding]),
    ),
  ]
}

/** Keeps since when each of these is found, and forgets it of what is not found any more. */
export function putSince(
  owners: readonly string[],
  findings: readonly StandingFinding[],
  day: string,
): Statement[] {
  return [
    ...insertMany(
      'standing_since (owner, rule, since)',
      3,
      findings.map(({ owner, rule }) => [owner, rule, day]),
      ' ON CONFLICT DO NOTHING',
    ),
    ...[...parts(owners)].map((part) => ({
      sql: `DELETE FROM standing_since WHERE owner IN (${marks(part.length)}) AND NOT EXISTS
        (SELECT 1 FROM standing_finding f WHERE f.owner = standing_since.owner AND f.rule = standing_since.rule)`,
      args: part,
    })),
  ]
}

export interface FindingFilter {
  rule?: string | undefined
  department?: string | undefined
  subject?: string | undefined
}

/** What was found, with the titles of records as they are now. */
export async function listFindings(
  { client }: Database,
  { rule, department, subject }: FindingFilter,
): Promise<(StandingFinding & { title: string | null })[]> {
  const chosen = [
    ['f.rule', rule],
    ['f.department', department],
    ['f.subject', subject],
  ].flatMap(([column, value]) => (value === undefined ? [] : [[column, value] as [string, string]]))
  const { rows } = await client.execute({
    sql: `SELECT f.owner, f.rule, f.subject, f.department, f.severity, f.finding, r.title
      FROM standing_finding f LEFT JOIN record r ON r.id = f.owner
      ${chosen.length === 0 ? '' : `WHERE ${chosen.map(([column]) => `${column} = ?`).join(' AND ')}`}
      ORDER BY f.rule, r.n, f.owner`,
    args: chosen.map(([, value]) => value),
  })
  return rows.map((row) => ({
    owner: textOf(row.owner),
    rule: textOf(row.rule),
    subject: textOf(row.subject),
    department: textOf(row.department),
    severity: textOf(row.severity),
    finding: textOf(row.finding),
    title: row.title === null ? null : textOf(row.title),
  }))
}
