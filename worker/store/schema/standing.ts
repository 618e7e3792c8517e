/** Tables of the standing round: what the rules found, and what inspectors agreed on about it. */
import { index, integer, primaryKey, sqliteTable, text } from './drizzle.ts'

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
