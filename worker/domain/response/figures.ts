/**
 * 应答情况: how much of what was due in a period was there in time. What is not due yet is in no denominator, what is
 * owed by nobody known stands apart, and shares of too few are not given.
 */
import type { WorkingDays } from '../calendar/working-days.ts'
import { wilson } from '../rules/measure/stats.ts'
import type { ListedQuestion } from './listed.ts'
import type { Obligation } from './obligations.ts'
import type { Period } from './period.ts'
import { addTally, emptyTally, remembering, type Tally, tallyOf } from './tally.ts'

/** Below so many cases no share is given. */
export const FEWEST = 5

/** A share with its denominator and the interval in which the true one lies with 95 % confidence. */
export interface Rate {
  /** Null where there are fewer than five. */
  hits: number | null
  of: number | null
  share: number | null
  low: number | null
  high: number | null
  /** True where there are some, but fewer than five. */
  few: boolean
}

export interface ResponseFigures {
  /** Obligations that began within the period. */
  received: number
  /** Those that fell due within it, before the day for which is asked. */
  due: number
  inTime: Rate
  answered: Rate
  extended: Rate
  /** Of the questions received: nothing else can be declined, given up or withheld. */
  declined: Rate
  abandoned: Rate
  withheld: Rate
  /** Answered questions that were rated, and of these what the askers say. */
  rated: Rate
  solved: Rate
  satisfaction: { mean: number | null; n: number }
  /**
   * Questions that lists brought and that were received within the period. Of all, those of which the list states a
   * rating; of those of which it states that, the solved and the satisfied (fully or mostly).
   */
  listed: { received: number; rated: Rate; solved: Rate; satisfied: Rate }
  /** Working days from receipt to the end, of what was there; null below five. */
  days: { median: number | null; p90: number | null; n: number }
  /** Overdue on the day for which is asked, whenever it fell due. */
  openOverdue: number
  /** Of which it cannot be told whether it was there in time. */
  notAssessable: number
}

/** A share; nothing but `few` is told of fewer than five. */
export function rateOf(hits: number, of: number): Rate {
  if (of < FEWEST) return { hits: null, of: null, share: null, low: null, high: null, few: of > 0 }
  return { hits, of, share: hits / of, ...wilson(hits, of), few: false }
}

/** The value below which a share of what was counted lies (nearest rank). */
function rank(counts: ReadonlyMap<number, number>, n: number, share: number): number | null {
  let left = Math.max(1, Math.ceil(n * share))
  for (const [value, times] of [...counts].sort(([a], [b]) => a - b)) {
    left -= times
    if (left <= 0) return value
  }
  return null
}

function figuresIn(tally: Tally): ResponseFigures {
  const { received, questions, due, answered, asked, rated, starred, stars, lengths } = tally
  const n = [...lengths.values()].reduce((sum, times) => sum + times, 0)
  const isMeasured = n >= FEWEST
  return {
    received,
    due,
    inTime: rateOf(tally.inTime, due),
    answered: rateOf(answered, due),
    extended: rateOf(tally.extended, due),
    declined: rateOf(tally.declined, questions),
    abandoned: rateOf(tally.abandoned, questions),
    withheld: rateOf(tally.withheld, questions),
    rated: rateOf(rated, asked),
    solved: rateOf(tally.solved, rated),
    satisfaction: { mean: starred < FEWEST ? null : stars / starred, n: starred },
    listed: {
      received: tally.listed,
      rated: rateOf(tally.listedRated, tally.listed),
      solved: rateOf(tally.listedSolved, tally.listedTold),
      satisfied: rateOf(tally.listedSatisfied, tally.listedAsked),
    },
    days: {
      median: isMeasured ? rank(lengths, n, 0.5) : null,
      p90: isMeasured ? rank(lengths, n, 0.9) : null,
      n,
    },
    openOverdue: tally.openOverdue,
    notAssessable: tally.notAssessable,
  }
}

/** Figures of some obligations over a period. */
export function figuresOf(
  all: readonly Obligation[],
  period: Period,
  calendar: WorkingDays,
): ResponseFigures {
  return figuresIn(tallyOf(all, period, (start, end) => calendar.between(start, end)))
}

