/** Tables of the log: the ledger itself, what was erased from it, and who signed for it. */

import { bytes } from './blob.ts'
import { index, integer, primaryKey, sqliteTable, text, unique } from './drizzle.ts'

/** One row: to which origin and key this database belongs. A server with another key refuses to sign. */
export const ledger = sqliteTable('ledger', {
  id: integer('id').primaryKey(),
  origin: text('origin').notNull(),
  verifierKey: text('verifier_key').notNull(),
  created: text('created').notNull(),
})

/** One row per durable append: the tree went from `prevSize` to `size` and then had `root`. */
export const commit = sqliteTable(
  'commit',
  {
    prevSize: integer('prev_size').primaryKey(),
    size: integer('size').notNull().unique(),
    root: bytes('root').notNull(),
    edge: bytes('edge').notNull(),
    recorded: text('recorded').notNull(),
  },
  (t) => [index('commit_recorded').on(t.recorded, t.size)],
)

/** Entries: the leaf as it is hashed, and beside it the columns by which it is found. */
export const entry = sqliteTable(
  'entry',
  {
    index: integer('index').primaryKey(),
    record: text('record').notNull(),
    seq: integer('seq').notNull(),
    kind: text('kind').notNull(),
    department: text('department'),
    leaf: bytes('leaf').notNull(),
    leafHash: bytes('leaf_hash').notNull(),
  },
  (t) => [
    unique('entry_record_seq').on(t.record, t.seq),
    index('entry_department').on(t.department, t.index),
  ],
)

/** Content and salt of an entry, held apart so that a lawful erasure leaves the tree whole. */
export const body = sqliteTable('body', {
  index: integer('index').primaryKey(),
  salt: bytes('salt').notNull(),
  content: text('content').notNull(),
})

/** One row: from which entry on bodies of an earlier version may lie open; null when none does. */
export const atRest = sqliteTable('at_rest', {
  id: integer('id').primaryKey(),
  entries: integer('entries'),
})

/** Bodies that were lawfully erased, each with the entry that says so. */
export const erasure = sqliteTable(
  'erasure',
  {
    target: integer('target').primaryKey(),
    entry: integer('entry').notNull(),
  },
  (t) => [index('erasure_entry').on(t.entry)],
)

/** Full tiles only; partial ones are prefix queries over `entry.leaf_hash` and `tile.root`. */
export const tile = sqliteTable(
  'tile',
  {
    level: integer('level').notNull(),
    n: integer('n').notNull(),
    hashes: bytes('hashes').notNull(),
    root: bytes('root').notNull(),
    /** Hashes between those and the root (worker/ledger/inner.ts); null for a tile that was stored without them. */
    inner: bytes('inner'),
  },
  (t) => [primaryKey({ columns: [t.level, t.n] })],
)

export const checkpoint = sqliteTable('checkpoint', {
  size: integer('size').primaryKey(),
  note: text('note').notNull(),
})

/** Last answer of each witness of the policy, and the size of the ledger that it last saw. */
export const witness = sqliteTable('witness', {
  vkey: text('vkey').primaryKey(),
  size: integer('size').notNull(),
  outcome: text('outcome').notNull(),
  at: text('at').notNull(),
})

/** Cosignatures of witnesses on checkpoints: the signature line, and the POSIX seconds in it. */
export const cosignature = sqliteTable(
  'cosignature',
  {
    size: integer('size').notNull(),
    vkey: text('vkey').notNull(),
    line: text('line').notNull(),
    time: integer('time').notNull(),
  },
  (t) => [primaryKey({ columns: [t.size, t.vkey] })],
)

/** One row per submission: its idempotency key, and where its entries stand. */
export const submission = sqliteTable('submission', {
  key: text('key').primaryKey(),
  digest: text('digest').notNull(),
  first: integer('first').notNull(),
  count: integer('count').notNull(),
})
