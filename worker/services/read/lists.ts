/** Lists of records, the board and the calendar: each is a question of the same filters, paged in one way. */

import { kindOf, type ListedKind } from '../../domain/kinds/table.ts'
import { placedKinds } from '../../domain/listing/placed.ts'
import { dayText } from '../../domain/record/date.ts'
import { isComputed, mixedSorts, parseSort } from '../../domain/record/list/sort.ts'
import { countAreas, countChoices, countFlags, countRecords, namedOrgans } from '../../store/lists/choices.ts'
import { type Condition, conditionOf, type RecordFilter } from '../../store/lists/condition.ts'
import { countList } from '../../store/lists/count.ts'
import { type ListOrder, listOrder } from '../../store/lists/order.ts'
import { isCounted, readPage } from '../../store/lists/page.ts'
import { countPlaced, hasPlaces, listPlaces, type StoredPlace } from '../../store/lists/places.ts'
import { countServices } from '../../store/lists/services.ts'
import * as board from '../../store/records/board.ts'
import { saidOtherwise } from '../../store/records/history/afterwards.ts'
import { heldOn } from '../../store/records/names/holders.ts'
import { countOlderOf } from '../../store/records/rebuild.ts'
import * as records from '../../store/records/records.ts'
import type { Ledger } from '../open.ts'
import type { QuestionOrders } from '../questions/orders.ts'
import { todayOf } from '../submit/call.ts'
import { formatPlace, limitOf, momentOf, parsePlace } from './cursor.ts'
import type { Log } from './log.ts'
import type {
  BoardFigures,
  BoardQuery,
  CalendarItem,
  CalendarQuery,
  RecordQuery,
  Sizes,
  Stats,
} from './questions.ts'
import type { Holdings, ListChoices, ListPage, Page, RecordView, Services } from './views.ts'

/** Records for which departments are looked up: items in force, decisions, promises, posts. */
const HELD = [
  { kind: 'responsibility', status: 'in_force' },
  { kind: 'decision' },
  { kind: 'milestone' },
  { kind: 'membership' },
] as const satisfies readonly { kind: Holdings[number]['kind']; status?: string }[]

/** Records on one page at most. */
const MOST = 500
/** Places on one map at most. */
const MOST_PLACES = 20_000

