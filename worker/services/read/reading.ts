/** Everything that can be read: records, entries, timelines, search, changes, figures. */

import { compareStates } from '../../domain/kinds/compare.ts'
import { erasureId } from '../../domain/kinds/erasure/erasure.ts'
import { subjectOfNotice } from '../../domain/kinds/overdue/overdue.ts'
import { searchFields, statusOn } from '../../domain/kinds/replay.ts'
import { departmentNames, unnamed } from '../../domain/kinds/title.ts'
import { dayNumber } from '../../domain/record/date.ts'
import { judgedOn } from '../../domain/record/entered/judged.ts'
import type { Recorded } from '../../domain/record/event.ts'
import type { NewsTopic } from '../../domain/record/kind-words.ts'
import { Problem } from '../../domain/record/problem.ts'
import { toBase64 } from '../../ledger/bytes.ts'
import * as entries from '../../store/log/entries.ts'
import { readBeginning } from '../../store/log/identity.ts'
import { eachInTurn, manyInTurn } from '../../store/pause.ts'
import * as board from '../../store/records/board.ts'
import { commentsOn } from '../../store/records/comments.ts'
import { type Asked, readAfterwards } from '../../store/records/history/afterwards.ts'
import { readDeliveries } from '../../store/records/judged.ts'
import * as records from '../../store/records/records.ts'
import { searchRecords } from '../../store/search/query.ts'
import { snippetsOf } from '../../store/search/snippet.ts'
import { createCatalogues } from '../catalogue/catalogue.ts'
import { createFigures, type Figures, type FiguresQuery } from '../figures/figures.ts'
import type { Ledger } from '../open.ts'
import { type Askers, askersNow } from '../questions/askers.ts'
import { createQuestionOrders, type QuestionOrders } from '../questions/orders.ts'
import { createOwed } from '../response/owed.ts'
import { todayOf } from '../submit/call.ts'
import {
  formatBefore,
  formatCursor,
  formatPlace,
  limitOf,
  orderOfCursor,
  parseBefore,
  parseCursor,
  parsePlace,
} from './cursor.ts'
import { createDelivered } from './delivered.ts'
import { createFront, type Front } from './front.ts'
import { createHistory, isErased } from './history.ts'
import { createLinked } from './linked.ts'
import { createLists } from './lists.ts'
import { createLog, type Log, type Snapshot } from './log.ts'
import type { Comparison, Evidence, Hit, Placed, SearchQuery, VersionPoint } from './questions.ts'
import { silentAmong } from './silence.ts'
import type { EntryLine, EntryView, Page, RecordView } from './views.ts'

const MOST = 500
/** Entries of one record that are proven in one answer. */
const MOST_PROVEN = 1000

export type { BoardCounts, BoardFilter, BoardView } from '../../store/records/board.ts'
export { boardViews, SOON_DAYS } from '../../store/records/board.ts'
export type * from './questions.ts'

/** Times that a record is read again when somebody writes to it meanwhile. */
const EVIDENCE_ATTEMPTS = 8

const sameJson = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

function unavailable(): Problem {
  return new Problem('unavailable', {
    words: {
      zh: '这条记录正在变动，没能取到前后一致的证据。请稍后重试。',
      en: 'This record is changing; no evidence of one moment could be read. Try again shortly.',
    },
  })
}

export type Reading = ReturnType<typeof createReading>

