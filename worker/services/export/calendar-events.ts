/** Calendar of a ledger as events: from one year ago to five years ahead. */

import { label, standingLabel } from '../../domain/kinds/labels.ts'
import { eventName, lists } from '../../domain/kinds/table.ts'
import { annulmentOf } from '../../domain/record/entered/annulment.ts'
import type { Lang, Words } from '../../domain/record/problem.ts'
import { dayAt } from '../../domain/record/zone.ts'
import type { CalendarItem, CalendarQuery } from '../read/reading.ts'
import type { RecordView } from '../read/views.ts'
import { type CalendarEvent, movedDay } from './calendar.ts'

/** Relation of a day to its record, in words. */
const datedWords = {
  due: { zh: '到期', en: 'Due' },
  hearing: { zh: '听证会', en: 'Hearing' },
  consultation: { zh: '公开征求意见', en: 'Consultation' },
  meeting: { zh: '会议', en: 'Meeting' },
  promulgation: { zh: '公布', en: 'Promulgation' },
  decided: { zh: '作出决定', en: 'Decided' },
  evaluation: { zh: '后评估', en: 'Evaluation' },
} as const satisfies Record<string, Words>

const DAYS_BACK = 366
const DAYS_AHEAD = 5 * 366

/** Most that one question to the reading side gives, and most that a calendar holds. */
const PAGE = 2000
const MOST = 4000

export interface EventSource {
  calendar(query: CalendarQuery): Promise<CalendarItem[]>
}

type Filter = Pick<CalendarQuery, 'department' | 'record' | 'rel' | 'list'>

/**
 * Days around today, oldest first. Where there are too many, those ahead count more than those gone by, and
 * those near more than those far; `whole` says whether all of them are there.
 */
export async function calendarItems(
  source: EventSource,
  filter: Filter,
  today: string,
): Promise<{ items: CalendarItem[]; whole: boolean }> {
  const [first, last] = [movedDay(today, -DAYS_BACK), movedDay(today, DAYS_AHEAD)]
  const ahead = await between(source, filter, today, last, true, MOST + 1)
  const room = MOST + 1 - ahead.length
  const gone = room > 0 ? await between(source, filter, first, movedDay(today, -1), false, room) : []
  // A period that runs across today was found twice.
  const all = [...new Map([...ahead, ...gone].map((item) => [placeOf(item), item])).values()]
  return {
    items: all.slice(0, MOST).sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0)),
    whole: all.length <= MOST,
  }
}

const placeOf = ({ record, rel, part, day }: CalendarItem): string => [record.id, rel, part, day].join(' ')

/** Asks for halves of a period that holds more than one answer does, near to today first. */
async function between(
  source: EventSource,
  filter: Filter,
  from: string,
  to: string,
  onward: boolean,
  most: number,
): Promise<CalendarItem[]> {
  const found = await source.calendar({ ...filter, annulled: 'any', from, to, limit: PAGE })
  if (found.length < PAGE || from === to) return onward ? found : found.reverse()
  const middle = movedDay(from, Math.floor(daysFrom(from, to) / 2))
  const halves: [string, string][] = [
    [from, middle],
    [movedDay(middle, 1), to],
  ]
  const [near, far] = onward ? halves : halves.reverse()
  const first = near === undefined ? [] : await between(source, filter, ...near, onward, most)
  const room = most - first.length
  if (room <= 0 || far === undefined) return first
  return [...first, ...(await between(source, filter, ...far, onward, room))]
}

function daysFrom(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
}

export interface EventContext {
  lang: Lang
  /** Name of the ledger. */
  origin: string
  /** Public scheme and host. */
  base: string
  /** IANA name of the time zone in which days begin. */
  zone: string
  /**
   * Later entries about a record, by its id: an erasure is none of its own entries, and changes it all the
   * same.
   */
  said: ReadonlyMap<string, readonly { recorded: string; target: number | null }[]>
}

/** The word for what a day is to its record; the code itself where it has none. */
export function datedWord(lang: Lang, rel: string): string {
  const words: Record<string, Words> = datedWords
  return (Object.hasOwn(words, rel) ? words[rel]?.[lang] : undefined) ?? rel
}

/** A record of such a status takes no further step: what was planned for it is called off. */
const CALLED_OFF = new Set(['rejected', 'withdrawn', 'lapsed', 'stopped', 'cancelled'])

/** A deadline falls away with its record; of other days those that it ended before, for what was held was held. */
function isCalledOff({ status, state }: RecordView, rel: string, day: string, zone: string): boolean {
  if (!CALLED_OFF.has(status)) return false
  return rel === 'due' || !('changed' in state) || day > dayAt(zone, state.changed)
}

/** Days of records as events. What was planned for a record that ended otherwise stays there as cancelled. */
export function eventsOf(
  items: readonly CalendarItem[],
  { lang, origin, base, said, zone }: EventContext,
): CalendarEvent[] {
  const taken = new Set<string>()
  return items.map(({ record, rel, part, day, until }) => {
    const place = [record.id, rel, ...(part === '' ? [] : [part])].join('-')
    // Parts are named within their record; a source may still give one name twice.
    const name = taken.has(place) ? `${place}-${day}` : place
    taken.add(name)
    const word = datedWord(lang, rel)
    const annulled = annulmentOf(record.state) !== null
    const status = annulled
      ? label(lang, 'event', eventName(record.kind, 'annulled'))
      : standingLabel(lang, record)
    const after = said.get(record.id) ?? []
    const erased = after.filter(({ target }) => target !== null)
    return {
      uid: `${name}@${origin}`,
      sequence: record.seq + erased.length,
      recorded: [record.recorded, ...erased.map((one) => one.recorded)].sort().at(-1) ?? record.recorded,
      first: day,
      last: until ?? day,
      summary: `${word}${lang === 'en' ? ': ' : '：'}${record.title === '' ? status : record.title}`,
      description: [record.departmentName, status, record.id].filter((one) => one !== null).join(' · '),
      category: word,
      url: `${base}/${lang}/${lists[record.kind] ?? 'records'}/${record.id}`,
      status: annulled || isCalledOff(record, rel, day, zone) ? 'CANCELLED' : 'CONFIRMED',
    }
  })
}
