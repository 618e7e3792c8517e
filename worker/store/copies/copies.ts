/**
 * Every place in the database that holds content of entries, and how each forgets it. An erasure runs all of them in
 * its own batch. test/attack/erased-words.test.ts fails for a table that is neither here nor among those that hold
 * none; what lies outside the database is in worker/services/aftercare.ts.
 */
import { BESIDE } from '../../domain/kinds/rows/beside.ts'
import type { Statement } from '../database.ts'
import { forgetDocuments } from '../documents.ts'
import { forgetDrafts } from '../drafts.ts'
import { forgetBody, forgetSubmission } from '../log/forget.ts'
import { eraseStatements } from '../records/rewrite.ts'
import { mergeIndex } from '../search/indexer.ts'
import { forgetStanding } from '../standing/forget.ts'
import type { Erased } from './erased.ts'

export interface Holder {
  /** Tables as the database calls them. */
  tables: readonly string[]
  /** Statements for the batch of the erasure, after its entry and the row in `erasure`. */
  forget(erased: Erased): Statement[]
}

/** In the order in which they forget: the search index is merged when the last row in it is gone. */
export const HOLDERS: readonly Holder[] = [
  { tables: ['body'], forget: forgetBody },
  { tables: ['submission'], forget: forgetSubmission },
  { tables: ['draft'], forget: forgetDrafts },
  // The bytes themselves are swept when the batch is through.
  { tables: ['document', 'document_entry', 'document_draft'], forget: forgetDocuments },
  {
    // The tally follows the row, by triggers.
    tables: ['record', 'tally', 'waypoint', ...BESIDE.map(({ table }) => table), 'search'],
    forget: ({ record, seq, state, waypoints }) =>
      state === null ? [] : eraseStatements({ id: record, seq, state, waypoints }),
  },
  { tables: ['search'], forget: mergeIndex },
  {
    tables: ['standing_finding', 'standing_figure', 'standing_read', 'standing_subject', 'standing_basis'],
    forget: forgetStanding,
  },
]

/** Tables without content of entries, and why there is none in them. */
export const FREE: Readonly<Record<string, string>> = {
  ledger: 'origin and key',
  commit: 'sizes and roots of the tree',
  entry: 'envelopes: which record, kind, days and grounds, and a salted digest of the body',
  entry_tally: 'numbers of entries by year, department and what they say of earlier ones',
  entry_note: 'indices, years and ids, of envelopes alone',
  erasure: 'which entry erased which',
  at_rest: 'an index',
  tile: 'hashes',
  checkpoint: 'signed heads',
  witness: 'sizes, and what witnesses answered',
  cosignature: 'signatures over sizes and roots',
  search_progress: 'sizes and versions',
  api_key: 'digests and names of keys',
  passkey: 'public keys and names of devices',
  identity: 'ids of accounts at providers',
  credential: 'ids of passkeys and of accounts at providers',
  provider: 'settings of providers',
  session: 'digests of tokens, and browsers',
  kept_version:
    'random bytes, drawn anew when what processes keep in memory has changed: an erasure draws them too',
  invitation: 'digests of tokens',
  challenge: 'questions to browsers and providers',
  access: 'who looked at which index or id; append-only, as its digests stand in the ledger',
  access_notice: 'what its holder is told of an account: actions and ids',
  digest: 'digests of days',
  catalogue_bucket: 'ids of records, with the index and number of their last entry',
  catalogue_tile: 'hashes of those',
  case_act: 'acts of confidential files, sealed: content that is in no entry',
  standing_round: 'sizes, days and versions of rules',
  standing_due: 'ids of what is to be looked at again; each row goes when that is done',
  standing_since: 'ids and days',
  standing_tally: 'counts by rule and department',
  triage: 'what inspectors agreed about a finding: its digest and their own words',
  saved_view: 'filters of the queue',
  tracking: 'ids of questions and digests of the codes of those who asked',
  contact: 'how those who asked can be told, sealed: content that is in no entry, and goes with the asker',
  waiting:
    'texts that wait to be entered, sealed: content that is in no entry yet, and goes in the batch of its own',
  follower: 'sealed addresses of readers, sizes and days',
  subscription: 'addresses of what readers follow',
  mailbox: 'sealed addresses of departments, and days',
  endpoint: 'addresses of other systems, and sealed keys',
  delivery: 'indices, and what was answered',
  outbox: 'indices, ids and topics: the text of a message is made of what stands when it is sent',
}

/** Takes content away from everywhere in the database. */
export function forgetStatements(erased: Erased): Statement[] {
  return HOLDERS.flatMap(({ forget }) => forget(erased))
}
