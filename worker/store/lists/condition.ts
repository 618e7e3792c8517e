/** Filters of lists as SQL: the text behind `WHERE`, over `record` and `link`. */
import type { InValue } from '@libsql/client'
import { kindOf } from '../../domain/kinds/table.ts'
import { dayText } from '../../domain/record/date.ts'
import type { RecordKind } from '../../domain/record/event.ts'
import { chosenDay, periodOf, RECORDED } from '../../domain/record/list/days.ts'
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
}

export interface RecordFilter {
  kind: RecordKind
  /** Words that all stand in it. */
  q?: string | undefined
  /** Department that decided. */
  organ?: string | undefined
  /** Office-holder who voted on it, proposed it or holds it, by the name that the record prints. */
  voter?: string | undefined
  proposer?: string | undefined
  holder?: string | undefined
  department?: string | undefined
  /** With the departments below the one that is named. */
  units?: string | undefined
  type?: string | undefined
  level?: string | undefined
  status?: string | undefined
  area?: string | undefined
  /** Question about the dates of milestones. */
  view?: string | undefined
  /** Id of a record that the records point at: a decision, a responsibility. */
  of?: string | undefined
  /** Department to which it was or is to be transferred. */
  receiver?: string | undefined
  /** Name of the day that a period is about; the first of its kind when left out. */
  date?: string | undefined
  /** First and last day of a period: a year, a month or a day. */
  from?: string | undefined
  to?: string | undefined
  /** Smallest and greatest amount, as whole numbers. */
  least?: string | undefined
  most?: string | undefined
  /** With `yes`, only those that a flag is about which still stands. */
  flagged?: string | undefined
  /** With `yes`, only those that a later delivery of their register changed. */
  altered?: string | undefined
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
interface Part {
  sql: string
  args: readonly InValue[]
}

/** The tables themselves, also where a page reads how records stood under their names. */
const LINKS = 'main.link'

const POINTING = (rels: string): string =>
  `record.id IN (SELECT source FROM link WHERE target = ? AND rel IN (${rels}))`

/** A department and all below it. */
const BELOW = `record.department IN (WITH RECURSIVE below (id) AS (VALUES (?)
  UNION SELECT source FROM ${LINKS} JOIN below ON target = below.id WHERE rel = 'parent' AND source LIKE 'dep-%')
  SELECT id FROM below)`

/** Condition of records that a flag is about which still stands. */
export const FLAGGED = `record.id IN (SELECT target FROM ${LINKS} WHERE rel = 'flagged')`

/** Size of the ledger before an instant: what was recorded from it on has this index or a greater one. */
const SIZE_BEFORE = `ifnull((SELECT size FROM "commit" WHERE recorded < ? ORDER BY recorded DESC, size DESC LIMIT 1), 0)`

/**
 * Condition of the records that are asked for.
 *
 * @param after leaves out what was first logged up to this index
 * @throws Problem `invalid` for a period that ends before it begins
 */
export function conditionOf(filter: AnyFilter, after?: number): Condition {
  const { kind, annulled = 'no' } = filter
  const parts: Part[] = [
    ...given('record.department = ?', filter.units === 'yes' ? undefined : filter.department),
    ...given(BELOW, filter.units === 'yes' ? filter.department : undefined),
    ...given('record.type = ?', filter.type),
    ...given('record.level = ?', filter.level),
    ...given(`${statusIn(filter)} = ?`, filter.status),
    ...given('record.area = ?', filter.area),
    ...viewPart(filter),
    ...given(namedAs('organ'), filter.organ),
    ...given(namedAs('voter'), filter.voter),
    ...given(namedAs('proposer'), filter.proposer),
    ...given(namedAs('holder'), filter.holder),
    ...given(POINTING("'decision', 'responsibility', 'inventory', 'subject', 'consultation'"), filter.of),
    ...given(POINTING("'transferred_to'"), filter.receiver),
    ...given(POINTING("'register'"), filter.register),
    ...given('record.n > ?', after),
    ...wordsPart(filter.q),
    ...periodParts(filter),
    ...given('record.amount >= ?', filter.least === undefined ? undefined : Number(filter.least)),
    ...given('record.amount <= ?', filter.most === undefined ? undefined : Number(filter.most)),
    ...(filter.flagged === 'yes' ? [{ sql: FLAGGED, args: [] }] : []),
    ...(filter.altered === 'yes' ? [{ sql: 'record.altered = 1', args: [] }] : []),
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
    ...(kind === undefined ? {} : { kind, narrowed: parts.length > 0 || annulled !== 'no' }),
  }
}

function given(sql: string, value: InValue | undefined): Part[] {
  return value === undefined ? [] : [{ sql, args: [value] }]
}

/** @throws Error where no day was given for which it is asked */
function viewPart({ view, judging }: AnyFilter): Part[] {
  if (view === undefined || view === 'all') return []
  if (judging === undefined) throw new Error('a view of the board is of a day')
  const known = boardViews.find((one) => one === view)
  return [{ sql: known === undefined ? 'false' : `(${viewsOn(judging)[known].where})`, args: [] }]
}

/** Words that all stand in a record; none is found by a text without any. */
function wordsPart(q: string | undefined): Part[] {
  if (q === undefined) return []
  const match = runsOf(q).map(matchOf).join(' AND ')
  if (match === '') return [{ sql: 'false', args: [] }]
  return [{ sql: 'record.n IN (SELECT rowid FROM search WHERE search MATCH ?)', args: [match] }]
}

function periodParts({ kind, date, from, to, judging }: AnyFilter): Part[] {
  if (from === undefined && to === undefined) return []
  const { first, last } = periodOf({ from, to })
  const day = kind === undefined ? null : chosenDay(kindOf(kind).days, date)
  if (date === RECORDED || day === null) {
    const start = (number: number) => instantIn(judging?.zone ?? CHINA_ZONE, `${dayText(number)}T00:00:00`)
    return [
      ...given(`record.n >= ${SIZE_BEFORE}`, first === null ? undefined : start(first)),
      ...given(`record.n < ${SIZE_BEFORE}`, last === null ? undefined : start(last + 1)),
    ]
  }
  return [
    ...given(`record.${day.by} >= ?`, first ?? undefined),
    ...given(`record.${day.by} <= ?`, last ?? undefined),
  ]
}

const statusIn = ({ judging }: Pick<RecordFilter, 'judging'>): string =>
  judging === undefined ? 'record.status' : statusOnDay(judging)
