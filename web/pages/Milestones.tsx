/** The board: what was promised for a date, by what the dates say today. */
import { at, followPath, withQuery } from '../address.ts'
import { slipRows } from '../components/chart/milestones.ts'
import { SlipChart } from '../components/chart/SlipChart.tsx'
import {
  BoardDepartments,
  BoardFacets,
  type BoardFilter,
  BoardViews,
} from '../components/list/BoardFilters.tsx'
import { MilestoneTable } from '../components/list/MilestoneTable.tsx'
import { Pager } from '../components/list/Pager.tsx'
import { RecordLink } from '../components/list/RecordLink.tsx'
import { SortLinks } from '../components/list/SortLinks.tsx'
import type { Breadcrumb } from '../components/page/Crumbs.tsx'
import type { Head } from '../components/page/Html.tsx'
import { type Frame, placeIn, useFrame } from '../frame.ts'
import type { SitePage } from '../page.tsx'
import { deliveredWords } from '../text/delivered.ts'
import type { BoardFigures, Page, RecordView } from '../types.ts'
import { fill } from '../words/words.ts'

export interface MilestonesData {
  records: Page<RecordView> & { total: number }
  figures: BoardFigures
  filter: BoardFilter
  cursor: string | null
}

/** Page of the board of milestones. */
export const milestonesPage: SitePage<MilestonesData> = {
  name: 'milestones',
  trail: (_, { words }) => [
    { name: words.site.home, path: '/' },
    { name: words.board.title, path: null },
  ],
  head,
  Body,
}

function head({ filter, figures }: MilestonesData, frame: Frame, breadcrumb: Breadcrumb): Head {
  const { words, base, lang } = frame
  const query = withQuery('', { ...filter })
  return {
    title: words.board.title,
    description: fill(words.board.description, { place: placeIn(frame) }),
    canonicalQuery: query,
    alternates: [
      { type: 'application/json', href: `/api/v1/board${query}`, title: words.board.title },
      {
        type: 'text/csv',
        href: withQuery('/api/v1/milestones.csv', { department: filter.department, of: filter.of }),
        title: words.board.title,
      },
      {
        type: 'application/atom+xml',
        href: withQuery('/feeds/due.atom', { department: filter.department }),
        title: words.board.title,
      },
      {
        type: 'text/calendar',
        href: withQuery('/feeds/calendar.ics', { department: filter.department, rel: 'due' }),
        title: words.calendar.title,
      },
    ],
    data: {
      '@type': 'CollectionPage',
      name: words.board.title,
      url: `${base}${at(lang, '/milestones')}${query}`,
      breadcrumb,
      mainEntity: { '@type': 'ItemList', numberOfItems: figures.counts?.[filter.view ?? 'all'] ?? 0 },
    },
  }
}

function Body({ records, figures, filter, cursor }: MilestonesData) {
  const { lang, words, path } = useFrame()
  const { counts, today } = figures
  const here = at(lang, path)
  const filtered = withQuery('', { ...filter, view: null, sort: null }) !== ''
  return (
    <>
      <div class="title">
        <h1>{words.board.title}</h1>
        <p class="lede">{words.board.lede}</p>
        {filter.of !== null && (
          <p>
            <RecordLink id={filter.of} />
          </p>
        )}
        {counts !== null && <Finished counts={counts} figures={figures} />}
        <BoardViews figures={figures} filter={filter} />
        <BoardFacets figures={figures} filter={filter} />
        <ul class="tools">
          <li>
            <a href={at(lang, '/calendar')}>{words.calendar.title}</a>
          </li>
          <li>
            <a href={withQuery('/feeds/due.atom', { department: filter.department })}>
              {words.timeline.subscribe}
            </a>
          </li>
          <li>
            <a href={followPath(lang, withQuery('/milestones', { ...filter, view: null, sort: null }))}>
              {words.follow.link}
            </a>
          </li>
          <li>
            <a
              href={withQuery('/api/v1/milestones.csv', {
                department: filter.department,
                of: filter.of,
                sort: filter.sort,
              })}
            >
              CSV
            </a>
          </li>
          <li>
            <a
              href={withQuery('/api/v1/milestones.xlsx', {
                department: filter.department,
                of: filter.of,
                sort: filter.sort,
              })}
            >
              XLSX
            </a>
          </li>
          {filtered && (
            <li>
              <a href={here}>{words.board.clear}</a>
            </li>
          )}
        </ul>
      </div>
      <BoardDepartments figures={figures} filter={filter} />
      <section class="listing" aria-label={words.board.title}>
        {records.total > 1 && (
          <SortLinks
            kind="milestone"
            query={{ ...filter }}
            usual={filter.view === null ? words.sorts.recorded : words.sorts.view}
          />
        )}
        {records.items.length === 0 ? (
          <p class="empty">{words.board.empty}</p>
        ) : (
          <>
            <SlipChart rows={slipRows(lang, records.items)} today={today} table="milestones-table" />
            <MilestoneTable
              id="milestones-table"
              records={records.items}
              today={today}
              total={counts?.[filter.view ?? 'all'] ?? records.items.length}
            />
          </>
        )}
        <Pager query={{ ...filter }} cursor={cursor} next={records.next} />
      </section>
    </>
  )
}

/** Number of milestones that are done, of how many, and the day for which that was counted. */
function Finished({
  counts,
  figures,
}: {
  counts: NonNullable<BoardFigures['counts']>
  figures: BoardFigures
}) {
  const { words, lang } = useFrame()
  const { today } = figures
  const { all, done, done_late: late, done_on_time: onTime, done_early: early } = counts
  return (
    <p class="hint">
      {fill(words.board.finished, { all, done, late, onTime, early, undated: done - late - onTime - early })}{' '}
      {fill(words.board.asOf, { date: today })} {deliveredWords(lang, figures)}
    </p>
  )
}
