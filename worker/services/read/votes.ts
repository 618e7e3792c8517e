/** Votes of an office-holder over all decisions that name them. */
import { personCalled } from '../../domain/kinds/person/person.ts'
import {
  type CastVote,
  isDissent,
  isOfStance,
  type StanceChoice,
  votesUnder,
} from '../../domain/kinds/person/votes.ts'
import { dayNumber, earliest } from '../../domain/record/date.ts'
import { periodOf } from '../../domain/record/list/days.ts'
import { addAll } from '../../domain/record/list/long.ts'
import type { Reading } from './reading.ts'
import type { RecordView } from './views.ts'

const PAGE = 500
/** Decisions that a page looks at for one office-holder at most. */
export const MOST_DECISIONS = 10_000

/** A vote, with the decision in which it was cast. */
export interface VoteLine extends CastVote {
  decision: RecordView
}

export interface Votes {
  items: VoteLine[]
  /** False where there are more decisions than were looked at. */
  whole: boolean
}

/** Query by which votes are narrowed: their stance and their days, and the decisions in which they were cast. */
export interface VotesQuery {
  stance?: StanceChoice | undefined
  /** Period of the vote, each end a year, a month or a day. */
  from?: string | undefined
  to?: string | undefined
  /** Words of the decision. */
  q?: string | undefined
  /** Step that the decision has gone through. */
  had?: string | undefined
}

/**
 * Votes of an office-holder, the newest first; null where there is no such record.
 *
 * @param id of the record of a person
 * @param most decisions that are looked at; all of them when left out
 * @throws Problem `invalid` for a period that ends before it begins
 */
export async function votesOf(
  reading: Pick<Reading, 'record' | 'records'>,
  id: string,
  { stance, from, to, q, had }: VotesQuery = {},
  most = Number.POSITIVE_INFINITY,
): Promise<Votes | null> {
  const { first: begin, last: end } = periodOf({ from, to })
  const asked = (cursor?: string) =>
    reading.records({ kind: 'decision', voter: id, q, had, cursor, limit: PAGE })
  const [person, first] = await Promise.all([reading.record(id), asked()])
  if (person === null || person.state.kind !== 'person') return null
  const found = [...first.items]
  let { next } = first
  while (next !== null && found.length < most) {
    const page = await asked(next)
    addAll(found, page.items)
    next = page.next
  }
  const called = personCalled(person.state)
  const items = found
    .flatMap((decision): VoteLine[] =>
      decision.state.kind === 'decision'
        ? votesUnder(called, decision.state).map((vote) => ({ ...vote, decision }))
        : [],
    )
    .filter((vote) => stance === undefined || isOfStance(stance, vote))
    .filter(({ date }) => {
      if (begin === null && end === null) return true
      const day = date === null ? null : dayNumber(earliest(date))
      return day !== null && (begin === null || day >= begin) && (end === null || day <= end)
    })
    .sort((a, b) => ((a.date ?? '') < (b.date ?? '') ? 1 : -1))
  return { items, whole: next === null }
}

/** The same with dissent first. */
export function dissentFirst(votes: readonly VoteLine[]): VoteLine[] {
  return [...votes.filter(isDissent), ...votes.filter((vote) => !isDissent(vote))]
}
