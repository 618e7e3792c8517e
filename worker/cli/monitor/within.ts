/** The time within which whoever watches is expected to have looked: for monitors, mirrors and witnesses alike. */
import { FOLLOWED_WITHIN } from '../../machine/mirror-site.ts'
import { UsageError, type Words } from '../shell/usage.ts'

const MINUTE = 60_000

/** The option that gives it. */
export const within = {
  type: 'string',
  value: 'MINUTES',
  words: {
    zh: `多少分钟之内应当看过一轮（默认 ${FOLLOWED_WITHIN / MINUTE}），过后算迟`,
    en: `minutes within which a round is expected (default ${FOLLOWED_WITHIN / MINUTE}); later is late`,
  } satisfies Words,
} as const

/** Milliseconds of what was given. @throws UsageError for anything but a whole number of minutes from 1 */
export function withinOf(given: string | undefined): number {
  if (given === undefined) return FOLLOWED_WITHIN
  if (/^[1-9]\d{0,6}$/.test(given)) return Number(given) * MINUTE
  throw new UsageError({
    zh: `--within 应为从 1 起的整数（分钟），而不是“${given}”。`,
    en: `--within must be a whole number of minutes from 1, not "${given}".`,
  })
}

/** True of an instant, ISO 8601, that is further back than that; also of none. */
export function isLate(at: string | null, now: Date, within: number): boolean {
  return at === null || now.getTime() - Date.parse(at) > within
}
