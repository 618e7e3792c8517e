/** Endpoints of webhooks, and entries on their way to them. */
import type { InStatement } from '@libsql/client'
import { type Database, numberOf } from '../database.ts'
import { inserting, rowFrom, rowOf, rowsOf, setting, write } from '../rows.ts'
import { delivery, endpoint } from '../schema/outgoing.ts'
import { SIZE } from './sizes.ts'

export type StoredEndpoint = typeof endpoint.$inferSelect
export type StoredDelivery = typeof delivery.$inferSelect

/** A new endpoint, told of what comes after this moment. @returns false where its account has as many as it may */
export async function insertEndpoint(
  database: Database,
  row: StoredEndpoint,
  most: number,
): Promise<boolean> {
  const { client } = database
  const [, counted] = await client.batch(
    [
      inserting(endpoint, row),
      {
        sql: `UPDATE endpoint SET cursor = ${SIZE} WHERE id = ? RETURNING (SELECT count(*) FROM endpoint WHERE account = ?) AS n`,
        args: [row.id, row.account],
      },
    ],
    'write',
  )
  if (numberOf(counted?.rows[0]?.n ?? 0) <= most) return true
  await write(database, { sql: 'DELETE FROM endpoint WHERE id = ?', args: [row.id] })
  return false
}

/** Endpoints of an account, oldest first. */
export async function endpointsOf(database: Database, account: string): Promise<StoredEndpoint[]> {
  return rowsOf(database, endpoint, 'WHERE account = ? ORDER BY created, id', [account])
}

/** Endpoints of all accounts, oldest first. */
export async function allEndpoints(database: Database): Promise<StoredEndpoint[]> {
  return rowsOf(database, endpoint, 'ORDER BY created, id', [])
}

/** Endpoint by its id; null when there is none. */
export async function readEndpoint(database: Database, id: string): Promise<StoredEndpoint | null> {
  return rowOf(database, endpoint, 'WHERE id = ?', [id])
}

/** Changes fields of an endpoint; nothing when there is none. */
export async function changeEndpoint(
  database: Database,
  id: string,
  set: Partial<StoredEndpoint>,
): Promise<void> {
  await write(database, setting(endpoint, set, 'id = ?', [id]))
}

/** An endpoint, and what was on its way to it. */
export async function deleteEndpoint({ client }: Database, id: string): Promise<void> {
  await client.batch(
    [
      { sql: 'DELETE FROM delivery WHERE endpoint = ?', args: [id] },
      { sql: 'DELETE FROM endpoint WHERE id = ?', args: [id] },
    ],
    'write',
  )
}

/** Endpoints that are on and have not been told all up to a size of the ledger. */
export async function behind(database: Database, size: number): Promise<StoredEndpoint[]> {
  return rowsOf(database, endpoint, "WHERE status = 'on' AND cursor < ? ORDER BY cursor, id", [size])
}

/** Puts entries on their way and moves the cursor: both, or neither where another process was first. */
export async function dispatch(
  { client }: Database,
  { id, cursor }: StoredEndpoint,
  entries: readonly number[],
  to: number,
  now: string,
): Promise<void> {
  const still = 'id = ? AND cursor = ?'
  const statements: InStatement[] = [
    {
      sql: `INSERT INTO delivery (id, endpoint, entry, due)
        SELECT 'evt_' || j.value || '_' || e.id, e.id, j.value, ? FROM endpoint e, json_each(?) j
        WHERE e.id = ? AND e.cursor = ? ON CONFLICT (id) DO NOTHING`,
      args: [now, JSON.stringify(entries), id, cursor],
    },
    { sql: `UPDATE endpoint SET cursor = ? WHERE ${still}`, args: [to, id, cursor] },
  ]
  await client.batch(statements, 'write')
}

/** Entries once more, those that were told included. */
export async function replay(
  { client }: Database,
  id: string,
  entries: readonly number[],
  now: string,
): Promise<void> {
  await client.execute({
    sql: `INSERT INTO delivery (id, endpoint, entry, due) SELECT 'evt_' || value || '_' || ?, ?, value, ? FROM json_each(?)
      WHERE true ON CONFLICT (id) DO UPDATE SET ended = NULL, due = excluded.due, attempts = 0, leased = NULL`,
    args: [id, id, now, JSON.stringify(entries)],
  })
}

/** Takes entries in hand for a while, oldest first, of endpoints that are on. Judged by the rows that come back. */
export async function leaseDeliveries(
  { client }: Database,
  { now, until, limit }: { now: string; until: string; limit: number },
): Promise<StoredDelivery[]> {
  const { rows } = await client.execute({
    sql: `UPDATE delivery SET leased = ?, attempts = attempts + 1 WHERE id IN (
        SELECT d.id FROM delivery d JOIN endpoint e ON e.id = d.endpoint
        WHERE d.ended IS NULL AND d.due <= ? AND (d.leased IS NULL OR d.leased <= ?) AND e.status = 'on'
        ORDER BY d.due, d.entry LIMIT ?
      ) RETURNING *`,
    args: [until, now, now, limit],
  })
  return rows.map((row) => rowFrom(delivery, row)).sort((a, b) => a.entry - b.entry)
}

/** Notes the outcome of an attempt; `due` null ends it. */
export async function settleDelivery(
  { client }: Database,
  { id, endpoint: of }: StoredDelivery,
  { outcome, due, now, failed }: { outcome: string; due: string | null; now: string; failed: boolean },
): Promise<void> {
  const set = due === null ? { ended: now, outcome, leased: null } : { due, outcome, leased: null }
  await client.batch(
    [
      setting(delivery, set, 'id = ?', [id]),
      failed
        ? { sql: 'UPDATE endpoint SET failing = ifnull(failing, ?) WHERE id = ?', args: [now, of] }
        : { sql: 'UPDATE endpoint SET failing = NULL WHERE id = ?', args: [of] },
    ],
    'write',
  )
}

/** Gives back what was in hand and not tried. @param due when it may be tried */
export async function release({ client }: Database, ids: readonly string[], due: string): Promise<void> {
  await client.execute({
    sql: `UPDATE delivery SET leased = NULL, attempts = attempts - 1, due = ?
      WHERE id IN (SELECT value FROM json_each(?))`,
    args: [due, JSON.stringify(ids)],
  })
}

/** Forgets deliveries that ended before an instant. */
export async function forgetDelivered({ client }: Database, before: string): Promise<void> {
  await client.execute({ sql: 'DELETE FROM delivery WHERE ended < ?', args: [before] })
}

/** Entries still on their way to an endpoint. */
export async function countWaiting({ client }: Database, id: string): Promise<number> {
  const { rows } = await client.execute({
    sql: 'SELECT count(*) AS n FROM delivery WHERE endpoint = ? AND ended IS NULL',
    args: [id],
  })
  return numberOf(rows[0]?.n ?? 0)
}
