/** Votes of an office-holder over all decisions that name them. */
import { type CastVote, isDissent, votesUnder } from '../../domain/kinds/person/votes.ts'
import { addAll } from '../../domain/record/list/long.ts'
import type { Reading } from './reading.ts'
import type { RecordView } from './views.ts'

const PAGE = 500
/** Pages of decisions that are read for one office-holder at most: a life of votes. */
const PAGES = 20

/** A vote, with the decision in which it was cast. */
export interface VoteLine extends CastVote {
  decision: RecordView
}

/**
 * All votes of an office-holder, the newest first; null where there is no such record.
 *
 * @param id of the record of a person
 */
export async function votesOf(
  reading: Pick<Reading, 'record' | 'records'>,
  id: string,
): Promise<VoteLine[] | null> {
  const asked = (cursor?: string) => reading.records({ kind: 'decision', voter: id, cursor, limit: PAGE })
  const [person, first] = await Promise.all([reading.record(id), asked()])
  if (person === null || person.state.kind !== 'person') return null
  const found = [...first.items]
  for (let { next } = first, n = 1; next !== null && n < PAGES; n++) {
    const page = await asked(next)
    addAll(found, page.items)
    next = page.next
  }
  const names = [person.state.name, ...person.state.otherNames]
  return found
    .flatMap((decision): VoteLine[] =>
      decision.state.kind === 'decision'
        ? votesUnder(names, decision.state).map((vote) => ({ ...vote, decision }))
        : [],
    )
    .sort((a, b) => ((a.date ?? '') < (b.date ?? '') ? 1 : -1))
}

/** The same with dissent first. */
export function dissentFirst(votes: readonly VoteLine[]): VoteLine[] {
  return [...votes.filter(isDissent), ...votes.filter((vote) => !isDissent(vote))]
}
