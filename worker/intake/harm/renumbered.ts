/** New records of a delivery that are those of before under another key: ids that were given out anew, prefixed or cut. */
import { kindOfRecord } from '../../domain/kinds/table.ts'
import type { DeliveredFields, DeliveredRecord } from '../register/delivery/delivery.ts'
import type { CurrentRecord } from '../register/plan.ts'
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

/** New records each of which is like exactly one that stands and is not in the delivery. */
export function renumberedIn(records: readonly DeliveredRecord[], current: Standing): Suffered[] {
  if (current.size === 0) return []
  const here = new Set(records.map(({ id }) => id))
  const left = new Map<string, CurrentRecord[]>()
  for (const one of current.values()) {
    if (here.has(one.id)) continue
    const place = `${one.state.kind} ${titleIn(one.state)}`
    left.set(place, [...(left.get(place) ?? []), one])
  }
  return records.flatMap(({ id, kind, department, fields }): Suffered[] => {
    if (current.has(id)) return []
    const title = titleIn(fields)
    const alike = (left.get(`${kind} ${title}`) ?? []).filter(
      ({ state }) => 'department' in state && state.department === department && isAlike(fields, state),
    )
    return title !== '' && alike.length === 1 ? [{ harm: 'renumbered', id, title }] : []
  })
}
