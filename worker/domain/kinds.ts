/** All record kinds behind one face: what the store, the site, the CLI and the browser replay with. */
import { canonicalJson, type Json } from '../ledger/canonical.ts'
import { linkDepartment, searchDepartment, summariseDepartment } from './department/facts.ts'
import { applyToDepartment } from './department/reduce.ts'
import type { DepartmentState } from './department/types.ts'
import { applyToErasure, type ErasureState, summariseErasure } from './erasure/erasure.ts'
import type { Change, Moment, Recorded } from './event.ts'
import type { Link, SearchField, Summary } from './facts.ts'
import { kindOfRecord } from './ids.ts'
import { linkResponsibility, searchResponsibility, summariseResponsibility } from './responsibility/facts.ts'
import { applyToResponsibility } from './responsibility/reduce.ts'
import type { ResponsibilityState } from './responsibility/types.ts'

export type { Link, SearchField, Summary } from './facts.ts'
export { kindOfRecord } from './ids.ts'

export type State = DepartmentState | ResponsibilityState | ErasureState

/** The state after one more entry; null for a record of no known kind. */
export function applyEntry(state: State | null, entry: Recorded): State | null {
  switch (kindOfRecord(entry.envelope.record)) {
    case 'department':
      return applyToDepartment(state?.kind === 'department' ? state : null, entry)
    case 'responsibility':
      return applyToResponsibility(state?.kind === 'responsibility' ? state : null, entry)
    case 'erasure':
      return applyToErasure(state?.kind === 'erasure' ? state : null, entry)
    case null:
      return null
  }
}

/** The state of a record from its entries, oldest first; entries of other records are passed over. */
export function replay(record: string, entries: readonly Recorded[]): State | null {
  return entries
    .filter(({ envelope }) => envelope.record === record)
    .reduce<State | null>((state, entry) => applyEntry(state, entry), null)
}

/** Fields that every entry moves, and that say nothing to a reader. */
const BOOKKEEPING = new Set([
  'kind',
  'id',
  'seq',
  'listed',
  'changed',
  'corrections',
  'recorded',
  'transferred',
  'formerNames',
])

/** A value as JSON; null stands for absent, and for an empty text or list. */
function jsonOf(value: unknown): Json {
  const empty = value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
  return empty ? null : JSON.parse(canonicalJson(value))
}

/** The fields in which two states of one record differ. */
export function diffStates(before: State | null, after: State | null): Change[] {
  const from = new Map<string, unknown>(Object.entries(before ?? {}))
  const to = new Map<string, unknown>(Object.entries(after ?? {}))
  return [...new Set([...from.keys(), ...to.keys()])]
    .filter((field) => !BOOKKEEPING.has(field))
    .map((field) => ({ field, from: jsonOf(from.get(field)), to: jsonOf(to.get(field)) }))
    .filter((change) => canonicalJson(change.from) !== canonicalJson(change.to))
}

/** The life of one record: each entry, oldest first, with what it changed. The first one lists, it changes nothing. */
export function timeline(entries: readonly Recorded[]): Moment[] {
  let state: State | null = null
  return entries.map((entry) => {
    const before = state
    state = applyEntry(before, entry)
    return { entry, changes: before === null ? [] : diffStates(before, state) }
  })
}

export function summarise(state: State): Summary {
  switch (state.kind) {
    case 'department':
      return summariseDepartment(state)
    case 'responsibility':
      return summariseResponsibility(state)
    case 'erasure':
      return summariseErasure(state)
  }
}

export function searchFields(state: State): SearchField[] {
  switch (state.kind) {
    case 'department':
      return searchDepartment(state)
    case 'responsibility':
      return searchResponsibility(state)
    case 'erasure':
      return []
  }
}

export function linksOf(state: State): Link[] {
  switch (state.kind) {
    case 'department':
      return linkDepartment(state)
    case 'responsibility':
      return linkResponsibility(state)
    case 'erasure':
      return []
  }
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
    (value.kind === 'department' || value.kind === 'responsibility' || value.kind === 'erasure')
  )
}
