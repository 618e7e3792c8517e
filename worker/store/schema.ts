/**
 * The tables, as drizzle sees them. Triggers and the FTS5 table are hand-written SQL in `migrations/`,
 * because drizzle knows neither.
 *
 * `commit`, `entry`, `body`, `tile` and `checkpoint` are the ledger. `record`, `link` and `search` are
 * derived from it and can be rebuilt by replay.
 */
import {
  customType,
  index,
  integer,
  primaryKey,
  real,
  sqliteTable,
  text,
  unique,
} from 'drizzle-orm/sqlite-core'

/** A BLOB as `Uint8Array`; drizzle's own buffer mode needs Node's `Buffer`, which workerd lacks. */
const bytes = customType<{ data: Uint8Array; driverData: ArrayBuffer | Uint8Array }>({
  dataType: () => 'blob',
  fromDriver: (value) => new Uint8Array(value),
})

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

/**
 * Senders of documents, and the bytes they take of their quota. The bytes themselves are in the blob store.
 */
export const document = sqliteTable(
  'document',
  {
    sha256: text('sha256').notNull(),
    /** Empty for what is kept for nobody any more. */
    account: text('account').notNull(),
    department: text('department'),
    bytes: integer('bytes').notNull(),
    created: text('created').notNull(),
    /** Instant at which it is swept unless an entry or a draft names it; empty for at once. */
    expires: text('expires').notNull(),
    /** 1 when an entry named it. */
    named: integer('named').notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.sha256, t.account] }),
    index('document_account').on(t.account, t.named),
    index('document_department').on(t.department, t.named),
    index('document_expires').on(t.named, t.expires),
  ],
)

/** Entries that name a document: they decide who may read it. Written in the batch of the entry. */
export const documentEntry = sqliteTable(
  'document_entry',
  {
    /** SHA-256 of the document; where the body is erased, a digest of that, as nothing else is left of it. */
    document: text('document').notNull(),
    entry: integer('entry').notNull(),
    /** `public`, `sealed`, or `gone` when the body was erased. */
    standing: text('standing').notNull(),
  },
  (t) => [primaryKey({ columns: [t.document, t.entry] }), index('document_entry_entry').on(t.entry)],
)

/** Drafts that name a document: it is not swept while one does. */
export const documentDraft = sqliteTable(
  'document_draft',
  { document: text('document').notNull(), draft: text('draft').notNull() },
  (t) => [primaryKey({ columns: [t.document, t.draft] }), index('document_draft_draft').on(t.draft)],
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

/** Drafts of the workbench, also those that wait for a second person. */
export const draft = sqliteTable(
  'draft',
  {
    id: text('id').primaryKey(),
    account: text('account').notNull(),
    department: text('department'),
    kind: text('kind').notNull(),
    verb: text('verb').notNull(),
    record: text('record'),
    title: text('title').notNull(),
    input: text('input').notNull(),
    /** Length of the input as it was written, in characters; null in rows of an earlier version. */
    characters: integer('characters'),
    seq: integer('seq'),
    version: integer('version').notNull(),
    status: text('status').notNull(),
    note: text('note'),
    reviewer: text('reviewer'),
    entry: integer('entry'),
    created: text('created').notNull(),
    updated: text('updated').notNull(),
  },
  (t) => [
    index('draft_account').on(t.account, t.status),
    index('draft_department').on(t.department, t.status),
  ],
)

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

/**
 * Acts of confidential files, sealed. Nothing here tells of which case a row is: not even how many there are.
 * Append-only.
 */
export const caseAct = sqliteTable(
  'case_act',
  {
    n: integer('n').primaryKey({ autoIncrement: true }),
    at: text('at').notNull(),
    day: text('day').notNull(),
    /** Keyed digest of case and version: two writers cannot both take it, and nobody else can read it. */
    place: text('place').notNull().unique(),
    /** base64 of SHA-256 over salt and content: what the digest of the day is over. */
    commitment: text('commitment').notNull(),
    sealed: text('sealed').notNull(),
  },
  (t) => [index('case_act_day').on(t.day, t.n)],
)

/**
 * 巡检: what the rules make of the ledger as it stands. All of it can be computed again from the records;
 * nothing of it is in the ledger. One row: up to where, for which day, with which rules.
 */
export const standingRound = sqliteTable('standing_round', {
  n: integer('n').primaryKey(),
  /** Entries before this index are taken into account, but for what is still due. */
  size: integer('size').notNull(),
  day: text('day').notNull(),
  /** Rules with their versions and settings. */
  stamp: text('stamp').notNull(),
})

/** The places that have to be looked at again: a record, a group, a population, a register. */
export const standingDue = sqliteTable(
  'standing_due',
  { what: text('what').notNull(), key: text('key').notNull() },
  (t) => [primaryKey({ columns: [t.what, t.key] })],
)

/** A record or a group of one rule, and what the rules made of it, as far as it is counted. */
export const standingSubject = sqliteTable(
  'standing_subject',
  {
    id: text('id').primaryKey(),
    department: text('department').notNull(),
    register: text('register'),
    delivered: text('delivered'),
    made: text('made').notNull(),
  },
  (t) => [index('standing_subject_register').on(t.register, t.delivered)],
)

/** The reads of its assessment. */
export const standingRead = sqliteTable(
  'standing_read',
  { subject: text('subject').notNull(), key: text('key').notNull() },
  (t) => [primaryKey({ columns: [t.subject, t.key] }), index('standing_read_key').on(t.key)],
)

/** The values that a rule took from it for a group (`observation`), or for the population of a peer group (`measure`). */
export const standingFigure = sqliteTable(
  'standing_figure',
  {
    subject: text('subject').notNull(),
    part: integer('part').notNull(),
    /** First index of the record: the order in which a group sees what was taken. */
    n: integer('n').notNull(),
    what: text('what').notNull(),
    rule: text('rule').notNull(),
    grp: text('grp').notNull(),
    figure: text('figure').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.subject, t.part] }),
    index('standing_figure_group').on(t.rule, t.what, t.grp, t.n, t.part),
  ],
)

