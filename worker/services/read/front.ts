/** Front page of a ledger: the news, what needs attention, milestones by quarter. */
import {
  gatherNews,
  isToldAlone,
  type NewsGroup,
  newsKinds,
  type Told,
  topicsOf,
  variedNews,
} from '../../domain/kinds/news.ts'
import { departmentNames, nameOf, type OfDepartment, unnamed } from '../../domain/kinds/title.ts'
import { dayNumber, dayText } from '../../domain/record/date.ts'
import type { Moment, RecordKind } from '../../domain/record/event.ts'
import type { NewsTopic } from '../../domain/record/kind-words.ts'
import { dayIn } from '../../domain/record/zone.ts'
import type { BoardDays } from '../../store/records/board.ts'
import {
  countOverdue,
  countQuarters,
  type QuarterRow,
  type RecentEntry,
  readOpenConsultations,
  readRecent,
} from '../../store/records/front.ts'
import type { StoredRecord } from '../../store/records/records.ts'
import type { Ledger } from '../open.ts'
import type { Span } from './history.ts'
import type { BoardQuery, RecordQuery } from './questions.ts'
import type { Page, RecordView } from './views.ts'

export type { QuarterRow } from '../../store/records/front.ts'

/** Entries from the end of the log among which news are looked for. */
const WINDOW = 2000
/** Records that a line of several names. */
const NAMED = 3
/** Days that count as lately, and as just now. */
const LATELY = 30
const WEEK = 7
/** Quarters on the chart: those before the present one, and those after. */
const BEFORE = 6
const AFTER = 1

/** One line of the news: one act, or the same act on several records on one day. */
export interface NewsLine {
  /** The newest of its entries. */
  index: number
  event: string
  /** True where the records ended before anybody had ruled on them, though the event is a ruling. */
  unruled: boolean
  /** Role in which it was logged. */
  role: string
  /** The day on which it was recorded, `YYYY-MM-DD`. */
  day: string
  /** Number of entries, and of records that they are on. */
  entries: number
  records: number
  /** True where older entries than were looked at may belong to it as well. */
  atLeast: boolean
  /** Number of departments they were logged for, and the one where it is one. */
  departments: number
  department: string | null
  departmentName: string | null
  departmentNameEn: string | null
  /** The records, or the first of them. */
  named: RecordView[]
  /** The entry with what it changed; null for a line of several entries. */
  moment: Moment | null
}

export interface Lately {
  records: number
  atLeast: boolean
  newest: RecordView | null
}

export interface Attention {
  /** Overdue as of the day for which each is judged; `week`: since the last seven days. */
  overdue: { all: number; week: number; newest: RecordView | null }
  /** Flags of which the department was asked something that it has not answered. */
  asked: { total: number; newest: RecordView | null }
  /** Flags that nobody has taken up. */
  raised: { total: number; newest: RecordView | null }
  /** Notices of what was not there on the day after its last day, and still is not; the newest by its last day. */
  noticed: { total: number; newest: RecordView | null }
  /** Flags that the department has answered, and nobody has closed since. */
  answered: { total: number; newest: RecordView | null }
  /** Consultations on which anybody may comment; the one that ends first. */
  comment: { total: number; newest: RecordView | null }
  /** Decisions whose step of consultation goes on today. */
  open: { total: number; next: { record: RecordView; until: string } | null }
  source: Lately
  corrected: Lately
}

export interface Front {
  news: NewsLine[]
  attention: Attention
  quarters: { today: string; rows: QuarterRow[] }
}

/** Part of reading of which it is made. */
interface Asked {
  records(query: RecordQuery): Promise<Page<RecordView> & { total: number }>
  board(query: BoardQuery): Promise<Page<RecordView> & { total: number }>
  recordsById(ids: readonly string[]): Promise<RecordView[]>
  timeline(id: string, span: Span): Promise<Moment[]>
  today(): string
}

type Recent = Told & {
  seq: number
  recorded: string
  role: string
  department: string | null
  annulled: boolean
}

/** The newest entries, and whether they are all that there are. */
interface Window {
  entries: Recent[]
  isAll: boolean
  /** Entries before them: the newest of each kind of record, however much of other kinds came after. */
  before: Recent[]
}

type ById = ReadonlyMap<string, RecordView>

/**
 * @param judgingNow for which day is asked, and until when the registers are known
 * @param viewsOf rows of records as readers see them
 */
