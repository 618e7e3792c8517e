/** Compares a delivery with the records of its department: what is new, what changed, what is gone. */

import {
  NO_FIELDS,
  type ResponsibilityFields,
  type ResponsibilityState,
} from '../domain/responsibility/types.ts'
import { canonicalJson } from '../ledger/canonical.ts'
import type { DeliveredRow } from './delivery.ts'
import type { Mapping } from './mapping.schema.ts'
import { bareOf } from './text.ts'

export interface Standing {
  id: string
  seq: number
  state: ResponsibilityState
}

export interface Plan {
  added: DeliveredRow[]
  changed: { row: DeliveredRow; id: string; seq: number; set: Partial<ResponsibilityFields> }[]
  unchanged: { row: DeliveredRow; id: string }[]
  /** Records in force whose rows are gone. */
  missing: Standing[]
}

/** Fields that a delivery says nothing about: they are set by people, or move with the file. */
const UNTOLD = new Set(['source', 'parent', 'lead', 'supporting'])

/** Where a row stands in its file is no change. Fields that the mapping has no column for are left alone. */
function changesOf(
  from: ResponsibilityState,
  to: ResponsibilityFields,
  told: ReadonlySet<string>,
): Partial<ResponsibilityFields> {
  const before = new Map<string, unknown>(Object.entries(from))
  const changed = Object.entries(to).filter(
    ([field, value]) =>
      told.has(field) &&
      canonicalJson(value) !== canonicalJson(before.get(field) ?? null) &&
      // A code that was found elsewhere once and is printed now (or the reverse) is the same code.
      !(field.endsWith('AsPrinted') && (value === null || before.get(field) === null)),
  )
  return Object.fromEntries(changed)
}

function toldBy({ columns }: Mapping): Set<string> {
  const told = Object.keys(NO_FIELDS).filter((field) => !UNTOLD.has(field) && Object.hasOwn(columns, field))
  if (told.includes('type')) told.push('typeAsPrinted')
  if (told.includes('level')) told.push('levelAsPrinted', 'scope')
  return new Set(told)
}

function tellOf(fields: ResponsibilityFields, { identity }: Mapping): string {
  const values = new Map<string, unknown>(Object.entries(fields))
  return identity.tell.map((field) => bareOf(String(values.get(field) ?? ''))).join('|')
}

/**
 * Matches by identity; where several rows or records share one, first those that are alike in what tells
 * them apart, then the rest in order. Records that have ended are not matched: a row that comes back is new.
 */
export function planDelivery(
  rows: readonly DeliveredRow[],
  standing: readonly Standing[],
  mapping: Mapping,
): Plan {
  const plan: Plan = { added: [], changed: [], unchanged: [], missing: [] }
  const told = toldBy(mapping)
  const open = standing.filter(({ state }) => state.status === 'in_force' || state.status === 'suspended')
  const groups = new Map<string, Standing[]>()
  for (const one of open) {
    const key = one.state.source?.key
    if (key !== undefined && key !== null) groups.set(key, [...(groups.get(key) ?? []), one])
  }
  const taken = new Set<string>()
  const matches = new Map<DeliveredRow, Standing>()
  const matchBy = (alike: (row: DeliveredRow, one: Standing) => boolean): void => {
    for (const row of rows) {
      if (matches.has(row)) continue
      const found = groups
        .get(row.fields.source?.key ?? '')
        ?.find((one) => !taken.has(one.id) && alike(row, one))
      if (found === undefined) continue
      matches.set(row, found)
      taken.add(found.id)
    }
  }
  matchBy((row, { state }) => Object.keys(changesOf(state, row.fields, told)).length === 0)
  matchBy((row, { state }) => tellOf(state, mapping) === tellOf(row.fields, mapping))
  matchBy(() => true)
  for (const row of rows) {
    const match = matches.get(row)
    if (match === undefined) {
      plan.added.push(row)
      continue
    }
    const set = changesOf(match.state, row.fields, told)
    if (Object.keys(set).length === 0) plan.unchanged.push({ row, id: match.id })
    else plan.changed.push({ row, id: match.id, seq: match.seq, set })
  }
  plan.missing = open.filter(({ id, state }) => !taken.has(id) && state.source?.key != null)
  return plan
}
