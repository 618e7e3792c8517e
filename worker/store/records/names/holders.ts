/** Records of a list of a day, with the departments that held them then, by the names that these had. */
import { departmentNameOn } from '../../../domain/kinds/department/facts.ts'
import type { State } from '../../../domain/kinds/kinds.ts'
import { holderOn } from '../../../domain/kinds/replay.ts'
import { departmentNames, type Name, nameOf, type OfDepartment } from '../../../domain/kinds/title.ts'
import { dayNumber, earliest, latest } from '../../../domain/record/date.ts'
import { type Database, numberOf, textOf } from '../../database.ts'
import { statesOf } from '../states.ts'

/** A department with its names. */
interface Holder extends OfDepartment {
  department: string | null
}

/**
 * Each record under the department that held it on a date, of several in a month or a year the last, by the name that it
 * had then, at the end of a month or a year; and beside it the one that holds it now where that is another. One round
 * trip, which reads each of those departments once.
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
  const names = await namesOn(database, [...new Set(holders.flatMap((id) => id ?? []))], period.last)
  return items.map((record, i) => {
    const holder = holders[i] ?? null
    const { department, departmentName, departmentNameEn } = record
    const named = { ...record, department: holder, ...departmentNames(names.get(holder ?? '')) }
    return holder === department
      ? named
      : { ...named, heldNow: { department, departmentName, departmentNameEn } }
  })
}

/** Names that departments had on a day; what is none is left out. */
async function namesOn(
  database: Database,
  ids: readonly string[],
  day: number,
): Promise<ReadonlyMap<string, Name>> {
  if (ids.length === 0) return new Map()
  const { rows } = await database.client.execute({
    sql: `SELECT id, kind, seq, state, derived FROM record WHERE id IN (${ids.map(() => '?').join(',')})`,
    args: [...ids],
  })
  const states = await statesOf(
    database,
    rows.map(({ id, kind, seq, state, derived }) => ({
      ...{ id: textOf(id), kind: textOf(kind), state: textOf(state) },
      ...{ seq: numberOf(seq), derived: numberOf(derived) },
    })),
  )
  return new Map(
    states.flatMap((state): [string, Name][] =>
      state?.kind !== 'department'
        ? []
        : [[state.id, departmentNameOn(nameOf({ title: state.name, state }), state.formerNames, day)]],
    ),
  )
}
