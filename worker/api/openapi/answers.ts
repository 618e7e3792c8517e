/** Answers of the API, for its description; a test holds the answers against it. */
export * from './answers/ledger.ts'
export * from './answers/records.ts'
export * from './answers/rules.ts'
