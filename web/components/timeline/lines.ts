/** Arrangement of a line: newest first, by year, the same act many times over as one. Pure. */
import { isAffair, tellingOf } from '../../../worker/domain/kinds/news.ts'
import { strands } from '../../../worker/domain/record/kind-words.ts'
import type { Lang } from '../../../worker/domain/record/problem.ts'
import { formatDay } from '../../text/dates.ts'
import type { Moment } from '../../types.ts'
import { actHeading } from './ActBody.tsx'
import { type Strand, strandOf } from './strands.ts'

/** Something that stands on the line without an entry of its own: planned, or due and not done. */
export interface Ahead {
  day: string
  title: string
  id: string
  /** Days overdue; null while it lies ahead. */
  overdueBy: number | null
  /** The day for which that is judged, where it is not today. */
  judged: string | null
  note: string
}

/**
 * Item on one place of the line, its moments newest first. `run`: the same act many times over. `affair`: all
 * acts on a record that is about this one, as a flag is, within a year.
 */
export type Item = { day: string } & (
  | { is: 'entry'; moment: Moment }
  | { is: 'run' | 'affair'; moments: readonly [Moment, ...Moment[]] }
  | { is: 'ahead'; ahead: Ahead }
  | { is: 'today' }
)

export interface Year {
  year: string
  /** Events in it, those of runs one by one. */
  count: number
  items: Item[]
}

export interface Arranged {
  years: Year[]
  /** Events of each strand, whichever is shown; strands without any are left out. */
  strands: { strand: Strand; count: number }[]
  all: number
}

export interface LineOf {
  /** Oldest first, as they happened. */
  moments: readonly Moment[]
  ahead: readonly Ahead[]
  /** The record whose line it is; left out where only its own entries are shown. */
  of?: string | undefined
  /** The day that it is, where the line goes on into what is planned. */
  today: string | null
  /** Lines of several records meet: the date decides, not the ledger's order. */
  meeting: boolean
  /** Only this strand; null for all. */
  strand: Strand | null
  lang: Lang
  timeZone: string
}

/** A day below the heading of its year: `08-02`; what is less precise than a day stands whole. */
export function inYear(day: string): string {
  return day.length === 10 ? day.slice(5) : day
}

/** So many times in a row, and the same act is told once. */
const RUN = 3

/**
 * Line arranged by years, with the number of moments in each strand. Only those of the chosen strand are
 * shown; null shows all.
 */
export function arrange(line: LineOf): Arranged {
  const { moments, ahead, strand, today } = line
  const counts = new Map<Strand, number>()
  const tally = (one: Strand): void => void counts.set(one, (counts.get(one) ?? 0) + 1)
  for (const { entry } of moments) tally(strandOf(entry.envelope.kind))
  for (const _ of ahead) tally('execution')
  const shown = moments.filter(({ entry }) => strand === null || strandOf(entry.envelope.kind) === strand)
  const due = strand === null || strand === 'execution' ? ahead : []
  const placed: (Item & { order: number })[] = [
    ...shown.map((moment) => ({
      is: 'entry' as const,
      day: formatDay(moment.entry.envelope.occurred, line.timeZone),
      order: moment.entry.index,
      moment,
    })),
    ...due.map((one) => ({ is: 'ahead' as const, day: one.day, order: 1e15, ahead: one })),
    ...(today === null || due.length === 0 ? [] : [{ is: 'today' as const, day: today, order: 2e15 }]),
  ]
  if (line.meeting) placed.sort(newestFirst)
  else placed.reverse()
  return {
    years: yearsOf(placed, line),
    strands: strands.flatMap((one) => {
      const count = counts.get(one) ?? 0
      return count === 0 ? [] : [{ strand: one, count }]
    }),
    all: moments.length + ahead.length,
  }
}

function newestFirst(a: { day: string; order: number }, b: { day: string; order: number }): number {
  return a.day === b.day ? b.order - a.order : a.day < b.day ? 1 : -1
}

function yearsOf(items: readonly Item[], { lang, of: own }: LineOf): Year[] {
  const years: Year[] = []
  for (const item of items) {
    const year = item.day.slice(0, 4)
    const last = years.at(-1)
    // Entries out of the order of time, as corrections have them, stay where the ledger has them.
    const of = last?.year === year ? last : { year, count: 0, items: [] }
    if (of !== last) years.push(of)
    of.items.push(item)
    if (item.is !== 'today') of.count += 1
  }
  for (const year of years) year.items = runsOf(affairsOf(year.items, own), lang)
  return years
}

/** Routine acts of one record are gathered within a year, whatever stands between them. */
function runsOf(items: readonly Item[], lang: Lang): Item[] {
  return adjacent(gathered(items, 'run', RUN, routineOf), lang)
}

/** Acts on a flag or a question are gathered within a year where they stand on the line of another record. */
function affairsOf(items: readonly Item[], of: string | undefined): Item[] {
  if (of === undefined) return [...items]
  return gathered(items, 'affair', 2, (item) => {
    if (item.is !== 'entry') return null
    const { kind, record } = item.moment.entry.envelope
    return record !== of && isAffair(kind) ? record : null
  })
}

/** Entries of one key become one item, in the place of the newest, where there are at least `least` of them. */
function gathered(
  items: readonly Item[],
  is: 'run' | 'affair',
  least: number,
  keyOf: (item: Item) => string | null,
): Item[] {
  const groups = new Map<string, Moment[]>()
  for (const item of items) {
    const key = keyOf(item)
    if (key !== null && item.is === 'entry') groups.set(key, [...(groups.get(key) ?? []), item.moment])
  }
  const told = new Set<string>()
  return items.flatMap((item): Item[] => {
    const key = keyOf(item)
    const [first, ...rest] = key === null ? [] : (groups.get(key) ?? [])
    if (key === null || first === undefined || rest.length + 1 < least) return [item]
    if (told.has(key)) return []
    told.add(key)
    return [{ is, day: item.day, moments: [first, ...rest] }]
  })
}

function routineOf(item: Item): string | null {
  if (item.is !== 'entry' || item.moment.entry.body === null) return null
  const { kind, record } = item.moment.entry.envelope
  return tellingOf(kind).routine ? `${kind} ${record}` : null
}

/** The same act, one after the other. */
function adjacent(items: readonly Item[], lang: Lang): Item[] {
  const groups: Item[][] = []
  let act: string | null = null
  for (const item of items) {
    const own = item.is === 'entry' ? actOf(item.moment, lang) : null
    if (own !== null && own === act) groups.at(-1)?.push(item)
    else groups.push([item])
    act = own
  }
  return groups.flatMap((group): Item[] => {
    const moments = group.flatMap((item) => (item.is === 'entry' ? [item.moment] : []))
    const [first, ...rest] = moments
    if (moments.length < RUN || first === undefined || group[0] === undefined) return group
    return [{ is: 'run', day: group[0].day, moments: [first, ...rest] }]
  })
}

/** Key of an entry by its heading, where saying it once is enough; null where each has to be read. */
function actOf({ entry: { envelope, body } }: Moment, lang: Lang): string | null {
  const strand = strandOf(envelope.kind)
  if (body === null || strand === 'changes' || strand === 'flags') return null
  return `${envelope.kind} ${actHeading(lang, envelope.kind, body)}`
}
