/** 值守: lets the rules follow the ledger while it is served, without taking more than their share of the time. */

import type { Rulebook } from '../inspection/rulebook.ts'
import type { StandingService } from '../inspection/standing/standing.ts'
import { type Loop, startLoop } from '../loop.ts'
import { LOCAL_OPERATOR } from '../roles.ts'
import type { Flags } from './flags.ts'

export interface WatchOptions {
  standing: StandingService
  flags: Flags
  rulebook: Pick<Rulebook, 'adopt'>
  /** Number of entries in the ledger. */
  size(): Promise<number>
  /** Share of the time during which others write that the rules may take: above 0, up to 1. */
  share: number
  /** Milliseconds between two looks when nothing is to do. */
  idle: number
  /** Milliseconds, from any point on. */
  clock(): number
  pause(milliseconds: number): Promise<void>
  onError(error: unknown): void
}

/** Records of one round: short enough that whoever writes does not wait for it. */
const RECORDS = 20
/**
 * Begins to watch. The rules that are run are entered before their first round. When rounds have changed something and nothing is left to do, flags lapse whose subject was
 * corrected.
 */
export function startWatch(options: WatchOptions): Loop {
  const { standing, flags, rulebook, share, idle, clock, pause, onError } = options
  let size = -1
  /** True once flags have been looked at since the last round. */
  let seen = false
  /** True once the rulebook says which rules are run. */
  let adopted = false

  async function once(): Promise<number> {
    const from = clock()
    if (!adopted && (await options.size()) > 0) {
      await rulebook.adopt()
      adopted = true
    }
    const worked = await standing.step(RECORDS)
    if (!worked) {
      if (!seen) await flags.lapse({ actor: LOCAL_OPERATOR }, 'corrected')
      seen = true
      return idle
    }
    seen = false
    const before = size
    size = await options.size()
    const taken = clock() - from
    // While others write, the rules wait as long as their share asks for; else just long enough to let others in.
    return size === before ? 0 : taken * (1 / share - 1)
  }

  return startLoop({ once, pause, onError })
}
