import type { Database, Statement } from '../database.ts'
import type { Requirement } from '../log/requirement.ts'
import { inserting, rowOf, setting, write } from '../rows.ts'
import { identity } from '../schema/accounts.ts'

export type StoredIdentity = typeof identity.$inferSelect

/** The identity that an issuer calls by this name. */
export async function findIdentity(
  database: Database,
  issuer: string,
  subject: string,
): Promise<StoredIdentity | null> {
  return rowOf(database, identity, 'WHERE issuer = ? AND subject = ?', [issuer, subject])
}

/** Binds an identity for good. The first one counts: it changes nothing when it is bound already. */
export function insertIdentity(row: StoredIdentity): Statement {
  return inserting(identity, row, 'ON CONFLICT DO NOTHING')
}

/** Requirement that an identity belongs to nobody yet, of the grant that it goes with. */
export function unbound(issuer: string, subject: string): Requirement {
  return {
    what: `${issuer} ${subject}`,
    sql: 'NOT EXISTS (SELECT 1 FROM identity WHERE issuer = ? AND subject = ?)',
    args: [issuer, subject],
  }
}

/** Unbinds every identity of an account. */
export function deleteIdentities(account: string): Statement {
  return { sql: 'DELETE FROM identity WHERE account = ?', args: [account] }
}

/** True for an issuer with identities that are bound to accounts. */
export async function hasIdentities({ client }: Database, issuer: string): Promise<boolean> {
  const sql = 'SELECT 1 FROM identity WHERE issuer = ? LIMIT 1'
  return (await client.execute({ sql, args: [issuer] })).rows.length > 0
}

/** Notes the instant at which an identity last signed in. */
export async function noteIdentityUsed(
  database: Database,
  issuer: string,
  subject: string,
  used: string,
): Promise<void> {
  await write(database, setting(identity, { used }, 'issuer = ? AND subject = ?', [issuer, subject]))
}
