/** What entries tell readers: which events are news, and under which heading each is found. */
import { kindOf, recordKinds } from './table.ts'

/** Headings of the news. The last two are parts of what was changed. */
export const newsTopics = ['decided', 'kept', 'changed', 'flags', 'source', 'corrected'] as const
export type NewsTopic = (typeof newsTopics)[number]

const housekeeping = new Set(
  recordKinds.filter((kind) => kindOf(kind).news === false).map((kind) => kindOf(kind).says ?? kind),
)

/** Whether an event tells readers something, and is not of the ledger's own housekeeping (digests, rulebook, accounts). */
export function isNews(event: string): boolean {
  return !housekeeping.has(event.split('.')[0] ?? '')
}

const DECIDED = [
  'decision.opened',
  'decision.step_concluded',
  'decision.opinion_recorded',
  'decision.decided',
]
const KEPT = ['milestone.claimed', 'milestone.verified', 'decision.completed', 'decision.evaluated']

/** Acts by which something is otherwise than it was entered, whatever the kind. */
const CHANGED = new Set([
  'updated',
  'amended',
  'adjusted',
  'rescheduled',
  'cancelled',
  'suspended',
  'resumed',
  'stopped',
  'reopened',
  'transferred',
  'merged',
  'split',
  'abolished',
  'renamed',
  'annulled',
])

const isCorrection = (act: string): boolean => act === 'corrected' || act.endsWith('_corrected')

/** The headings under which an event is found; none for what is news and has no heading of its own. */
export function topicsOf(event: string): NewsTopic[] {
  const [kind = '', act = ''] = event.split('.')
  if (!isNews(event)) return []
  if (kind === 'flag') return ['flags']
  if (act === 'source_changed') return ['changed', 'source']
  if (isCorrection(act)) return ['changed', 'corrected']
  if (CHANGED.has(act)) return ['changed']
  if (DECIDED.includes(event)) return ['decided']
  return KEPT.includes(event) ? ['kept'] : []
}

/** What of an entry decides with which others it is told in one line. */
export interface Told {
  readonly index: number
  readonly event: string
  readonly account: string
  /** The day on which it was recorded. */
  readonly day: string
  readonly record: string
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
    const key = `${entry.day} ${entry.account} ${entry.event}`
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
