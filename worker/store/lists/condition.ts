/** Filters of lists as SQL: the text behind `WHERE`, over `record` and `link`. */
import type { InValue } from '@libsql/client'
import { APPLIED_FOR } from '../../domain/kinds/responsibility/guide.ts'
import { type ServiceFilter, serviceBit } from '../../domain/kinds/responsibility/marks.ts'
import { kindOf } from '../../domain/kinds/table.ts'
import { dayText } from '../../domain/record/date.ts'
import type { RecordKind } from '../../domain/record/event.ts'
import { type Link, relationsThat } from '../../domain/record/facts.ts'
import { chosenDay, periodOf, RECORDED } from '../../domain/record/list/days.ts'
import type { FilterName } from '../../domain/record/list/listed.ts'
import { PLACED } from '../../domain/record/list/marks.ts'
import { CHINA_ZONE, instantIn } from '../../domain/record/zone.ts'
import { type Judging, statusOnDay } from '../records/judged.ts'
import { namedAs } from '../records/names/meant.ts'
import { matchOf, runsOf } from '../search/terms.ts'
import { boardViews, viewsOn } from './views.ts'

/** Condition of the records on a list: the text behind `WHERE`, over `record` and `link`. */
export interface Condition {
  readonly where: string
  readonly args: readonly InValue[]
  /** Kind of all records on the list, where it is one; and whether the list is narrowed by more than that. */
  readonly kind?: RecordKind
  readonly narrowed?: boolean
  /** True where it is true of a row of the tally if it is true of the records that it stands for. */
  readonly tallied?: boolean
  /** Index by which records of several kinds are read; the table itself where left out. */
  readonly index?: string
  /** True where a first page comes with the numbers of what is on the list of each kind. */
  readonly byKind?: boolean
}

/** Filters that lists declare, each as the text of a query. */
type Declared = { [name in FilterName]?: string | undefined }

export interface RecordFilter extends Declared {
  kind: RecordKind
  /** Office-holder who voted on it, proposed it or holds it, by the name that the record prints. */
  voter?: string | undefined
  proposer?: string | undefined
  holder?: string | undefined
  /** Records that were annulled are left out, unless they are asked for: alone, or among the others. */
  annulled?: 'no' | 'yes' | 'any' | undefined
  /** Day for which the status is asked; as the entries left it when left out. */
  judging?: Judging | undefined
}

/** Kind may be left open where the records of a register are listed. */
export type AnyFilter = Omit<RecordFilter, 'kind'> & {
  kind?: RecordKind | undefined
  register?: string | undefined
}

/** A part of a condition. */
export interface Part {
  sql: string
  args: readonly InValue[]
}

/** The tables themselves, also where a page reads how records stood under their names. */
const LINKS = 'main.link'

const pointing = (rels: readonly Link['rel'][]): string =>
  `record.id IN (SELECT source FROM link WHERE target = ? AND rel IN (${rels.map((rel) => `'${rel}'`).join(', ')}))`

const OF = pointing(relationsThat('belongs'))

/** Departments that are meant: one, or one and all below it. */
const BELOW = `(WITH RECURSIVE below (id) AS (VALUES (?)
  UNION SELECT source FROM ${LINKS} JOIN below ON target = below.id WHERE rel = 'parent' AND source LIKE 'dep-%')
  SELECT id FROM below)`

const amongThem = (units: string | null | undefined): string => (units === 'yes' ? `IN ${BELOW}` : '= ?')

/** Condition of records that a flag is about which still stands. */
const FLAGGED = `record.id IN (SELECT target FROM ${LINKS} WHERE rel = 'flagged')`

/** Condition of records with one of the marks of a number. */
const marked = (bits: number): string => `(record.marks & ${bits}) <> 0`

/** Records with a link to a code. */
const linkedTo = (rel: Link['rel']): string =>
  `SELECT source FROM ${LINKS} WHERE target = ? AND rel = '${rel}'`

const SERVICE = `record.type IN (${APPLIED_FOR.map((type) => `'${type}'`).join(', ')})`

/** A decision rests on it that still counts. Its few links are looked at first, and not every decision for each record. */
const USED = `EXISTS (SELECT 1 FROM ${LINKS} l CROSS JOIN main.record r ON r.id = l.source
  WHERE l.target = record.id AND l.rel = 'responsibility' AND r.kind = 'decision' AND r.annulled = 0)`

/** Size of the ledger before an instant: what was recorded from it on has this index or a greater one. */
const SIZE_BEFORE = `ifnull((SELECT size FROM "commit" WHERE recorded < ? ORDER BY recorded DESC, size DESC LIMIT 1), 0)`

