/** The calendar of a month, as an agenda: what falls due, who is heard, until when opinions are taken. */
import { at, recordPath, withQuery } from '../address.ts'
import { Crumbs, crumbData } from '../components/Crumbs.tsx'
import type { Head } from '../components/Document.tsx'
import { DepartmentName } from '../components/Lists.tsx'
import { DepartmentPicker } from '../components/Picker.tsx'
import { type Frame, useFrame } from '../frame.ts'
import { label } from '../labels.ts'
import { foreign } from '../text/language.ts'
import type { CalendarItem } from '../types.ts'
import { fill, type Words } from '../words/words.ts'

export const CALENDAR_KINDS = [
  'due',
  'hearing',
  'consultation',
  'meeting',
  'promulgation',
  'decided',
  'evaluation',
] as const
export type CalendarKind = (typeof CALENDAR_KINDS)[number]

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
  filter: { month: string | null; department: string | null; rel: string | null }
}

const trail = (words: Words, month: string) => [
  { name: words.calendar.title, path: '/calendar' },
  { name: month, path: null },
]

const icsOf = ({ department, rel }: CalendarData['filter']): string =>
  withQuery('/feeds/calendar.ics', { department, rel })

export function calendarHead({ month, filter }: CalendarData, { words, base, lang }: Frame): Head {
  return {
    title: fill(words.calendar.titleOf, { month }),
    description: words.calendar.description,
    canonicalQuery: withQuery('', { ...filter, month }),
    alternates: [{ type: 'text/calendar', href: icsOf(filter), title: words.calendar.title }],
    data: {
      '@type': 'CollectionPage',
      name: fill(words.calendar.titleOf, { month }),
      url: `${base}${at(lang, '/calendar')}?month=${month}`,
      breadcrumb: crumbData(trail(words, month), base, lang),
    },
  }
}

export function CalendarPage(data: CalendarData) {
  const { lang, words, path } = useFrame()
  const { month, previous, next, items, today, filter, departments, cut } = data
  const here = at(lang, path)
  const days = [...new Set(items.map(({ day }) => day))]
  return (
    <>
      <Crumbs trail={trail(words, month)} />
      <div class="title">
        <h1>{fill(words.calendar.titleOf, { month })}</h1>
        <p class="lede">{words.calendar.lede}</p>
        <nav aria-label={words.calendar.month}>
          <ul class="tools">
            <li>
              <a rel="prev" href={withQuery(here, { ...filter, month: previous })}>
                {words.calendar.previous}
              </a>
            </li>
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
        <nav aria-label={words.calendar.kind}>
          <ul class="chips">
            {[null, ...CALENDAR_KINDS].map((rel) => (
              <li key={rel}>
                {filter.rel === rel ? (
                  <strong aria-current="true">
                    {rel === null ? words.calendar.all : words.calendar.rel[rel]}
                  </strong>
                ) : (
                  <a href={withQuery(here, { ...filter, rel })}>
                    {rel === null ? words.calendar.all : words.calendar.rel[rel]}
                  </a>
                )}
              </li>
            ))}
          </ul>
        </nav>
        <DepartmentPicker departments={departments} filter={filter} />
      </div>
      {cut !== null && <p class="hint">{fill(words.calendar.more, { n: cut })}</p>}
      {items.length === 0 ? (
        <p class="empty">{words.calendar.empty}</p>
      ) : (
        <ol class="agenda">
          {days.map((day) => (
            <li key={day} class={day < today ? 'past' : undefined}>
              <h2>
                <time dateTime={day}>{day}</time>
                {day === today && <span> {words.decision.today}</span>}
              </h2>
              <ul>
                {items
                  .filter((item) => item.day === day)
                  .map((item) => (
                    <Item key={`${item.record.id} ${item.rel} ${item.part}`} item={item} />
                  ))}
              </ul>
            </li>
          ))}
        </ol>
      )}
    </>
  )
}

function Item({ item: { rel, until, record } }: { item: CalendarItem }) {
  const { lang, words } = useFrame()
  const known = CALENDAR_KINDS.find((one) => one === rel)
  return (
    <li>
      <b>{known === undefined ? rel : words.calendar.rel[known]}</b>{' '}
      <a href={at(lang, recordPath(record.id) ?? '/')} lang={foreign(lang, record.title)}>
        {record.title || label(lang, 'status', 'withheld')}
      </a>{' '}
      <span class="who dot">
        {until !== null && <span>{fill(words.calendar.until, { date: until })}</span>}
        <DepartmentName id={record.department} name={record.departmentName} />
      </span>
    </li>
  )
}
