/** 待办队列: what waits for the inspectors, findings and flags in one order, with what they agreed about each. */
import type { FlagState } from '../kinds/flag/flag.ts'
import { type Severity, severityOrder } from '../kinds/flag/severity.ts'
import { isOpenFlag } from '../kinds/flag/states.ts'
import type { FlagStatus } from '../kinds/flag/vocabulary.ts'
import type { queuePlaces, queueSorts } from './words.ts'

export type QueuePlace = keyof typeof queuePlaces
export type QueueSort = keyof typeof queueSorts

/** One thing of the queue, as far as it is sorted and chosen. */
export interface Queued {
  key: string
  rule: string | null
  subject: string
  title: string
  department: string | null
  severity: Severity
  /** The day since which it is found, or on which the flag was raised; empty when that is not known. */
  since: string
  /** Null for a flag whose rule finds nothing (any more), or that has none. */
  owner: string | null
  flag: { id: string; status: FlagStatus; answerDue: string | null } | null
  assignee: string | null
  aside: boolean
}

/** The key of a finding or a flag in the queue: rule and subject, or `flag` and the id. */
export function keyOf(rule: string | null, subject: string, flag: string | null = null): string {
  return rule === null && flag !== null ? `flag ${flag}` : `${rule} ${subject}`
}

/** @returns null for anything that is no key */
export function parseKey(key: string): { rule: string | null; subject: string } | null {
  const at = key.indexOf(' ')
  if (at < 1 || at === key.length - 1) return null
  const [first, subject] = [key.slice(0, at), key.slice(at + 1)]
  return { rule: first === 'flag' ? null : first, subject }
}

/** Place in the work. @param today a day */
export function placeIn({ flag, aside }: Pick<Queued, 'flag' | 'aside'>, today: string): QueuePlace {
  if (flag === null) return aside ? 'aside' : 'found'
  if (flag.status === 'parked') return 'parked'
  if (flag.status === 'responded') return 'answered'
  if (flag.status !== 'explanation_requested') return 'raised'
  return flag.answerDue !== null && flag.answerDue < today ? 'late' : 'asked'
}

/** Findings and open flags together: a flag stands with the finding for which it was raised. */
export function joinFlags(findings: readonly Omit<Queued, 'flag'>[], flags: readonly FlagState[]): Queued[] {
  const open = new Map(
    flags.filter(isOpenFlag).map((one) => [keyOf(one.rule, one.subject, one.id), one] as const),
  )
  const joined = findings.map((one): Queued => {
    const flag = open.get(one.key)
    open.delete(one.key)
    return { ...one, flag: flag === undefined ? null : flagged(flag) }
  })
  for (const [key, flag] of open)
    joined.push({
      key,
      rule: flag.rule,
      subject: flag.subject,
      title: flag.title,
      department: flag.department,
      severity: flag.severity,
      since: flag.listed,
      owner: null,
      flag: flagged(flag),
      assignee: null,
      aside: false,
    })
  return joined
}

const flagged = ({ id, status, answerDue }: FlagState) => ({ id, status, answerDue })

export interface QueueFilter {
  place?: QueuePlace | 'all' | undefined
  severity?: Severity | undefined
  rule?: string | undefined
  department?: string | undefined
  /** An account, or `none` for what is assigned to nobody. */
  assignee?: string | undefined
  /** Part of the title. */
  q?: string | undefined
}

/** Without a place: what is to do, which is everything but what was set aside or parked. */
export function choose(queue: readonly Queued[], filter: QueueFilter, today: string): Queued[] {
  const { place, severity, rule, department, assignee, q = '' } = filter
  const wanted = q.trim().toLowerCase()
  return queue.filter((one) => {
    const at = placeIn(one, today)
    if (place === undefined ? at === 'aside' || at === 'parked' : place !== 'all' && place !== at)
      return false
    if (severity !== undefined && one.severity !== severity) return false
    if (rule !== undefined && one.rule !== rule) return false
    if (department !== undefined && one.department !== department) return false
    if (!one.title.toLowerCase().includes(wanted)) return false
    return assignee === undefined || (assignee === 'none' ? one.assignee === null : one.assignee === assignee)
  })
}

/** Key by which one item is put before another. */
export type QueueKey = Pick<Queued, 'severity' | 'since' | 'key'>

/** A total order, so that pages follow on one another. */
export function order(queue: readonly Queued[], sort: QueueSort): Queued[] {
  return [...queue].sort((a, b) => inOrder(a, b, sort))
}

/** Rest of an ordered queue behind a place, whether the item that stood there still does or not. */
export function behind(ordered: readonly Queued[], place: QueueKey, sort: QueueSort): Queued[] {
  return ordered.filter((one) => inOrder(one, place, sort) > 0)
}

function inOrder(a: QueueKey, b: QueueKey, sort: QueueSort): number {
  const severity = severityOrder.indexOf(a.severity) - severityOrder.indexOf(b.severity)
  const age = compare(a.since, b.since)
  const ways: { readonly [way in QueueSort]: readonly number[] } = {
    severity: [severity, age],
    oldest: [age, severity],
    newest: [-age, severity],
  }
  return ways[sort].find((difference) => difference !== 0) ?? compare(a.key, b.key)
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/**
 * Basis of setting a finding aside. It comes back when its severity, the entries on which it rests, or the
 * version of its rule is another. That a delay grew by a day is nothing new.
 *
 * @param finding JSON as it is kept
 */
export function asideBasis(finding: string): string {
  const { ruleVersion, severity, inputs } = JSON.parse(finding)
  return JSON.stringify([ruleVersion ?? null, severity ?? null, inputs ?? []])
}
