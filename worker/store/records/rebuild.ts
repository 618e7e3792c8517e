/**
 * Derives records again by replay. Rows of other code are found by their version; each is rewritten whole with the
 * version of this code or not at all, so that a process may stop at any point and the next one goes on.
 */

import type { State } from '../../domain/kinds/kinds.ts'
import { linksOf } from '../../domain/kinds/replay.ts'
import { BESIDE } from '../../domain/kinds/rows/beside.ts'
import { kindOfRecord, versionOf, versions } from '../../domain/kinds/table.ts'
import type { RecordKind } from '../../domain/record/event.ts'
import { canonicalJson } from '../../ledger/canonical.ts'
import type { Database, Row, Statement } from '../database.ts'
import { numberOf, textOf } from '../database.ts'
import { ENTRY_COLUMNS, entryOfRow, recordedOf } from '../log/entries.ts'
import { replayKeeping, type Waypoint } from './history/waypoints.ts'
import { type Basis, type Fresh, rewriteStatements } from './rewrite.ts'
import { summaryOf } from './summary.ts'

/** Comparison of one record: as stored, and as its entries give it. */
export interface Compared {
  fresh: Fresh
  basis: Basis
  /** Version of the code that derived the row. */
  derived: number
  /** Differing parts: columns, `links`, `dates`, `namings`, `names`, `waypoints`, `state/<member>`. */
  fields: string[]
  /** All that the record points at, by the stored links and by its entries. */
  targets: string[]
}

/** The records of this page, and what it takes to read the next one. */
export interface Page {
  compared: Compared[]
  /** First index of the last record; null when there are no more. */
  last: number | null
}

/** Rows whose version is lower than that of their kind, found by an index. */
const OLDER = `(VALUES ${versions()
  .map(({ kind, version }) => `('${kind}', ${version})`)
  .join(', ')}) AS v CROSS JOIN record r ON r.kind = v.column1 AND r.derived < v.column2`

/** Number of records that earlier code derived. */
export async function countOlder({ client }: Database): Promise<number> {
  const { rows } = await client.execute(`SELECT count(*) AS total FROM ${OLDER}`)
  return numberOf(rows[0]?.total ?? 0)
}

/** Number of records of one kind that earlier code derived: what narrows a list may not find them yet. */
export async function countOlderOf({ client }: Database, kind: RecordKind): Promise<number> {
  const { rows } = await client.execute({
    sql: 'SELECT count(*) AS total FROM record WHERE kind = ? AND derived < ?',
    args: [kind, versionOf(kind)],
  })
  return numberOf(rows[0]?.total ?? 0)
}

/** Some records that earlier code derived, compared with their entries. */
export async function compareOlder(database: Database, limit: number): Promise<Compared[]> {
  const { rows } = await database.client.execute({ sql: `SELECT r.id FROM ${OLDER} LIMIT ?`, args: [limit] })
  return compare(
    database,
    rows.map(({ id }) => textOf(id)),
  )
}

/** Records in the order in which they were first logged, whatever code derived them. */
export async function comparePage(database: Database, after: number, limit: number): Promise<Page> {
  const { rows } = await database.client.execute({
    sql: 'SELECT n, id FROM record WHERE n > ? ORDER BY n LIMIT ?',
    args: [after, limit],
  })
  const ids = rows.map(({ id }) => textOf(id))
  const last = rows.at(-1)
  return { compared: await compare(database, ids), last: last === undefined ? null : numberOf(last.n) }
}

/** Records of which a kept waypoint is not the state that their entries leave there; and sources that are no record. */
export async function listWrongWaypoints(database: Database): Promise<string[]> {
  const wrong: string[] = []
  for (let after = ''; ; ) {
    const { rows } = await database.client.execute({
      sql: 'SELECT source FROM waypoint WHERE source > ? ORDER BY source LIMIT 1',
      args: [after],
    })
    if (rows[0] === undefined) return wrong
    after = textOf(rows[0].source)
    const [compared] = await compare(database, [after])
    if (compared === undefined || compared.fields.includes('waypoints')) wrong.push(after)
  }
}

/** Rewrites what was compared, in one transaction with what goes along. */
export async function rewrite(
  { client }: Database,
  compared: readonly Compared[],
  also: readonly Statement[],
): Promise<void> {
  if (compared.length === 0) return
  const statements = compared.flatMap(({ fresh, basis }) => rewriteStatements(fresh, basis))
  await client.batch([...statements, ...also], 'write')
}

/** True for a row that other code derived. */
export function isOther({ fresh, derived }: Compared): boolean {
  return derived !== versionOf(fresh.state.kind)
}

