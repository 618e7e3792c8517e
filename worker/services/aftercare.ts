/**
 * What a lawful erasure leaves to be done outside the database, where no transaction reaches. It is done after each
 * erasure, again at each start, and by the clock until it could be done: doing it twice does no harm.
 */
import type { Documents } from './documents/documents.ts'
import type { Ledger } from './open.ts'

export type Aftercare = ReturnType<typeof createAftercare>

/**
 * Times after an erasure: at once, and once more by the clock, when index and rules have followed, whose writing
 * leaves earlier states of their pages behind.
 */
const TIMES = 2

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
      await documents.sweep()
      if ((await database.scrub?.()) !== false) owed--
    },
  }
}
