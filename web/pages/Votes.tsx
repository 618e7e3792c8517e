/** The votes of one office-holder as a list: by stance, by period, by what became of the decision. */
import { stanceChoices } from '../../worker/domain/kinds/person/votes.ts'
import { lists } from '../../worker/domain/kinds/table.ts'
import { titleIn } from '../../worker/domain/kinds/title.ts'
import { at, withQuery } from '../address.ts'
import { useFrame } from '../frame.ts'
import { label, listWords } from '../labels.ts'
import type { SitePage } from '../page.tsx'
import type { RecordView, VoteLine } from '../types.ts'
import { count, fill } from '../words/words.ts'
import { Vote } from './Person.tsx'

/** Question to the list. */
interface Asked {
  stance?: keyof typeof stanceChoices | undefined
  had?: string | undefined
  q?: string | undefined
  from?: string | undefined
  to?: string | undefined
}

export interface VotesData {
  person: RecordView
  votes: VoteLine[]
  total: number
  /** Place of the first of them, from 0, and that of the next page. */
  start: number
  next: number | null
  asked: Asked
  /** Number of decisions that were looked at, where there are more; null where all were. */
  lookedAt: number | null
}

/** Steps by which a reader most often looks for votes. */
const STEPS = ['deliberation', 'hearing', 'veto', 'override', 'enactment', 'promulgation'] as const

/** Page of the votes of an office-holder. */
export const votesPage: SitePage<VotesData> = {
  name: 'votes',
  trail: ({ person }, { words, lang }) => [
    { name: words.site.home, path: '/' },
    { name: listWords('person').title[lang], path: `/${lists.person}` },
    { name: titleIn(lang, person), path: `/${lists.person}/${person.id}` },
    { name: words.person.votes, path: null },
  ],
  head({ person, asked }, { words, lang }) {
    const title = fill(words.person.votesOf, { name: titleIn(lang, person) })
    return { title, description: title, canonicalQuery: withQuery('', { ...asked }) }
  },
  Body,
}

function Body({ person, votes, total, start, next, asked, lookedAt }: VotesData) {
  const { lang, words, path } = useFrame()
  const name = words.person
  const here = at(lang, path)
  const file = `/api/v1/people/${person.id}/votes`
  const query = { ...asked }
  return (
    <>
      <div class="title">
        <h1>{fill(name.votesOf, { name: titleIn(lang, person) })}</h1>
      </div>
      <form class="ask" method="get" action={here}>
        <div class="ask__fields">
          <div class="ask__field ask__field--wide">
            <label for="f-q">{name.inDecision}</label>
            <input id="f-q" name="q" type="search" value={asked.q ?? ''} autocomplete="off" />
          </div>
          <div class="ask__field">
            <label for="f-stance">{name.stance}</label>
            <select id="f-stance" name="stance">
              <option value="">{words.facets.all}</option>
              {Object.entries(stanceChoices).map(([value, said]) => (
                <option key={value} value={value} selected={value === asked.stance}>
                  {said[lang]}
                </option>
              ))}
            </select>
          </div>
          <div class="ask__field">
            <label for="f-had">{name.had}</label>
            <select id="f-had" name="had">
              <option value="">{words.facets.all}</option>
              {[...new Set([...STEPS, ...(asked.had === undefined ? [] : [asked.had])])].map((value) => (
                <option key={value} value={value} selected={value === asked.had}>
                  {label(lang, 'step', value)}
                </option>
              ))}
            </select>
          </div>
          {(['from', 'to'] as const).map((end) => (
            <div key={end} class="ask__field">
              <label for={`f-${end}`}>{name[end]}</label>
              <input
                id={`f-${end}`}
                name={end}
                value={asked[end] ?? ''}
                placeholder={words.listing[end]}
                pattern={'\\d\\d\\d\\d(-\\d\\d(-\\d\\d)?)?'}
                title={words.listing.dateForm}
                autocomplete="off"
              />
            </div>
          ))}
        </div>
        <button type="submit">{words.listing.show}</button>
      </form>
      <section class="listing" aria-label={name.votes}>
        <div class="h-row">
          <h2 class="said">
            <b>{count(name.found, total)}</b>
          </h2>
          <ul class="tools">
            <li>
              <a href={withQuery(`${file}.csv`, query)}>CSV</a>
            </li>
            <li>
              <a href={withQuery(file, query)}>JSON</a>
            </li>
          </ul>
        </div>
        {lookedAt !== null && <p class="hint">{fill(name.lookedAt, { n: lookedAt })}</p>}
        {total === 0 ? (
          <p class="empty">{words.listing.nothing}</p>
        ) : (
          <ul class="items">
            {votes.map((vote, i) => (
              <Vote key={`${vote.decision.id} ${start + i}`} vote={vote} />
            ))}
          </ul>
        )}
        {(start > 0 || next !== null) && (
          <nav class="pages" aria-label={words.pager.label}>
            {start > 0 && <a href={withQuery(here, query)}>{words.pager.first}</a>}
            {next !== null && (
              <a rel="next" href={withQuery(here, { ...query, start: String(next) })}>
                {words.pager.next}
              </a>
            )}
          </nav>
        )}
      </section>
    </>
  )
}
