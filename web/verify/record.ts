/** Checks a whole record: every entry, their order, and a replay against what the page and the API show. Pure. */
import { replayed } from '../../worker/domain/kinds/compare.ts'
import type { State } from '../../worker/domain/kinds/kinds.ts'
import type { Recorded } from '../../worker/domain/record/event.ts'
import { canonicalJson } from '../../worker/ledger/canonical.ts'
import type { CheckedTree } from '../../worker/ledger/tree.ts'
import { digestMoment, digestState, digestText } from './digest.ts'
import { checkEntry } from './entry.ts'
import type { Claimed } from './source.ts'
import type { Part, SealState } from './state.ts'

/** Contents of the page, as the server says. */
export interface Shown {
  record: string
  /** Sequence number of the newest entry that the page takes account of. */
  seq: number
  /** {@link digestState} of the state that the page was drawn from. */
  state: string
  /** {@link digestMoment} of each event on the page, by ledger index. */
  moments: Record<string, string>
  /** {@link digestState} of each text on the page that was withheld and is open now, by ledger index of its entry. */
  opened: Record<string, string>
}

export interface RecordVerdict {
  seals: Map<number, SealState>
  /** The entries that hold, as their checked bytes say. */
  good: Recorded[]
  broken: { part: Part; index: null }[]
  /** Entries of the record that are newer than the page. */
  newer: number
  replayed: boolean
}

/**
 * Checks `told` entries of one record (oldest first) in the tree of an opened checkpoint, of which their tiles were read. `state` is what the API
 * returned as the record's present state.
 */
export function checkRecord(
  told: readonly Claimed[],
  state: unknown,
  shown: Shown,
  tree: CheckedTree,
): RecordVerdict {
  const seals = new Map<number, SealState>()
  const good: Recorded[] = []
  told.forEach((entry, at) => {
    const verdict = checkEntry(entry, tree)
    if (!verdict.good) seals.set(entry.index, { is: 'broken', part: verdict.part })
    else if (verdict.recorded.envelope.record !== shown.record || verdict.recorded.envelope.seq !== at + 1) {
      seals.set(entry.index, { is: 'broken', part: 'order' })
    } else {
      seals.set(entry.index, { is: 'good' })
      good.push(verdict.recorded)
    }
  })
  for (const index of Object.keys(shown.moments)) {
    if (!seals.has(Number(index)))
      seals.set(Number(index), { is: Number(index) >= tree.size ? 'waiting' : 'broken', part: 'order' })
  }
  for (const { index, opened } of told) {
    const digest = shown.opened[index]
    if (digest !== undefined && (opened === null || digestState(opened.content) !== digest))
      seals.set(index, { is: 'broken', part: 'shown' })
  }
  const whole = good.length === told.length
  const broken = whole ? compare(good, state, shown, seals) : []
  const newer = Math.max(0, told.length - shown.seq)
  return { seals, good, broken, newer, replayed: whole && broken.length === 0 && told.length >= shown.seq }
}

/** Replays the checked entries and compares with each thing shown; marks the entries that are shown wrongly. */
function compare(
  entries: readonly Recorded[],
  state: unknown,
  shown: Shown,
  seals: Map<number, SealState>,
): { part: Part; index: null }[] {
  let [now, then]: (State | null)[] = [null, null]
  for (const { moment, state: left } of replayed(entries)) {
    const { index, envelope } = moment.entry
    const digest = shown.moments[index]
    if (digest !== undefined && digest !== digestMoment(moment))
      seals.set(index, { is: 'broken', part: 'shown' })
    now = left
    if (envelope.seq <= shown.seq) then = left
  }
  const broken: { part: Part; index: null }[] = []
  const text = canonicalJson(now)
  const isOnPage = entries.length >= shown.seq
  if (isOnPage && digestText(then === now ? text : canonicalJson(then)) !== shown.state)
    broken.push({ part: 'state', index: null })
  if (!isText(state, text)) broken.push({ part: 'api', index: null })
  return broken
}

/**
 * True for an answer of the API that has this canonical JSON. It may be anything: no JSON is not the same.
 */
function isText(told: unknown, canonical: string): boolean {
  try {
    return canonicalJson(told) === canonical
  } catch {
    return false
  }
}
