/** 通道: whether a text of the public is entered at once, or waits in order. Pure. */

/** Facts about a text that comes in. */
export interface Arriving {
  /** A proof of work came with it. */
  proven: boolean
  /** Its form was sent sooner than a person writes, or is none of ours. */
  hurried: boolean
  /** Texts that were entered at once in the last minute, as a part of those that may be. */
  load: number
  /** Texts that wait. */
  waiting: number
}

/** Part of what may be entered at once in a minute that anybody may take without a proof. */
const QUIET = 1 / 2

/**
 * In quiet times everybody is entered at once, with a script or without one. When much comes in, those go first who have
 * proven some work, and the others wait in order behind those that wait already; when too much does, all wait.
 */
export function laneOf({ proven, hurried, load, waiting }: Arriving): 'now' | 'waiting' {
  if (hurried || load >= 1) return 'waiting'
  if (proven) return 'now'
  return load >= QUIET || waiting > 0 ? 'waiting' : 'now'
}

/** The most that work may grow: doublings. */
const MOST_LEVEL = 4

/**
 * Doublings of the work that is asked for: one for each text that came from the network lately, and one for each quarter
 * of what may be entered at once in a minute.
 */
export function levelOf(fromNetwork: number, load: number): number {
  return Math.min(MOST_LEVEL, Math.floor(fromNetwork) + Math.floor(Math.min(1, load) * 4))
}
