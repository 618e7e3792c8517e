/** Tables of accounts: how somebody signs in, and who read what. Beside the ledger, never derived from it. */

import { bytes } from './blob.ts'
import { index, integer, primaryKey, sqliteTable, text } from './drizzle.ts'

/** API keys: only the SHA-256 of the secret is kept. What a key may do follows from its account and its scopes. */
export const apiKey = sqliteTable(
  'api_key',
  {
    id: text('id').primaryKey(),
    hash: text('hash').notNull().unique(),
    name: text('name').notNull(),
    account: text('account').notNull(),
    /** Rights to which the key is narrowed, parted by spaces; empty for all of its account. */
    scopes: text('scopes').notNull(),
    created: text('created').notNull(),
    expires: text('expires'),
    used: text('used'),
    revoked: text('revoked'),
  },
  (t) => [index('api_key_account').on(t.account)],
)

/** One row per key pair of a device that signs somebody in (WebAuthn). */
export const passkey = sqliteTable(
  'passkey',
  {
    id: text('id').primaryKey(),
    account: text('account').notNull(),
    publicKey: bytes('public_key').notNull(),
    counter: integer('counter').notNull(),
    transports: text('transports').notNull(),
    name: text('name').notNull(),
    created: text('created').notNull(),
    used: text('used'),
  },
  (t) => [index('passkey_account').on(t.account)],
)

/** Identity of an account at a sign-in provider. */
export const identity = sqliteTable(
  'identity',
  {
    issuer: text('issuer').notNull(),
    subject: text('subject').notNull(),
    account: text('account').notNull(),
    created: text('created').notNull(),
    used: text('used'),
  },
  (t) => [primaryKey({ columns: [t.issuer, t.subject] }), index('identity_account').on(t.account)],
)

/**
 * Accounts that a passkey or an identity was ever a way into, written by triggers: two accounts that share
 * one are one person, also when it was taken from the first before it was given to the second.
 */
export const credential = sqliteTable(
  'credential',
  {
    name: text('name').notNull(),
    account: text('account').notNull(),
  },
  (t) => [primaryKey({ columns: [t.name, t.account] }), index('credential_account').on(t.account)],
)

/** A sign-in provider (OpenID Connect) and which of its groups gets which role. */
export const provider = sqliteTable('provider', {
  id: text('id').primaryKey(),
  /** In both languages, as JSON. */
  name: text('name').notNull(),
  issuer: text('issuer').notNull(),
  clientId: text('client_id').notNull(),
  /** Sealed with a key that follows from the signing key; null for a client without one. */
  clientSecret: text('client_secret'),
  /** Parted by spaces. */
  scopes: text('scopes').notNull(),
  groupsClaim: text('groups_claim').notNull(),
  /** Rules as JSON, the first that fits counts. */
  groups: text('groups').notNull(),
  created: text('created').notNull(),
  /** Instant since which nobody signs in with it; null while it is in use. */
  removed: text('removed'),
  /** Account that changed it, while that waits for somebody else; null when it does not. */
  changedBy: text('changed_by'),
})

/** Sessions of accounts that are signed in. Only the SHA-256 of the token in the cookie is kept. */
export const session = sqliteTable(
  'session',
  {
    id: text('id').primaryKey(),
    hash: text('hash').notNull().unique(),
    account: text('account').notNull(),
    means: text('means').notNull(),
    agent: text('agent').notNull(),
    created: text('created').notNull(),
    seen: text('seen').notNull(),
    expires: text('expires').notNull(),
    revoked: text('revoked'),
    /** Instant at which the way by which it was opened was added; empty for a link made on the machine. */
    since: text('since').notNull().default(''),
  },
  (t) => [index('session_account').on(t.account)],
)

/**
 * One row: the version of everything that processes keep in memory of accounts, departments, keys and sessions. Triggers
 * draw a new one, at random, with each change of those, whoever makes it.
 */
export const keptVersion = sqliteTable('kept_version', {
  id: integer('id').primaryKey(),
  version: bytes('version').notNull(),
})

/** A link that opens an account once. Only the SHA-256 of its token is kept. */
export const invitation = sqliteTable(
  'invitation',
  {
    id: text('id').primaryKey(),
    hash: text('hash').notNull().unique(),
    account: text('account').notNull(),
    purpose: text('purpose').notNull(),
    by: text('by').notNull(),
    created: text('created').notNull(),
    expires: text('expires').notNull(),
    used: text('used'),
    revoked: text('revoked'),
    confirmed: text('confirmed'),
    /** The second person; null while there was none. */
    confirmedBy: text('confirmed_by'),
  },
  (t) => [index('invitation_account').on(t.account)],
)

/** Questions to a browser or a provider, each to be answered once. */
export const challenge = sqliteTable('challenge', {
  id: text('id').primaryKey(),
  purpose: text('purpose').notNull(),
  data: text('data').notNull(),
  expires: text('expires').notNull(),
})

/** Access log: who read what in the restricted parts, who exported what, who signed in. Append-only. */
export const access = sqliteTable(
  'access',
  {
    n: integer('n').primaryKey({ autoIncrement: true }),
    at: text('at').notNull(),
    day: text('day').notNull(),
    account: text('account'),
    action: text('action').notNull(),
    subject: text('subject').notNull(),
    request: text('request').notNull(),
  },
  (t) => [index('access_day').on(t.day, t.n), index('access_account').on(t.account, t.n)],
)

/**
 * Notices for the holder of an account until they have seen them: that a way in was made for it, or added.
 */
export const accessNotice = sqliteTable(
  'access_notice',
  {
    n: integer('n').primaryKey({ autoIncrement: true }),
    account: text('account').notNull(),
    at: text('at').notNull(),
    action: text('action').notNull(),
    subject: text('subject').notNull(),
    seen: text('seen'),
  },
  (t) => [index('access_notice_account').on(t.account, t.n)],
)

/** One row per day and stream whose digest stands in the ledger, with the salt that opens it. */
export const digest = sqliteTable(
  'digest',
  {
    stream: text('stream').notNull(),
    day: text('day').notNull(),
    salt: bytes('salt').notNull(),
    digest: text('digest').notNull(),
    last: integer('last').notNull(),
  },
  (t) => [primaryKey({ columns: [t.stream, t.day] })],
)
