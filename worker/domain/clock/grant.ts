/** 延期: an extension counts when it was granted on the last day or before, as often and for as long as the profile says. */
import { type Counting, count } from './count.ts'
import type { Extension } from './events.ts'
import type { ClockProfile } from './profile.ts'

/** One extension as it counts: the units that were granted, those of them that count, and why not all. */
export interface Granted extends Extension {
  counted: number
  cut: 'none' | 'too_late' | 'too_long' | 'too_often'
}

/** Extensions in the order of their days, as they count by the profile. */
export function grant(
  counting: Counting,
  { extension }: Pick<ClockProfile, 'extension'>,
  extensions: readonly Extension[],
): Granted[] {
  const granted: Granted[] = []
  let [limit, times] = [counting.limit, 0]
  for (const one of [...extensions].sort((a, b) => ((a.on ?? '') < (b.on ?? '') ? -1 : 1))) {
    const { due } = count({ ...counting, limit })
    const most = extension === null ? 0 : (extension.most ?? one.by)
    const isSpent = extension === null || times >= extension.times
    const isLate = one.on !== null && due !== null && one.on > due
    const cut = isSpent ? 'too_often' : isLate ? 'too_late' : one.by > most ? 'too_long' : 'none'
    const counted = isSpent || isLate ? 0 : Math.min(one.by, most)
    if (counted > 0) times += 1
    limit += counted
    granted.push({ ...one, counted, cut })
  }
  return granted
}