/** Figures of a population, and the last delivery of a register: what was last made of them. */
export const standingBasis = sqliteTable(
  'standing_basis',
  { what: text('what').notNull(), key: text('key').notNull(), value: text('value').notNull() },
  (t) => [primaryKey({ columns: [t.what, t.key] })],
)

/** Findings. */
export const standingFinding = sqliteTable(
  'standing_finding',
  {
    /** The record, or rule and group. */
    owner: text('owner').notNull(),
    rule: text('rule').notNull(),
    subject: text('subject').notNull(),
    department: text('department').notNull(),
    severity: text('severity').notNull(),
    finding: text('finding').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.owner, t.rule] }),
    index('standing_finding_rule').on(t.rule, t.department),
  ],
)

/** Days since which something is found without a break: those for which the rule was asked first. */
export const standingSince = sqliteTable(
  'standing_since',
  { owner: text('owner').notNull(), rule: text('rule').notNull(), since: text('since').notNull() },
  (t) => [primaryKey({ columns: [t.owner, t.rule] })],
)

/** The agreement of inspectors about a finding or a flag: who looks at it, whether it is set aside, and why. */
export const triage = sqliteTable('triage', {
  /** Rule and subject; `flag` and its id for a flag without a rule. */
  key: text('key').primaryKey(),
  assignee: text('assignee'),
  /** The finding when it was set aside: it comes back with another one. Null when it is not. */
  digest: text('digest'),
  reason: text('reason'),
  account: text('account').notNull(),
  at: text('at').notNull(),
})

/** A filter of the queue under a name, of one account. */
export const savedView = sqliteTable(
  'saved_view',
  { account: text('account').notNull(), name: text('name').notNull(), query: text('query').notNull() },
  (t) => [primaryKey({ columns: [t.account, t.name] })],
)

/** Counts of assessments and findings, by rule and department. */
export const standingTally = sqliteTable(
  'standing_tally',
  { rule: text('rule').notNull(), department: text('department').notNull(), tally: text('tally').notNull() },
  (t) => [primaryKey({ columns: [t.rule, t.department] })],
)

/** Digests of the codes by which askers get back to their questions: SHA-256 alone. */
export const tracking = sqliteTable('tracking', {
  record: text('record').primaryKey(),
  hash: text('hash').notNull().unique(),
  created: text('created').notNull(),
})

/**
 * Addresses at which askers are told, sealed with a key that is not in the database; each goes when it is no
 * longer needed.
 */
export const contact = sqliteTable('contact', {
  record: text('record').primaryKey(),
  sealed: text('sealed').notNull(),
  created: text('created').notNull(),
})

export * from './outgoing/schema.ts'
