/**
 * Records of one key are told apart only where a delivery has several of them. One that stood alone under its key is
 * the same record when another joins it, and when the others have left: it has not vanished.
 */
import { deliveredRecordId } from '../../../domain/kinds/ids.ts'
import { annulmentOf } from '../../../domain/record/entered/annulment.ts'
import { sha256 } from '../../../ledger/merkle.ts'
import { tellIn } from '../delivery/apart.ts'
import type { DeliveredRecord, RegisterDelivery } from '../delivery/delivery.ts'
import { type CurrentRecord, keyOf } from '../plan.ts'
import { renamed } from './renamed.ts'

interface Standing {
  id: string
  key: string
  fields: { readonly [field: string]: unknown }
}

/** The delivery with the ids under which its records stand already. @param register name of the mapping */
export function withStandingIds(
  given: RegisterDelivery,
  current: ReadonlyMap<string, CurrentRecord>,
  register: string,
): RegisterDelivery {
  const delivery = renamed(given, leftAlone(given, current, register))
  const fresh = new Map<string, DeliveredRecord[]>()
  for (const one of delivery.records)
    if (one.told !== null && !current.has(one.id)) {
      const place = `${one.kind} ${one.told.of}`
      fresh.set(place, [...(fresh.get(place) ?? []), one])
    }
  if (fresh.size === 0) return delivery
  const here = new Set(delivery.records.map(({ id }) => id))
  const ids = new Map<string, { id: string; key: string }>()
  for (const { id, state } of current.values()) {
    const key = keyOf(state)
    if (here.has(id) || key === null || annulmentOf(state) !== null) continue
    const standing = { id, key, fields: Object.fromEntries(Object.entries(state)) }
    const same = placesOf(state.kind, key)
      .map((place) => fresh.get(place)?.filter((one) => !ids.has(one.id)) ?? [])
      .map((several) => sameAs(standing, several))
      .find((one) => one !== null)
    if (same !== undefined) ids.set(same.id, { id, key })
  }
  return renamed(delivery, ids)
}

/** Records that are alone under their key now, and stand under what told them from others: of these is each the very one. */
function leftAlone(
  { records }: RegisterDelivery,
  current: ReadonlyMap<string, CurrentRecord>,
  register: string,
): Map<string, { id: string; key: string }> {
  const ids = new Map<string, { id: string; key: string }>()
  for (const { kind, id, key, told } of records) {
    if (told === null || told.by === '' || key !== told.of) continue
    const before = `${told.of}|${told.by}`
    const stands = deliveredRecordId(kind, register, before, sha256)
    if (current.has(stands)) ids.set(id, { id: stands, key: before })
  }
  return ids
}

/** Groups that a standing key may be of: its own, and that of each of its beginnings. */
function placesOf(kind: string, key: string): string[] {
  const ends = [...key.matchAll(/\|/g)].map(({ index }) => key.slice(0, index))
  return [key, ...ends.reverse()].map((of) => `${kind} ${of}`)
}

/** The one of several new records that a standing one is; null where none is, or more than one may be. */
function sameAs({ key, fields }: Standing, several: readonly DeliveredRecord[]): DeliveredRecord | null {
  const alike = several
    .filter((one) => key === one.told?.of)
    .map((one) => {
      const { tell } = one.rule.key
      const [here, there] = [tellIn(one.fields, tell), tellIn(fields, tell)]
      return { one, same: here.filter((text, i) => text !== '' && text === there[i]).length }
    })
    .sort((a, b) => b.same - a.same)
  const [first, second] = alike
  return first !== undefined && first.same > 0 && first.same > (second?.same ?? 0) ? first.one : null
}
