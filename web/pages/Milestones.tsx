/** The board: what was promised for a date, by what the dates say today. */
import { derive } from '../../worker/domain/milestone/derived.ts'
import { at, withQuery } from '../address.ts'
import { Crumbs, crumbData } from '../components/Crumbs.tsx'
import type { Head } from '../components/Document.tsx'
import { DepartmentName } from '../components/Lists.tsx'
import { Mark } from '../components/Mark.tsx'
import { Pager } from '../components/Pager.tsx'
import { RecordLink } from '../components/RecordLink.tsx'
import { SlipChart } from '../components/SlipChart.tsx'
import { type Frame, placeIn, useFrame } from '../frame.ts'
import { label, statusLabel } from '../labels.ts'
import { DERIVED_SHAPES, isLate, slipWords } from '../text/milestones.ts'
import { formatCount } from '../text/numbers.ts'
import type { BoardFigures, BoardView, Page, RecordView } from '../types.ts'
import { count, fill, type Words } from '../words/words.ts'

export interface MilestonesData {
  records: Page<RecordView>
  figures: BoardFigures
  filter: {
    view: string | null
    department: string | null
    area: string | null
    type: string | null
    of: string | null
  }
  cursor: string | null
}

const VIEWS: readonly BoardView[] = [
  'all',
  'overdue',
  'due_soon',
  'slipped',
  'done',
  'done_late',
  'done_on_time',
  'done_early',
  'undated',
]
/** Below so many a share would say more than is known. */
const LEAST = 5

const trail = (words: Words) => [
  { name: words.site.home, path: '/' },
  { name: words.board.title, path: null },
]

export function milestonesHead({ filter, figures }: MilestonesData, frame: Frame): Head {
  const { words, base, lang } = frame
  const query = withQuery('', filter)
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
      breadcrumb: crumbData(trail(words), base, lang),
      mainEntity: { '@type': 'ItemList', numberOfItems: figures.counts?.all ?? 0 },
    },
  }
}

export function MilestonesPage({ records, figures, filter, cursor }: MilestonesData) {
  const { lang, words, path } = useFrame()
  const { counts, today } = figures
  const here = at(lang, path)
  const filtered = withQuery('', { ...filter, view: null }) !== ''
  return (
    <>
      <Crumbs trail={trail(words)} />
      <div class="title">
        <h1>{words.board.title}</h1>
        <p class="lede">{words.board.lede}</p>
        {filter.of !== null && (
          <p>
            <RecordLink id={filter.of} />
          </p>
        )}
        {counts !== null && (
          <p class="hint">
            {fill(words.board.finished, {
              done: counts.done,
              late: counts.done_late,
              onTime: counts.done_on_time,
              early: counts.done_early,
            })}{' '}
            {fill(words.board.asOf, { date: today })}
          </p>
        )}
        <nav aria-label={words.board.view}>
          <ul class="tiles">
            {VIEWS.map((view) => (
              <li key={view}>
                <Tile
                  name={words.board.views[view]}
                  n={counts?.[view] ?? 0}
                  chosen={(filter.view ?? 'all') === view}
                  href={withQuery(here, { ...filter, view: view === 'all' ? null : view })}
                />
              </li>
            ))}
          </ul>
        </nav>
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
            <a href={withQuery('/api/v1/milestones.csv', { department: filter.department, of: filter.of })}>
              CSV
            </a>
          </li>
          {filtered && (
            <li>
              <a href={here}>{words.board.clear}</a>
            </li>
          )}
        </ul>
      </div>
      <Breakdown figures={figures} filter={filter} />
      <section class="listing" aria-label={words.board.title}>
        {records.items.length === 0 ? (
          <p class="empty">{words.board.empty}</p>
        ) : (
          <>
            <SlipChart rows={records.items} today={today} table="milestones-table" />
            <MilestoneTable records={records.items} today={today} />
          </>
        )}
        <Pager query={filter} cursor={cursor} next={records.next} />
      </section>
    </>
  )
}

function Tile({ name, n, chosen, href }: { name: string; n: number; chosen: boolean; href: string }) {
  return chosen ? (
    <strong class="tile tile--chosen" aria-current="true">
      <b class="num">{formatCount(n)}</b> {name}
    </strong>
  ) : (
    <a class="tile" href={href}>
      <b class="num">{formatCount(n)}</b> {name}
    </a>
  )
}

