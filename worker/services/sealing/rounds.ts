/** Seals what earlier versions left open in the database, in rounds: a process may stop at any point. */
import { sealDrafts } from '../../store/drafts.ts'
import { sealBodies } from '../../store/log/seal-bodies.ts'
import { sealTriage } from '../../store/standing/triage.ts'
import type { Ledger } from '../open.ts'

const ROWS = 100

/**
 * Goes on until nothing withheld lies open, or until the time is over.
 *
 * @param budget milliseconds; without end by default
 * @param clock milliseconds, from any point on
 * @returns whether anything was sealed: then earlier states of its pages are to be scrubbed
 */
export async function sealRest(
  ledger: Pick<Ledger, 'database' | 'atRest'>,
  { budget = Number.POSITIVE_INFINITY, clock = () => performance.now() } = {},
): Promise<boolean> {
  const from = clock()
  let any = false
  const rounds = [
    () => sealBodies(ledger),
    async () => (await sealDrafts(ledger, ROWS)) || null,
    async () => (await sealTriage(ledger, ROWS)) || null,
  ]
  for (const round of rounds)
    while (clock() - from < budget) {
      const sealed = await round()
      if (sealed === null) break
      any ||= sealed > 0
    }
  return any
}
