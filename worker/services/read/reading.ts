/** Everything that can be read: records, entries, timelines, search, changes, figures. */

import { compareStates } from '../../domain/kinds/compare.ts'
import { searchFields, statusOn } from '../../domain/kinds/replay.ts'
import { departmentNames } from '../../domain/kinds/title.ts'
import { dayNumber } from '../../domain/record/date.ts'
import { judgedOn } from '../../domain/record/entered/judged.ts'
import type { Recorded } from '../../domain/record/event.ts'
import type { NewsTopic } from '../../domain/record/kind-words.ts'
import * as entries from '../../store/log/entries.ts'
import { readBeginning } from '../../store/log/identity.ts'
import * as board from '../../store/records/board.ts'
import { commentsOn } from '../../store/records/comments.ts'
import { type Asked, readAfterwards } from '../../store/records/history/afterwards.ts'
import { readDeliveries } from '../../store/records/judged.ts'
import * as records from '../../store/records/records.ts'
import { searchRecords } from '../../store/search/query.ts'
import { snippetsOf } from '../../store/search/snippet.ts'
import { createFigures, type Figures, type FiguresQuery } from '../figures/figures.ts'
import type { Ledger } from '../open.ts'
import { type Askers, askersNow } from '../questions/askers.ts'
import { createQuestionOrders, type QuestionOrders } from '../questions/orders.ts'
import { createOwed } from '../response/owed.ts'
import { todayOf } from '../submit/call.ts'
import { formatCursor, formatPlace, limitOf, orderOfCursor, parseCursor, parsePlace } from './cursor.ts'
import { createDelivered } from './delivered.ts'
import { createEntries } from './entries.ts'
import { createEvidence } from './evidence/evidence.ts'
import { createFront, type Front } from './front.ts'
import { createHistory } from './history.ts'
import { createLinked } from './linked.ts'
import { createLists } from './lists.ts'
import { createLog, type Log } from './log.ts'
import type { Comparison, Hit, SearchQuery, VersionPoint } from './questions.ts'
import { silentAmong } from './silence.ts'
import type { RecordView } from './views.ts'

const MOST = 500

export type { BoardCounts, BoardFilter, BoardView } from '../../store/records/board.ts'
export { boardViews, SOON_DAYS } from '../../store/records/board.ts'
export type * from './questions.ts'

export type Reading = ReturnType<typeof createReading>

/**
 * The reading side of a ledger. Nothing here writes.
 *
 * @param underHead whether whoever reads looks at the head of the ledger as well, and reads again when it has grown:
 *   then what follows from entries alone may be what was read at the size that is expected
 */