/** Rows, what stands beside them, and entries of some records, as of one moment. */
async function compare({ client }: Database, ids: readonly string[]): Promise<Compared[]> {
  if (ids.length === 0) return []
  const marks = ids.map(() => '?').join(',')
  const [rows, entries, waypoints, ...beside] = await client.batch(
    [
      { sql: `SELECT * FROM record WHERE id IN (${marks}) ORDER BY n`, args: [...ids] },
      {
        sql: `SELECT e.record, ${ENTRY_COLUMNS}
          FROM entry e LEFT JOIN body b ON b."index" = e."index"
          WHERE e.record IN (${marks}) ORDER BY e.record, e.seq`,
        args: [...ids],
      },
      { sql: `SELECT * FROM waypoint WHERE source IN (${marks})`, args: [...ids] },
      ...BESIDE.map(({ table }) => ({
        sql: `SELECT * FROM ${table} WHERE source IN (${marks})`,
        args: [...ids],
      })),
    ],
    'read',
  )
  const besideOfId = beside.map((found) => by('source', found.rows))
  const entriesOfId = by('record', entries?.rows)
  const waypointsOfId = by('source', waypoints?.rows)
  return (rows?.rows ?? []).flatMap((row) => {
    const id = textOf(row.id)
    // A kind that this code does not know is left to the code that does.
    if (kindOfRecord(id) === null) return []
    const own = besideOfId.map((of) => of.get(id) ?? [])
    return compareOne(row, own, entriesOfId.get(id) ?? [], waypointsOfId.get(id) ?? []) ?? []
  })
}

function compareOne(
  row: Row,
  beside: readonly (readonly Row[])[],
  entries: readonly Row[],
  kept: readonly Row[],
): Compared | null {
  const stored = entries.map(entryOfRow)
  const history = stored.map(recordedOf)
  const id = textOf(row.id)
  const { state, waypoints } = replayKeeping(history)
  const last = history.at(-1)
  if (state === null || last === undefined) return null
  const { envelope, index } = last
  const fresh: Fresh = {
    id,
    state,
    seq: envelope.seq,
    lastIndex: index,
    recorded: envelope.recorded,
    waypoints,
  }
  return {
    fresh,
    basis: {
      entries: stored.length,
      bodies: stored.filter(({ content, sealed }) => content !== null || sealed !== null).length,
    },
    derived: numberOf(row.derived),
    fields: [
      ...columnsThatDiffer(row, fresh),
      ...BESIDE.flatMap(({ part, columns, rowsOf }, i) => {
        const stored = (beside[i] ?? []).map((one) => columns.map((name) => one[name]))
        return sameLines(stored, rowsOf(state)) ? [] : [part]
      }),
      ...membersThatDiffer(textOf(row.state), state),
      ...waypointsThatDiffer(kept, waypoints),
    ],
    targets: [
      ...new Set([
        ...beside.flat().flatMap(({ target }) => (target === undefined ? [] : textOf(target))),
        ...linksOf(state).map(({ target }) => target),
      ]),
    ],
  }
}

function columnsThatDiffer(row: Row, { state, seq, lastIndex, recorded }: Fresh): string[] {
  const expected = { seq, last_index: lastIndex, recorded, kind: state.kind, ...summaryOf(state) }
  return Object.entries(expected).flatMap(([name, value]) => (row[name] === value ? [] : [name]))
}

/** One that is missing is no difference: whoever reads starts further back. So is one of other code, which nobody reads. */
function waypointsThatDiffer(kept: readonly Row[], waypoints: readonly Waypoint[]): string[] {
  const fresh = new Map(waypoints.map((one) => [one.seq, one]))
  const wrong = kept.filter(({ seq, state, derived }) => {
    const one = fresh.get(numberOf(seq))
    return one === undefined || (one.derived === derived && one.state !== state)
  })
  return wrong.length === 0 ? [] : ['waypoints']
}

function membersThatDiffer(json: string, state: State): string[] {
  if (json === canonicalJson(state)) return []
  const stored = membersOf(json)
  if (stored === null) return ['state']
  const fresh = membersOf(canonicalJson(state)) ?? new Map()
  const names = new Set([...stored.keys(), ...fresh.keys()])
  return [...names].filter((name) => stored.get(name) !== fresh.get(name)).map((name) => `state/${name}`)
}

/** The members of a JSON object, each as JSON; null when it is no object. */
function membersOf(json: string): Map<string, string> | null {
  try {
    const value: unknown = JSON.parse(json)
    if (typeof value !== 'object' || value === null) return null
    return new Map(Object.entries(value).map(([name, member]) => [name, JSON.stringify(member)]))
  } catch {
    return null
  }
}

function sameLines(a: readonly unknown[][], b: readonly unknown[][]): boolean {
  const lines = (list: readonly unknown[][]): string =>
    [...new Set(list.map((one) => JSON.stringify(one)))].sort().join('\n')
  return lines(a) === lines(b)
}

function by(column: string, rows: readonly Row[] = []): Map<string, Row[]> {
  const lists = new Map<string, Row[]>()
  for (const row of rows) {
    const key = textOf(row[column])
    const list = lists.get(key)
    if (list === undefined) lists.set(key, [row])
    else list.push(row)
  }
  return lists
}
