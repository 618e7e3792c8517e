/**
 * New records of a delivery that are those of before under another key: ids that were given out anew, prefixed or cut;
 * or the same ids, typed otherwise.
 */
import { kindOfRecord } from '../../domain/kinds/table.ts'
import type { DeliveredFields, DeliveredRecord } from '../register/delivery/delivery.ts'
import { foldedKey } from '../register/fold.ts'
import { type CurrentRecord, keyOf } from '../register/plan.ts'
import { beginningOf, type Suffered } from './brake.ts'

type Standing = ReadonlyMap<string, CurrentRecord>

/** Number of records that stand, of the kinds whose ids begin so. */
export const standingOf =
  (current: Standing) =>
  (kinds: ReadonlySet<string>): number =>
    kinds.size === 0 ? 0 : [...current.keys()].filter((id) => kinds.has(beginningOf(id))).length

/** Fields that go with the key, or say where it stood. */
const OF_KEY: ReadonlySet<string> = new Set(['number', 'source', 'backloaded', 'undated'])

const isOfKey = (field: string, value: unknown): boolean =>
  OF_KEY.has(field) || (typeof value === 'string' && kindOfRecord(value) !== null)

const placeOfKey = (kind: string, key: string): string => `${kind} ${foldedKey(key, 'number')}`

const titleIn = (of: object): string => {
  const found = new Map<string, unknown>(Object.entries(of))
  const title = found.get('title') ?? found.get('name') ?? found.get('role')
  return typeof title === 'string' ? title : ''
}

/** True where a record says in everything but its key what another says. */
function isAlike(fields: DeliveredFields, state: object): boolean {
  const now = new Map<string, unknown>(Object.entries(state))
  return Object.entries(fields).every(
    ([field, value]) => isOfKey(field, value) || JSON.stringify(now.get(field)) === JSON.stringify(value),
  )
}

/**
 * New records each of which is exactly one that stands and is not in the delivery: by its key, typed otherwise, as 1.0
 * for 1; or by all that it says.
 */
export function renumberedIn(records: readonly DeliveredRecord[], current: Standing): Suffered[] {
  if (current.size === 0) return []
  const here = new Set(records.map(({ id }) => id))
  const left = new Map<string, CurrentRecord[]>()
  const typed = new Map<string, number>()
  for (const one of current.values()) {
    if (here.has(one.id)) continue
    const place = `${one.state.kind} ${titleIn(one.state)}`
    left.set(place, [...(left.get(place) ?? []), one])
    const key = placeOfKey(one.state.kind, keyOf(one.state) ?? '')
    typed.set(key, (typed.get(key) ?? 0) + 1)
  }
  return records.flatMap(({ id, kind, key, department, fields }): Suffered[] => {
    if (current.has(id)) return []
    const title = titleIn(fields)
    if (typed.get(placeOfKey(kind, key)) === 1) return [{ harm: 'retyped', id, title: title || key }]
    const alike = (left.get(`${kind} ${title}`) ?? []).filter(
      ({ state }) => 'department' in state && state.department === department && isAlike(fields, state),
    )
    return title !== '' && alike.length === 1 ? [{ harm: 'renumbered', id, title }] : []
  })
}
