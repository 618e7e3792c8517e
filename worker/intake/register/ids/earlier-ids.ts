/**
 * Records of ledgers from before marks and symbols told keys apart keep their ids: who is the only one of a delivery
 * that such an id could be of, is that record.
 */
import { deliveredRecordId } from '../../../domain/kinds/ids.ts'
import { sha256 } from '../../../ledger/merkle.ts'
import type { DeliveredRecord, RegisterDelivery } from '../delivery/delivery.ts'
import type { CurrentRecord } from '../plan.ts'
import { renamed } from './renamed.ts'

/** @param register name of the mapping, which is part of every id */
export function withEarlierIds(
  delivery: RegisterDelivery,
  current: ReadonlyMap<string, CurrentRecord>,
  register: string,
): RegisterDelivery {
  const claims = new Map<string, DeliveredRecord[]>()
  for (const one of delivery.records) {
    if (one.earlier === null || current.has(one.id)) continue
    const id = deliveredRecordId(one.kind, register, one.earlier, sha256)
    if (current.has(id)) claims.set(id, [...(claims.get(id) ?? []), one])
  }
  const ids = new Map<string, { id: string; key: string }>()
  for (const [id, [only, ...others]] of claims)
    if (only?.earlier != null && others.length === 0) ids.set(only.id, { id, key: only.earlier })
  return renamed(delivery, ids)
}
