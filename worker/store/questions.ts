/**
 * Rows beside the ledger about those who ask: the digest of a code, and the address at which they are told,
 * sealed.
 */
import type { RecordKind } from '../domain/record/event.ts'
import { type Database, numberOf, type Statement, textOf } from './database.ts'
import { inserting, rowOf, write } from './rows.ts'
import { contact, tracking } from './schema/beside.ts'

/** Statements for the batch of a receipt. @param sealed how the asker can be told; null where nothing was left */
export function trackingStatements(
  record: string,
  hash: string,
  sealed: string | null,
  created: string,
): Statement[] {
  return [
    inserting(tracking, { record, hash, created }),
    ...(sealed === null ? [] : [inserting(contact, { record, sealed, created })]),
  ]
}

/** For each of some wordings, the records of it that count, as their links say. */
export async function countWordings({ client }: Database, wordings: readonly string[]): Promise<number[]> {
  const { rows } = await client.execute({
    sql: `SELECT link.target AS wording, count(*) AS n FROM link JOIN record ON record.id = link.source
      WHERE link.target IN (SELECT value FROM json_each(?)) AND link.rel = 'wording' AND record.annulled = 0
      GROUP BY link.target`,
    args: [JSON.stringify([...new Set(wordings)])],
  })
  const counts = new Map(rows.map(({ wording, n }) => [textOf(wording), numberOf(n)]))
  return wordings.map((one) => counts.get(one) ?? 0)
}

/**
 * Wordings about one record of which the texts are read, those of most questions first: each of the others stands alone,
 * so that what is counted about such a record is counted at least.
 */
const COMPARED = 300

/** Questions about the same records, by their wordings, as they count in a ledger of some size. */
export interface SameWordings {
  /** The wording of each question that was asked for, and of those that changed since. */
  of: ReadonlyMap<string, string>
  /**
   * For each wording about a record of theirs, the number of questions that have not changed since that size, and what
   * it says; null beyond the wordings that are compared, which `compared` says.
   */
  said: ReadonlyMap<string, { n: number; text: string | null; compared: boolean }>
  /** Questions about these records that have changed since: what they said then is in their entries. */
  moved: readonly string[]
}

/**
 * @param size of the ledger; without one the questions count as they are now
 * @param compared wordings about one record of which the texts are read
 */
export async function sameWordings(
  { client }: Database,
  ids: readonly string[],
  { size = Number.MAX_SAFE_INTEGER, compared = COMPARED }: { size?: number; compared?: number | undefined },
): Promise<SameWordings> {
  const asked = `SELECT source, target FROM link WHERE rel = 'wording' AND (source IN (SELECT value FROM json_each(?1))
    OR source IN (SELECT id FROM record WHERE kind = 'question' AND last_index >= ?2))`
  // A wording is that of its record: its code begins with the id.
  const others = `FROM (SELECT DISTINCT substr(target, 1, instr(target, '#') - 1) AS about FROM (${asked})) AS subject
    CROSS JOIN link ON link.target > about || '#' AND link.target < about || '$' AND link.rel = 'wording'
    CROSS JOIN record ON record.id = link.source AND record.kind = 'question' AND record.annulled = 0`
  const args = [JSON.stringify(ids), size]
  const most = Math.trunc(compared)
  const [own, said, moved] = await client.batch(
    [
      { sql: asked, args },
      {
        sql: `SELECT wording, total, place, (SELECT json_extract(one.value, '$.text') FROM record, json_each(record.state, '$.texts') AS one
            WHERE place <= ${most} AND record.n = first AND json_extract(one.value, '$.event') = 'said' LIMIT 1) AS text
          FROM (SELECT *, row_number() OVER (PARTITION BY about ORDER BY total DESC, first) AS place
            FROM (SELECT about, link.target AS wording, count(*) AS total, min(record.n) AS first ${others}
              WHERE record.last_index < ?2 GROUP BY link.target))
          ORDER BY first`,
        args,
      },
      { sql: `SELECT DISTINCT record.id AS id ${others} WHERE record.last_index >= ?2`, args },
    ],
    'read',
  )
  return {
    of: new Map((own?.rows ?? []).map(({ source, target }) => [textOf(source), textOf(target)])),
    said: new Map(
      (said?.rows ?? []).map(({ wording, total, place, text }) => [
        textOf(wording),
        {
          n: numberOf(total),
          text: typeof text === 'string' ? text : null,
          compared: numberOf(place) <= most,
        },
      ]),
    ),
    moved: (moved?.rows ?? []).map(({ id }) => textOf(id)),
  }
}

/** The question or comment of a code. @param hash SHA-256 of the code, in hexadecimal */
export async function recordOfCode(database: Database, hash: string): Promise<string | null> {
  return (await rowOf(database, tracking, 'WHERE hash = ?', [hash]))?.record ?? null
}

/** Addresses at which an asker is reached, as they are sealed; null where nothing is kept. */
export async function readContact(database: Database, record: string): Promise<string | null> {
  return (await rowOf(database, contact, 'WHERE record = ?', [record]))?.sealed ?? null
}

/** Deletes the addresses at which those can be reached who wrote some records. */
export async function forgetContacts(database: Database, records: readonly string[]): Promise<void> {
  await write(database, {
    sql: 'DELETE FROM contact WHERE record IN (SELECT value FROM json_each(?))',
    args: [JSON.stringify(records)],
  })
}

/**
 * Addresses, as they are sealed, of those who wrote what has had no entry since a moment.
 *
 * @param statuses of records of the kind that have ended
 */
export async function endedContacts(
  { client }: Database,
  kind: RecordKind,
  statuses: readonly string[],
  before: string,
): Promise<{ record: string; sealed: string }[]> {
  const { rows } = await client.execute({
    sql: `SELECT record, sealed FROM contact WHERE record IN (SELECT id FROM record
      WHERE kind = ? AND annulled = 0 AND status IN (${statuses.map(() => '?').join(',')}) AND recorded < ?)`,
    args: [kind, ...statuses, before],
  })
  return rows.map(({ record, sealed }) => ({ record: textOf(record), sealed: textOf(sealed) }))
}

const UNREAD = `FROM record WHERE kind IN ('question', 'comment') AND annulled = 0 AND status <> 'withdrawn'
  AND (instr(state, '"publication":"pending"') > 0 OR instr(state, '"second":"asked"') > 0)`

/** Ids of questions and comments with a text that nobody has read yet, the oldest first. */
export async function unreadRecords({ client }: Database, limit: number): Promise<string[]> {
  const { rows } = await client.execute({ sql: `SELECT id ${UNREAD} ORDER BY n LIMIT ?`, args: [limit] })
  return rows.map(({ id }) => textOf(id))
}

/** Number of questions and comments with a text that nobody has read yet. */
export async function countUnread({ client }: Database): Promise<number> {
  const { rows } = await client.execute(`SELECT count(*) AS n ${UNREAD}`)
  return numberOf(rows[0]?.n)
}

/**
 * Ids of the questions of a department in some statuses, the oldest first; none that a followed register brought.
 *
 * @param department null for those that are of none yet
 */
export async function openQuestionsOf(
  { client }: Database,
  department: string | null,
  statuses: readonly string[],
  limit: number,
): Promise<string[]> {
  const { rows } = await client.execute({
    sql: `SELECT id FROM record WHERE kind = 'question' AND annulled = 0 AND department IS ? AND register IS NULL
      AND status IN (${statuses.map(() => '?').join(',')}) ORDER BY n LIMIT ?`,
    args: [department, ...statuses, limit],
  })
  return rows.map(({ id }) => textOf(id))
}
