/** Records of a list of a day, with the departments that held them then. */
import type { State } from '../../../domain/kinds/kinds.ts'
import { holderOn } from '../../../domain/kinds/replay.ts'
import { departmentNames, type OfDepartment } from '../../../domain/kinds/title.ts'
import { dayNumber, earliest, latest } from '../../../domain/record/date.ts'
import type { Database } from '../../database.ts'
import { namesOf } from '../records.ts'

/** A department with its names. */
interface Holder extends OfDepartment {
  department: string | null
}

/**
 * Each record under the department that held it on a date, of several in a month or a year the last, and beside it the one
 * that holds it now where that is another. One round trip at most, where any changed hands.
 *
 * @param on a year, a month or a day
 */
export async function heldOn<T extends Holder & { state: State }>(
  database: Database,
  items: readonly T[],
  on: string,
): Promise<(T & { heldNow?: Holder })[]> {
  const period = { first: dayNumber(earliest(on)), last: dayNumber(latest(on)) }
  const holders = items.map(({ state }) => holderOn(state, period))
  const others = holders.flatMap((holder, i) => (holder === items[i]?.department ? [] : (holder ?? [])))
  const names = others.length === 0 ? new Map() : await namesOf(database, [...new Set(others)])
  return items.map((record, i) => {
    const holder = holders[i] ?? null
    const { department, departmentName, departmentNameEn } = record
    if (holder === department) return record
    return {
      ...record,
      ...{ department: holder, ...departmentNames(names.get(holder ?? '')) },
      heldNow: { department, departmentName, departmentNameEn },
    }
  })
}
