/**
 * Aftercare of a lawful erasure: the work outside the database, where no transaction reaches. It is done
 * after each erasure, again at each start, and by the clock until it could be done: doing it twice does no
 * harm.
 */
import type { Documents } from './documents/documents.ts'
import type { Ledger } from './open.ts'

export type Aftercare = ReturnType<typeof createAftercare>

/**
 * Times after an erasure: at once, and once more by the clock, when index and rules have followed, whose writing
 * leaves earlier states of their pages behind.
 */
const TIMES = 2

/** Aftercare of one ledger. It owes one run at its start, since the last one may have been interrupted. */
export function createAftercare({ database }: Pick<Ledger, 'database'>, documents: Pick<Documents, 'sweep'>) {
  // The last run may have been interrupted.
  let owed = 1
  return {
    /** Notes that something was erased. */
    owe(): void {
      owed = TIMES
    },

    /** Does what is owed, as far as it can be done now. */
    async settle(): Promise<void> {
      if (owed === 0) return
      // First: documents that cannot be given up now keep no earlier state of a page lying about.
      const scrubbed = await database.scrub?.()
      await documents.sweep()
      if (scrubbed !== false) owed--
    },
  }
}

/**
 * Does one after the other, also after one has failed.
 *
 * @throws what one threw, or an AggregateError of all that were thrown, whose message tells each
 */
export async function allOf(steps: readonly (() => Promise<unknown>)[]): Promise<void> {
  const failed: unknown[] = []
  for (const step of steps) await step().catch((error: unknown) => failed.push(error))
  if (failed.length === 1) throw failed[0]
  if (failed.length > 1) throw new AggregateError(failed, failed.map(String).join('; '))
}
