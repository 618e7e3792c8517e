/** The agreements of inspectors about findings and flags, and the filters that they keep. */
import { addAll } from '../../domain/record/list/long.ts'
import { type AtRest, openText, sealText, unsealed } from '../at-rest.ts'
import { type Database, textOf } from '../database.ts'
import { inserting, rowsOf, setting, write } from '../rows.ts'
import { savedView, triage } from '../schema/standing.ts'
import { marks, parts } from './lists.ts'

export type StoredTriage = typeof triage.$inferSelect
export type StoredView = typeof savedView.$inferSelect

/** A database, and what seals the reasons in it. */
interface Shelf {
  database: Database
  atRest: AtRest
}

const placeOf = (key: string): string => `triage ${key}`

async function opened(atRest: AtRest, row: StoredTriage): Promise<StoredTriage> {
  const { key, reason } = row
  return { ...row, reason: reason === null ? null : await openText(atRest, reason, placeOf(key)) }
}

async function sealed(atRest: AtRest, row: StoredTriage): Promise<StoredTriage> {
  const { key, reason } = row
  return { ...row, reason: reason === null ? null : await sealText(atRest, reason, placeOf(key)) }
}

/** @param keys those of these alone; all by default */
export async function readTriage(
  { database, atRest }: Shelf,
  keys?: readonly string[],
): Promise<StoredTriage[]> {
  const found: StoredTriage[] = keys === undefined ? await rowsOf(database, triage) : []
  for (const part of parts(keys ?? []))
    addAll(found, await rowsOf(database, triage, `WHERE key IN (${marks(part.length)})`, part))
  return Promise.all(found.map((row) => opened(atRest, row)))
}

/** Writes all of them or none. */
export async function putTriage({ database, atRest }: Shelf, rows: readonly StoredTriage[]): Promise<void> {
  const kept = await Promise.all(rows.map((row) => sealed(atRest, row)))
  await database.client.batch(
    kept.map(({ key, assignee, digest, reason, account, at }) => ({
      sql: `INSERT INTO triage (key, assignee, digest, reason, account, at) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (key) DO UPDATE SET assignee = excluded.assignee, digest = excluded.digest,
          reason = excluded.reason, account = excluded.account, at = excluded.at`,
      args: [key, assignee, digest, reason, account, at],
    })),
    'write',
  )
}

/** Seals some reasons of an earlier version. @returns how many there were */
export async function sealTriage({ database, atRest }: Shelf, limit: number): Promise<number> {
  const rows = await rowsOf(database, triage, `WHERE reason IS NOT NULL AND ${unsealed('reason')} LIMIT ?`, [
    limit,
  ])
  for (const row of rows) {
    const { reason } = await sealed(atRest, row)
    // Whoever writes another one meanwhile seals it.
    await write(database, setting(triage, { reason }, 'key = ? AND reason = ?', [row.key, row.reason]))
  }
  return rows.length
}

export interface QueueRow {
  owner: string
  rule: string
  subject: string
  department: string
  severity: string
  since: string | null
  /** Title of the record; null for a group. */
  title: string | null
  /** JSON; read where it was set aside alone. */
  finding: string | null
}

/** Everything that is found, without its figures. */
export async function listQueue({ client }: Database): Promise<QueueRow[]> {
  const { rows } = await client.execute(
    `SELECT f.owner, f.rule, f.subject, f.department, f.severity, s.since, r.title,
        CASE WHEN t.digest IS NULL THEN NULL ELSE f.finding END AS finding
      FROM standing_finding f
      LEFT JOIN standing_since s ON s.owner = f.owner AND s.rule = f.rule
      LEFT JOIN record r ON r.id = f.owner
      LEFT JOIN triage t ON t.key = f.rule || ' ' || f.subject`,
  )
  return rows.map((row) => ({
    owner: textOf(row.owner),
    rule: textOf(row.rule),
    subject: textOf(row.subject),
    department: textOf(row.department),
    severity: textOf(row.severity),
    since: row.since === null ? null : textOf(row.since),
    title: row.title === null ? null : textOf(row.title),
    finding: row.finding === null ? null : textOf(row.finding),
  }))
}

/** The findings of these places as they are kept (JSON), by `OWNER RULE`; what is not found is left out. */
export async function readFindings(
  { client }: Database,
  places: readonly { owner: string; rule: string }[],
): Promise<Map<string, string>> {
  if (places.length === 0) return new Map()
  const answers = await client.batch(
    places.map(({ owner, rule }) => ({
      sql: 'SELECT finding FROM standing_finding WHERE owner = ? AND rule = ?',
      args: [owner, rule],
    })),
    'read',
  )
  return new Map(
    places.flatMap(({ owner, rule }, i): [string, string][] => {
      const row = answers[i]?.rows[0]
      return row === undefined ? [] : [[`${owner} ${rule}`, textOf(row.finding)]]
    }),
  )
}

/** Filters that an account keeps, by name. */
export async function readViews(database: Database, account: string): Promise<StoredView[]> {
  return rowsOf(database, savedView, 'WHERE account = ? ORDER BY name', [account])
}

/** Keeps a filter under its name; an earlier one of that name is replaced. */
export async function putView(database: Database, view: StoredView): Promise<void> {
  const replace = 'ON CONFLICT (account, name) DO UPDATE SET query = excluded.query'
  await write(database, inserting(savedView, view, replace))
}

/** @returns false when there was none */
export async function deleteView(database: Database, account: string, name: string): Promise<boolean> {
  const gone = await write(database, {
    sql: 'DELETE FROM saved_view WHERE account = ? AND name = ?',
    args: [account, name],
  })
  return gone > 0
}