type Narrowing = FilterName | Exclude<keyof AnyFilter, keyof Declared | 'kind' | 'annulled' | 'judging'>

const is =
  (sql: string) =>
  (value: string): Part => ({ sql, args: [value] })

const isYes =
  (sql: string) =>
  (value: string): Part | null =>
    value === 'yes' ? { sql, args: [] } : null

/** Said by another filter, which looks at this one: a part of its own it has none. */
const besides = (): null => null

/** The condition that each filter makes; null for none. Every filter that a list can declare has its line here. */
const PARTS: { readonly [name in Narrowing]: (value: string, filter: AnyFilter) => Part | null } = {
  // Who held it on a day is asked with the day.
  department: (value, { units, on }) =>
    on === undefined ? is(`record.department ${amongThem(units)}`)(value) : null,
  units: besides,
  type: is('record.type = ?'),
  level: is('record.level = ?'),
  status: (value, filter) => is(`${statusIn(filter)} = ?`)(value),
  area: is('record.area = ?'),
  view: viewPart,
  organ: is(namedAs('organ')),
  voter: is(namedAs('voter')),
  proposer: is(namedAs('proposer')),
  holder: is(namedAs('holder')),
  of: is(OF),
  receiver: is(pointing(['transferred_to'])),
  register: is(pointing(['register'])),
  q: wordsPart,
  date: besides,
  from: (_, filter) => periodPart(filter, 'first'),
  to: (_, filter) => periodPart(filter, 'last'),
  least: (value) => ({ sql: 'record.amount >= ?', args: [Number(value)] }),
  most: (value) => ({ sql: 'record.amount <= ?', args: [Number(value)] }),
  flagged: isYes(FLAGGED),
  altered: isYes('record.altered = 1'),
  latest: (value, filter) => (value === 'yes' ? latestPart(filter) : null),
  had: is(`record.id IN (${linkedTo('step')})`),
  without: is(`record.id NOT IN (${linkedTo('step')})`),
  used: (value) => ({ sql: value === 'yes' ? USED : `NOT ${USED}`, args: [] }),
  placed: isYes(marked(PLACED)),
  on: inForcePart,
  service: isYes(SERVICE),
  matter: markedBy('matter'),
  serves: markedBy('serves'),
  lacks: markedBy('lacks'),
}

const NARROWINGS = Object.keys(PARTS) as Narrowing[]

/** Filters that ask for nothing but what the tally holds; of a period, where its months are whole. */
const TALLIED: ReadonlySet<string> = new Set<Narrowing>([
  ...(['department', 'units', 'type', 'level', 'status', 'area', 'view', 'altered', 'placed'] as const),
  ...(['service', 'matter', 'serves', 'lacks', 'date', 'from', 'to'] as const),
])

function isTallied(filter: AnyFilter): boolean {
  const { kind, date, from, to } = filter
  if (NARROWINGS.some((name) => filter[name] !== undefined && !TALLIED.has(name))) return false
  if (from === undefined && to === undefined) return true
  const day = kind === undefined || date === RECORDED ? null : chosenDay(kindOf(kind).days, date)
  return day?.by === 'day' && ofMonths({ from, to })
}

/** True of a period that ends no month in between. */
export function ofMonths(period: Parameters<typeof periodOf>[0]): boolean {
  const { first, last } = periodOf(period)
  const begins = (day: number | null): boolean => day === null || dayText(day).endsWith('-01')
  return begins(first) && begins(last === null ? null : last + 1)
}

/**
 * Condition of the records that are asked for.
 *
 * @param after leaves out what was first logged up to this index
 * @throws Problem `invalid` for a period that ends before it begins
 */
export function conditionOf(filter: AnyFilter, after?: number): Condition {
  const { kind, annulled = 'no' } = filter
  const parts: Part[] = [
    ...NARROWINGS.flatMap((name) => {
      const value = filter[name]
      return value === undefined ? [] : (PARTS[name](value, filter) ?? [])
    }),
    ...given('record.n > ?', after),
  ]
  const all: Part[] = [
    ...given('record.kind = ?', kind),
    ...(annulled === 'any'
      ? kind === undefined
        ? []
        : [{ sql: 'record.annulled IN (0, 1)', args: [] }]
      : [{ sql: `record.annulled = ${annulled === 'yes' ? 1 : 0}`, args: [] }]),
    ...parts,
  ]
  return {
    where: all.map(({ sql }) => sql).join(' AND ') || 'true',
    args: all.flatMap(({ args }) => args),
    tallied: after === undefined && isTallied(filter),
    ...(kind === undefined ? {} : { kind, narrowed: parts.length > 0 || annulled !== 'no' }),
  }
}

