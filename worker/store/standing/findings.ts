/** Findings, the days since which they are found, and their counts. */
import { addAll } from '../../domain/record/list/long.ts'
import { type Database, type Statement, textOf } from '../database.ts'
import { insertMany } from '../records/insert.ts'
import { clear, marks, parts } from './lists.ts'

export interface StandingFinding {
  owner: string
  rule: string
  subject: string
  department: string
  severity: string
  /** JSON */
  finding: string
}

/**
 * Tallies of some rules in departments, in the order of the keys, as JSON text; an empty text where none is
 * kept yet.
 */
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
    addAll(
      found,
      answers.map(({ rows }) => (rows[0] === undefined ? '' : textOf(rows[0].tally))),
    )
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

/** Statements that replace the findings of some owners. */
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

/** Findings of some owners, by owner, in the order of their rules. */
export async function readFindings(
  { client }: Database,
  owners: readonly string[],
): Promise<Map<string, StandingFinding[]>> {
  const found = new Map<string, StandingFinding[]>()
  for (const part of parts(owners)) {
    const { rows } = await client.execute({
      sql: `SELECT owner, rule, subject, department, severity, finding FROM standing_finding
        WHERE owner IN (${marks(part.length)}) ORDER BY owner, rule`,
      args: part,
    })
    for (const row of rows) {
      const owner = textOf(row.owner)
      const list = found.get(owner) ?? []
      found.set(owner, list)
      list.push({
        ...{ owner, rule: textOf(row.rule), subject: textOf(row.subject) },
        ...{ department: textOf(row.department), severity: textOf(row.severity) },
        finding: textOf(row.finding),
      })
    }
  }
  return found
}

export interface FindingFilter {
  rule?: string | undefined
  department?: string | undefined
  subject?: string | undefined
}

/** Findings, with the titles of records as they are now. */
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