export function createReading(
  ledger: Ledger,
  log: Log = createLog(ledger),
  underHead = false,
  orders: QuestionOrders = createQuestionOrders(ledger, createOwed(ledger)),
) {
  const { database } = ledger
  const dayNow = (): string => todayOf(ledger.now(), ledger.calendar.days.zone)

  /** Day for which is asked, and day until which each register is known. */
  async function judgingNow(): Promise<board.BoardDays> {
    const today = dayNumber(dayNow())
    const { zone } = ledger.calendar.days
    return { today, soon: today + board.SOON_DAYS, zone, deliveries: await deliveriesNow() }
  }

  async function deliveriesNow(): Promise<board.BoardDays['deliveries']> {
    const { kept } = ledger
    const size = log.expected()
    if (!underHead || size === null || kept === null) return readDeliveries(database)
    if (kept.deliveries?.size === size) return kept.deliveries.days
    const days = await readDeliveries(database)
    kept.deliveries = { size, days }
    return days
  }

  /** Reads records beside what is needed to judge them. */
  async function viewsOf(reads: () => Promise<records.StoredRecord[]>): Promise<RecordView[]> {
    const [stored, judging] = await Promise.all([reads(), judgingNow()])
    return views(stored, judging)
  }

  const recordOf = async (id: string): Promise<RecordView | null> =>
    (await viewsOf(() => records.readRecords(database, [id])))[0] ?? null

  async function views(
    stored: readonly records.StoredRecord[],
    judging?: board.BoardDays,
  ): Promise<RecordView[]> {
    const untitled = stored.flatMap(({ kind, department, departmentNamed }) =>
      kind === 'department' || departmentNamed !== undefined ? [] : (department ?? []),
    )
    const [names, { deliveries }, erased] = await Promise.all([
      records.namesOf(database, [...new Set(untitled)]),
      judging ?? judgingNow(),
      entries.erasedAmong(
        database,
        stored.flatMap(({ status, n }) => (status === 'withheld' ? [n] : [])),
      ),
    ])
    const today = dayNow()
    const silence = await silentAmong(database, stored, { deliveries, today: dayNumber(today) })
    // Member by member: a column that is kept for lists alone is not shown by being forgotten here.
    return stored.map((row): RecordView => {
      const { id, kind, seq, title, department, type, level, area, state } = row
      const { n, lastIndex, recorded, day, baseline, due, done, delay, named = [] } = row
      const judged = judgedOn(state, today, (name) => deliveries.get(name) ?? null)
      const held =
        department === null || kind === 'department'
          ? undefined
          : (row.departmentNamed ?? names.get(department))
      return {
        ...{ id, kind, seq, title, department, ...departmentNames(held), type, level },
        ...{ status: statusOn(state, judged), firstIndex: n, lastIndex, recorded, area, day },
        ...{ baseline, due, done, delay, judged, state, named },
        ...(erased.has(n) ? { openingErased: true as const } : {}),
        ...silence(state),
      }
    })
  }

  const lists = createLists(ledger, log, judgingNow, views, orders)
  const reading = {
    ...lists,
    ...createHistory(database, ledger.calendar.days.zone),
    ...createDelivered(database, (ids) => viewsOf(() => records.readRecords(database, ids))),
    ...createLinked(database, viewsOf),
    ...createEntries(database, log),
    ...createEvidence(ledger, log, recordOf),
    log,

    /** Those who asked the same as a question, itself counted, now. */
    askersOf: (id: string): Promise<Askers> => askersNow(ledger, [id]),

    record: recordOf,

    async recordsById(ids: readonly string[]): Promise<RecordView[]> {
      return viewsOf(() => records.readRecords(database, ids))
    },

    /** All comments on a consultation, the oldest first. */
    commentsOn: (id: string) => commentsOn(database, id),

    /** Records whose first entry is one of `end - first` in a row, for a site map; annulled ones are left out. */
    mapped(first: number, end: number): Promise<records.Mapped[]> {
      return records.recordsBetween(database, first, end)
    },

    /** Content of the front page. @param topic under which heading news are wanted; all of them without */
    front(asked: { topic: NewsTopic | null; lines: number }): Promise<Front> {
      return front.front(asked)
    },

    /** Figures by year, department or type. @throws Problem `invalid` for a period that ends before it begins */
    figures(asked: FiguresQuery): Promise<Figures> {
      return figures.figures(asked)
    },

    /** The time zone in which days begin. */
    zone: ledger.calendar.days.zone,

    /** Working days, and time limits, by which the matters of the ledger run. */
    days: ledger.calendar.days,
    calendarName: ledger.calendar.name,
    clocks: ledger.clocks,
    procedures: ledger.procedures,

    /** The day that it is now, by the calendar of the ledger. */
    today: dayNow,

    /**
     * Field by field, what differs between two versions of a record, some hundreds of fields and parts at most; null when
     * one of them is not there.
     */
    async compare(id: string, from: VersionPoint, to: VersionPoint): Promise<Comparison | null> {
      const [before, after] = await Promise.all([reading.version(id, from), reading.version(id, to)])
      if (before === null || after === null) return null
      const changes = compareStates(before.state, after.state)
      return {
        from: before,
        to: after,
        changes: changes.slice(0, MOST),
        left: Math.max(0, changes.length - MOST),
      }
    },

    /**
     * A page of the life of one record, oldest first, each entry with what it changed.
     *
     * @param page with `last`, so many of the newest entries
     * @throws Problem `invalid` for a cursor that is none
     */
    async timelinePage(
      { id, seq }: Pick<RecordView, 'id' | 'seq'>,
      page: { cursor?: string | undefined; limit?: number | undefined; last?: number | undefined },
    ) {
      if (page.last !== undefined)
        return { record: id, items: await reading.timeline(id, { limit: page.last }), next: null, total: seq }
      const size = limitOf(page.limit, 100, MOST)
      const after =
        page.cursor === undefined ? 0 : Number(parseCursor(page.cursor, 'timeline', ['number'])[0])
      const to = Math.min(seq, after + size)
      const items = to <= after ? [] : await reading.timeline(id, { to, limit: to - after })
      return { record: id, items, next: to < seq ? formatCursor('timeline', [to]) : null, total: seq }
    },

    /** The newest entries about entries of a record: by which content was lawfully erased or opened; oldest first. */
    async othersAbout({ id, seq }: Pick<RecordView, 'id' | 'seq'>, most: number): Promise<Recorded[]> {
      return (await entries.readOthersAbout(database, id, seq, most)).map(entries.recordedOf)
    },

    /** Later entries about some records: corrections, annulments, lawful erasures. */
    afterwards: (asked: readonly Asked[]) => readAfterwards(database, asked),

    /** Instant at which this ledger was made, UTC; null before its first use. */
    beginning: () => readBeginning(database),

    async search({ q, cursor, limit, ...filter }: SearchQuery) {
      const size = limitOf(limit, 20, 100)
      const way = cursor !== undefined && orderOfCursor(cursor) === 'near' ? 'near' : 'whole'
      const after = cursor === undefined ? null : ({ way, place: parsePlace(way, cursor) } as const)
      const [found, judging] = await Promise.all([
        searchRecords(database, q, filter, size, after),
        judgingNow(),
      ])
      const items: Hit[] = (await views(found.records, judging)).map((record) => ({
        record,
        snippets: snippetsOf(searchFields(record.state), found.runs),
      }))
      const next = found.next === null ? null : formatPlace(found.way, found.next)
      const { total, kinds, indexedTo, bounded } = found
      return { items, next, total, kinds, indexedTo, ...(bounded ? { bounded } : {}) }
    },
  }
  const front = createFront(ledger, reading, judgingNow, views)
  const figures = createFigures(ledger, judgingNow)
  return reading
}
