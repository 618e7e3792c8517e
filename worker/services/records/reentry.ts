/**
 * Enters the entries of an exported register into another ledger: the same records, field by field. They were
 * accepted once, so nothing is decided again; each becomes an entry of its own here, with this ledger's clock.
 */

import type { State } from '../../domain/kinds/kinds.ts'
import { events } from '../../domain/kinds/labels.ts'
import { stateAfter } from '../../domain/kinds/state-after.ts'
import { kindOfRecord } from '../../domain/kinds/table.ts'
import { isDateText } from '../../domain/record/date.ts'
import type { Draft } from '../../domain/record/event.ts'
import { refuse } from '../../domain/record/guard.ts'
import type { Json } from '../../ledger/canonical.ts'
import { readHistory, recordedOf } from '../../store/log/entries.ts'
import type { Ledger } from '../open.ts'
import { requireRight } from '../roles.ts'
import type { Call, Outcome } from '../submit/call.ts'
import { loadLookup } from '../submit/lookup.ts'
import { perform } from '../submit/perform.ts'

/** An entry as a package holds it. */
export interface PackedEntry {
  /** Index in the ledger that it comes from. */
  index: number
  kind: string
  record: string
  department: string | null
  occurred: string
  body: Json
}

/** Reentry of exported entries into one ledger. */
export function createReentry(ledger: Ledger) {
  return {
    /** Kinds of the entries that a record has here already, oldest first. */
    async kindsOf(record: string): Promise<string[]> {
      return (await readHistory(ledger.database, record)).map((entry) => recordedOf(entry).envelope.kind)
    },

    /** Enters a part of a package. @throws Problem for an entry that no ledger of this version writes */
    async enter(call: Call, entries: readonly PackedEntry[]): Promise<Outcome> {
      requireRight(call.actor, 'entry.reenter', null)
      for (const entry of entries) requireKnown(entry)
      return perform(ledger, call, { verb: 'entries.reenter', entries }, async () => {
        const lookup = await loadLookup(ledger, [...new Set(entries.map(({ record }) => record))])
        const before = new Map<string, State | null>()
        const now = new Map<string, State | null>()
        const drafts: Draft[] = []
        for (const { kind, record, department, occurred, body } of entries) {
          const current = now.has(record) ? (now.get(record) ?? null) : (lookup.record(record) ?? null)
          if (!before.has(record)) before.set(record, current)
          const seq = (current?.seq ?? 0) + 1
          const draft: Draft = { kind, record, seq, department, occurred, visibility: 'public', body }
          drafts.push(draft)
          now.set(record, stateAfter(current, draft))
        }
        return { drafts, before }
      })
    },
  }
}

function requireKnown({ index, kind, record, occurred }: PackedEntry): void {
  const of = kindOfRecord(record)
  const place = `entries/${index}`
  if (of === null || !kind.startsWith(`${of}.`) || !Object.hasOwn(events, kind)) {
    throw refuse(
      'invalid',
      `账目 ${index} 的 ${kind}（${record}）不是本软件的账目。`,
      `Entry ${index}: ${kind} of ${record} is no entry of this software.`,
      place,
    )
  }
  if (!isDateText(occurred))
    throw refuse(
      'invalid',
      `账目 ${index} 的发生时间不是日期。`,
      `Entry ${index}: the time of the event is no date.`,
      place,
    )
}
