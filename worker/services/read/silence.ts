/** 来源静默, at the records that came from a register of which nothing has come though it was expected. */
import { expectedBy, rhythmsOf, silentOn } from '../../domain/following/silence.ts'
import type { State } from '../../domain/kinds/kinds.ts'
import { dayText } from '../../domain/record/date.ts'
import { type Deliveries, knownOf } from '../../domain/record/entered/judged.ts'
import type { Database } from '../../store/database.ts'
import { readDelivered } from '../../store/records/delivered.ts'
import type { RecordView } from './views.ts'

/**
 * Silence of the registers that some records came from, by the state of each. The database is asked once, and only where
 * one of them may be silent.
 *
 * @param today day number
 */
export async function silentAmong(
  database: Database,
  records: readonly { state: State }[],
  { deliveries, today }: { deliveries: Deliveries; today: number },
): Promise<(state: State) => Pick<RecordView, 'silent'>> {
  const registers = new Set(records.flatMap(({ state }) => knownOf(state)?.register ?? []))
  const long = new Map(
    [...deliveries].filter(([name, day]) => registers.has(name) && today > expectedBy(day, 0)),
  )
  if (long.size === 0) return () => ({})
  const names = (await readDelivered(database)).map(({ name }) => name)
  const silent = new Map(silentOn(long, today, rhythmsOf(names)).map((one) => [one.register, one]))
  return (state) => {
    const register = knownOf(state)?.register ?? ''
    const found = silent.get(register)
    // Of a register that came once nobody knows that it comes again.
    if (found === undefined || found.expected === null) return {}
    return { silent: { register, since: dayText(found.day), expected: dayText(found.expected) } }
  }
}
