/** One office-holder whom a public source names: posts over time, votes with decision and stance, proposals. */
import type { PersonState } from '../../worker/domain/kinds/person/person.ts'
import { isDissent } from '../../worker/domain/kinds/person/votes.ts'
import { lists } from '../../worker/domain/kinds/table.ts'
import { departmentIn, titleIn } from '../../worker/domain/kinds/title.ts'
import { dayText } from '../../worker/domain/record/date.ts'
import { at, withQuery } from '../address.ts'
import { Card } from '../components/brief/Card.tsx'
import { Glance } from '../components/brief/Glance.tsx'
import { Term } from '../components/department/Holders.tsx'
import { DepartmentName } from '../components/list/Lists.tsx'
import { RecordLink } from '../components/list/RecordLink.tsx'
import { Status } from '../components/list/Status.tsx'
import { Mark } from '../components/Mark.tsx'
import type { Breadcrumb } from '../components/page/Crumbs.tsx'
import type { Head } from '../components/page/Html.tsx'
import { Facts } from '../components/record/Facts.tsx'
import { RecordPage, type RecordPageData } from '../components/record/RecordPage.tsx'
import { RecordTitle } from '../components/record/RecordTitle.tsx'
import { recordHead, recordTrail } from '../components/record/record-head.ts'
import { SourceOf } from '../components/source/SourceOf.tsx'
import { type Frame, useFrame } from '../frame.ts'
import { fieldLabel, hiddenTitle, label, listWords } from '../labels.ts'
import type { SitePage } from '../page.tsx'
import { formatDay } from '../text/dates.ts'
import { foreign } from '../text/language.ts'
import type { Page, RecordView, VoteLine } from '../types.ts'
import { count, fill } from '../words/words.ts'

type Found = Page<RecordView> & { total: number }

/** Posts and proposals that stand open; more unfold. */
const OPEN = 5

export interface PersonData extends RecordPageData {
  state: PersonState
  /** Memberships, the newest first. */
  posts: Found
  /** Votes that are shown, dissent first. */
  votes: VoteLine[]
  /** Number of all votes, and of those against or abstaining. */
  cast: number
  dissent: number
  /** Decisions among them in which a veto was overridden. */
  overridden: number
  /** Number of decisions that were looked at, where there are more; null where all were. */
  lookedAt: number | null
  /** Votes that the reader asked for alone; null for all. */
  choice: 'dissent' | null
  /** Decisions that this office-holder proposed, the newest first. */
  proposed: Found
}

/** Page of an office-holder. */
export const personPage: SitePage<PersonData> = {
  name: 'record',
  trail({ record }, frame) {
    return recordTrail(record, frame, [
      { name: listWords('person').title[frame.lang], path: `/${lists.person}` },
    ])
  },
  head,
  Body,
}

function head({ record }: PersonData, frame: Frame, breadcrumb: Breadcrumb): Head {
  const description = listWords('person').lede[frame.lang]
  return recordHead(record, frame, breadcrumb, { description, feeds: ['atom'] })
}

function Body(data: PersonData) {
  const reader = useFrame()
  const { lang, words } = reader
  const { record, state } = data
  return (
    <RecordPage
      data={data}
      title={<Title record={record} />}
      brief={
        <>
          <Glance
            entries={data.moments.length}
            receiptOf={record.lastIndex}
            past={data.stood !== null}
            none={[]}
            noneElsewhere={[
              data.posts.total > 0 ? null : { name: words.person.posts, said: words.person.noPosts },
              data.proposed.total > 0 ? null : { name: words.person.proposed, said: words.person.noProposed },
            ]}
          >
            <Posts {...data} />
            <Proposed {...data} />
          </Glance>
          {data.stood === null && <Votes {...data} />}
        </>
      }
      line={{ hint: null }}
      facts={
        <Facts
          facts={[
            { name: fieldLabel(lang, 'person', 'otherNames'), value: state.otherNames.join('；') },
            {
              name: words.decision.header.source,
              value: state.source === null ? null : <SourceOf reader={reader} of={state.source} />,
            },
            { name: words.responsibility.identifier, value: <span class="mono nowrap">{record.id}</span> },
          ]}
        />
      }
    />
  )
}

function Title({ record }: { record: RecordView }) {
  const { lang } = useFrame()
  return (
    <RecordTitle
      kinds={[label(lang, 'record', 'person')]}
      title={titleIn(lang, record) || hiddenTitle(lang, record)}
      states={<Status of={record} />}
    />
  )
}

