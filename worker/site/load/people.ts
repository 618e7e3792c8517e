/** Loads the page of an office-holder: posts over time, votes, proposals. */
import type { PersonData } from '../../../web/pages/Person.tsx'
import type { VotesData } from '../../../web/pages/Votes.tsx'
import { isDissent, type StanceChoice, stanceChoices } from '../../domain/kinds/person/votes.ts'
import { kindOf } from '../../domain/kinds/table.ts'
import { isTaken } from '../../domain/record/list/listed.ts'
import { dissentFirst, MOST_DECISIONS, votesOf } from '../../services/read/votes.ts'
import { type Ask, type From, type Loaded, mentions, NONE, NOTHING, namesOf } from './common.ts'
import { isInOrder } from './lists.ts'
import { checkOf, seen } from './seen.ts'

/** Votes that a page shows, dissent first; all are in CSV and JSON. */
const SHOWN = 60
const POSTS = 200
const PROPOSED = 20

/** Votes that a reader may ask for alone. */
const CHOICES = ['dissent'] as const

/** Page of an office-holder; null when there is none. It takes the query `votes` beside those of `seen`. */
export async function loadPerson(from: From, ask: Ask, id: string): Promise<Loaded<PersonData> | null> {
  const { reading } = from
  const choice = ask('votes', CHOICES)
  const [found, posts, votes, proposed] = await Promise.all([
    seen(from, id, 'person', ask),
    reading.records({ kind: 'membership', holder: id, sort: '-begins', limit: POSTS }),
    votesOf(reading, id, {}, MOST_DECISIONS),
    reading.records({ kind: 'decision', proposer: id, sort: '-decided', limit: PROPOSED }),
  ])
  if (found === null || votes === null || found.record.state.kind !== 'person') return null
  const { record, moments, stood } = found
  const dissent = votes.items.filter(isDissent)
  const chosen = choice === 'dissent' ? dissent : dissentFirst(votes.items)
  return {
    data: {
      ...found,
      state: found.record.state,
      posts: stood === null ? posts : NOTHING,
      votes: chosen.slice(0, SHOWN),
      cast: votes.items.length,
      lookedAt: votes.whole ? null : MOST_DECISIONS,
      dissent: dissent.length,
      overridden: new Set(
        votes.items.flatMap(({ decision: { id: one, state } }) =>
          state.kind === 'decision' && state.steps.some(({ type }) => type === 'override') ? [one] : [],
        ),
      ).size,
      choice,
      proposed: stood === null ? proposed : NOTHING,
    },
    check: checkOf(found),
    names: await namesOf(from, mentions(record.state, moments)),
  }
}

/** Votes on one page of them. */
const ON_PAGE = 100

/** Page of the votes of an office-holder, narrowed by stance, period and decision; null where there is none. */
export async function loadVotes(from: From, ask: Ask, id: string): Promise<Loaded<VotesData> | null> {
  const { reading } = from
  const { filters } = kindOf('decision')
  const taken = (name: 'q' | 'had' | 'from') => (text: string) => {
    const filter = filters[name]
    return filter !== undefined && isTaken(filter, text) ? text : null
  }
  const begin = ask<string>('from', taken('from'))
  const asked = {
    stance: ask('stance', Object.keys(stanceChoices) as StanceChoice[]) ?? undefined,
    had: ask<string>('had', taken('had')) ?? undefined,
    q: ask<string>('q', taken('q')) ?? undefined,
    from: begin ?? undefined,
    to:
      ask<string>('to', (text) =>
        taken('from')(text) !== null && isInOrder('to', begin === null ? {} : { from: begin }, text)
          ? text
          : null,
      ) ?? undefined,
  }
  const start = ask('start', (text) => (/^\d{1,6}$/.test(text) ? Number(text) : null)) ?? 0
  const [record, votes] = await Promise.all([reading.record(id), votesOf(reading, id, asked, MOST_DECISIONS)])
  if (record === null || votes === null) return null
  return {
    data: {
      person: record,
      votes: votes.items.slice(start, start + ON_PAGE),
      total: votes.items.length,
      start,
      next: start + ON_PAGE < votes.items.length ? start + ON_PAGE : null,
      asked,
      lookedAt: votes.whole ? null : MOST_DECISIONS,
    },
    check: NONE,
    names: new Map(),
  }
}