export function createFront(
  ledger: Ledger,
  reading: Asked,
  judgingNow: () => Promise<BoardDays>,
  viewsOf: (stored: readonly StoredRecord[], judging: BoardDays) => Promise<RecordView[]>,
) {
  const { database } = ledger

  async function recent(): Promise<Window> {
    const { zone } = ledger.calendar.days
    const { newest, ofKinds } = await readRecent(database, WINDOW, newsKinds)
    const dayed = (entry: RecentEntry): Recent => ({ ...entry, day: dayIn(zone, entry.recorded) })
    const oldest = newest.at(-1)?.index ?? 0
    return {
      entries: newest.map(dayed),
      isAll: newest.length < WINDOW,
      before: ofKinds.filter(({ index }) => index < oldest).map(dayed),
    }
  }

  /** Records that acts of the last thirty days touched, the newest first. */
  function latelyIn({ entries }: Window, topic: NewsTopic): string[] {
    const from = dayText(dayNumber(reading.today()) - LATELY)
    const told = entries.filter(
      ({ day, event, annulled }) => !annulled && day >= from && topicsOf(event).includes(topic),
    )
    return [...new Set(told.map(({ record }) => record))]
  }

  function lately({ entries, isAll }: Window, ids: readonly string[], byId: ById): Lately {
    const from = dayText(dayNumber(reading.today()) - LATELY)
    const reachesBack = isAll || (entries.at(-1)?.day ?? '') < from
    return { records: ids.length, atLeast: !reachesBack, newest: byId.get(ids[0] ?? '') ?? null }
  }

  async function lineOf(
    { newest, entries, records }: NewsGroup<Recent>,
    oldest: Recent | null,
    asked: Promise<ById>,
  ): Promise<NewsLine> {
    const { index, event, unruled = false, role, day } = newest
    const [byId, moments] = await Promise.all([
      asked,
      entries.length === 1 ? reading.timeline(newest.record, { to: newest.seq, limit: 1 }) : [],
    ])
    const named = records.slice(0, NAMED).flatMap((id) => byId.get(id) ?? [])
    const departments = departmentsOf(entries)
    const only = departments.length === 1 ? (departments[0] ?? null) : null
    return {
      index,
      event,
      unruled,
      role,
      day,
      entries: entries.length,
      records: records.length,
      atLeast: oldest !== null && isCut(entries, oldest),
      departments: departments.length,
      department: only,
      ...(only === null ? departmentNames(undefined) : namesOf(only, byId.get(only))),
      named,
      moment: moments.find(({ entry }) => entry.index === index) ?? null,
    }
  }

  /** Records of a kind in a status: their number, and the first of them in an order. */
  async function first(kind: RecordKind, status: string, sort: string) {
    const { items, total } = await reading.records({ kind, status, sort, limit: 1 })
    return { total, newest: items[0] ?? null }
  }

  async function overdue(judging: BoardDays): Promise<Attention['overdue']> {
    const [{ all, since }, { items }] = await Promise.all([
      countOverdue(database, judging, judging.today - WEEK),
      reading.board({ view: 'overdue', sort: '-due', limit: 1 }),
    ])
    return { all, week: since, newest: items[0] ?? null }
  }

  async function openNow(judging: BoardDays): Promise<Attention['open']> {
    const today = reading.today()
    const { total, next } = await readOpenConsultations(database, today, dayText(dayNumber(today) - 366))
    const [record] = next === null ? [] : await viewsOf([next.record], judging)
    return { total, next: next === null || record === undefined ? null : { record, until: next.until } }
  }

  return {
    /** @param topic under which heading news are wanted; all of them without */
    async front({ topic, lines }: { topic: NewsTopic | null; lines: number }): Promise<Front> {
      const [window, judging] = await Promise.all([recent(), judgingNow()])
      const told = [...window.entries, ...window.before].filter(({ event }) =>
        topic === null ? isToldAlone(event) : topicsOf(event).includes(topic),
      )
      const oldest = window.isAll ? null : (window.entries.at(-1) ?? null)
      const [from, to] = quartersAround(reading.today())
      const gathered = gatherNews(told)
      const groups = topic === null ? variedNews(gathered, lines) : gathered.slice(0, lines)
      const [source, corrected] = [latelyIn(window, 'source'), latelyIn(window, 'corrected')]
      // One question for all records that the page names, however many lines it has.
      const wanted = [
        ...groups.flatMap(({ records }) => records.slice(0, NAMED)),
        // A record may be another department's by now: who acted is named for itself.
        ...groups.flatMap(({ entries }) => departmentsOf(entries)),
        ...[source, corrected].flatMap((ids) => ids.slice(0, 1)),
      ]
      // None of these waits for another's answer: they are one way to a remote database.
      const named = reading
        .recordsById([...new Set(wanted)])
        .then((found): ById => new Map(found.map((record) => [record.id, record])))
      const [byId, news, late, noticed, asked, raised, answered, comment, open, rows] = await Promise.all([
        named,
        Promise.all(groups.map((group) => lineOf(group, oldest, named))),
        overdue(judging),
        first('overdue', 'open', '-due'),
        first('flag', 'explanation_requested', '-recorded'),
        first('flag', 'raised', '-recorded'),
        first('flag', 'responded', '-recorded'),
        first('consultation', 'open', 'closes'),
        openNow(judging),
        countQuarters(database, judging, from, to),
      ])
      return {
        news,
        attention: {
          overdue: late,
          noticed,
          asked,
          raised,
          answered,
          comment,
          open,
          source: lately(window, source, byId),
          corrected: lately(window, corrected, byId),
        },
        quarters: { today: reading.today(), rows },
      }
    },
  }
}

/** True where entries before the oldest of those that were all read may belong to a line, or do. */
function isCut(entries: readonly Recent[], { index, day, account }: Recent): boolean {
  const [newest] = entries
  return (newest?.day === day && newest.account === account) || entries.some((one) => one.index < index)
}

/** Departments for which entries were logged, each once. */
const departmentsOf = (entries: readonly Recent[]): string[] => [
  ...new Set(entries.flatMap(({ department }) => department ?? [])),
]

const namesOf = (id: string, department: RecordView | undefined): OfDepartment =>
  departmentNames(department === undefined ? unnamed(id) : nameOf(department))

/** First and last day, as numbers, of the quarters on the chart. */
function quartersAround(today: string): [number, number] {
  const quarter = (Number(today.slice(0, 4)) - 1970) * 4 + Math.floor((Number(today.slice(5, 7)) - 1) / 3)
  return [firstDayOf(quarter - BEFORE), firstDayOf(quarter + AFTER + 1) - 1]
}

/** @param quarter quarters since 1970 */
function firstDayOf(quarter: number): number {
  const month = String((quarter % 4) * 3 + 1).padStart(2, '0')
  return dayNumber(`${1970 + Math.floor(quarter / 4)}-${month}-01`)
}