function entryView(stored: entries.StoredEntry): EntryView {
  const envelope = entries.envelopeOf(stored)
  const withheld = isErased(stored) ? 'erased' : envelope.visibility === 'sealed' ? 'sealed' : null
  const open = withheld === null
  return {
    index: stored.index,
    leaf: toBase64(stored.leaf),
    leafHash: toBase64(stored.leafHash),
    envelope,
    body: open ? entries.recordedOf(stored).body : null,
    content: open ? stored.content : null,
    salt: open && stored.salt !== null ? toBase64(stored.salt) : null,
    withheld,
    opened: entries.openedOf(stored),
  }
}

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
  const catalogues = createCatalogues(ledger)

  /** Catalogue that says how many entries a record had, proven in the tree of a snapshot; null when there is none. */
  async function catalogued(
    id: string,
    { size }: Snapshot,
    prove: (stored: entries.StoredEntry[]) => Promise<Evidence['entries']>,
  ): Promise<Evidence['catalogue']> {
    const [opened, newest] = await Promise.all([
      catalogues.open(id, size),
      entries.readEntry(database, size - 1),
    ])
    if (newest === null) return null
    // Their times are all that is asked of them: their content is of other records, and may be erased.
    const place = async (of: entries.StoredEntry): Promise<Placed> => {
      const [one] = await prove([of])
      if (one === undefined) throw unavailable()
      const { index, leaf, proof } = one
      return { index, leaf, proof }
    }
    const last = await place(newest)
    if (opened === null) return { entry: null, bucket: null, uncounted: null, newest: last }
    const [entry = null] = await prove([opened.entry])
    const { text, proof } = opened.bucket
    const uncounted = opened.uncounted === null ? null : await place(opened.uncounted)
    return { entry, bucket: { text, proof: proof.map(toBase64) }, uncounted, newest: last }
  }

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

  async function lines(stored: readonly entries.StoredEntry[]): Promise<EntryLine[]> {
    const read = stored.map((one) => ({ index: one.index, envelope: entries.envelopeOf(one) }))
    const ids = read.flatMap(({ envelope }) => [
      envelope.record,
      ...[subjectOfNotice(envelope.record) ?? []].flat(),
      ...(envelope.department === null ? [] : [envelope.department]),
    ])
    const titles = await records.namesOf(database, [...new Set(ids)])
    return read.map(({ index, envelope }) => ({
      index,
      envelope,
      // A notice that something is overdue stands under the title of that.
      ...(titles.get(subjectOfNotice(envelope.record) ?? envelope.record) ?? unnamed(envelope.record)),
      ...departmentNames(titles.get(envelope.department ?? '')),
    }))
  }

  function linesBefore(found: entries.StoredEntry[], limit: number) {
    const last = found[limit - 1]
    return found.length > limit && last !== undefined
      ? { items: found.slice(0, limit), next: formatBefore(last.index) }
      : { items: found, next: null }
  }

  const lists = createLists(ledger, log, judgingNow, views, orders)
  const reading = {
    ...lists,
    ...createHistory(database, ledger.calendar.days.zone),
    ...createDelivered(database, (ids) => viewsOf(() => records.readRecords(database, ids))),
    ...createLinked(database, viewsOf),
    log,

    /** Those who asked the same as a question, itself counted, now. */
    askersOf: (id: string): Promise<Askers> => askersNow(ledger, [id]),

    async record(id: string): Promise<RecordView | null> {
      return (await viewsOf(() => records.readRecords(database, [id])))[0] ?? null
    },

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

    async departmentEntries(id: string, page: { cursor?: string | undefined; limit?: number | undefined }) {
      const size = limitOf(page.limit, 30, MOST)
      const before = page.cursor === undefined ? Number.MAX_SAFE_INTEGER : parseBefore(page.cursor)
      const [found, total] = await Promise.all([
        entries.readDepartmentEntries(database, id, before, size + 1),
        entries.countDepartmentEntries(database, id),
      ])
      const { items, next } = linesBefore(found, size)
      return { items: await lines(items), next, total }
    },

    async entries(page: {
      cursor?: string | undefined
      limit?: number | undefined
    }): Promise<Page<EntryLine> & { total: number }> {
      const size = limitOf(page.limit, 30, MOST)
      const before = page.cursor === undefined ? Number.MAX_SAFE_INTEGER : parseBefore(page.cursor)
      const [found, { size: total }] = await Promise.all([
        entries.readEntriesBefore(database, before, size + 1),
        log.snapshot(),
      ])
      const { items, next } = linesBefore(found, size)
      return { items: await lines(items), next, total }
    },

    async entry(index: number): Promise<EntryView | null> {
      const stored = await entries.readEntry(database, index)
      return stored === null ? null : entryView(stored)
    },

    /**
     * All that a browser needs to check a record by itself: its entries, proofs and one checkpoint.
     *
     * @param after number of its entries that are not told: of more than a thousand, the next ones are asked for so
     */
    async evidence(id: string, after = 0): Promise<Evidence | null> {
      for (let attempt = 0; attempt < EVIDENCE_ATTEMPTS; attempt++) {
        const record = await reading.record(id)
        if (record === null) return null
        const upTo = after + MOST_PROVEN
        const next = record.seq > upTo ? upTo : null
        const history = await entries.readSpan(database, id, { after, to: upTo, most: MOST_PROVEN })
        const gone = history.filter(isErased).map(({ index }) => erasureId(index))
        const erasures = [...(await entries.readHistories(database, gone)).values()].flat()
        const snapshot = await log.published()
        const covered = ({ index }: entries.StoredEntry) => index < snapshot.size
        // While nothing is signed, what was committed after the last checkpoint has no proof.
        const whole = snapshot.frozen !== null || [...history, ...erasures].every(covered)
        const recent = await reading.record(id)
        const isLast = next !== null || after >= record.seq || history.at(-1)?.index === record.lastIndex
        // Somebody wrote or erased in between: the record and its entries would be of two moments.
        if (!whole || !isLast || !sameJson(record, recent)) continue
        const prove = async (stored: entries.StoredEntry[]) => {
          const seen = await eachInTurn(stored, entryView)
          return manyInTurn(seen, async (one) => ({ ...one, proof: await snapshot.inclusion(one.index) }))
        }
        return {
          checkpoint: await snapshot.checkpoint(),
          record,
          entries: await prove(history.filter(covered)),
          erasures: await prove(erasures.filter(covered)),
          catalogue: await catalogued(id, snapshot, prove),
          next,
        }
      }
      throw unavailable()
    },

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

    /** Entries from a ledger index on, oldest first: the change feed. */
    async changes({ since = 0, limit }: { since?: number | undefined; limit?: number | undefined }) {
      const size = limitOf(limit, 100, MOST)
      const found = (await entries.readEntriesFrom(database, since, size)).map(entryView)
      const { size: ledgerSize } = await log.snapshot()
      return { items: found, next: (found.at(-1)?.index ?? since - 1) + 1, size: ledgerSize }
    },
  }
  const front = createFront(ledger, reading, judgingNow, views)
  const figures = createFigures(ledger, judgingNow)
  return reading
}
