/** Limits of what the public sends, as the operator set them. */
import type { Limits } from '../../api/http/buckets.ts'
import type { Environment } from '../environment.ts'

/** Limits that stand in the environment, which was found right before; the usual ones for what is left out. */
export function askingLimits({
  ASKS_PER_HOUR,
  ASKS_AT_ONCE,
  ASKS_WAITING,
}: Pick<Environment, 'ASKS_AT_ONCE' | 'ASKS_PER_HOUR' | 'ASKS_WAITING'>): Partial<Limits> {
  return {
    ...(ASKS_PER_HOUR ? { asks: Number(ASKS_PER_HOUR) } : {}),
    ...(ASKS_AT_ONCE ? { atOnce: Number(ASKS_AT_ONCE) } : {}),
    ...(ASKS_WAITING ? { waiting: Number(ASKS_WAITING) } : {}),
  }
}