function Posts({ posts: { items, total } }: PersonData) {
  const { words } = useFrame()
  if (total === 0) return null
  const [shown, rest] = [items.slice(0, OPEN), items.slice(OPEN)]
  return (
    <Card id="posts" title={words.person.posts}>
      <PostList posts={shown} />
      {rest.length > 0 && (
        <details>
          <summary>{fill(words.decision.more, { n: items.length })}</summary>
          <PostList posts={rest} />
        </details>
      )}
      {total > items.length && (
        <p class="hint">{fill(words.person.morePosts, { n: total - items.length })}</p>
      )}
    </Card>
  )
}

function PostList({ posts }: { posts: readonly RecordView[] }) {
  const { lang } = useFrame()
  return (
    <ul class="plan plan--flags">
      {posts.map((one) => {
        const { id, department, state } = one
        return state.kind !== 'membership' ? null : (
          <li key={id}>
            <span>
              <RecordLink id={id} title={state.role} />
              <span class="who dot">
                {department !== null && <RecordLink id={department} title={departmentIn(lang, one)} />}
                <Term from={state.from} to={state.to} />
                <Status of={one} />
              </span>
            </span>
          </li>
        )
      })}
    </ul>
  )
}

function Votes({ record, votes, cast, dissent, choice, lookedAt, overridden }: PersonData) {
  const { lang, words } = useFrame()
  const name = words.person
  if (cast === 0) return null
  const path = at(lang, `/people/${record.id}`)
  return (
    <section aria-labelledby="votes">
      <div class="h-row">
        <h2 id="votes">{name.votes}</h2>
        <ul class="tools">
          <li>
            <a href={`/api/v1/people/${record.id}/votes.csv`}>CSV</a>
          </li>
          <li>
            <a href={`/api/v1/people/${record.id}/votes`}>JSON</a>
          </li>
        </ul>
      </div>
      <p>{count(name.cast, cast, { dissent })}</p>
      {lookedAt !== null && <p class="hint">{fill(name.lookedAt, { n: lookedAt })}</p>}
      <p class="dot">
        {choice === null ? <b>{name.all}</b> : <a href={`${path}#votes`}>{name.all}</a>}
        {choice === 'dissent' ? (
          <b>{name.dissent}</b>
        ) : (
          <a href={`${withQuery(path, { votes: 'dissent' })}#votes`}>{name.dissent}</a>
        )}
        {overridden > 0 && (
          <a href={withQuery(`${path}/votes`, { had: 'override' })}>{count(name.overridden, overridden)}</a>
        )}
        <a href={`${path}/votes`}>{name.narrow}</a>
      </p>
      <ul class="items">
        {votes.map((vote, i) => (
          <Vote key={`${vote.decision.id} ${i}`} vote={vote} />
        ))}
      </ul>
      {choice === null && cast > votes.length && (
        <p class="hint">{fill(name.more, { n: cast - votes.length })}</p>
      )}
    </section>
  )
}

/** One vote: the decision, the day and the step, the stance. */
export function Vote({ vote }: { vote: VoteLine }) {
  const { lang, timeZone } = useFrame()
  const { decision, step, date, as } = vote
  const word = vote.vote === null ? '' : label(lang, 'vote', vote.vote)
  return (
    <li>
      <div>
        <RecordLink id={decision.id} title={titleIn(lang, decision)} />
        <p class="who dot">
          {date !== null && <time dateTime={date}>{formatDay(date, timeZone)}</time>}
          {step !== null && <span lang={foreign(lang, step)}>{step}</span>}
          <DepartmentName of={decision} />
        </p>
      </div>
      <span class={isDissent(vote) ? 'state state--late' : 'state'}>
        <Mark shape={isDissent(vote) ? 'triangle' : vote.vote === 'yes' ? 'full' : 'ring'} />
        {word === '' ? (as ?? '') : word}
      </span>
    </li>
  )
}

function Proposed({ proposed: { items, total } }: PersonData) {
  const { lang, words } = useFrame()
  if (total === 0) return null
  const list = (some: readonly RecordView[]) => (
    <ul class="plan plan--flags">
      {some.map((one) => (
        <li key={one.id}>
          <span>
            <RecordLink id={one.id} title={titleIn(lang, one)} />
            <span class="who dot">
              {one.day !== null && <span>{dayText(one.day)}</span>}
              <Status of={one} />
            </span>
          </span>
        </li>
      ))}
    </ul>
  )
  return (
    <Card id="proposed" title={words.person.proposed}>
      <p class="card__big">{count(words.count.decisions, total)}</p>
      {list(items.slice(0, OPEN))}
      {items.length > OPEN && (
        <details>
          <summary>
            {fill(total > items.length ? words.person.newest : words.decision.more, { n: items.length })}
          </summary>
          {list(items.slice(OPEN))}
        </details>
      )}
    </Card>
  )
}
