/** Tables beside the ledger: documents, drafts, case files, and how askers are told. */
import { index, integer, primaryKey, sqliteTable, text } from './drizzle.ts'

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

/**
 * Texts of the public that wait to be entered, in the order in which they came in. Each goes in the batch of its entry,
 * or when whoever wrote it takes it back.
 */
export const waiting = sqliteTable(
  'waiting',
  {
    n: integer('n').primaryKey({ autoIncrement: true }),
    /** Id of the record that it will be. */
    id: text('id').notNull().unique(),
    /** SHA-256 of the code of whoever wrote. */
    hash: text('hash').notNull().unique(),
    /** Key of the form or request that brought it, so that it is taken once; null for none. */
    nonce: text('nonce').unique(),
    received: text('received').notNull(),
    /** The text as it was sent, sealed. */
    sealed: text('sealed').notNull(),
    /** Ways by which whoever wrote can be reached, sealed with the key for them; null where none were left. */
    contact: text('contact'),
    /** Times that it could not be entered, for a reason of ours. */
    tries: integer('tries').notNull().default(0),
    /** Reason for which it will not be entered, in both languages, sealed; null while it waits. */
    refused: text('refused'),
  },
  (t) => [index('waiting_order').on(t.refused, t.n)],
)
