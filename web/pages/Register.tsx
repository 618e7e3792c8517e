/** Lists of decisions, evaluations, hand-overs and memberships: one page, told apart by their kind. */

import { type ListedKind, listedKinds, lists } from '../../worker/domain/kinds/table.ts'
import { at } from '../address.ts'
import type { ListData } from '../components/listing/data.ts'
import { ListSection, listHead } from '../components/listing/ListSection.tsx'
import type { Breadcrumb } from '../components/page/Crumbs.tsx'
import type { Head } from '../components/page/Html.tsx'
import { type Frame, placeIn, useFrame } from '../frame.ts'
import { listWords, wordsOf } from '../labels.ts'
import type { SitePage } from '../page.tsx'
import { fill } from '../words/words.ts'

export type RegisterData = ListData

function textsOf(kind: ListedKind, { lang }: Pick<Frame, 'lang'>): { title: string; lede: string } {
  const { title, lede } = listWords(kind)
  return { title: title[lang], lede: lede[lang] }
}

/** Lists that a reader goes to from another: accounts stand apart, and what has a page of its own is named there. */
const NEIGHBOURS = listedKinds.filter((kind) => wordsOf(kind).list !== undefined && kind !== 'account')

/** Page of the list of one kind of record. */
export const registerPage: SitePage<RegisterData> = {
  name: 'register',
  trail: ({ kind }, frame) => [
    { name: frame.words.site.home, path: '/' },
    { name: textsOf(kind, frame).title, path: null },
  ],
  head,
  Body,
}

function head(data: RegisterData, frame: Frame, breadcrumb: Breadcrumb): Head {
  const { kind } = data
  const { lede } = textsOf(kind, frame)
  const about =
    kind === 'decision' ? fill(frame.words.decisions.description, { place: placeIn(frame) }) : lede
  return listHead(data, frame, breadcrumb, about)
}

function Body(data: RegisterData) {
  const { kind } = data
  const frame = useFrame()
  const { words, lang } = frame
  const { title, lede } = textsOf(kind, frame)
  const others = NEIGHBOURS.filter((one) => one !== kind)
  return (
    <>
      <div class="title">
        <h1>{title}</h1>
        <p class="lede">{lede}</p>
        {kind === 'question' && (
          <p class="dot">
            <a href={at(lang, '/ask')}>{words.questions.askAnything}</a>
            <a href={at(lang, '/m')}>{words.questions.track}</a>
            <a href={at(lang, '/response')}>{words.response.title}</a>
          </p>
        )}
        {kind === 'overdue' && (
          <p>
            <a href={at(lang, '/response')}>{words.response.title}</a>
          </p>
        )}
        <details class="elsewhere">
          <summary>{words.listing.elsewhere}</summary>
          <ul class="tools">
            {others.map((one) => (
              <li key={one}>
                <a href={at(lang, `/${lists[one]}`)}>{textsOf(one, frame).title}</a>
              </li>
            ))}
            <li>
              <a href={at(lang, '/milestones')}>{words.decision.board}</a>
            </li>
            <li>
              <a href={at(lang, '/calendar')}>{words.decision.calendar}</a>
            </li>
          </ul>
        </details>
      </div>
      <ListSection data={data} />
    </>
  )
}
