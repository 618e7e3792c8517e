/**
 * Digests of what a page shows, written into the page by the server and computed again by the browser from the
 * ledger: SHA-256 over RFC 8785 canonical JSON, in hex. Pure.
 */

import type { Moment } from '../../worker/domain/record/event.ts'
import { toHex, utf8 } from '../../worker/ledger/bytes.ts'
import { canonicalJson } from '../../worker/ledger/canonical.ts'
import { sha256 } from '../../worker/ledger/merkle.ts'

/** Digest of a record's state. */
export function digestState(state: unknown): string {
  return digestText(canonicalJson(state))
}

/** The same from the state's canonical text. */
export function digestText(canonical: string): string {
  return toHex(sha256(utf8(canonical)))
}

/** Digest of one event of a timeline: its envelope, its body, and what it changed. */
export function digestMoment({ entry: { index, envelope, body }, changes }: Moment): string {
  // By field: the order in which changes are listed says nothing.
  const byField = Object.fromEntries(changes.map(({ field, from, to }) => [field, { from, to }]))
  return digestState({ index, envelope, body, changes: byField })
}
