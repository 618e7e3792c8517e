/** A record from nothing but its checked entries: what a page is drawn from again in the reader's browser. Pure. */
import { timeline } from '../../worker/domain/kinds/compare.ts'
import type { State } from '../../worker/domain/kinds/kinds.ts'
import { replay } from '../../worker/domain/kinds/replay.ts'
import type { Completeness } from '../../worker/domain/proof/complete.ts'
import type { Moment, Recorded } from '../../worker/domain/record/event.ts'
import type { CheckedTree } from '../../worker/ledger/tree.ts'
import { checkCatalogue } from '../verify/catalogue.ts'
import { checkEntry } from '../verify/entry.ts'
import type { Told } from '../verify/source.ts'
import type { Part } from '../verify/state.ts'

/** The record as its entries make it; or the first part of what was served that does not hold. */
export type Redrawn =
  | {
      good: true
      state: State
      moments: Moment[]
      size: number
      complete: Completeness
    }
  | { good: false; part: Part; index: number | null }

/** Checks every entry of a record, their order and their number, and replays them; of the rest nothing is believed. */
export function redrawn(record: string, told: Told, tree: CheckedTree): Redrawn {
  const entries: Recorded[] = []
  for (const [at, one] of told.entries.entries()) {
    const verdict = checkEntry(one, tree)
    if (!verdict.good) return { good: false, part: verdict.part, index: one.index }
    const { envelope } = verdict.recorded
    if (envelope.record !== record || envelope.seq !== at + 1)
      return { good: false, part: 'order', index: one.index }
    entries.push(verdict.recorded)
  }
  const listed = checkCatalogue(told.catalogue, record, told.entries, tree)
  if (!listed.good) return { good: false, part: listed.part, index: null }
  const state = replay(record, entries)
  if (state === null) return { good: false, part: 'missing', index: null }
  const moments = timeline(entries).map((moment, i): Moment => {
    const { withheld = null, opened = null } = told.entries[i] ?? {}
    if (withheld === 'erased') return { ...moment, erased: true }
    return opened === null ? moment : { ...moment, opened }
  })
  return { good: true, state, moments, size: tree.size, complete: listed.complete }
}
