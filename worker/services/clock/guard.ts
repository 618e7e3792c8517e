/**
 * Guard of the clock. A ledger that once says a day of next year says it for good, and a day that was closed
 * takes no more rows: a clock that jumps ahead is not followed until it has stayed there, or the operator
 * says so.
 */
import { refuse } from '../../domain/record/guard.ts'
import { Problem } from '../../domain/record/problem.ts'
import { isDay } from '../../ledger/when.ts'
import { todayOf } from '../submit/call.ts'
import { type ClockFault, faultWords } from './words.ts'

export interface ClockDeps {
  now: () => Date
  /** the IANA time zone in which the days of the ledger begin */
  zone: string
  /** milliseconds of a clock that nobody sets; null where there is none that outlives a request */
  steady: (() => number) | null
  /** `YYYY-MM-DD`: the day for which the operator has said that the clock is right; left out or empty when not */
  accepted?: string | undefined
}

export interface ClockGuard {
  /**
   * @param recorded when the newest entry was recorded; null in an empty ledger
   * @returns null when a new entry may bear the time of the clock
   */
  writing(recorded: string | null): ClockFault | null
  /** The same for closing the days that are over: after a longer pause that waits a little, since it cannot be undone. */
  closing(recorded: string | null): ClockFault | null
}

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** A ledger that nobody wrote to for so long is written to again only after a wait, or the operator's word. */
const LONGEST_PAUSE = 30 * DAY
/** A jump is waited out for a tenth of its length, within these bounds. */
const SHARE = 1 / 10
const LEAST_WAIT = HOUR / 6
const MOST_WAIT = DAY

/** @throws Problem `invalid` when the accepted day is no day */
export function createClockGuard({ now, zone, steady, accepted = '' }: ClockDeps): ClockGuard {
  if (accepted !== '' && !isDay(accepted))
    throw refuse(
      'invalid',
      `ACCEPT_CLOCK 应为今天的日期，如 2026-11-29，而不是“${accepted}”。`,
      `ACCEPT_CLOCK should be the date of today, as 2026-11-29, and not "${accepted}".`,
      'ACCEPT_CLOCK',
    )
  if (steady === null) return { writing: () => null, closing: () => null }
  const start = { wall: now().getTime(), steady: steady() }
  let base = start
  let jump: { drift: number; since: number } | null = null

  /**
   * Compares the clock with the one that nobody sets, since both last agreed. They are set equal once a day alone:
   * a clock that creeps ahead in small steps would else be followed anywhere, and one that was set back by mistake
   * would not be believed when it is right again.
   */
  function jumped(): ClockFault | null {
    const at = { wall: now().getTime(), steady: steady?.() ?? 0 }
    const drift = at.wall - base.wall - (at.steady - base.steady)
    if (drift <= HOUR) {
      if (at.steady - base.steady >= DAY) base = at
      jump = null
      return null
    }
    if (jump === null || Math.abs(drift - jump.drift) > HOUR) jump = { drift, since: at.steady }
    const wait = waitFor(drift) - (at.steady - jump.since)
    if (wait > 0) return { ahead: drift, wait }
    base = at
    jump = null
    return null
  }

  /** A pause before this process began: nobody was looking, so the clock may be right or wrong. */
  function paused(recorded: string | null, longest: number): ClockFault | null {
    if (recorded === null) return null
    const ahead = start.wall - Date.parse(recorded)
    if (ahead <= longest) return null
    const wait = waitFor(ahead) - ((steady?.() ?? 0) - start.steady)
    return wait > 0 ? { ahead, wait } : null
  }

  const isAccepted = (): boolean => accepted !== '' && todayOf(now(), zone) === accepted

  return {
    writing: (recorded) => (isAccepted() ? null : (jumped() ?? paused(recorded, LONGEST_PAUSE))),
    closing: (recorded) => (isAccepted() ? null : (jumped() ?? paused(recorded, HOUR))),
  }
}

/** Refusal of a clock that jumped: a time that was written down stands for good. Null while it is believed. */
export function untimelyOf({ writing }: ClockGuard, recorded: string | null): Problem | null {
  const fault = writing(recorded)
  return fault === null ? null : new Problem('unavailable', { words: faultWords(fault) })
}

function waitFor(ahead: number): number {
  return Math.min(MOST_WAIT, Math.max(LEAST_WAIT, ahead * SHARE))
}
