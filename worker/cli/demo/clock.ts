/** The clock of the demo: it stands on the day it is set to, and moves on with each look. */

export interface DemoClock {
  now(): Date
  /** Moves to nine in the morning, Beijing time, of a later day. */
  moveTo(day: string): void
  /** The day on which the clock stands. */
  today(): string
}

/** Between two looks at the clock: long enough that no two entries share their moment. */
const STEP_MS = 97_531
const BEIJING_MS = 8 * 3_600_000

/** Clock of the demo, which begins on the morning of 16 October 2023, Beijing time, and never goes back. */
export function demoClock(): DemoClock {
  let at = Date.parse('2023-10-16T01:00:00.000Z')
  return {
    now() {
      at += STEP_MS
      return new Date(at)
    },
    moveTo(day) {
      at = Math.max(at, Date.parse(`${day}T01:00:00.000Z`))
    },
    today: () => new Date(at + BEIJING_MS).toISOString().slice(0, 10),
  }
}
