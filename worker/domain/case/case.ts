/**
 * 核查: an inspector's confidential file. Its lines are acts, oldest first, and its state follows from them as
 * that of a record does; but nothing of it is an entry of the ledger. Pure: no storage, no clock.
 */
import type { Json } from '../../ledger/canonical.ts'
import { actOfEvent, actOfVerb, type CaseVerb, type DatedCaseAct, openShape } from './acts.ts'
import type { CaseState } from './state.ts'

export type { CaseState } from './state.ts'

/** The state after one more act. Total: what a later version wrote moves the version only. */
export function applyCase(state: CaseState | null, line: DatedCaseAct): CaseState | null {
  if (line.event === 'read') return state
  if (state === null) return line.event === 'opened' ? opened(line) : null
  const next = { ...state, seq: line.seq }
  return actOfEvent(line.event)?.apply(next, line.body, line) ?? next
}

function opened({ case: id, at, day, account, body }: DatedCaseAct): CaseState {
  const { declaration, conflict: _, ...fields } = openShape.read(body)
  return {
    ...fields,
    id,
    seq: 1,
    opened: day,
    status: 'open',
    members: [{ account, part: 'handler', declaration, since: at }],
    proposed: null,
    disposition: null,
    outcome: null,
    remedies: [],
    reviews: [],
    closed: null,
    summarised: null,
  }
}

/** The guard of a case: refuses an act that may not be written into its file. @param account who writes it @throws Problem that says what would be right */
export function guardCase(state: CaseState, verb: CaseVerb, body: Json, account: string): void {
  actOfVerb(verb).settle(state, body, { account })
}
