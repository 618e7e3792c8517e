/**
 * Waypoints: the state of a record after every hundredth entry, kept so that whoever reads a part of a long history
 * replays that part alone. They are derived, and never needed: where one is missing, reading starts further back.
 */
import type { State } from '../../../domain/kinds/kinds.ts'
import { applyEntry } from '../../../domain/kinds/replay.ts'
import { kindOfRecord, versionOf } from '../../../domain/kinds/table.ts'
import type { Recorded } from '../../../domain/record/event.ts'
import { canonicalJson } from '../../../ledger/canonical.ts'
import { type Database, numberOf, type Statement, textOf } from '../../database.ts'
import { insertMany } from '../insert.ts'
import { statesOf } from '../states.ts'

/** Entries from one waypoint to the next. */
export const EVERY = 100

/**
 * Characters of state kept for each entry at most, about as long as the entry is itself: waypoints of a state that grows
 * with every entry lie further apart, twice as far each time.
 */
const LENGTH = 4_000

/** State of a record after `seq` of its entries. */
export interface Waypoint {
  seq: number
  /** Canonical JSON. */
  state: string
  /** Version of the code that derived it. */
  derived: number
}

/** The waypoint at an entry; null where none is kept. */
export function waypointAt(seq: number, state: State): Waypoint | null {
  if (seq % EVERY !== 0) return null
  const json = canonicalJson(state)
  const apart = EVERY * 2 ** Math.max(0, Math.ceil(Math.log2(json.length / (EVERY * LENGTH))))
  return seq % apart === 0 ? { seq, state: json, derived: versionOf(state.kind) ?? 0 } : null
}

/** State that the entries of one record leave, oldest first, and the waypoints on the way; null without any. */
export function replayKeeping(entries: Iterable<Recorded>): { state: State | null; waypoints: Waypoint[] } {
  const waypoints: Waypoint[] = []
  let state: State | null = null
  for (const entry of entries) {
    state = applyEntry(state, entry)
    const waypoint: Waypoint | null = state === null ? null : waypointAt(entry.envelope.seq, state)
    if (waypoint !== null) waypoints.push(waypoint)
  }
  return { state, waypoints }
}

const rowsOf = (source: string, waypoints: readonly Waypoint[]) =>
  waypoints.map(({ seq, state, derived }) => [source, seq, state, derived])

/** Statements that keep waypoints at which records have arrived. */
export function keepWaypoints(
  kept: readonly { source: string; waypoints: readonly Waypoint[] }[],
): Statement[] {
  const rows = kept.flatMap(({ source, waypoints }) => rowsOf(source, waypoints))
  const tail = ' ON CONFLICT (source, seq) DO UPDATE SET state = excluded.state, derived = excluded.derived'
  return rows.length === 0 ? [] : insertMany('waypoint (source, seq, state, derived)', 4, rows, tail)
}

/** Statements that put these in the place of all that are kept of a record, where `only` holds. */
export function replaceWaypoints(
  source: string,
  waypoints: readonly Waypoint[],
  only: { sql: string; args: string[] },
): Statement[] {
  return [
    { sql: `DELETE FROM waypoint WHERE source = ? AND ${only.sql}`, args: [source, ...only.args] },
    ...(waypoints.length === 0
      ? []
      : [
          {
            sql: `INSERT INTO waypoint (source, seq, state, derived)
              SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each(?) WHERE ${only.sql}`,
            args: [JSON.stringify(rowsOf(source, waypoints)), ...only.args],
          },
        ]),
  ]
}

/**
 * The numbers of entries of a record between which a field came to read for good as it does in a state: after `after`
 * it reads otherwise for the last time among the waypoints, at `to` it reads so.
 *
 * @param to number of the entry that leaves the state
 * @param after 0 where it reads so at every waypoint
 */
export async function readTurn(
  { client }: Database,
  { record, field, state, to }: { record: string; field: string; state: State; to: number },
): Promise<{ after: number; to: number }> {
  const path = `$.${field}`
  const { rows } = await client.execute({
    sql: `WITH kept AS (SELECT seq, (state -> ?) IS NOT (? -> ?) AS other FROM waypoint
        WHERE source = ? AND seq < ? AND derived = ?),
      turn AS (SELECT coalesce(max(seq), 0) AS after FROM kept WHERE other)
      SELECT after, (SELECT min(seq) FROM kept, turn WHERE seq > after) AS next FROM turn`,
    args: [path, canonicalJson(state), path, record, to, versionOf(state.kind) ?? 0],
  })
  const next = rows[0]?.next ?? null
  return { after: numberOf(rows[0]?.after ?? 0), to: next === null ? to : numberOf(next) }
}

/** The state at the last waypoint with at most `seq` entries; the state before the first entry where there is none. */
export async function readWaypoint(
  database: Database,
  record: string,
  seq: number,
): Promise<{ seq: number; state: State | null }> {
  const none = { seq: 0, state: null }
  const kind = kindOfRecord(record)
  const derived = kind === null ? null : versionOf(kind)
  // Before the first one nobody has to be asked.
  if (kind === null || derived === null || seq < EVERY) return none
  const { rows } = await database.client.execute({
    sql: 'SELECT seq, state FROM waypoint WHERE source = ? AND seq <= ? AND derived = ? ORDER BY seq DESC LIMIT 1',
    args: [record, seq, derived],
  })
  const [row] = rows
  if (row === undefined) return none
  const at = { id: record, kind, seq: numberOf(row.seq), state: textOf(row.state), derived }
  const [state = null] = await statesOf(database, [at])
  return state === null ? none : { seq: at.seq, state }
}
