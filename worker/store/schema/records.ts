/** Tables of records, derived from the log: they can be rebuilt by replay. */

import { bytes } from './blob.ts'
import { index, integer, primaryKey, real, sqliteTable, text } from './drizzle.ts'

/**
 * Records as lists show them, derived from their entries: the row, the state as JSON, and the version of the
 * code that derived them.
 */
export const record = sqliteTable(
  'record',
  {
    /** Index of the record's first entry: a stable integer for the search index. */
    n: integer('n').primaryKey(),
    id: text('id').notNull().unique(),
    kind: text('kind').notNull(),
    seq: integer('seq').notNull(),
    title: text('title').notNull(),
    department: text('department'),
    type: text('type'),
    level: text('level'),
    status: text('status').notNull(),
    state: text('state').notNull(),
    lastIndex: integer('last_index').notNull(),
    recorded: text('recorded').notNull(),
    area: text('area'),
    /** The day of the kind, in days since 1970-01-01. Lists have indexes by it and by title, in SQL alone. */
    day: integer('day'),
    /** Days since 1970-01-01 on which it was proposed or opened. */
    opened: integer('opened'),
    /** Amount, in whole units of its currency. */
    amount: integer('amount'),
    /** Days since 1970-01-01 on which a milestone was promised first, is promised now, was done. */
    baseline: integer('baseline'),
    due: integer('due'),
    done: integer('done'),
    /** Days by which it was done later than first promised. */
    delay: integer('delay'),
    /** The register from which it was delivered. */
    register: text('register'),
    /** Days since 1970-01-01: of the last delivery that touched it; of the last word on it, a report counted. */
    delivered: integer('delivered'),
    heard: integer('heard'),
    /** Days since 1970-01-01 between which it is in force, where its kind says so. */
    begins: integer('begins'),
    ends: integer('ends'),
    /** 作废: 1 when it was entered by mistake and counts nowhere. */
    annulled: integer('annulled').notNull().default(0),
    /** 1 when a later delivery of its register changed it. */
    altered: integer('altered').notNull().default(0),
    /** Marks by which lists are narrowed, of which a record may have several, as bits (`domain/record/list/marks.ts`). */
    marks: integer('marks').notNull().default(0),
    /** Version of the code that derived this row with its links and dates; 0 when it has to be derived again. */
    derived: integer('derived').notNull().default(0),
  },
  (t) => [
    index('record_derived').on(t.kind, t.derived),
    index('record_narrow').on(
      t.kind,
      t.annulled,
      t.department,
      t.type,
      t.level,
      t.status,
      t.day,
      t.opened,
      t.baseline,
      t.due,
      t.done,
      t.delay,
      t.begins,
      t.ends,
      t.register,
      t.heard,
      t.amount,
      t.altered,
      t.marks,
      t.area,
      t.id,
      t.lastIndex,
    ),
    index('record_kind').on(t.kind, t.annulled),
    index('record_found').on(t.n, t.kind, t.annulled, t.department, t.type, t.title),
    index('record_changed').on(t.kind, t.lastIndex),
    index('record_area').on(t.kind, t.annulled, t.area),
    index('record_due').on(t.kind, t.done, t.due),
    index('record_last').on(t.lastIndex),
    index('record_register').on(t.register, t.delivered),
  ],
)

/**
 * Sorts of records that are alike in all that is counted, and the number of each. Triggers keep it; what its columns
 * hold of those of a record is in `worker/store/lists/tally.ts`.
 */
export const tally = sqliteTable(
  'tally',
  {
    /** All of it, as JSON. */
    key: text('key').primaryKey(),
    kind: text('kind').notNull(),
    annulled: integer('annulled').notNull(),
    department: text('department'),
    type: text('type'),
    level: text('level'),
    status: text('status').notNull(),
    area: text('area'),
    register: text('register'),
    altered: integer('altered').notNull(),
    marks: integer('marks').notNull(),
    begins: integer('begins'),
    ends: integer('ends'),
    day: integer('day'),
    due: integer('due'),
    baseline: integer('baseline'),
    done: integer('done'),
    delay: integer('delay'),
    heard: integer('heard'),
    /** Number of records. */
    n: integer('n').notNull(),
  },
  (t) => [index('tally_kind').on(t.kind, t.annulled, t.department, t.type, t.level, t.status)],
)

/**
 * Numbers of entries that are alike: by the year of their recording (UTC), the department that they were logged for (empty
 * for none), what they say of earlier ones, and whether their record was delivered or they were recorded late. Triggers
 * keep it with the rows of records; the ledger's own housekeeping is not in it.
 */
export const entryTally = sqliteTable(
  'entry_tally',
  {
    year: integer('year').notNull(),
    department: text('department').notNull(),
    told: text('told').notNull(),
    delivered: integer('delivered').notNull(),
    late: integer('late').notNull(),
    /** Number of entries. */
    n: integer('n').notNull(),
  },
  (t) => [primaryKey({ columns: [t.year, t.department, t.told, t.delivered, t.late] })],
)

