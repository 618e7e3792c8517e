/** 整改: supervisory advice that has a day becomes a milestone of the department, in the same submission. */
import type { Further } from '../../record/acts.ts'
import type { Lookup, RecordHead } from '../../record/lookup.ts'

const TITLE = 500

/** Advice of an inspector: what is to be done, by when, and by what one will see that it was done. */
export interface Advice {
  advice: string
  due: string | null
  title: string | null
  acceptanceCriteria: string | null
  /** The milestone: of one that is new, its id. */
  commitment: string | null
}

/**
 * Decision or responsibility of the subject of a flag, as a milestone names it; neither where it has none.
 */
export function placeOf(subject: RecordHead | undefined): { decision?: string; responsibility?: string } {
  if (subject?.kind === 'decision') return { decision: subject.id }
  if (subject?.kind === 'responsibility') return { responsibility: subject.id }
  const { decision, responsibility } = subject ?? {}
  if (subject?.kind === 'evaluation') return decision ? { decision } : {}
  if (subject?.kind !== 'milestone') return {}
  return { ...(decision ? { decision } : {}), ...(responsibility ? { responsibility } : {}) }
}

/** The milestone by which advice is carried out; none where it has no day, or names one that is there. */
export function remedyOf(
  {
    id: flag,
    title: matter,
    titleEn: matterEn,
    department,
    subject,
  }: { id: string; title: string; titleEn: string | null; department: string; subject: string },
  { advice, due, title, acceptanceCriteria, commitment }: Advice,
  lookup: Lookup,
): Further[] {
  if (due === null || commitment === null) return []
  return [
    {
      ahead: true,
      opens: 'milestone',
      id: commitment,
      department,
      fields: {
        title: title ?? `整改：${matter}`.slice(0, TITLE),
        ...(title === null && matterEn !== null ? { titleEn: `Remedy: ${matterEn}`.slice(0, TITLE) } : {}),
        type: 'rectification',
        description: advice,
        baselineDue: due,
        currentDue: due,
        flag,
        acceptanceCriteria,
        ...placeOf(lookup.record(subject)),
      },
    },
  ]
}
