/** The board: what was promised for a date, by what the dates say today. */
import { at, withQuery } from '../address.ts'
import { slipRows } from '../components/chart/milestones.ts'
import { SlipChart } from '../components/chart/SlipChart.tsx'
import { BoardDepartments, BoardViews } from '../components/list/BoardFilters.tsx'
import { MilestoneTable } from '../components/list/MilestoneTable.tsx'
import { type ListData, queryOf } from '../components/listing/data.ts'
import { ListSection, listHead } from '../components/listing/ListSection.tsx'
import type { Breadcrumb } from '../components/page/Crumbs.tsx'
import type { Head } from '../components/page/Html.tsx'
import { type Frame, placeIn, useFrame } from '../frame.ts'
import type { SitePage } from '../page.tsx'
import { deliveredWords } from '../text/delivered.ts'
import type { BoardFigures, BoardView } from '../types.ts'
import { fill } from '../words/words.ts'

export interface MilestonesData {
  list: ListData
  figures: BoardFigures
  view: BoardView
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

function head({ list }: MilestonesData, frame: Frame, breadcrumb: Breadcrumb): Head {
  const { words } = frame
  const { department } = list.chosen
  const about = fill(words.board.description, { place: placeIn(frame) })
  const { alternates = [], ...head } = listHead(list, frame, breadcrumb, about)
  return {
    ...head,
    alternates: [
      ...alternates,
      {
        type: 'application/atom+xml',
        href: withQuery('/feeds/due.atom', { department }),
        title: words.board.title,
      },
    ],
  }
}

function Body({ list, figures, view }: MilestonesData) {
  const { lang, words } = useFrame()
  const { counts, today } = figures
  const { records, chosen } = list
  const query = queryOf(list)
  return (
    <>
      <div class="title">
        <h1>{words.board.title}</h1>
        <p class="lede">{words.board.lede}</p>
        {counts !== null && <Finished counts={counts} figures={figures} />}
        <BoardViews figures={figures} view={view} query={query} />
        <ul class="tools">
          <li>
            <a href={at(lang, '/calendar')}>{words.calendar.title}</a>
          </li>
          <li>
            <a href={withQuery('/feeds/due.atom', { department: chosen.department })}>
              {words.board.dueFeed}
            </a>
          </li>
        </ul>
      </div>
      <ListSection data={list} usual={view === 'all' ? null : words.sorts.view} skip={['view']}>
        {records.items.length > 0 && (
          <>
            <SlipChart rows={slipRows(lang, records.items)} today={today} table="milestones-table" />
            <MilestoneTable
              id="milestones-table"
              records={records.items}
              today={today}
              total={records.total}
            />
          </>
        )}
      </ListSection>
      <BoardDepartments figures={figures} department={chosen.department ?? null} query={query} />
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
