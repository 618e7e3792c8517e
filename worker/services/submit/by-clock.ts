/** Entries of the clock: what follows from a day that has passed, and what nobody enters by hand. */
import { Problem } from '../../domain/record/problem.ts'
import { CLOCK } from '../../domain/record/spoken/public.ts'
import type { Ledger } from '../open.ts'
import type { Decision, Request } from './call.ts'
import { perform } from './perform.ts'

/** Refusals by which somebody else was first: another clock, or whoever did meanwhile what the day had waited for. */
const LATE = ['conflict', 'idempotency_key_reused', 'wrong_state']

/**
 * Enters a step of the clock, once.
 *
 * @param key the same for whoever takes the same step
 * @returns false where it was taken before, or is not due any more
 */
export async function enterByClock(
  ledger: Ledger,
  key: string,
  request: Request,
  decide: () => Promise<Decision>,
): Promise<boolean> {
  try {
    return !(await perform(ledger, { actor: CLOCK, idempotencyKey: key }, request, decide)).repeated
  } catch (error) {
    if (error instanceof Problem && LATE.includes(error.code)) return false
    throw error
  }
}
