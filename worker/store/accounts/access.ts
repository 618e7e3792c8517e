import { and, asc, desc, eq, lt, max, type SQL } from 'drizzle-orm'
import type { Database } from '../database.ts'
import { access, digest } from '../schema.ts'

export type StoredAccess = typeof access.$inferSelect
export type StoredDigest = typeof digest.$inferSelect

export async function insertAccess({ orm }: Database, row: Omit<StoredAccess, 'n'>): Promise<void> {
  await orm.insert(access).values(row)
}

export interface AccessFilter {
  day?: string | undefined
  account?: string | undefined
  action?: string | undefined
}

/** Rows of the access log, newest first, below `before`. */
export async function readAccess(
  { orm }: Database,
  { day, account, action }: AccessFilter,
  limit: number,
  before?: number,
): Promise<StoredAccess[]> {
  const wanted: (SQL | undefined)[] = [
    day === undefined ? undefined : eq(access.day, day),
    account === undefined ? undefined : eq(access.account, account),
    action === undefined ? undefined : eq(access.action, action),
    before === undefined ? undefined : lt(access.n, before),
  ]
  return orm
    .select()
    .from(access)
    .where(and(...wanted))
    .orderBy(desc(access.n))
    .limit(limit)
}

/** All rows of one day, oldest first. */
export async function accessOfDay({ orm }: Database, day: string): Promise<StoredAccess[]> {
  return orm.select().from(access).where(eq(access.day, day)).orderBy(asc(access.n))
}

/** The day of the first row; null when there is none. */
export async function firstAccessDay({ orm }: Database): Promise<string | null> {
  const [row] = await orm.select({ day: access.day }).from(access).orderBy(asc(access.n)).limit(1)
  return row?.day ?? null
}

export async function insertDigest({ orm }: Database, row: StoredDigest): Promise<void> {
  await orm.insert(digest).values(row).onConflictDoNothing()
}

export async function readDigest(
  { orm }: Database,
  stream: string,
  day: string,
): Promise<StoredDigest | null> {
  const [row] = await orm
    .select()
    .from(digest)
    .where(and(eq(digest.stream, stream), eq(digest.day, day)))
    .limit(1)
  return row ?? null
}

/** The last day of a stream that was closed; null when none was. */
export async function lastDigestDay({ orm }: Database, stream: string): Promise<string | null> {
  const [row] = await orm
    .select({ day: max(digest.day) })
    .from(digest)
    .where(eq(digest.stream, stream))
  return row?.day ?? null
}
