/** 来件: the way of a text of the public to its entry: which lane it takes, what it proves, how it waits. */

import type { Proving } from '../consultations/proving.ts'
import type { Ledger } from '../open.ts'
import type { Questions } from '../questions/questions.ts'
import { createCodes } from './codes.ts'
import { createEntering } from './entering.ts'
import { createProofs } from './proofs.ts'
import { createQueue, type QueueParts } from './queue.ts'
import { createTurnstile } from './turnstile.ts'

/** Texts that are taken in at the same time. */
const AT_ONCE = 2

export type Waiting = ReturnType<typeof createWaiting>

/** Texts of the public that this process took in since its start, by the lane that they took. */
export interface Tally {
  /** Entered at once. */
  now: number
  /** Kept, to be entered in order. */
  waiting: number
  /** Refused for coming too often from one network. */
  refused: number
}

/** Services of what the public sends into one ledger. */
export function createWaiting(
  ledger: Ledger,
  parts: QueueParts & { tracking: Questions['tracking']; proving: Pick<Proving, 'prove'> },
) {
  const queue = createQueue(ledger, parts)
  return {
    queue,
    proofs: createProofs(ledger),
    codes: createCodes(parts.tracking, queue, parts.proving),
    settle: createEntering(ledger, parts),
    /** In front of taking one in, from the choice of its lane on. */
    turnstile: createTurnstile(AT_ONCE),
    tally: { now: 0, waiting: 0, refused: 0 } satisfies Tally,
  }
}
