/** Records of which somebody has to do something, as far as their statuses and days tell. Plain SQL, one round. */
import type { InStatement, InValue } from '@libsql/client'
import { openQuestions } from '../domain/kinds/question/states.ts'
import { type Database, numberOf, textOf } from './database.ts'
import { OPEN } from './records/board.ts'
import { COLUMNS, recordsOfRows, type StoredRecord } from './records/records.ts'

/** Records of one sort at most. */
export const MOST = 200

/** Records of which something is to be done. */
export interface ToDo {
  records: StoredRecord[]
  /** Number of those that there are beside them: of one sort the first are read. */
  left: number
}

/** Of a register that is followed nobody here has to do anything: what became of it since is not known. */
const OURS = 'annulled = 0 AND register IS NULL'

/** Of what was annulled too: the words are there, and whoever wrote them may still want them erased. */
const SAID = 'annulled IN (0, 1) AND register IS NULL'

const wanted = (where: string, args: InValue[], order = 'n', among = OURS): InStatement => ({
  sql: `SELECT ${COLUMNS}, count(*) OVER () AS whole FROM record
    WHERE ${among} AND ${where} ORDER BY ${order} LIMIT ${MOST}`,
  args,
})

const marks = (list: readonly unknown[]): string => list.map(() => '?').join(',')

async function readAll(database: Database, statements: InStatement[]): Promise<ToDo> {
  const results = await database.client.batch(statements, 'read')
  const records = await recordsOfRows(
    database,
    results.flatMap(({ rows }) => [...rows]),
  )
  const left = results.map(({ rows }) => (rows[0] === undefined ? 0 : numberOf(rows[0].whole) - rows.length))
  return { records, left: left.reduce((sum, n) => sum + n, 0) }
}

/**
 * Things a department may have to see to: milestones due by a day, flags to answer, open questions, its consultations,
 * evaluations without an answer, hand-overs to it, and its own that were accepted; 200 of each at most.
 *
 * @param soon the last day that counts as soon, in days since 1970-01-01
 */
export function recordsToDo(database: Database, department: string, soon: number): Promise<ToDo> {
  return readAll(database, [
    wanted(`kind = 'milestone' AND department = ? AND ${OPEN} AND due <= ?`, [department, soon], 'due'),
    wanted(`kind = 'flag' AND department = ? AND status = 'explanation_requested'`, [department]),
    wanted(`kind = 'question' AND department = ? AND status IN (${marks(openQuestions)})`, [
      department,
      ...openQuestions,
    ]),
    wanted(`kind = 'consultation' AND department = ? AND status IN ('announced', 'open', 'closed')`, [
      department,
    ]),
    wanted(`kind = 'evaluation' AND department = ? AND status = 'published'`, [department]),
    wanted(`kind = 'handover' AND department = ? AND status = 'accepted'`, [department]),
    wanted(
      `kind = 'handover' AND status = 'proposed'
        AND id IN (SELECT source FROM link WHERE target = ? AND rel = 'transferred_to')`,
      [department],
    ),
  ])
}

/** Claims that wait to be verified, the oldest first. @param remedies those of remedies alone */
export function claimsToVerify(database: Database, remedies: boolean): Promise<ToDo> {
  const only = remedies ? ` AND type = 'rectification'` : ''
  return readAll(database, [wanted(`kind = 'milestone' AND status = 'claimed_done'${only}`, [])])
}

/** Flags of which somebody who inspects may have to do something: answered ones, and those that were asked. */
export function flagsToSee(database: Database): Promise<ToDo> {
  return readAll(database, [
    wanted(`kind = 'flag' AND status = 'responded'`, []),
    wanted(`kind = 'flag' AND status = 'explanation_requested'`, []),
  ])
}

/** Open questions of which nobody knows yet whose they are. */
export function questionsToAssign(database: Database): Promise<ToDo> {
  return readAll(database, [
    wanted(`kind = 'question' AND department IS NULL AND status IN (${marks(openQuestions)})`, [
      ...openQuestions,
    ]),
  ])
}

/** Questions of which an organ above has to decide: a review that waits, or a transfer to which somebody objected. */
export function questionsForAbove(database: Database): Promise<ToDo> {
  const waits = (path: string): string => `json_extract(state, '${path}')`
  return readAll(database, [
    wanted(
      `kind = 'question' AND status IN ('answered', 'closed', 'declined', 'abandoned')
        AND instr(state, '"answered":null') > 0 AND ${waits('$.reviews[#-1].asked')} IS NOT NULL
        AND ${waits('$.reviews[#-1].answered')} IS NULL`,
      [],
    ),
    wanted(
      `kind = 'question' AND status = 'transferred' AND ${waits('$.turns[#-1].event')} = 'objected'`,
      [],
    ),
  ])
}

/** Texts that somebody asked to be erased, and that are there: entries of a record, by its row. */
const ASKED = `SELECT asked.value FROM json_each(json_extract(state, '$.erasureAsked')) AS asked
  JOIN entry e ON e.record = record.id AND e.seq = asked.value
  JOIN body b ON b."index" = e."index"`

/** Questions and comments whose asker wants what they wrote erased, with how many of the texts are still there. */
export async function erasuresAsked(database: Database): Promise<ToDo & { texts: Map<string, number> }> {
  const where = `kind IN ('question', 'comment') AND EXISTS (${ASKED})`
  const [found, { rows }] = await Promise.all([
    readAll(database, [wanted(where, [], 'n', SAID)]),
    database.client.execute(
      `SELECT id, (SELECT count(*) FROM (${ASKED})) AS texts FROM record WHERE ${SAID} AND ${where} ORDER BY n LIMIT ${MOST}`,
    ),
  ])
  return { ...found, texts: new Map(rows.map(({ id, texts }) => [textOf(id), numberOf(texts)])) }
}
