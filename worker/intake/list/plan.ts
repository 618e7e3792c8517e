/** Compares a delivery with the records of its department: what is new, what changed, what is gone. */

import type { ResponsibilityFields } from '../../domain/kinds/responsibility/fields.ts'
import type { ResponsibilityState } from '../../domain/kinds/responsibility/state.ts'
import { memberOf } from '../../domain/record/json.ts'
import { canonicalJson } from '../../ledger/canonical.ts'
import { bareOf } from '../files/text.ts'
import { type DeliveredRow, identityOf, isOpen } from './delivery.ts'
import type { Mapping } from './mapping.schema.ts'

export interface CurrentItem {
  id: string
  seq: number
  state: ResponsibilityState
}

export interface Plan {
  added: DeliveredRow[]
  changed: (CurrentItem & { row: DeliveredRow; set: Partial<ResponsibilityFields> })[]
  unchanged: { row: DeliveredRow; id: string }[]
  /** Records in force that came from a delivery and whose rows are gone. */
  missing: CurrentItem[]
}

/**
 * Fields that differ from the record. The row's place in its file is no change, and fields that the list has
 * no column for are left alone.
 */
function changesOf(from: ResponsibilityState, { fields, told }: DeliveredRow): Partial<ResponsibilityFields> {
  const before = new Map<string, unknown>(Object.entries(from))
  const changed = Object.entries(fields).filter(
    ([field, value]) =>
      told.includes(field) &&
      canonicalJson(value) !== canonicalJson(before.get(field) ?? null) &&
      // A code that was found elsewhere once and is printed now (or the reverse) is the same code.
      !(field.endsWith('AsPrinted') && (value === null || before.get(field) === null)),
  )
  return Object.fromEntries(changed)
}

/** The value of a field for comparison; empty when there is none. */
function comparable(fields: ResponsibilityFields, field: string): string {
  const value: unknown = field === 'number' ? fields.source?.number : memberOf(fields, field)
  if (typeof value === 'string') return bareOf(value)
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0)
    ? ''
    : canonicalJson(value)
}

/**
 * Matches by the id that a row names, whatever became of its record. All others by identity; where several rows or records share one, first those that are alike in everything,
 * then in what tells them apart, then in order. What is left is matched by what the record says by now
 * (it may have been renamed, or logged by hand), and then by the declared sets of fields in which exactly one
 * row and one record agree: so a changed name is a change, not one item gone and another new. Records that
 * have ended are not matched: a row that comes back is new.
 */
export function planDelivery(
  rows: readonly DeliveredRow[],
  current: readonly CurrentItem[],
  mapping: Mapping,
): Plan {
  const { identity } = mapping
  const open = current.filter(({ state }) => isOpen(state))
  const matches = new Map<DeliveredRow, CurrentItem>()
  const taken = new Set<CurrentItem>()
  const take = (row: DeliveredRow, one: CurrentItem): void => {
    matches.set(row, one)
    taken.add(one)
  }
  const byId = new Map(current.map((one) => [one.id, one]))
  for (const row of rows) {
    const named = row.record === undefined ? undefined : byId.get(row.record)
    if (named !== undefined) take(row, named)
  }
  const nameOf = (fields: ResponsibilityFields): string =>
    identityOf((field) => comparable(fields, field), mapping)
  const tellOf = (fields: ResponsibilityFields): string =>
    identity.tell.map((field) => comparable(fields, field)).join('|')

  const matchBy = (
    keyOf: (one: CurrentItem) => string | null | undefined,
    alike: (row: DeliveredRow, one: CurrentItem) => boolean,
  ): void => {
    const groups = groupBy(
      open.filter((one) => !taken.has(one)),
      keyOf,
    )
    for (const row of rows) {
      if (matches.has(row)) continue
      const group = groups.get(row.fields.source?.key ?? nameOf(row.fields))
      const found = group?.find((one) => !taken.has(one) && alike(row, one))
      if (found !== undefined) take(row, found)
    }
  }
  const same = (row: DeliveredRow, { state }: CurrentItem): boolean =>
    Object.keys(changesOf(state, row)).length === 0
  const told = (row: DeliveredRow, { state }: CurrentItem): boolean => tellOf(state) === tellOf(row.fields)
  for (const keyOf of [
    ({ state }: CurrentItem) => state.source?.key,
    ({ state }: CurrentItem) => nameOf(state),
  ]) {
    matchBy(keyOf, same)
    matchBy(keyOf, told)
    matchBy(keyOf, () => true)
  }
  for (const fields of identity.again) {
    const keyOf = (of: ResponsibilityFields): string | null => {
      const values = fields.map((field) => comparable(of, field))
      return values.includes('') ? null : canonicalJson(values)
    }
    const records = groupBy(
      open.filter((one) => !taken.has(one)),
      ({ state }) => keyOf(state),
    )
    const left = groupBy(
      rows.filter((row) => !matches.has(row)),
      (row) => keyOf(row.fields),
    )
    for (const [key, [row, ...more]] of left) {
      const [record, ...others] = records.get(key) ?? []
      if (row === undefined || record === undefined || more.length + others.length > 0) continue
      take(row, record)
    }
  }

  const plan: Plan = { added: [], changed: [], unchanged: [], missing: [] }
  for (const row of rows) {
    const match = matches.get(row)
    const set = match === undefined ? {} : changesOf(match.state, row)
    if (match === undefined) plan.added.push(row)
    else if (Object.keys(set).length === 0) plan.unchanged.push({ row, id: match.id })
    else plan.changed.push({ ...match, row, set })
  }
  plan.missing = open.filter((one) => !taken.has(one) && typeof one.state.source?.key === 'string')
  return plan
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string | null | undefined): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const key = keyOf(item)
    if (key === null || key === undefined) continue
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [item])
    else group.push(item)
  }
  return groups
}
