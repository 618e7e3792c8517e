/** The clocks of one ledger: those that are known to all, and those that the place has declared. */

import { refuse } from '../record/guard.ts'
import { nearest } from '../text/nearest.ts'
import type { ClockProfile } from './profile.ts'
import { builtInClocks } from './profiles/profiles.ts'

export interface Clocks {
  /** Every version of every clock; what the place has declared comes last. */
  readonly all: readonly ClockProfile[]
  /**
   * The version by which a clock that begins on a day runs; for null, or a day before all of them, the newest or the
   * oldest. A promise that the place declares anew is heard before that of the platform.
   *
   * @param day `YYYY-MM-DD`
   * @throws Problem `not_found` for a clock that is not known
   */
  profile(id: string, day: string | null): ClockProfile
  /** True when a version of the clock is in force for what begins on a day. */
  isInForce(id: string, day: string): boolean
}

/** True on a day on which a version is in force: from its first day on, or ever, to its last. */
export const isWithin = ({ from, to }: Pick<ClockProfile, 'from' | 'to'>, day: string): boolean =>
  (from === null || from <= day) && (to === null || day <= to)

/** Clocks of one ledger, by id and version. @param local profiles that the place has declared */
export function createClocks(local: readonly ClockProfile[] = []): Clocks {
  const all = [...builtInClocks, ...local]
  const byId = new Map<string, ClockProfile[]>()
  for (const one of all) byId.set(one.id, [...(byId.get(one.id) ?? []), one])

  return {
    all,

    profile(id, day) {
      const versions = byId.get(id) ?? []
      const known = day === null ? versions.at(-1) : versions.findLast((one) => isWithin(one, day))
      const found = known ?? versions.at(day === null ? -1 : 0)
      if (found !== undefined) return found
      const near = nearest(id, [...byId.keys()])
      throw refuse(
        'not_found',
        `没有期限规则 ${id}${near === null ? '' : `，是否指 ${near}`}。`,
        `There is no clock ${id}${near === null ? '' : `; did you mean ${near}`}.`,
        'profile',
      )
    },

    isInForce: (id, day) => (byId.get(id) ?? []).some((one) => isWithin(one, day)),
  }
}

/** The clocks of a place that has declared none of its own. */
export const builtIn = createClocks()
