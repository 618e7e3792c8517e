/** The coverage of each rule and department, kept by what each subject adds to it and takes from it. */
import type { Severity } from '../../../domain/kinds/flag/severity.ts'
import { severities } from '../../../domain/kinds/flag/severity.ts'
import { isMissingReason } from '../../../domain/rules/missing.ts'
import { type Counted, count, emptyTally, type Tally } from '../../../domain/rules/tally.ts'
import { canonicalJson, type Json } from '../../../ledger/canonical.ts'
import type { Statement } from '../../../store/database.ts'
import * as storedFindings from '../../../store/standing/findings.ts'
import type { RuleCoverage } from '../views.ts'
import type { Made } from './made.ts'

/** The tally of one rule and department. */
export interface Counts {
  tally: Tally
  severities: RuleCoverage['severities']
}

/**
 * Share of one assessment in the counts: rule, result, severity, and the reasons for which it could not be
 * made.
 */
type Share = [rule: string, result: Counted['result'], severity: Severity | null, reasons: string[]]

const RESULTS = new Set<unknown>(['found', 'not_found', 'not_assessable'])

/** Shares of some assessments, as JSON text for their row; each reason once. */
export function formatShares(assessments: Made['assessments']): string {
  const shares = assessments.map(
    ({ rule, assessment: { result, severity, missing } }): Share => [
      rule.id,
      result,
      severity,
      [...new Set(missing.map(({ reason }) => reason))],
    ],
  )
  return JSON.stringify(shares)
}

function parseShares(text: string): Share[] {
  const isShare = (one: unknown): one is Share =>
    Array.isArray(one) && typeof one[0] === 'string' && RESULTS.has(one[1]) && Array.isArray(one[3])
  const list: unknown = JSON.parse(text)
  return Array.isArray(list) ? list.filter(isShare) : []
}

/** Result of a rule on a subject, as its shares tell; null where it does not apply. */
export function resultIn(made: string, rule: string): Counted['result'] | null {
  return parseShares(made).find(([id]) => id === rule)?.[1] ?? null
}

/** Counts from the JSON text of their row; empty ones for an empty text. */
export function parseCounts(text: string): Counts {
  if (text === '') return { tally: emptyTally(), severities: {} }
  const { tally, severities: found }: Counts = JSON.parse(text)
  return { tally, severities: found }
}

interface Change {
  rule: string
  department: string
  share: Share
  by: 1 | -1
}

/** Tallies after some subjects were assessed again; those that stay as they are are left out. */
export class CountChanges {
  readonly #changes: Change[] = []

  /** @param before the shares as they were last kept; null for a subject that is new */
  change(
    before: { department: string; made: string } | null,
    after: { department: string; made: string } | null,
  ): void {
    if (before?.department === after?.department && before?.made === after?.made) return
    if (before !== null) this.#add(before.department, before.made, -1)
    if (after !== null) this.#add(after.department, after.made, 1)
  }

  #add(department: string, made: string, by: 1 | -1): void {
    for (const share of parseShares(made)) this.#changes.push({ rule: share[0], department, share, by })
  }

  async statements(database: Parameters<typeof storedFindings.readTallies>[0]): Promise<Statement[]> {
    const byPlace = new Map<string, Change[]>()
    for (const one of this.#changes) {
      const place = `${one.rule} ${one.department}`
      const list = byPlace.get(place)
      if (list === undefined) byPlace.set(place, [one])
      else list.push(one)
    }
    const places = [...byPlace.values()].flatMap(([first]) => (first === undefined ? [] : [first]))
    const stored = await storedFindings.readTallies(database, places)
    return places.map(({ rule, department }, i) => {
      const counts = parseCounts(stored[i] ?? '')
      for (const { share, by } of byPlace.get(`${rule} ${department}`) ?? []) add(counts, share, by)
      return storedFindings.putTally(
        rule,
        department,
        counts.tally.applicable === 0 ? null : JSON.stringify(counts),
      )
    })
  }
}

/** Adds the shares of a subject to the counts of its department, by rule; as text, each as its row is kept. */
export class Recount {
  readonly #counts = new Map<string, Counts>()

  add(department: string, made: string): void {
    for (const share of parseShares(made)) {
      const place = `${share[0]} ${department}`
      const counts = this.#counts.get(place) ?? parseCounts('')
      this.#counts.set(place, counts)
      add(counts, share, 1)
    }
  }

  /** Places (rule and department) of which other counts are kept than were added. @param kept the rows */
  differing(kept: readonly { rule: string; department: string; tally: string }[]): string[] {
    const left = new Map(this.#counts)
    const wrong = kept.flatMap(({ rule, department, tally }) => {
      const place = `${rule} ${department}`
      const counts = left.get(place)
      left.delete(place)
      return counts !== undefined && canonicalJson(JSON.parse(tally)) === canonicalJson(plain(counts))
        ? []
        : [place]
    })
    return [...wrong, ...left.keys()]
  }
}

const plain = (counts: Counts): Json => JSON.parse(JSON.stringify(counts))

function add({ tally, severities: found }: Counts, [, result, severity, reasons]: Share, by: 1 | -1): void {
  const missing = reasons.filter(isMissingReason).map((reason) => ({ reason }))
  count(tally, { result, missing }, by)
  if (severity === null || !Object.hasOwn(severities, severity)) return
  const times = (found[severity] ?? 0) + by
  if (times === 0) delete found[severity]
  else found[severity] = times
}
