/**
 * The tables, as drizzle sees them, each subject in a file of its own. Triggers and the FTS5 table are hand-written SQL
 * in `migrations/`, because drizzle knows neither.
 *
 * Those of the log are the ledger. Those of records, `search` and those of the standing round are derived from it and
 * can be rebuilt by replay.
 */
export * from './accounts.ts'
export * from './beside.ts'
export * from './log.ts'
export * from './outgoing.ts'
export * from './records.ts'
export * from './standing.ts'
