/** All verbs and all reading of one ledger, under one name. */
import { indexRecords } from '../store/search/indexer.ts'
import { createDeliveries } from './deliveries.ts'
import { createDepartments } from './departments.ts'
import { createErasures } from './erasures.ts'
import { createLog } from './log.ts'
import type { Ledger } from './open.ts'
import { createReading } from './reading.ts'
import { createResponsibilities } from './responsibilities.ts'

export type Services = ReturnType<typeof createServices>

export function createServices(ledger: Ledger) {
  const log = createLog(ledger)
  return {
    ledger,
    log,
    reading: createReading(ledger, log),
    departments: createDepartments(ledger),
    responsibilities: createResponsibilities(ledger),
    erasures: createErasures(ledger),
    deliveries: createDeliveries(ledger),

    /** After a start: indexes for search what the last run committed but had no time to index. */
    async catchUp(): Promise<void> {
      const { size } = await log.head()
      await indexRecords(ledger.database, size)
    },
  }
}
