/** 整改: supervisory advice that has a day becomes a milestone of the department, in the same submission. */

import type { FlagState } from '../../domain/kinds/flag/flag.ts'
import type { State } from '../../domain/kinds/kinds.ts'
import { kindFace } from '../../domain/kinds/registry.ts'
import type { Draft } from '../../domain/record/event.ts'
import type { Json } from '../../ledger/canonical.ts'
import type { Around } from '../submit/around.ts'
import { requireHolder, type Surroundings, stateAfter } from '../submit/surroundings.ts'

const TITLE = 500

/** What a flag is about, as a milestone names it. */
export function placeOf(subject: State | undefined): { decision?: string; responsibility?: string } {
  if (subject?.kind === 'decision') return { decision: subject.id }
  if (subject?.kind === 'responsibility') return { responsibility: subject.id }
  if (subject?.kind === 'evaluation') return { decision: subject.decision }
  if (subject?.kind !== 'milestone') return {}
  return {
    ...(subject.decision === null ? {} : { decision: subject.decision }),
    ...(subject.responsibility === null ? {} : { responsibility: subject.responsibility }),
  }
}

/** What is advised, by when, and by what one will see that it was done. */
export interface Advice {
  advice: string
  due: string | null
  title: string | null
  acceptanceCriteria: string | null
}

/**
 * The milestone by which advice is carried out, and the surroundings in which it stands already; null when the
 * advice has no day, or names a milestone that is there.
 *
 * @param id of the new milestone
 */
export function remedyFor(
  flag: FlagState,
  { advice, due, title, acceptanceCriteria }: Advice,
  id: string,
  around: Around,
  surroundings: Surroundings,
): { draft: Draft; surroundings: Surroundings } | null {
  if (due === null) return null
  requireHolder(around, flag.department)
  const fields: Json = {
    title: title ?? `整改：${flag.title}`.slice(0, TITLE),
    type: 'rectification',
    description: advice,
    baselineDue: due,
    currentDue: due,
    flag: flag.id,
    acceptanceCriteria,
    ...placeOf(around.record(flag.subject)),
  }
  const draft = kindFace('milestone').first(id, flag.department, fields, surroundings)
  const state = stateAfter(null, draft)
  return {
    draft,
    surroundings: {
      ...surroundings,
      record: (one) => (one === id && state !== null ? state : surroundings.record(one)),
    },
  }
}
