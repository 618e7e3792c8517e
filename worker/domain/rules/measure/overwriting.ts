/** The values that an entry wrote over: as against those it added, which takes nothing away. */
import { canonicalJson, type Json } from '../../../ledger/canonical.ts'
import { compareStates } from '../../kinds/compare.ts'
import type { State } from '../../kinds/kinds.ts'
import { applyEntry } from '../../kinds/replay.ts'
import type { Change, Recorded } from '../../record/event.ts'
import { listOf, objectOf, own, textOrNull } from '../../record/json.ts'
import { eventOf } from './inputs.ts'

export interface Passage {
  entry: Recorded
  /** Every field and part in which the record differs after it, as `amounts` or `steps/s1`. */
  changes: Change[]
}

/** The entries of a record, oldest first, each with all that it changed. The first one opens, it changes nothing. */
export function passagesOf(history: readonly Recorded[]): Passage[] {
  let state: State | null = null
  return history.map((entry) => {
    const before: State | null = state
    state = applyEntry(before, entry)
    return { entry, changes: before === null ? [] : compareStates(before, state) }
  })
}

const isList = (value: Json): value is Json[] => Array.isArray(value)
const isObject = (value: Json): boolean => typeof value === 'object' && value !== null && !isList(value)

/** True when something that stood in `from` is no longer there, or reads otherwise, in `to`. */
export function isOverwritten(from: Json, to: Json): boolean {
  if (from === null) return false
  if (isList(from)) {
    const now = isList(to) ? to : []
    return from.some((item) => !now.some((one) => !isOverwritten(item, one)))
  }
  if (isObject(from)) {
    const now = objectOf(to)
    return Object.entries(objectOf(from)).some(([name, value]) =>
      isOverwritten(value, own(now, name) ?? null),
    )
  }
  return canonicalJson(from) !== canonicalJson(to)
}

/** Names of the fields that were overwritten, of a part with fields. */
export function overwrittenFields({ from, to }: Change): string[] {
  const now = objectOf(to)
  return Object.entries(objectOf(from)).flatMap(([name, value]) =>
    isOverwritten(value, own(now, name) ?? null) ? [name] : [],
  )
}

/** The places that an entry says were changed or dropped at the source, as `steps/381178/date`; nothing for other entries. */
export function rewrittenAtSource(entry: Recorded): string[] {
  if (eventOf(entry) !== 'source_changed') return []
  return listOf(own(objectOf(entry.body ?? undefined), 'changes'), (one) => ({
    change: textOrNull(own(one, 'change')),
    field: textOrNull(own(one, 'field')),
  })).flatMap(({ change, field }) => (change === 'returned' || field === null ? [] : [field]))
}
