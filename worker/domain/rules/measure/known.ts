/** Until when a record is known: one from a register says nothing of what came after the last delivery. */
import { earliest } from '../../record/date.ts'
import type { Context } from '../rule.ts'

/** The day up to which silence means something, `YYYY-MM-DD`: today, or the first day that the last delivery may mean. */
export function knownUntil(
  { source }: { source: { mapping?: string; asOf?: string } | null },
  { today, deliveredUntil }: Pick<Context, 'today' | 'deliveredUntil'>,
): string {
  if (source === null) return today
  const last = (source.mapping === undefined ? null : deliveredUntil(source.mapping)) ?? source.asOf ?? today
  const day = earliest(last)
  return day < today ? day : today
}
