/**
 * Tables of what leaves by mail and by webhook: who follows what, and what is on its way to whom. None of it is in
 * the ledger; addresses lie sealed; no row holds content of an entry, since texts are made when they are sent.
 */
import { index, integer, sqliteTable, text } from './drizzle.ts'

/** One reader, by address: all that this person follows goes into one message at a time. */
export const follower = sqliteTable(
  'follower',
  {
    id: text('id').primaryKey(),
    /** Keyed hash of the address, by which a reader is found again. */
    hash: text('hash').notNull().unique(),
    /** The address, sealed. */
    address: text('address').notNull(),
    lang: text('lang').notNull(),
    /** `now`, `daily` or `weekly`. */
    cadence: text('cadence').notNull(),
    /** Entries before this index have been told, or put into the outbox. */
    cursor: integer('cursor').notNull(),
    /** When the next message may be made: instant, UTC; empty while nothing is confirmed. */
    due: text('due').notNull(),
    /** Times in a row that a message was refused for good. */
    bounces: integer('bounces').notNull().default(0),
    /** Registers that were told as silent, each with the day of its last delivery, as JSON. */
    silent: text('silent').notNull().default('{}'),
    /** Registers that were silent when it was last looked at which of them are followed; empty for none. */
    looked: text('looked').notNull().default(''),
    created: text('created').notNull(),
  },
  (t) => [index('follower_due').on(t.due)],
)

/** Subscriptions of readers. A row that nobody has confirmed leads to no message but that which asks. */
export const subscription = sqliteTable(
  'subscription',
  {
    id: text('id').primaryKey(),
    follower: text('follower').notNull(),
    /** Address of the record, list, rule or search on the site, without language. */
    topic: text('topic').notNull(),
    lang: text('lang').notNull(),
    cadence: text('cadence').notNull(),
    created: text('created').notNull(),
    /** When the link in its message ceases to confirm. */
    expires: text('expires').notNull(),
    confirmed: text('confirmed'),
    /** Ledger size when it was confirmed: what came before is not told. */
    since: integer('since').notNull().default(0),
    /** Wrong codes that were typed for it. */
    tries: integer('tries').notNull().default(0),
  },
  (t) => [
    index('subscription_follower').on(t.follower, t.confirmed),
    index('subscription_expires').on(t.confirmed, t.expires),
  ],
)

/** Messages on their way. A row is written in the transaction that moves the cursor of its reader, and sent later. */
export const outbox = sqliteTable(
  'outbox',
  {
    /** SHA-256 over reader and range of entries: the same message has the same key, and the same Message-ID. */
    key: text('key').primaryKey(),
    /** `confirm`, `digest` or `notice`. */
    kind: text('kind').notNull(),
    /** Id of a follower or of a mailbox. */
    recipient: text('recipient').notNull(),
    /** Indices, ids and topics of which the text is made when it is sent, as JSON. */
    content: text('content').notNull(),
    created: text('created').notNull(),
    /** Not to be sent before. */
    due: text('due').notNull(),
    /** Until when a sender has it in hand. */
    leased: text('leased'),
    attempts: integer('attempts').notNull().default(0),
    /** Number of these attempts that were refused for good. */
    refusals: integer('refusals').notNull().default(0),
    /** When it was taken over, or given up. */
    ended: text('ended'),
    /** `sent`, or why it was given up. */
    outcome: text('outcome'),
  },
  (t) => [index('outbox_due').on(t.ended, t.due), index('outbox_recipient').on(t.recipient)],
)

/** An address of another system that is told of new entries (webhook). */
export const endpoint = sqliteTable(
  'endpoint',
  {
    id: text('id').primaryKey(),
    account: text('account').notNull(),
    url: text('url').notNull(),
    /** Address of what is followed, without language; null for every entry. */
    topic: text('topic'),
    /** Key of its signatures, sealed. */
    secret: text('secret').notNull(),
    /** The key before it, sealed, and until when it signs as well. */
    oldSecret: text('old_secret'),
    oldUntil: text('old_until'),
    /** `waiting` for its owner to answer a challenge, `on`, or `off`. */
    status: text('status').notNull(),
    /** Reason for which it is off; null while it is not. */
    reason: text('reason'),
    /** Entries before this index are told, or on their way. */
    cursor: integer('cursor').notNull(),
    /** Since when every attempt has failed; null while they do not. */
    failing: text('failing'),
    created: text('created').notNull(),
  },
  (t) => [index('endpoint_account').on(t.account), index('endpoint_status').on(t.status, t.cursor)],
)

/** One entry on its way to one endpoint. */
export const delivery = sqliteTable(
  'delivery',
  {
    /** `evt_<index>_<endpoint>`: the same with every attempt. */
    id: text('id').primaryKey(),
    endpoint: text('endpoint').notNull(),
    entry: integer('entry').notNull(),
    due: text('due').notNull(),
    leased: text('leased'),
    attempts: integer('attempts').notNull().default(0),
    ended: text('ended'),
    /** Last answer: `HTTP 204`, or the reason for which there was none. */
    outcome: text('outcome'),
  },
  (t) => [index('delivery_due').on(t.ended, t.due), index('delivery_endpoint').on(t.endpoint, t.entry)],
)

/** Mailboxes at which a department, or one account of it, is reminded of its days. */
export const mailbox = sqliteTable(
  'mailbox',
  {
    id: text('id').primaryKey(),
    /** Id of the department or of the account. */
    owner: text('owner').notNull(),
    department: text('department').notNull(),
    /** Keyed hash of the address, and the address, sealed. */
    hash: text('hash').notNull(),
    address: text('address').notNull(),
    lang: text('lang').notNull(),
    created: text('created').notNull(),
    /** When whoever reads the address agreed. */
    confirmed: text('confirmed'),
    /** The last day, `YYYY-MM-DD`, of which it was told. */
    told: text('told').notNull(),
    /** When it is told next: instant, UTC. */
    due: text('due').notNull(),
  },
  (t) => [index('mailbox_owner').on(t.owner), index('mailbox_due').on(t.due)],
)
