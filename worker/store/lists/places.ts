/** Places of the records on a list, for a map: no state is read for them. */
import type { RecordKind } from '../../domain/record/event.ts'
import { type Database, numberOf, type Row, textOf } from '../database.ts'
import type { Condition } from './condition.ts'

/** A place of a record, and what a map says of that. */
export interface StoredPlace {
  id: string
  title: string
  part: number
  latitude: number | null
  longitude: number | null
  /** Code of a division, where its outline may say where that is. */
  division: string | null
  /** The day of its kind, in days since 1970-01-01. */
  day: number | null
}

/** Places of the records on a list, the newest record first, and the number of all of them. */
export async function listPlaces(
  { client }: Database,
  condition: Condition,
  limit: number,
): Promise<{ places: StoredPlace[]; total: number }> {
  const [page, all] = await client.batch(placeStatements(condition, limit), 'read')
  return { places: (page?.rows ?? []).map(placeOf), total: numberOf(all?.rows[0]?.total ?? 0) }
}

/** The statements of {@link listPlaces}: what has no place is not looked at. */
function placeStatements({ where, args }: Condition, limit: number) {
  const from = `FROM place AS at CROSS JOIN record ON record.id = at.source WHERE ${where}`
  return [
    {
      sql: `SELECT record.id, record.title, record.day, at.part, at.latitude, at.longitude, at.division ${from}
        ORDER BY record.n DESC, at.part LIMIT ?`,
      args: [...args, limit],
    },
    { sql: `SELECT count(*) AS total ${from}`, args: [...args] },
  ]
}

/** True where any record has a place whose id begins so. @param prefix of a kind, as `dec-` */
export async function hasPlaces({ client }: Database, prefix: string): Promise<boolean> {
  const { rows } = await client.execute({
    sql: 'SELECT 1 FROM place WHERE source >= ? AND source < ? LIMIT 1',
    args: [prefix, `${prefix.slice(0, -1)}.`],
  })
  return rows.length > 0
}

/** Kinds of which records have places, each with its number of records that have one. */
export async function countPlaced(
  { client }: Database,
  prefixes: ReadonlyMap<RecordKind, string>,
): Promise<Map<RecordKind, number>> {
  const kinds = [...prefixes]
  const found = await client.batch(
    kinds.map(([, prefix]) => ({
      sql: `SELECT count(DISTINCT at.source) AS n FROM place AS at CROSS JOIN record ON record.id = at.source
        WHERE at.source >= ? AND at.source < ? AND record.annulled = 0`,
      args: [prefix, `${prefix.slice(0, -1)}.`],
    })),
    'read',
  )
  return new Map(kinds.map(([kind], i) => [kind, numberOf(found[i]?.rows[0]?.n ?? 0)]))
}

const numberOrNull = (value: Row[string] | undefined): number | null =>
  value === null || value === undefined ? null : Number(value)

function placeOf(row: Row): StoredPlace {
  return {
    id: textOf(row.id),
    title: textOf(row.title),
    part: numberOf(row.part),
    latitude: numberOrNull(row.latitude),
    longitude: numberOrNull(row.longitude),
    division: row.division === null ? null : textOf(row.division),
    day: numberOrNull(row.day),
  }
}
