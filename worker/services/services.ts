/** All verbs and all reading of one ledger, under one name. */
import type { BlobStore } from '../store/blobs/blobs.ts'
import { indexRecords } from '../store/search/indexer.ts'
import { createActs } from './acts.ts'
import { createDeliveries } from './deliveries.ts'
import { createDepartments } from './departments.ts'
import { createDocuments } from './documents.ts'
import { createErasures } from './erasures.ts'
import { createInspection } from './inspection.ts'
import { createLog } from './log.ts'
import type { Ledger } from './open.ts'
import { createReading } from './reading.ts'
import { createReentry } from './reentry.ts'
import { createRegisters } from './registers.ts'
import { createResponsibilities } from './responsibilities.ts'

export type Services = ReturnType<typeof createServices>

/** @param blobs where documents are kept; null when this ledger keeps their digests alone */
export function createServices(ledger: Ledger, blobs: BlobStore | null = null) {
  const log = createLog(ledger)
  return {
    ledger,
    log,
    reading: createReading(ledger, log),
    departments: createDepartments(ledger),
    responsibilities: createResponsibilities(ledger),
    erasures: createErasures(ledger),
    deliveries: createDeliveries(ledger),
    documents: createDocuments(blobs),
    acts: createActs(ledger),
    registers: createRegisters(ledger),
    reentry: createReentry(ledger),
    inspection: createInspection(ledger),

    /** After a start: indexes for search what the last run committed but had no time to index. */
    async catchUp(): Promise<void> {
      const { size } = await log.head()
      await indexRecords(ledger.database, size)
    },
  }
}
