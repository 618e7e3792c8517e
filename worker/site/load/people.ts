/** Loads the page of an office-holder: posts over time, votes, proposals. */
import type { PersonData } from '../../../web/pages/Person.tsx'
import { isDissent } from '../../domain/kinds/person/votes.ts'
import { dissentFirst, MOST_DECISIONS, votesOf } from '../../services/read/votes.ts'
import { type Ask, type From, type Loaded, mentions, NOTHING, namesOf, shownOf } from './common.ts'
import { seen } from './seen.ts'

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
    votesOf(reading, id, MOST_DECISIONS),
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
      choice,
      proposed: stood === null ? proposed : NOTHING,
    },
    check: {
      shown: stood === null ? shownOf(record, moments) : null,
      indices: stood === null ? moments.map(({ entry }) => entry.index) : [],
      receiptOf: record.lastIndex,
    },
    names: await namesOf(from, mentions(record.state, moments)),
  }
}