/** Entries that say that something had been entered wrongly, and those that were recorded late; kept as that tally is. */
export const entryNote = sqliteTable(
  'entry_note',
  {
    index: integer('index').notNull(),
    told: text('told').notNull(),
    year: integer('year').notNull(),
    department: text('department').notNull(),
    record: text('record').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.told, t.index] }),
    index('entry_note_department').on(t.told, t.department, t.index),
    index('entry_note_year').on(t.told, t.year, t.index),
    index('entry_note_record').on(t.record),
  ],
)

/** Links between records, derived from their states. A target may also be the name of a register. */
export const link = sqliteTable(
  'link',
  {
    source: text('source').notNull(),
    rel: text('rel').notNull(),
    target: text('target').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.source, t.rel, t.target] }),
    index('link_target').on(t.target, t.rel, t.source),
  ],
)

/** Days on which something of a record stands in a calendar. */
export const dated = sqliteTable(
  'dated',
  {
    source: text('source').notNull(),
    rel: text('rel').notNull(),
    day: text('day').notNull(),
    until: text('until'),
    part: text('part').notNull(),
  },
  (t) => [primaryKey({ columns: [t.source, t.rel, t.part, t.day] }), index('dated_day').on(t.day, t.rel)],
)

/**
 * Waypoints of records with many entries: the state that every so-manieth entry left, so that what a later one changed is
 * known without a replay from the first. Where there is none, or one of other code, an earlier one does.
 */
export const waypoint = sqliteTable(
  'waypoint',
  {
    source: text('source').notNull(),
    /** Number of entries that it takes into account. */
    seq: integer('seq').notNull(),
    /** JSON */
    state: text('state').notNull(),
    /** Version of the code that derived it. */
    derived: integer('derived').notNull(),
  },
  (t) => [primaryKey({ columns: [t.source, t.seq] })],
)

/** Places of records: a point in degrees, the code of a division, or both. */
export const place = sqliteTable(
  'place',
  {
    source: text('source').notNull(),
    part: integer('part').notNull(),
    latitude: real('latitude'),
    longitude: real('longitude'),
    division: text('division'),
  },
  (t) => [primaryKey({ columns: [t.source, t.part] })],
)

/**
 * Departments that held a record with a term, and its status with them, from one day to another in days since
 * 1970-01-01: of records of which that ever changed alone; of all others the row says it.
 */
export const tenure = sqliteTable(
  'tenure',
  {
    source: text('source').notNull(),
    part: integer('part').notNull(),
    department: text('department'),
    status: text('status').notNull(),
    begins: integer('begins'),
    ends: integer('ends'),
  },
  (t) => [primaryKey({ columns: [t.source, t.part] })],
)

/** Names that records print, each with its day, in days since 1970-01-01: whom one means is looked up in `called`. */
export const naming = sqliteTable(
  'naming',
  {
    source: text('source').notNull(),
    rel: text('rel').notNull(),
    key: text('key').notNull(),
    day: integer('day').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.source, t.rel, t.key, t.day] }),
    index('naming_key').on(t.key, t.rel, t.source, t.day),
  ],
)

/** Names under which records are found, from one day to another, in one register alone or (empty) everywhere. */
export const called = sqliteTable(
  'called',
  {
    source: text('source').notNull(),
    key: text('key').notNull(),
    begins: integer('begins').notNull(),
    ends: integer('ends').notNull(),
    scope: text('scope').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.source, t.key, t.begins, t.ends, t.scope] }),
    index('called_key').on(t.key, t.scope),
  ],
)

/** One row: up to which ledger size the search index is current. */
export const searchProgress = sqliteTable('search_progress', {
  id: integer('id').primaryKey(),
  size: integer('size').notNull(),
  /** Version of the terms in it. */
  version: integer('version').notNull().default(0),
  /** Up to which record (`n`) it was made anew with that version; null when it all was. */
  redone: integer('redone'),
})

/** Buckets of the newest catalogue of records, by the size of the log that it is of; derived from `entry` alone. */
export const catalogueBucket = sqliteTable(
  'catalogue_bucket',
  { size: integer('size').notNull(), n: integer('n').notNull(), lines: text('lines').notNull() },
  (t) => [primaryKey({ columns: [t.size, t.n] })],
)

/** Hashes of those buckets and of what is over them, in tiles of any width. */
export const catalogueTile = sqliteTable(
  'catalogue_tile',
  {
    size: integer('size').notNull(),
    level: integer('level').notNull(),
    n: integer('n').notNull(),
    hashes: bytes('hashes').notNull(),
  },
  (t) => [primaryKey({ columns: [t.size, t.level, t.n] })],
)
