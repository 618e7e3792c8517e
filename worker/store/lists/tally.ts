/**
 * Records that are alike in all that is counted, and their number. Triggers keep it in the transaction of each change of
 * a row (migrations/0032), so that what is counted costs as much as there are sorts of records, and not records.
 *
 * A row of it reads as one record would: a condition over the columns of `record` that {@link TALLIED} holds is true of
 * it if it is true of each that it stands for. What a day decides keeps the day, all else what is compared with it.
 */
import { type Database, numberOf, type Statement } from '../database.ts'

/** The table under the name by which conditions read it. */
export const TALLY = 'tally AS record'

const asItIs = (column: string): string => column

/** First day of the month of a day, in days since 1970-01-01: periods of whole months hold all or none of it. */
const MONTH = `CAST(strftime('%s', day * 86400, 'unixepoch', 'start of month') AS INTEGER) / 86400`
/** Of what is done, that it was due; of what is not, the day. */
const DUE = 'CASE WHEN done IS NULL OR due IS NULL THEN due ELSE 0 END'

/** Columns, each with the expression over those of a record by which records are alike. */
export const TALLIED = {
  ...{ kind: asItIs('kind'), annulled: asItIs('annulled'), department: asItIs('department') },
  ...{ type: asItIs('type'), level: asItIs('level'), status: asItIs('status'), area: asItIs('area') },
  ...{ register: asItIs('register'), altered: asItIs('altered'), marks: asItIs('marks') },
  ...{ begins: asItIs('begins'), ends: asItIs('ends') },
  day: MONTH,
  due: DUE,
  baseline: `${DUE} - (due > baseline)`,
  done: 'CASE WHEN done IS NULL THEN NULL ELSE 0 END',
  delay: '(delay > 0) - (delay < 0)',
  heard: `CASE WHEN begins IS NULL AND ends IS NULL AND (done IS NOT NULL OR due IS NULL) THEN NULL ELSE heard END`,
} as const

const COLUMNS = Object.keys(TALLIED)

/** Sorts of the records as they are now, and their numbers: what the table should hold. */
export const RECOUNTED = `SELECT json_array(${COLUMNS.join(', ')}) AS key, ${COLUMNS.join(', ')}, count(*) AS n FROM (
  SELECT ${Object.entries(TALLIED)
    .map(([name, sql]) => `${sql} AS ${name}`)
    .join(', ')} FROM record) GROUP BY key`

/**
 * Table by which records are counted, and the number of records in each row of it.
 *
 * @param index that of the records, where the tally does not hold what is asked for
 */
export function countingFrom(tallied: boolean | undefined, index: string): { from: string; each: string } {
  return tallied === true ? { from: TALLY, each: 'n' } : { from: `record INDEXED BY ${index}`, each: '1' }
}

const KEPT = 'SELECT key, n FROM tally'

/** Number of sorts of records of which another number is kept than there are, as `n`. */
export const MISCOUNTED = `WITH counted AS MATERIALIZED (SELECT key, n FROM (${RECOUNTED}))
  SELECT count(DISTINCT key) AS n FROM (SELECT * FROM (${KEPT} EXCEPT SELECT * FROM counted)
    UNION ALL SELECT * FROM (SELECT * FROM counted EXCEPT ${KEPT}))`

/** Number of sorts of records of which another number is kept than there are. */
export async function countMiscounted({ client }: Database): Promise<number> {
  const { rows } = await client.execute(MISCOUNTED)
  return numberOf(rows[0]?.n ?? 0)
}

/** Statements that count all records anew, in one transaction. */
export function recount(): Statement[] {
  return ['DELETE FROM tally', `INSERT INTO tally (key, ${COLUMNS.join(', ')}, n) ${RECOUNTED}`]
}
