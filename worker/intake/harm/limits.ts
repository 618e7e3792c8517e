/**
 * Harms that a delivery may do to many records only when it is told so by name, with the number from which on
 * it counts.
 */
import { z } from 'zod'

/** Each is something that a wrong file, an old one or a renamed column does to many records at once. */
const HARMS = {
  vanished: 'records recorded as vanished at the source, or as abolished',
  emptied: 'records in which something that was there becomes empty',
  reopened: 'records whose end, result or day of being done is gone',
  rewritten: 'records recorded as changed at the source',
  closed: 'records that are said to be done or decided now',
  moved: 'records whose due date moves',
  transferred: 'records that go to another department',
  rescaled: 'records whose amounts are all multiplied by a power of ten, as where a unit changed',
  retyped: 'new records whose key is that of one that is not in the delivery, but for how it is typed',
  renumbered:
    'new records that say in everything what one says that is not in the delivery, under another key',
} as const
export type Harm = keyof typeof HARMS
export const harms = Object.keys(HARMS) as readonly Harm[]

const limit = z.union([
  z.int().min(0),
  z.string().regex(/^(?:100|\d{1,2})%$/, { error: 'a number, or a share such as 25%' }),
])
export type Limit = z.output<typeof limit>

/** A few are never a harm: a share counts from here on. */
export const FEW = 3

export const limits = z
  .strictObject({
    vanished: limit.default(FEW),
    emptied: limit.default(FEW),
    reopened: limit.default(FEW),
    rewritten: limit.default('25%'),
    closed: limit.default('50%'),
    moved: limit.default('50%'),
    transferred: limit.default('25%'),
    rescaled: limit.default(FEW),
    retyped: limit.default(0),
    renumbered: limit.default(FEW),
  } satisfies { [harm in Harm]: z.ZodType })
  .prefault({})
  .describe(
    'How many records of a delivery at most may be vanished, emptied … before it stops and asks: a number, or a share of the records of that kind that stand (never less than 3).',
  )

export type Limits = z.output<typeof limits>

/** The number of records that a limit allows, of those that stand. */
export function allowed(of: Limit, standing: number): number {
  return typeof of === 'number' ? of : Math.max(FEW, Math.floor((Number.parseInt(of, 10) / 100) * standing))
}
