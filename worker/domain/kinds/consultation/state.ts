/** State of a consultation, as its entries make it. */
import type { RecordBase } from '../../record/acts.ts'
import type { ReadOf } from '../../record/shape.ts'
import type { adding, ConsultationFields, Reporting } from './fields.ts'
import type { ConsultationStatus } from './vocabulary.ts'

/** One change of the days on which comments are taken, with the reason that was given. */
export interface WindowMove {
  event: string
  seq: number
  occurred: string
  from: string | null
  to: string | null
  reason: string | null
}

/** A document that was added after the announcement, with the version of the record that added it. */
export type Added = ReadOf<typeof adding> & { seq: number; occurred: string; recorded: string }

/** 意见采纳情况说明, with the entry that made it. */
export type AdoptionReport = Reporting & { seq: number; occurred: string; recorded: string }

export interface ConsultationState extends RecordBase, ConsultationFields {
  kind: 'consultation'
  status: ConsultationStatus
  moves: WindowMove[]
  added: Added[]
  /** Reports, the last one in force; an earlier one stands where it was opened again. */
  adoptionReports: AdoptionReport[]
  cancelReason: string | null
}

/** The version of the draft that is before the public: that of the announcement is `1`. */
export function draftVersion({ added }: Pick<ConsultationState, 'added'>): string {
  const drafts = added.filter(({ part }) => part === 'draft')
  return drafts.at(-1)?.version ?? String(drafts.length + 1)
}

/** The report that is in force; null while there is none, or it was opened again. */
export function reportOf({
  status,
  adoptionReports,
}: Pick<ConsultationState, 'status' | 'adoptionReports'>): AdoptionReport | null {
  return status === 'reported' ? (adoptionReports.at(-1) ?? null) : null
}

/** Opinions that a report answers, and how many of them it adopts, in part or in whole. */
export function reportFigures({ groups }: Pick<Reporting, 'groups'>): { received: number; adopted: number } {
  const sum = (of: Reporting['groups']): number =>
    of.reduce((all, { comments, others }) => all + comments.length + (others ?? 0), 0)
  return {
    received: sum(groups),
    adopted: sum(groups.filter(({ outcome }) => outcome === 'adopted' || outcome === 'adopted_in_part')),
  }
}
