/** Loads records with all that the rules look at: their entries, what they point at, what points at them. */

import type { State } from '../../domain/kinds/kinds.ts'
import { linksOf } from '../../domain/kinds/replay.ts'
import { kindOfRecord } from '../../domain/kinds/table.ts'
import { dayText } from '../../domain/record/date.ts'
import { annulmentOf } from '../../domain/record/entered/annulment.ts'
import { knownOf } from '../../domain/record/entered/judged.ts'
import { leadsToRecord } from '../../domain/record/facts.ts'
import { addAll } from '../../domain/record/list/long.ts'
import type { Context, Subject } from '../../domain/rules/rule.ts'
import { subjectFrom } from '../../domain/rules/subject.ts'
import type { StoredRecord } from '../../store/records/records.ts'
import type { LedgerView, Source } from './as-of.ts'

export interface LoadedSubject {
  subject: Subject
  title: string
  department: string | null
  around: Pick<Context, 'record' | 'pointing'>
}

/** Relations in which a record is pointed at by those that rest on it. */
const RELS = ['decision', 'responsibility', 'parent', 'inventory'] as const

/**
 * A record sees what it points at, what points at it, and its department, whichever other records come on the
 * same page: so an assessment does not depend on the page. Of a power it sees the departments that hold it, and of
 * departments those above them. A flag sees the other flags about the same as well.
 */
export async function loadSubjects(
  view: LedgerView,
  wanted: readonly StoredRecord[],
): Promise<LoadedSubject[]> {
  const page = await view.asTheyStood(wanted)
  const ids = page.map(({ id }) => id)
  const [histories, links, flags] = await Promise.all([
    view.histories(ids),
    view.sources(ids, RELS),
    view.sources([...new Set(page.flatMap(flaggedBy))], ['subject']),
  ])
  const [sources, flagsOf] = [byTarget(links), byTarget(flags)]
  const near = page.map(({ state, id, department }) => [
    ...flaggedBy({ state }).flatMap((one) => (flagsOf.get(one) ?? []).map(({ source }) => source)),
    ...linksOf(state).flatMap((link) => (leadsToRecord(link) ? [link.target] : [])),
    ...(department === null ? [] : [department]),
    ...(sources.get(id) ?? []).map(({ source }) => source),
  ])
  const states = new Map<string, State>(page.map(({ id, state }) => [id, state]))
  const load = async (wanted: readonly string[]): Promise<void> => {
    const missing = new Set(wanted.filter((id) => !states.has(id)))
    if (missing.size === 0) return
    for (const { id, state } of await view.records([...missing])) states.set(id, state)
  }
  await load(near.flat())
  for (let hop = 0; hop < HOPS; hop++) {
    const further = near.map((ids) => ids.flatMap((id) => heldBy(states.get(id))))
    await load(further.flat())
    for (const [i, ids] of further.entries()) addAll(near[i] ?? [], ids)
  }
  return page.map(({ id, state, title, department }, i) => {
    const seen = new Set([id, ...(near[i] ?? [])])
    return {
      subject: subjectFrom(state, histories.get(id) ?? []),
      title,
      department,
      around: {
        record: (one) => (seen.has(one) ? (states.get(one) ?? null) : null),
        pointing: (target, rel) => {
          const own = target === id ? sources.get(id) : undefined
          const beside = flaggedBy({ state }).includes(target) ? flagsOf.get(target) : undefined
          return [...(own ?? []), ...(beside ?? [])].flatMap((one) =>
            one.rel === rel ? (states.get(one.source) ?? []) : [],
          )
        },
      },
    }
  })
}

/** A power leads to who holds it, and they to those above them. */
const HOPS = 2

/** Departments that hold a power, or the one above a department; none of any other record. */
function heldBy(state: State | undefined): string[] {
  const ids =
    state?.kind === 'responsibility'
      ? [state.department, state.lead]
      : state?.kind === 'department'
        ? [state.parent]
        : []
  return ids.filter((id) => id !== null)
}

/** Subject of a flag, which sees the other flags about the same; none for any other record. */
function flaggedBy({ state }: Pick<StoredRecord, 'state'>): string[] {
  return state.kind === 'flag' && kindOfRecord(state.subject) !== null ? [state.subject] : []
}

function byTarget(links: readonly Source[]): Map<string, Source[]> {
  const sources = new Map<string, Source[]>()
  for (const link of links) {
    const list = sources.get(link.target)
    if (list === undefined) sources.set(link.target, [link])
    else list.push(link)
  }
  return sources
}

/** The register from which a record came, and the day of the last delivery that told of it; null for none. */
export function deliveryOf(state: State): { register: string; asOf: string } | null {
  const known = annulmentOf(state) === null ? knownOf(state) : null
  if (known === null || known.delivered === null) return null
  return { register: known.register, asOf: dayText(known.delivered) }
}