/** By what figures are put side by side. */
export const responseGroups = ['department', 'profile', 'kind'] as const
export type ResponseGroup = (typeof responseGroups)[number]

export interface ResponseRow {
  /** Id of a department, of a time limit, or what is owed; null where no department is known. */
  key: string | null
  own: ResponseFigures
  /** Those of a department with all below it, each case counted once; null where there is none below. */
  whole: ResponseFigures | null
}

/** Departments with all that are below them, at any depth; a circle of parents ends where it closes. */
function below(parents: ReadonlyMap<string, string | null>): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>()
  for (const id of parents.keys()) {
    const seen = new Set([id])
    for (let up = parents.get(id) ?? null; up !== null && !seen.has(up); up = parents.get(up) ?? null) {
      seen.add(up)
      found.set(up, (found.get(up) ?? new Set()).add(id))
    }
  }
  return found
}

const keyOf = (
  by: ResponseGroup,
  { department, profile, what }: Pick<Obligation, 'department' | 'profile' | 'what'>,
): string | null => (by === 'department' ? department : by === 'profile' ? profile : what)

/**
 * Rows of figures, in the order of their keys: nothing is ranked.
 *
 * @param parents organ above each department
 * @param listed questions that lists brought, which are owed by nobody here and counted apart
 */
export function rollUp(
  all: readonly Obligation[],
  by: ResponseGroup,
  period: Period,
  { calendar, parents }: { calendar: WorkingDays; parents: ReadonlyMap<string, string | null> },
  listed: readonly ListedQuestion[] = [],
): ResponseRow[] {
  const groups = new Map<string | null, { owed: Obligation[]; listed: ListedQuestion[] }>()
  const groupOf = (key: string | null) => {
    const group = groups.get(key) ?? { owed: [], listed: [] }
    groups.set(key, group)
    return group
  }
  for (const one of all) groupOf(keyOf(by, one)).owed.push(one)
  for (const one of listed) groupOf(keyOf(by, { ...one, what: 'question' })).listed.push(one)
  const between = remembering((start, end) => calendar.between(start, end))
  const tallies = new Map(
    [...groups].map(([key, group]) => [key, tallyOf(group.owed, period, between, group.listed)]),
  )
  const children = by === 'department' ? below(parents) : new Map<string, Set<string>>()
  for (const [above, ids] of children)
    if ([...ids].some((id) => groups.has(id)) && !tallies.has(above)) tallies.set(above, emptyTally())
  return [...tallies]
    .sort(([a], [b]) => ((a ?? '~') < (b ?? '~') ? -1 : 1))
    .map(([key, own]) => {
      const ids = key === null ? undefined : children.get(key)
      const parts = [key, ...(ids ?? [])].flatMap((id) => tallies.get(id) ?? [])
      return {
        key,
        own: figuresIn(own),
        whole: ids === undefined ? null : figuresIn(parts.reduce(addTally, emptyTally())),
      }
    })
}

/** Reasons for which the figures may mislead, in words. */
export const CAVEATS = [
  {
    zh: '还没有到期的不在任何分母里；少于 5 件的不给比例；不排名次。',
    en: 'What is not due yet is in no denominator; of fewer than 5 no share is given; nothing is ranked.',
  },
  {
    zh: '评价的人是自己选择评价的，不代表全部提问人；没有评价的单独计数。',
    en: 'Those who rate have chosen to: they do not stand for all who asked. The unrated are counted apart.',
  },
  {
    zh: '事项难易不同：件数少、事情难的部门，比例波动大，看区间而不只看数值。',
    en: 'Matters differ: shares of departments with few or hard ones swing, so look at the interval and not at the figure alone.',
  },
  {
    zh: '从公开登记册导入的记录不计入期限和评价，清单载明的评价另列，那是收集的一方说的；作废的记录不计入；有内容不予公开、无从判断的单独计数。',
    en: 'Records of followed registers are in no time limit and no rating; what a list states of ratings stands apart, and is the word of whoever gathered it. Annulled records are left out; what cannot be judged for content that is withheld is counted apart.',
  },
] as const
