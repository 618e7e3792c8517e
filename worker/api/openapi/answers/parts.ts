/** Values of which answers are made. */
import { z } from 'zod'

export const whole = z.int().min(0)
export const base64 = z.base64()
export const day = z.int().meta({ description: 'Days since 1970-01-01.' })
export const instant = z.string().meta({ description: 'Instant, UTC, to the millisecond.' })
export const json = z.unknown().meta({ description: 'Any JSON.' })
export const note = z.string().meta({ description: 'Signed note (C2SP tlog-checkpoint).' })
export const next = z
  .string()
  .nullable()
  .meta({ description: 'Opaque cursor of the next page; null at the end.' })
export const facet = z.object({ value: z.string(), count: whole })
export const proof = z.array(base64)
