/** News of the ledger: events that tell readers something, and the heading under which each is found. */
import { noteOf } from '../record/entered/notes.ts'
import type { NewsTopic, Telling } from '../record/kind-words.ts'
import { events, wordsOf } from './labels.ts'
import { kindOf, recordKinds } from './table.ts'

const housekeeping = new Set(
  recordKinds.filter((kind) => kindOf(kind).news === false).map((kind) => kindOf(kind).says ?? kind),
)

/** Kinds of records of which readers are told. */
export const newsKinds = recordKinds.filter((kind) => kindOf(kind).news !== false)

/**
 * True for an event that tells readers something, and is not of the ledger's own housekeeping (digests,
 * rulebook, accounts).
 */
export function isNews(event: string): boolean {
  return !housekeeping.has(event.split('.')[0] ?? '')
}

/** The telling of an event of another program, which nobody here has a word for. */
const UNKNOWN: Telling = { strand: 'changes', topics: [], mark: 'full', routine: false, quiet: false }

/** The place of an event, as `milestone.reported`, in what readers are told. */
export function tellingOf(event: string): Telling {
  return Object.hasOwn(events, event) ? (events[event]?.tells ?? UNKNOWN) : UNKNOWN
}

/** True for an event that stands among the news by itself: what is told with another act does not. */
export function isToldAlone(event: string): boolean {
  return isNews(event) && !tellingOf(event).quiet
}

/** True for an event of a record that is about another one: on that one's line its acts are told together. */
export function isAffair(event: string): boolean {
  const kind = recordKinds.find((one) => event.startsWith(`${kindOf(one).says ?? one}.`))
  return kind !== undefined && wordsOf(kind).affair === true
}

/** The headings under which an event is found; none for what is news and has no heading of its own. */
export function topicsOf(event: string): readonly NewsTopic[] {
  return tellingOf(event).topics
}

/** True of an event that says that entries before it were wrong, count no more, or count again. */
export function tellsOtherwise(event: string): boolean {
  return noteOf(event) !== null
}

/** Parts of an entry that decide with which others it is told in one line. */
export interface Told {
  readonly index: number
  readonly event: string
  readonly account: string
  /** The day on which it was recorded. */
  readonly day: string
  readonly record: string
  /** True where what reads as a ruling says that the matter ended before anybody had ruled on it. */
  readonly unruled?: boolean
}

/** Entries that are told in one line: the same act by the same account on one day. Newest first. */
export interface NewsGroup<T extends Told> {
  readonly newest: T
  readonly entries: readonly T[]
  /** Records that they are about, each once, in the order of their newest entry. */
  readonly records: readonly string[]
}

/** Gathers entries, newest first, into lines of news; the lines stand in the order of their newest entries. */
export function gatherNews<T extends Told>(entries: readonly T[]): NewsGroup<T>[] {
  const groups = new Map<string, T[]>()
  for (const entry of entries) {
    const key = `${entry.day} ${entry.account} ${entry.event} ${entry.unruled === true}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [entry])
    else group.push(entry)
  }
  return [...groups.values()].flatMap((group) => {
    const [newest] = group
    const records = [...new Set(group.map(({ record }) => record))]
    return newest === undefined ? [] : [{ newest, entries: group, records }]
  })
}

/** Lines of one kind of record before those of other kinds have had their turn. */
const EACH = 3

/**
 * The newest lines, in which no kind of record crowds out the others: what a kind has beyond its three waits until
 * there is room. In the order in which they came.
 */
export function variedNews<T extends Told>(groups: readonly NewsGroup<T>[], lines: number): NewsGroup<T>[] {
  const taken = new Map<string, number>()
  const isIn = groups.map(({ newest: { event } }) => {
    const [kind = ''] = event.split('.')
    const before = taken.get(kind) ?? 0
    taken.set(kind, before + 1)
    return before < EACH
  })
  const first = groups.filter((_, i) => isIn[i]).slice(0, lines)
  const rest = groups.filter((_, i) => !isIn[i]).slice(0, lines - first.length)
  const chosen = new Set([...first, ...rest])
  return groups.filter((group) => chosen.has(group))
}