export function createLists(
  ledger: Ledger,
  log: Log,
  judgingNow: () => Promise<board.BoardDays>,
  viewsOf: (stored: readonly records.StoredRecord[], judging?: board.BoardDays) => Promise<RecordView[]>,
  orders: Pick<QuestionOrders, 'keys'>,
) {
  const { database } = ledger
  const today = () => todayOf(ledger.now(), ledger.calendar.days.zone)

  /** The one way in which a list of records is paged. */
  async function listed(
    condition: Condition,
    order: ListOrder,
    cursor: string | undefined,
    size: number,
    judging: board.BoardDays,
  ): Promise<ListPage> {
    const after = cursor === undefined ? null : parsePlace(order.name, cursor)
    const [page, counted, older] = await Promise.all([
      readPage(database, condition, order, after, size),
      isCounted(condition, after) ? 0 : countList(database, condition),
      olderOf(condition),
    ])
    const next = page.next === null ? null : formatPlace(order.name, page.next)
    return { items: await viewsOf(page.records, judging), next, total: page.total ?? counted, ...older }
  }

  /** Records that a narrowed list may lack because an earlier version sorted them. */
  async function olderOf({
    kind,
    narrowed,
  }: Pick<Condition, 'kind' | 'narrowed'>): Promise<{ older?: number }> {
    if (kind === undefined || narrowed !== true) return {}
    const older = await countOlderOf(database, kind)
    return older === 0 ? {} : { older }
  }

  /** All departments by code. */
  async function departmentRecords(): Promise<RecordView[]> {
    const [found, judging] = await Promise.all([
      records.listRecords(database, { kind: 'department' }, -1, 10_000),
      judgingNow(),
    ])
    return (await viewsOf(found, judging)).sort((a, b) => (a.id < b.id ? -1 : 1))
  }

  /** Numbers of the records that count, each from an index that holds nothing else. */
  async function sizes(): Promise<Sizes> {
    const [head, departments, responsibilities, decisions, milestones] = await Promise.all([
      log.snapshot(),
      countRecords(database, { kind: 'department' }),
      countRecords(database, { kind: 'responsibility' }),
      countRecords(database, { kind: 'decision' }),
      countRecords(database, { kind: 'milestone' }),
    ])
    return {
      entries: head.size,
      ...{ departments, responsibilities, decisions, milestones },
      asOf: head.recorded,
      today: today(),
    }
  }

  return {
    /** Records in the order in which they were first logged, unless another is asked for. */
    async records({ cursor, limit, sort = 'recorded', ...filter }: RecordQuery): Promise<ListPage> {
      const sorts = filter.kind === undefined ? mixedSorts : kindOf(filter.kind).sorts
      const ordering = parseSort(sort, sorts)
      const began = cursor === undefined ? null : momentOf(cursor, today())
      const computed = isComputed(ordering.by) ? await orders.keys(ordering.by, began) : null
      const order = listOrder(ordering, computed)
      const size = limitOf(limit, 50, MOST)
      const judging = await judgingNow()
      const page = await listed(conditionOf({ ...filter, judging }), order, cursor, size, judging)
      return filter.on === undefined
        ? page
        : { ...page, items: await heldOn(database, page.items, filter.on) }
    },

    /**
     * Records of a list of which something was said last, by themselves or of their entries: what became of one that was
     * annulled, or of which content was erased or opened, is said as well. Annulled ones are among them unless the query
     * says otherwise.
     */
    async saidLast({
      limit,
      ...filter
    }: Omit<RecordFilter, 'judging'> & { limit: number }): Promise<string[]> {
      const judging = await judgingNow()
      const condition = conditionOf({ annulled: 'any', ...filter, judging })
      const [changed, others] = await Promise.all([
        readPage(
          database,
          condition,
          listOrder(parseSort('-changed', kindOf(filter.kind).sorts)),
          null,
          limit,
        ),
        saidOtherwise(database, filter.kind, condition, limit),
      ])
      return [...new Set([...changed.records.map(({ id }) => id), ...others])]
    },

    /**
     * Numbers of records for each value by which a list could be narrowed further: the choice in one filter takes none
     * away there. Areas are told where the kind has any.
     *
     * @param stays true where the choice of a department stays: one range of an index, instead of all of the kind
     */
    async choices(filter: RecordFilter, stays = false): Promise<ListChoices> {
      const judged = { ...filter, judging: await judgingNow() }
      const hasAreas = kindOf(filter.kind).filters.area !== undefined
      const [choices, area] = await Promise.all([
        countChoices(database, judged, stays),
        hasAreas ? countAreas(database, judged) : [],
      ])
      return { ...choices, area }
    },

    /** Services in force that somebody can apply for: their numbers by matter, by whom they serve, by what they lack. */
    async services(): Promise<Services> {
      const judging = await judgingNow()
      const filter = { kind: 'responsibility', service: 'yes', status: 'in_force', judging } as const
      const [counts, { department, total }, older] = await Promise.all([
        countServices(database, filter),
        countChoices(database, filter),
        olderOf({ kind: 'responsibility', narrowed: true }),
      ])
      return { ...counts, department, total, ...older }
    },

    /** Places of the records on a list, the newest record first, and the number of all of them. */
    async places({
      limit,
      ...filter
    }: Omit<RecordFilter, 'judging'> & { limit?: number | undefined }): Promise<{
      places: StoredPlace[]
      total: number
    }> {
      const judging = await judgingNow()
      return listPlaces(
        database,
        conditionOf({ ...filter, judging }),
        limitOf(limit, MOST_PLACES, MOST_PLACES),
      )
    },

    /** Kinds of which records may have places, each with its number of records that have one. */
    placed: () => countPlaced(database, new Map(placedKinds.map((kind) => [kind, kindOf(kind).prefix]))),

    /** True where any record of a kind has a place. */
    hasPlaces: async (kind: ListedKind): Promise<boolean> =>
      placedKinds.includes(kind) && hasPlaces(database, kindOf(kind).prefix),

    /** Departments by whose names anything is said to be decided. */
    organs: (): Promise<string[]> => namedOrgans(database),

    /** The number of open flags on each of these records that has any. */
    flagCounts: (ids: readonly string[]): Promise<Map<string, number>> => countFlags(database, ids),

    departmentRecords,

    /** All departments by code, with how much each holds of what departments are looked up for. */
    async departments(): Promise<{ record: RecordView; holds: Holdings }[]> {
      const judging = await judgingNow()
      const [found, ...counts] = await Promise.all([
        departmentRecords(),
        ...HELD.map((query) => countChoices(database, { ...query, judging })),
      ])
      const held = counts.map(
        ({ department }) => new Map(department.map(({ value, count }) => [value, count])),
      )
      const of = (id: string): Holdings =>
        HELD.flatMap(({ kind }, i) => {
          const n = held[i]?.get(id) ?? 0
          return n === 0 ? [] : [{ kind, n }]
        })
      return found.map((record) => ({ record, holds: of(record.id) }))
    },

    /**
     * Milestones by what their dates say on the day for which each is judged; each view has its order, unless another
     * is asked for.
     */
    async board({
      view = 'all',
      cursor,
      limit,
      sort,
      ...filter
    }: BoardQuery): Promise<Page<RecordView> & { total: number }> {
      const order =
        sort === undefined ? board.boardOrder(view) : listOrder(parseSort(sort, kindOf('milestone').sorts))
      const size = limitOf(limit, 50, MOST)
      const judging = await judgingNow()
      return listed(board.boardCondition(view, filter, judging), order, cursor, size, judging)
    },

    /**
     * Number of milestones in each view of the board, in all and by department, area and type.
     *
     * @param open whether what else could be chosen in each of these is counted as well
     */
    async boardCounts(filter: board.BoardFilter, open = false): Promise<BoardFigures> {
      const judging = await judgingNow()
      const numbers = await board.countBoard(database, filter, judging, open)
      const { all, department, area, type, registers } = numbers
      const dayOf = (day: number | undefined) =>
        day === undefined ? null : dayText(Math.min(day, judging.today))
      const names = await records.namesOf(
        database,
        department.flatMap(({ value }) => value ?? []),
      )
      return {
        today: today(),
        deliveries: registers.map((register) => ({
          register,
          asOf: dayOf(judging.deliveries.get(register)),
        })),
        counts: all,
        department: department.map((one) => {
          const named = names.get(one.value ?? '')
          return { ...one, name: named?.title ?? one.value, nameEn: named?.titleEn ?? null }
        }),
        area,
        type,
      }
    },

    /** Items in the calendar from one day to another. */
    async calendar(query: CalendarQuery): Promise<CalendarItem[]> {
      const { limit, list, ...filter } = query
      const size = limitOf(limit, 500, 2000)
      const judging = await judgingNow()
      const condition = list === undefined ? null : conditionOf({ annulled: 'any', ...list, judging })
      const found = await board.listCalendar(database, { ...filter, condition }, size)
      const seen = await viewsOf(
        found.map(({ record }) => record),
        judging,
      )
      return found.flatMap(({ rel, day, until, part }, i) => {
        const record = seen[i]
        return record === undefined ? [] : [{ rel, day, until, part, record }]
      })
    },

    sizes,

    async stats(): Promise<Stats> {
      const judging = await judgingNow()
      const [found, { type, status }] = await Promise.all([
        sizes(),
        countChoices(database, { kind: 'responsibility', judging }),
      ])
      return { ...found, byType: type, byStatus: status }
    },
  }
}
