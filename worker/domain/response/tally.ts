/** Counts over the obligations of a period, made in one pass; tallies of several departments add up to that of all. */

import type { ListedQuestion } from './listed.ts'
import type { Obligation } from './obligations.ts'
import type { Period } from './period.ts'

export interface Tally {
  /** Obligations received within the period; the questions among them, and those of these declined, given up or withheld. */
  received: number
  questions: number
  declined: number
  abandoned: number
  withheld: number
  /** Obligations that fell due within it and can be judged: all, those done, done in time, given more time. */
  due: number
  answered: number
  inTime: number
  extended: number
  /** Questions with an answer, those rated, and those that count as solved. */
  asked: number
  rated: number
  solved: number
  /** Ratings with stars, and the sum of their stars. */
  starred: number
  stars: number
  openOverdue: number
  notAssessable: number
  /** Questions that lists brought, received within the period: all, those whose list states a rating, and what it states. */
  listed: number
  listedRated: number
  listedTold: number
  listedSolved: number
  listedAsked: number
  listedSatisfied: number
  /** Number of answers by the working days that they took. */
  lengths: Map<number, number>
}

/** A tally of nothing. */
export function emptyTally(): Tally {
  return {
    received: 0,
    questions: 0,
    declined: 0,
    abandoned: 0,
    withheld: 0,
    due: 0,
    answered: 0,
    inTime: 0,
    extended: 0,
    asked: 0,
    rated: 0,
    solved: 0,
    starred: 0,
    stars: 0,
    openOverdue: 0,
    notAssessable: 0,
    listed: 0,
    listedRated: 0,
    listedTold: 0,
    listedSolved: 0,
    listedAsked: 0,
    listedSatisfied: 0,
    lengths: new Map(),
  }
}

const more = (counts: Map<number, number>, key: number, n: number): unknown =>
  counts.set(key, (counts.get(key) ?? 0) + n)

/** Adds one tally to another, which it changes. */
export function addTally(to: Tally, { lengths, ...counts }: Tally): Tally {
  for (const [name, n] of Object.entries(counts) as [keyof typeof counts, number][]) to[name] += n
  for (const [days, n] of lengths) more(to.lengths, days, n)
  return to
}

/** Working days from one day to another; null beyond the calendar. */
export type Between = (from: string, to: string) => number | null

/** The same question asked once: the days of obligations are few, and their number is large. */
export function remembering(between: Between): Between {
  const known = new Map<string, number | null>()
  return (from, to) => {
    const key = from + to
    const before = known.get(key)
    if (before !== undefined) return before
    const found = between(from, to)
    known.set(key, found)
    return found
  }
}

function countAnswer(tally: Tally, one: Obligation, due: string, ended: string, between: Between): void {
  const { received, what, declined, rating } = one
  tally.answered += 1
  if (ended <= due) tally.inTime += 1
  const days = received === null ? null : between(received, ended)
  if (days !== null) more(tally.lengths, days, 1)
  if (what !== 'question' || declined) return
  tally.asked += 1
  if (rating === null) return
  tally.rated += 1
  if (rating.solved === 'yes') tally.solved += 1
  if (rating.satisfied === null) return
  tally.starred += 1
  tally.stars += rating.satisfied
}

function countListed(tally: Tally, { solved, satisfied }: ListedQuestion): void {
  tally.listed += 1
  if (solved !== 'not_stated' || satisfied !== 'not_stated') tally.listedRated += 1
  if (solved !== 'not_stated') tally.listedTold += 1
  if (solved === 'yes') tally.listedSolved += 1
  if (satisfied !== 'not_stated') tally.listedAsked += 1
  if (satisfied === 'satisfied' || satisfied === 'mostly') tally.listedSatisfied += 1
}

/** Tally of some obligations, and of questions that lists brought, over a period. */
export function tallyOf(
  all: readonly Obligation[],
  { from, to, asOf }: Period,
  between: Between,
  listed: readonly ListedQuestion[] = [],
): Tally {
  const tally = emptyTally()
  for (const one of listed)
    if (from <= one.received && one.received <= to && one.received <= asOf) countListed(tally, one)
  for (const one of all) {
    const { received, due, ended, open, assessable } = one
    if (received !== null && received > asOf) continue
    const isReceived = received !== null && from <= received && received <= to
    if (isReceived) {
      tally.received += 1
      if (one.what === 'question') tally.questions += 1
      if (one.declined) tally.declined += 1
      if (one.abandoned) tally.abandoned += 1
      if (one.withheld) tally.withheld += 1
    }
    if (due === null) {
      if (isReceived) tally.notAssessable += 1
      continue
    }
    if (due >= asOf) continue
    // Taken back in time, it was owed no more on its last day; afterwards, it was late and is answered by nobody.
    const isDropped = one.dropped && ended !== null && ended <= asOf
    if (isDropped && ended <= due) continue
    const isJudged = assessable && (open || ended !== null)
    const isThere = ended !== null && ended <= asOf
    if (isJudged && (open || !isThere)) tally.openOverdue += 1
    if (due < from || due > to) continue
    if (!isJudged) {
      tally.notAssessable += 1
      continue
    }
    tally.due += 1
    if (one.extended) tally.extended += 1
    if (isThere && !isDropped) countAnswer(tally, one, due, ended, between)
  }
  return tally
}
