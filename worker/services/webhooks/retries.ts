/** When an attempt is made again. */

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** After the first, second … attempt. */
export const SCHEDULE = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
] as const

/** A tenth more or less, so that many do not come back at one moment. */
const JITTER = 0.1

/**
 * Milliseconds until the next attempt; null when there is none.
 *
 * @param attempts how many there were
 * @param retryAfter as the receiver asks (RFC 9110 §10.2.3): it makes the wait longer, a day at most
 * @param chance from 0 to 1
 */
export function waitAfter(
  attempts: number,
  retryAfter: string | null,
  now: Date,
  chance: number,
): number | null {
  const wait = SCHEDULE[attempts - 1]
  if (wait === undefined) return null
  const usual = wait * (1 + JITTER * (2 * chance - 1))
  return Math.max(usual, Math.min(askedFor(retryAfter, now), 24 * HOUR))
}

function askedFor(text: string | null, now: Date): number {
  if (text === null) return 0
  if (/^\d{1,9}$/.test(text)) return Number(text) * SECOND
  const at = Date.parse(text)
  return Number.isNaN(at) ? 0 : Math.max(0, at - now.getTime())
}
