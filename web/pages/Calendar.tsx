/** The calendar of a month, as an agenda: what falls due, who is heard, until when opinions are taken. */
import { titleIn } from '../../worker/domain/kinds/title.ts'
import { at, recordPath, withQuery } from '../address.ts'
import { MonthGrid, Weekday } from '../components/chart/MonthGrid.tsx'
import { DepartmentName } from '../components/list/Lists.tsx'
import { DepartmentPicker } from '../components/list/Picker.tsx'
import type { Breadcrumb } from '../components/page/Crumbs.tsx'
import type { Head } from '../components/page/Html.tsx'
import { type Frame, useFrame } from '../frame.ts'
import { hiddenTitle } from '../labels.ts'
import type { SitePage } from '../page.tsx'
import { foreign } from '../text/language.ts'
import { agendaOf, type Day } from '../text/month.ts'
import type { CalendarItem } from '../types.ts'
import { fill } from '../words/words.ts'

export const CALENDAR_KINDS = [
  'due',
  'hearing',
  'consultation',
  'meeting',
  'promulgation',
  'decided',
  'evaluation',
] as const

export interface CalendarData {
  /** `YYYY-MM` */
  month: string
  previous: string
  next: string
  today: string
  items: CalendarItem[]
  /** Items on the page at most, when there are more. */
  cut: number | null
  departments: { id: string; title: string }[]
  /** The month is null where it is the one that it is now. */
  filter: { month: string | null; department: string | null; rel: string | null }
}

/** Page of the calendar of a month. */
export const calendarPage: SitePage<CalendarData> = {
  name: 'calendar',
  trail: ({ month }, { words }) => [
    { name: words.calendar.title, path: '/calendar' },
    { name: month, path: null },
  ],
  head,
  Body,
}

const icsOf = ({ department, rel }: CalendarData['filter']): string =>
  withQuery('/feeds/calendar.ics', { department, rel })

function head({ month, filter }: CalendarData, { words, base, lang }: Frame, breadcrumb: Breadcrumb): Head {
  return {
    title: fill(words.calendar.titleOf, { month }),
    description: words.calendar.description,
    canonicalQuery: withQuery('', { ...filter, month }),
    alternates: [{ type: 'text/calendar', href: icsOf(filter), title: words.calendar.title }],
    data: {
      '@type': 'CollectionPage',
      name: fill(words.calendar.titleOf, { month }),
      url: `${base}${at(lang, '/calendar')}?month=${month}`,
      breadcrumb,
    },
  }
}

function Body(data: CalendarData) {
  const { words } = useFrame()
  const { month, items, today, filter, departments, cut } = data
  const { running, days } = agendaOf(items, month)
  return (
    <>
      <div class="title">
        <h1>{fill(words.calendar.titleOf, { month })}</h1>
        <p class="lede">{words.calendar.lede}</p>
        <Months {...data} />
        <Kinds filter={filter} />
        <DepartmentPicker departments={departments} filter={filter} />
      </div>
      {cut !== null && <p class="hint">{fill(words.calendar.more, { n: cut })}</p>}
      {items.length === 0 ? (
        <p class="empty">{words.calendar.empty}</p>
      ) : (
        <>
          <MonthGrid month={month} days={days} today={today} />
          <ol class="agenda">
            {running.length > 0 && (
              <li>
                <h2>{words.calendar.running}</h2>
                <ul>
                  {running.map((item) => (
                    <Item key={`${item.record.id} ${item.rel} ${item.part}`} item={item} ends={false} />
                  ))}
                </ul>
              </li>
            )}
            {days.map((day) => (
              <AgendaDay key={day.day} day={day} today={today} />
            ))}
          </ol>
        </>
      )}
    </>
  )
}

function Months({ month, previous, next, today, filter }: CalendarData) {
  const { lang, words, path } = useFrame()
  const here = at(lang, path)
  return (
    <nav aria-label={words.calendar.month}>
      <ul class="tools">
        <li>
          <a rel="prev" href={withQuery(here, { ...filter, month: previous })}>
            {words.calendar.previous}
          </a>
        </li>
        {month !== today.slice(0, 7) && (
          <li>
            <a href={withQuery(here, { ...filter, month: null })}>{words.calendar.thisMonth}</a>
          </li>
        )}
        <li>
          <a rel="next" href={withQuery(here, { ...filter, month: next })}>
            {words.calendar.next}
          </a>
        </li>
        <li>
          <a href={icsOf(filter)}>{words.calendar.subscribe}</a>
        </li>
      </ul>
    </nav>
  )
}

function Kinds({ filter }: Pick<CalendarData, 'filter'>) {
  const { lang, words, path } = useFrame()
  return (
    <nav aria-label={words.calendar.kind}>
      <ul class="chips">
        {[null, ...CALENDAR_KINDS].map((rel) => {
          const name = rel === null ? words.calendar.all : words.calendar.rel[rel]
          return (
            <li key={rel}>
              {filter.rel === rel ? (
                <strong aria-current="true">{name}</strong>
              ) : (
                <a href={withQuery(at(lang, path), { ...filter, rel })}>{name}</a>
              )}
            </li>
          )
        })}
      </ul>
    </nav>
  )
}

function AgendaDay({ day: { day, placed }, today }: { day: Day; today: string }) {
  const { words } = useFrame()
  return (
    <li id={`day-${day}`} class={day < today ? 'past' : undefined}>
      <h2>
        <time dateTime={day}>{day}</time> <Weekday day={day} />
        {day === today && <b> {words.decision.today}</b>}
      </h2>
      <ul>
        {placed.map(({ item, ends }) => (
          <Item key={`${item.record.id} ${item.rel} ${item.part} ${ends}`} item={item} ends={ends} />
        ))}
      </ul>
    </li>
  )
}

function Item({ item: { rel, day, until, record }, ends }: { item: CalendarItem; ends: boolean }) {
  const { lang, words } = useFrame()
  const known = CALENDAR_KINDS.find((one) => one === rel)
  const name = known === undefined ? rel : words.calendar.rel[known]
  return (
    <li>
      <b>{ends ? fill(words.calendar.ends, { name }) : name}</b>{' '}
      <a href={at(lang, recordPath(record.id) ?? '/')} lang={foreign(lang, titleIn(lang, record))}>
        {titleIn(lang, record) || hiddenTitle(lang, record)}
      </a>{' '}
      <span class="who dot">
        {until !== null && !ends && <span>{fill(words.calendar.until, { date: until })}</span>}
        {ends && <span>{fill(words.calendar.since, { date: day })}</span>}
        <DepartmentName of={record} />
      </span>
    </li>
  )
}
