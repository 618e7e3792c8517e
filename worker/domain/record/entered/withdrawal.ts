/**
 * 撤回交付: what takes one delivery out of a record again, read from its entries alone. What was taken back before
 * has no effect any more, and is passed over.
 */
import type { Json } from '../../../ledger/canonical.ts'
import { objectOf, textOrNull } from '../json.ts'

/** An entry as far as a withdrawal looks at it. */
export interface EnteredEntry {
  index: number
  seq: number
  /** As `annulled` in `decision.annulled`. */
  event: string
  /** Null where it is withheld or erased. */
  body: Json
}

/**
 * Way out of a record: put back to a version, annulled as the delivery alone made it, left as it is since
 * another entry followed (its index), or nothing, as it was taken back before.
 */
export type WayOut =
  | { way: 'put_back'; to: number }
  | { way: 'annul' }
  | { way: 'kept'; since: number }
  | { way: 'before' }

/** Ways out that a record of a delivery may have; `same` is of one that would not differ. */
export const waysOut = ['put_back', 'annul', 'kept', 'same', 'before'] as const

const begins = ({ seq, event }: EnteredEntry): boolean => seq === 1 || event === 'reinstated'

/** The entries whose effect stands: without those that a withdrawal took back, and without the withdrawal itself. */
function standingEntries(history: readonly EnteredEntry[]): EnteredEntry[] {
  const stands: EnteredEntry[] = []
  for (const entry of history) {
    const { delivery, to } = objectOf(entry.body)
    const withdraws = textOrNull(delivery ?? null) !== null
    if (withdraws && entry.event === 'put_back' && typeof to === 'number')
      while ((stands.at(-1)?.seq ?? 0) > to) stands.pop()
    else if (withdraws && entry.event === 'annulled') {
      for (let last = stands.pop(); last !== undefined && !begins(last); ) last = stands.pop()
    } else stands.push(entry)
  }
  return stands
}

/**
 * Way by which one delivery is taken out of a record.
 *
 * @param history all entries of the record, oldest first
 * @param isOf true for the index of an entry that belongs to the delivery
 */
export function wayOut(history: readonly EnteredEntry[], isOf: (index: number) => boolean): WayOut {
  const stands = standingEntries(history)
  const at = stands.findIndex(({ index }) => isOf(index))
  const first = stands[at]
  if (first === undefined) return { way: 'before' }
  const since = stands.slice(at).find(({ index }) => !isOf(index))
  if (since !== undefined) return { way: 'kept', since: since.index }
  return at === 0 || begins(first) ? { way: 'annul' } : { way: 'put_back', to: first.seq - 1 }
}
