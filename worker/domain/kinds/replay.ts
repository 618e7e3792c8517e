/** All record kinds behind one face: what the store, the site, the CLI and the browser replay with. */

import { pointIn } from '../place/point.ts'
import { dayNumber, earliest, latest } from '../record/date.ts'
import { annulmentOf } from '../record/entered/annulment.ts'
import { knownOf } from '../record/entered/judged.ts'
import { type Tenure, tenuresOf } from '../record/entered/tenure.ts'
import type { Recorded, RecordKind } from '../record/event.ts'
import type { Dated, Link, Placed, SearchField, Standing, Summary } from '../record/facts.ts'
import { PLACED } from '../record/list/marks.ts'
import type { Called, Naming } from '../record/names/naming.ts'
import { namingsBy } from '../record/names/reader.ts'
import { specsOf } from '../record/shape.ts'
import type { State } from './kinds.ts'
import { isKind, kindOf, kindOfRecord } from './table.ts'

/** The state after one more entry; null for a record of no known kind. */
export function applyEntry(state: State | null, entry: Recorded): State | null {
  const kind = kindOfRecord(entry.envelope.record)
  return kind === null ? null : kindOf(kind).apply(state?.kind === kind ? state : null, entry)
}

/** The state of a record from its entries, oldest first; entries of other records are passed over. */
export function replay(record: string, entries: readonly Recorded[]): State | null {
  return entries
    .filter(({ envelope }) => envelope.record === record)
    .reduce<State | null>((state, entry) => applyEntry(state, entry), null)
}

/**
 * Row of a state: what its kind says of it, with its register, its term in days since 1970-01-01, and its
 * annulment.
 */
export function summarise(state: State): Summary & Standing {
  const known = knownOf(state)
  const { from = null, to = null } = kindOf(state.kind).term?.of(state) ?? {}
  const { marks: own = 0, ...summary } = kindOf(state.kind).summarise(state)
  const marks = own + (placesOf(state).length > 0 ? PLACED : 0)
  return {
    ...summary,
    ...(marks === 0 ? {} : { marks }),
    register: known?.register ?? null,
    delivered: known?.delivered ?? null,
    heard: known?.heard ?? null,
    begins: from === null ? null : dayNumber(earliest(from)),
    ends: to === null ? null : dayNumber(latest(to)),
    annulled: annulmentOf(state) === null ? 0 : 1,
    altered: isAltered(state) ? 1 : 0,
  }
}

/**
 * Departments that held a record and its status with them, from one day to another, the earliest first; none for a kind without a term, and
 * where it was held but once, as its row says. What states no first day is held from the day on which it was listed.
 */
export function heldOf(state: State): Tenure[] {
  if (!('formerly' in state) || kindOf(state.kind).term === undefined) return []
  const { department, status, begins, ends, opened = null } = summarise(state)
  return tenuresOf(state.formerly, { department, status }, { begins: begins ?? opened, ends })
}

/**
 * The department that held a record on any day of a period, in days since 1970-01-01: of several the last; the one that
 * holds it where none is known.
 */
export function holderOn(state: State, { first, last }: { first: number; last: number }): string | null {
  const term = kindOf(state.kind).term
  const held = heldOf(state).filter(
    ({ status, begins, ends }) =>
      status === term?.status && begins !== null && begins <= last && (ends === null || ends >= first),
  )
  return held.at(-1)?.department ?? ('department' in state ? (state.department ?? null) : null)
}

/** True for a record that a later delivery of its register changed. */
function isAltered(state: State): boolean {
  return 'sourceChanges' in state && state.sourceChanges.length > 0
}

/** The status of a record on a day, `YYYY-MM-DD`: as its entries left it, and as its term has it on that day. */
export function statusOn(state: State, day: string): string {
  const { status, begins, ends } = summarise(state)
  const term = kindOf(state.kind).term
  if (term === undefined || status !== term.status) return status
  const on = dayNumber(day)
  return begins !== null && on < begins ? term.before : ends !== null && on > ends ? term.after : status
}

/** Texts of a state for the search index; a member that an entry put back as something else is none. */
export function searchFields(state: State): SearchField[] {
  return kindOf(state.kind)
    .search(state)
    .filter(({ text }) => typeof text === 'string')
}

/** Links that a body of any shape may name, as that of a ledger which somebody else wrote. */
const LOOSE: ReadonlySet<Link['rel']> = new Set(['inventory', 'subject'])

/** Links of a record: to the register from which it was delivered, and to other records. */
export function linksOf(state: State): Link[] {
  const kept = annulmentOf(state)?.duplicateOf ?? null
  const links = kindOf(state.kind)
    .links(state)
    .filter(({ rel, target }) => !LOOSE.has(rel) || kindOfRecord(target) !== null)
  return kept === null ? links : [...links, { rel: 'duplicate_of', target: kept }]
}

/** Readers of what states print, each made once for its kind. */
const readers = new Map<RecordKind, (state: State) => Naming[]>()

/** Names that a record prints, with the day of each. A record that was annulled prints none. */
export function namingsOf(state: State): Naming[] {
  if (annulmentOf(state) !== null) return []
  const known = readers.get(state.kind)
  if (known !== undefined) return known(state)
  const { fields, history, naming } = kindOf(state.kind)
  const specs = { ...(fields?.spec.is === 'object' ? fields.spec.fields : {}), ...specsOf(history) }
  const made = namingsBy<State>(specs, naming ?? { own: listedOn })
  readers.set(state.kind, made)
  return made(state)
}

function listedOn(state: State): string | null {
  return 'listed' in state ? state.listed : null
}

/** Names under which a record is found. One that was annulled is not found by any. */
export function calledOf(state: State): Called[] {
  return annulmentOf(state) === null ? (kindOf(state.kind).called?.(state) ?? []) : []
}

/** Places of a record that can be shown on a map; a text that is no point is none. */
export function placesOf(state: State): Placed[] {
  if (!('places' in state)) return []
  return state.places.flatMap(({ point, division = null }, part): Placed[] => {
    const at = pointIn(point)
    if (at === null && division === null) return []
    return [{ part, latitude: at?.latitude ?? null, longitude: at?.longitude ?? null, division }]
  })
}

/** The days on which something of the record stands in a calendar. */
export function datesOf(state: State): Dated[] {
  return kindOf(state.kind).dates(state)
}

/** A state from its JSON in a derived row; null when it is none. */
export function stateOf(json: string): State | null {
  const value: unknown = JSON.parse(json)
  return isState(value) ? value : null
}

function isState(value: unknown): value is State {
  return (
    typeof value === 'object' &&
    value !== null &&
    'kind' in value &&
    typeof value.kind === 'string' &&
    isKind(value.kind)
  )
}
