/** Common parts of loading pages: names, filters, and the checks for the browser. */

import { idsIn } from '../../../web/text/values.ts'
import { digestMoment, digestState } from '../../../web/verify/digest.ts'
import type { Shown } from '../../../web/verify/record.ts'
import type { Lang } from '../../../web/words/words.ts'
import { subjectOfNotice } from '../../domain/kinds/overdue/overdue.ts'
import { titleIn } from '../../domain/kinds/title.ts'
import type { Moment } from '../../domain/record/event.ts'
import type { RecordView } from '../../services/read/views.ts'
import type { Check } from '../html/render.ts'
import type { SiteReading } from '../reading.ts'
import { noticeName } from './overdue.ts'

/** Source of pages, and the language in which names are wanted. */
export interface From {
  reading: SiteReading
  lang: Lang
}

/** Page that is loaded, ready to be drawn. */
export interface Loaded<Data> {
  data: Data
  check: Check
  /** Titles of the records that it mentions by id. */
  names: ReadonlyMap<string, string>
}

/**
 * Loads what a page shows; null when there is no such page.
 * @param id the last part of the address, empty where the address has none
 */
export type Loader<Data> = (from: From, ask: Ask, id: string) => Promise<Loaded<Data> | null>

/** Query of a page; what was not asked for is null. */
export interface Ask {
  (name: string): string | null
  /** One of the values that the page knows; of any other, which it treats as absent, the page tells. */
  <T extends string>(name: string, known: readonly T[]): T | null
  /** The value as `read` has it; of one that it cannot read, which the page treats as absent, the page tells. */
  <T>(name: string, read: (text: string) => T | null): T | null
}

/** Values of the query `annulled`: those left out (as without it), alone, or among the others. */
const ANNULLED = ['no', 'yes', 'any'] as const

/** Annulled records that a list is asked for, as its filter and as a part of the question. */
export function annulledIn(ask: Ask) {
  const annulled = ask('annulled', ANNULLED)
  return { filter: { annulled }, query: annulled === null ? {} : { annulled } }
}

/** Nothing to check one by one. */
export const NONE: Check = { shown: null, indices: [], receiptOf: null }

/** A list of records on a page of how its own once stood: what others logged by then was not looked up. */
export const NOTHING = { items: [], next: null, total: 0 }

/** Names of departments that differ from how they are listed; in Chinese there are none to look up. */
export async function departmentNames({ reading, lang }: From): Promise<Map<string, string>> {
  if (lang === 'zh') return new Map()
  return new Map((await reading.departmentRecords()).map((record) => [record.id, titleIn(lang, record)]))
}

/** Names of the records that these values mention, at any depth; of notices, by what is overdue. */
export async function namesOf(
  { reading, lang }: From,
  values: readonly unknown[],
): Promise<Map<string, string>> {
  const ids = values.flatMap(idsIn)
  const subjects = ids.flatMap((id) => subjectOfNotice(id) ?? [])
  const records = await reading.recordsById([...new Set([...ids, ...subjects])])
  const names = new Map(records.map((record) => [record.id, titleIn(lang, record)]))
  for (const { state } of records)
    if (state.kind === 'overdue') names.set(state.id, noticeName(lang, state, names))
  return names
}

/** Every value of a record and its life that may mention other records. */
export function mentions(state: object, moments: readonly Moment[]): unknown[] {
  return [
    state,
    ...moments.flatMap(({ entry: { envelope, body }, changes }) => [
      envelope.actor.department,
      envelope.department,
      body,
      ...changes.flatMap(({ from, to }) => [from, to]),
    ]),
  ]
}

/** Digests that the browser compares with a replay of the ledger. */
export function shownOf(record: RecordView, moments: readonly Moment[]): Shown {
  return {
    record: record.id,
    seq: record.seq,
    state: digestState(record.state),
    moments: Object.fromEntries(moments.map((moment) => [moment.entry.index, digestMoment(moment)])),
    opened: Object.fromEntries(
      moments.flatMap(({ entry, opened }) =>
        opened === undefined ? [] : [[entry.index, digestState(opened.content)]],
      ),
    ),
  }
}

/** The members that are not null: absent rather than null is what a filter takes. */
export function given<K extends string>(values: Record<K, string | null>): { [key in K]?: string } {
  const kept: { [key in K]?: string } = {}
  for (const key in values) {
    const value = values[key]
    if (value !== null) kept[key] = value
  }
  return kept
}

/** Data of a page that shows nothing of the ledger. */
export async function loadNothing(): Promise<Loaded<null>> {
  return { data: null, check: NONE, names: new Map() }
}