/** Figures by department, area and type, never without what they are a part of. */
function Breakdown({ figures, filter }: Pick<MilestonesData, 'figures' | 'filter'>) {
  const { lang, words, path } = useFrame()
  const { department, type, area } = figures
  const here = at(lang, path)
  if (department.length < 2 && type.length < 2 && area.length < 2) return null
  const share = (part: number, whole: number): string =>
    whole < LEAST ? words.board.few : `${Math.round((part / whole) * 100)}%`
  const links = (name: 'type' | 'area', values: typeof type) =>
    values.length < 2 ? null : (
      <div>
        <dt>{words.board[name]}</dt>
        <dd>
          <ul>
            {values.slice(0, 12).flatMap(({ value, counts }) =>
              value === null
                ? []
                : [
                    <li key={value}>
                      <a href={withQuery(here, { ...filter, [name]: value })}>
                        {name === 'type' ? label(lang, 'milestoneType', value) : value}
                      </a>
                      <span class="num">{formatCount(counts.all)}</span>
                    </li>,
                  ],
            )}
          </ul>
        </dd>
      </div>
    )
  return (
    <details class="breakdown">
      <summary>{words.board.breakdown}</summary>
      <dl class="facets">
        {links('type', type)}
        {links('area', area)}
      </dl>
      <div class="scroll">
        <table class="rows">
          <thead>
            <tr>
              <th scope="col">{words.board.department}</th>
              <th scope="col">{words.board.total}</th>
              <th scope="col">{words.board.views.done}</th>
              <th scope="col">{words.board.views.done_late}</th>
              <th scope="col">{words.board.views.overdue}</th>
            </tr>
          </thead>
          <tbody>
            {department.map(({ value, name, counts }) => (
              <tr key={value}>
                <th scope="row">
                  <a href={withQuery(here, { ...filter, department: value })}>
                    <DepartmentName id={value} name={name} />
                  </a>
                </th>
                <td class="num">{formatCount(counts.all)}</td>
                <td class="num">{formatCount(counts.done)}</td>
                <td class="num">
                  {formatCount(counts.done_late)}{' '}
                  <span class="hint">{share(counts.done_late, counts.done)}</span>
                </td>
                <td class="num">
                  {formatCount(counts.overdue)} <span class="hint">{share(counts.overdue, counts.all)}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}

/** Milestones with their three dates, and what these say beside what is declared. On a phone each row is a card. */
export function MilestoneTable({ records, today }: { records: RecordView[]; today: string }) {
  const { lang, words } = useFrame()
  const name = words.board
  return (
    <table class="rows cards" id="milestones-table">
      <caption class="hint">{count(name.count, records.length)}</caption>
      <thead>
        <tr>
          <th scope="col">{name.milestone}</th>
          <th scope="col">{name.baseline}</th>
          <th scope="col">{name.current}</th>
          <th scope="col">{name.actual}</th>
          <th scope="col">{name.slip}</th>
          <th scope="col">{name.state}</th>
        </tr>
      </thead>
      <tbody>
        {records.map((record) => {
          const { state } = record
          if (state.kind !== 'milestone') return null
          const derived = derive(state, today)
          return (
            <tr key={record.id}>
              <th scope="row">
                <RecordLink id={record.id} title={record.title || record.id} />
                <span class="who dot">
                  <DepartmentName id={record.department} name={record.departmentName} />
                  {state.decision !== null && <RecordLink id={state.decision} />}
                </span>
              </th>
              <td data-name={name.baseline}>{state.baselineDue ?? name.none}</td>
              <td data-name={name.current}>{state.currentDue ?? name.none}</td>
              <td data-name={name.actual}>{state.metAt ?? name.none}</td>
              <td data-name={name.slip}>{slipWords(lang, derived.slip)}</td>
              <td data-name={name.state}>
                <span class={isLate(derived.status) ? 'state state--late' : 'state'}>
                  <Mark shape={DERIVED_SHAPES[derived.status]} />
                  {label(lang, 'derived', derived.status)}
                </span>
                <span class="hint block">
                  {name.declared} {state.declaredStatus ?? statusLabel(lang, 'milestone', record.status)}
                </span>
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
