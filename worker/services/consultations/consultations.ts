/** 征求意见: how comments come in, and the report that answers them. What organs do is an act like all others. */
import type { ReadReport } from '../../domain/kinds/consultation/adoption.ts'
import type { Ledger } from '../open.ts'
import type { Reaching } from '../questions/reaching.ts'
import type { EvidenceFiles } from '../read/evidence/file.ts'
import { createCommenting } from './receive.ts'
import { createListing } from './receive-many.ts'
import { readReport } from './report.ts'

export type Consultations = ReturnType<typeof createConsultations>

/** Services of the consultations of one ledger. */
export function createConsultations(
  ledger: Ledger,
  parts: { evidenceFiles: EvidenceFiles; reaching: Pick<Reaching, 'keep' | 'takes'> },
) {
  const commenting = createCommenting(ledger, parts)
  return {
    receive: commenting.receive,
    commenting,
    receiveMany: createListing(ledger),

    /** The adoption report of a consultation with its comments by wording. @throws Problem `not_found` */
    report: (id: string): Promise<ReadReport> => readReport(ledger, id),

    /** Ways that somebody who comments can leave by which to be reached: nobody calls about a comment. */
    takes: { ...parts.reaching.takes, phone: false },
  }
}
