/** Deadlines, hearings, consultations and meetings as iCalendar, to subscribe to. */
import { Hono } from 'hono'
import { z } from 'zod'
import { kindOf, kindOfRecord, listedKinds, lists } from '../../domain/kinds/table.ts'
import { refuse } from '../../domain/record/guard.ts'
import { none } from '../../domain/record/kind.ts'
import { formatCalendar } from '../../services/export/calendar.ts'
import { calendarItems, datedWord, eventsOf } from '../../services/export/calendar-events.ts'
import type { CalendarQuery } from '../../services/read/reading.ts'
import type { RecordView } from '../../services/read/views.ts'
import type { ApiContext, ApiDeps, ApiEnv } from '../http/context.ts'
import { takesQuery } from '../http/known-query.ts'
import { calendarQuery, feedQuery, queryOf } from '../openapi/query.ts'
import { askedOf, titled } from './feed.ts'
import { sayList, withFilter } from './narrowed.ts'
import { successorOf, successorWords } from './successor.ts'

const fileQuery = calendarQuery
  .omit({ from: true, to: true, limit: true })
  .extend({ lang: z.string().max(20).optional() })

const WORDS = {
  zh: {
    title: '日历',
    about: '账本上的期限、听证、征求意见和会议，从一年前到五年后。',
    part: '日期太多，这里只有离今天最近的一部分：可按部门、记录或类别订阅。',
  },
  en: {
    title: 'Calendar',
    about:
      'Deadlines, hearings, consultations and meetings in the ledger, from one year ago to five years ahead.',
    part: 'There are too many days: these are the ones near today. Subscribe by department, record or kind instead.',
  },
} as const

/** A department has a calendar of all its records, and each record that can have days has one of its own. */
const CALENDARS = listedKinds.flatMap((kind) =>
  kind === 'department' || kindOf(kind).dates !== none ? [lists[kind]] : [],
)

/** Routes of the calendars to subscribe to. */
export function calendarRoutes(deps: ApiDeps) {
  const { reading } = deps.services
  const app = new Hono<ApiEnv>()

  async function send(
    c: ApiContext,
    filter: Pick<CalendarQuery, 'department' | 'record' | 'rel' | 'list'>,
    of: RecordView | null,
    list: { title: string; path: string; name: string } | null = null,
  ): Promise<Response> {
    const asked = askedOf(c, deps)
    const { lang, base, self, ledger } = asked
    const words = WORDS[lang]
    const today = reading.today()
    const { items, whole } = await calendarItems(reading, filter, today)
    const rel = filter.rel === undefined ? [] : [datedWord(lang, filter.rel)]
    const path = list?.path ?? (of === null ? '/ledger' : `/${lists[of.kind] ?? 'records'}/${of.id}`)
    c.header('cache-control', 'public, max-age=60')
    c.header('content-disposition', `inline; filename="${of?.id ?? list?.name ?? 'calendar'}.ics"`)
    const goesOn = successorWords(await successorOf(deps.services, of), asked)
    const about = [goesOn, words.about, whole ? null : words.part].filter((one) => one !== null)
    const entered = new Map(items.map(({ record: { id, seq } }) => [id, seq]))
    const said = await reading.afterwards([...entered].map(([id, since]) => ({ id, since })))
    const calendar = formatCalendar({
      title: titled(
        [
          ...(list === null ? [] : [list.title]),
          ...(of === null ? [] : [of.title]),
          words.title,
          ...rel,
        ].join(' · '),
        asked,
      ),
      description: about.join(' '),
      lang,
      self,
      home: `${base}/${lang}${path}`,
      events: eventsOf(items, { lang, origin: ledger, base, said, zone: reading.zone }),
    })
    return c.body(calendar, 200, { 'content-type': 'text/calendar; charset=utf-8' })
  }

  async function recordOf(id: string, field: string): Promise<RecordView> {
    const record = kindOfRecord(id) === null ? null : await reading.record(id)
    if (record === null) throw refuse('not_found', `没有记录 ${id}。`, `There is no record ${id}.`, field)
    return record
  }

  app.get('/calendar.ics', takesQuery(Object.keys(fileQuery.shape)), async (c) => {
    const { department, record, rel } = queryOf(c, fileQuery)
    const named = record ?? department
    const of =
      named === undefined ? null : await recordOf(named, record === undefined ? 'department' : 'record')
    return send(c, { department, record, rel }, of)
  })

  for (const kind of listedKinds) {
    if (kindOf(kind).dates === none) continue
    const name = lists[kind]
    const schema = feedQuery(kind)
    app.get(`/${name}.ics`, takesQuery(Object.keys(schema.shape)), async (c) => {
      const { lang, ...filter } = queryOf(c, schema)
      const title = await sayList(reading, lang === 'en' ? 'en' : 'zh', kind, filter)
      return send(c, { list: { ...filter, kind } }, null, {
        title,
        path: withFilter(`/${name}`, filter),
        name,
      })
    })
  }

  app.get(`/:list{${CALENDARS.join('|')}}/:file{.+\\.ics}`, takesQuery(['lang']), async (c) => {
    const id = c.req.param('file').slice(0, -'.ics'.length)
    const record = await recordOf(id, 'id')
    if (lists[record.kind] !== c.req.param('list'))
      throw refuse('not_found', '没有这个日历。', 'There is no such calendar.')
    return send(c, record.kind === 'department' ? { department: id } : { record: id }, record)
  })
  return app
}