function given(sql: string, value: InValue | undefined): Part[] {
  return value === undefined ? [] : [{ sql, args: [value] }]
}

/** Records with the mark of a code; none for what is no code. */
function markedBy(name: ServiceFilter): (code: string) => Part {
  return (code) => {
    const bit = serviceBit(name, code)
    return { sql: bit === null ? 'false' : marked(bit), args: [] }
  }
}

/** @throws Error where no day was given for which it is asked */
function viewPart(view: string, { judging }: AnyFilter): Part | null {
  if (view === 'all') return null
  if (judging === undefined) throw new Error('a view of the board is of a day')
  const known = boardViews.find((one) => one === view)
  return { sql: known === undefined ? 'false' : `(${viewsOn(judging)[known].where})`, args: [] }
}

/** Words that all stand in a record; none is found by a text without any. */
function wordsPart(q: string): Part {
  const match = runsOf(q).map(matchOf).join(' AND ')
  if (match === '') return { sql: 'false', args: [] }
  return { sql: 'record.n IN (SELECT rowid FROM search WHERE search MATCH ?)', args: [match] }
}

/** One end of a period: its first day, or its last. */
function periodPart({ kind, date, from, to, judging }: AnyFilter, end: 'first' | 'last'): Part | null {
  const number = periodOf({ from, to })[end]
  if (number === null) return null
  const day = kind === undefined ? null : chosenDay(kindOf(kind).days, date)
  const isFirst = end === 'first'
  if (date !== RECORDED && day !== null)
    return { sql: `record.${day.by} ${isFirst ? '>=' : '<='} ?`, args: [number] }
  const start = isFirst ? number : number + 1
  const instant = instantIn(judging?.zone ?? CHINA_ZONE, `${dayText(start)}T00:00:00`)
  return { sql: `record.n ${isFirst ? '>=' : '<'} ${SIZE_BEFORE}`, args: [instant] }
}

/** Records in force on some day of a date, by their own first and last day; what changed hands or status, by its acts. */
function inForcePart(on: string, { kind, department, units }: AnyFilter): Part {
  const { first, last } = periodOf({ from: on, to: on })
  const held = holderOn({ kind, on })
  const by =
    department === undefined
      ? { sql: '', args: [] }
      : { sql: ` AND ${held.sql} ${amongThem(units)}`, args: [...held.args, department] }
  // What states no first day is in force from the day on which it was listed, where its kind keeps that.
  return {
    sql: `CASE WHEN ${MOVED}
      THEN EXISTS (SELECT 1 FROM tenure WHERE source = record.id AND ${HELD})
      ELSE ifnull(record.begins, record.opened) <= ? AND (record.ends >= ? OR (record.ends IS NULL AND record.status = ?))
      END${by.sql}`,
    args: [last, first, inForce(kind), last, first, inForce(kind), ...by.args],
  }
}

/** Records that ever changed hands or status. */
const MOVED = 'EXISTS (SELECT 1 FROM tenure WHERE source = record.id)'

/** Condition of a row of `tenure` that was in force on some day up to a last and from a first. */
const HELD = 'begins <= ? AND (ends IS NULL OR ends >= ?) AND status = ?'

const inForce = (kind: RecordKind | undefined): string =>
  (kind === undefined ? undefined : kindOf(kind).term?.status) ?? ''

/** The department that held a record on a date, of several the last; the mirror of `holderOn` in worker/domain/kinds/replay.ts. */
export function holderOn({ kind, on }: { kind?: RecordKind | undefined; on: string }): Part {
  const { first, last } = periodOf({ from: on, to: on })
  return {
    sql: `CASE WHEN ${MOVED}
      THEN (SELECT department FROM tenure WHERE source = record.id AND ${HELD} ORDER BY part DESC LIMIT 1)
      ELSE record.department END`,
    args: [last, first, inForce(kind)],
  }
}

/** Records that the last delivery of their register told of; none where nothing was delivered. */
function latestPart({ judging }: AnyFilter): Part {
  const days = [...(judging?.deliveries ?? [])]
  const each = days.map(() => 'SELECT n FROM main.record WHERE register = ? AND delivered = ?')
  return {
    sql: each.length === 0 ? 'false' : `record.n IN (${each.join(' UNION ALL ')})`,
    args: days.flat(),
  }
}

const statusIn = ({ judging }: Pick<RecordFilter, 'judging'>): string =>
  judging === undefined ? 'record.status' : statusOnDay(judging)
