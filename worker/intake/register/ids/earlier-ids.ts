/**
 * Records that stand under another form of their key keep their ids: those of ledgers from before marks and symbols told
 * keys apart, and numbers that are typed otherwise now. Who is the only one of a delivery that such an id could be of,
 * is that record; the very key goes first.
 */
import { deliveredRecordId } from '../../../domain/kinds/ids.ts'
import { annulmentOf } from '../../../domain/record/entered/annulment.ts'
import { sha256 } from '../../../ledger/merkle.ts'
import type { DeliveredRecord, RegisterDelivery } from '../delivery/delivery.ts'
import { foldedKey } from '../fold.ts'
import { type CurrentRecord, keyOf } from '../plan.ts'
import { renamed } from './renamed.ts'

/** @param register name of the mapping, which is part of every id */
export function withEarlierIds(
  delivery: RegisterDelivery,
  current: ReadonlyMap<string, CurrentRecord>,
  register: string,
): RegisterDelivery {
  const claims = new Map<string, { one: DeliveredRecord; key: string }[]>()
  const typed = typedIn(delivery, current)
  for (const one of delivery.records) {
    const found = standingOf(one, current, register, typed)
    if (found !== null) claims.set(found.id, [...(claims.get(found.id) ?? []), { one, key: found.key }])
  }
  const ids = new Map<string, { id: string; key: string }>()
  for (const [id, [only, ...others]] of claims)
    if (only !== undefined && others.length === 0) ids.set(only.one.id, { id, key: only.key })
  return renamed(delivery, ids)
}

interface Standing {
  id: string
  key: string
}

/** The record that stands under another form of a key; null where none does, or it stands under its own. */
function standingOf(
  one: DeliveredRecord,
  current: ReadonlyMap<string, CurrentRecord>,
  register: string,
  typed: ReadonlyMap<string, Standing | null>,
): Standing | null {
  const { kind, key, earlier, rule } = one
  const isNumber = rule.key.fold === 'number'
  if (earlier !== null && (isNumber || !current.has(one.id))) {
    const id = deliveredRecordId(kind, register, earlier, sha256)
    if (current.has(id)) return { id, key: earlier }
  }
  return isNumber && !current.has(one.id) ? (typed.get(placeOf(kind, key)) ?? null) : null
}

/** Records that stand and are not in the delivery, by their keys as numbers; null for a key of several. */
function typedIn(
  { records }: RegisterDelivery,
  current: ReadonlyMap<string, CurrentRecord>,
): Map<string, Standing | null> {
  const found = new Map<string, Standing | null>()
  const kinds = new Set(records.flatMap(({ kind, rule }) => (rule.key.fold === 'number' ? [kind] : [])))
  if (kinds.size === 0) return found
  const here = new Set(records.map(({ id }) => id))
  for (const { id, state } of current.values()) {
    const key = keyOf(state)
    if (key === null || here.has(id) || annulmentOf(state) !== null) continue
    const place = placeOf(state.kind, foldedKey(key, 'number'))
    found.set(place, found.has(place) ? null : { id, key })
  }
  return found
}

const placeOf = (kind: string, key: string): string => `${kind} ${key}`
