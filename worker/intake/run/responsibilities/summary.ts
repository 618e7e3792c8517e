/** Summary of an import of a responsibility list. */
import { type Held, heldBy, type Suffered } from '../../harm/brake.ts'
import { harmsOf } from '../../harm/register.ts'
import type { DeliveredRow, Delivery } from '../../list/delivery.ts'
import type { Plan } from '../../list/plan.ts'
import { tallyOfList } from '../../list/tally.ts'
import type { RowOutcome, Target } from '../target.ts'
import type { ImportOptions, ImportSummary, Part } from './model.ts'

/** The summary of what was compared, before anything is written. */
export function summarise(
  target: Target,
  delivery: Delivery,
  parts: readonly Part[],
  options: ImportOptions,
): ImportSummary {
  const sum = (key: keyof Plan): number => parts.reduce((total, { plan }) => total + plan[key].length, 0)
  const byType: Record<string, number> = {}
  for (const { fields } of delivery.rows) byType[fields.type] = (byType[fields.type] ?? 0) + 1
  const rejectedItems = new Set(delivery.rejected.map(({ file, sheet, row }) => `${file}\n${sheet}\n${row}`))
  return {
    profile: options.mapping.name,
    place: target.place,
    asOf: options.asOf,
    dryRun: options.dryRun,
    files: delivery.counts.files,
    sheets: delivery.counts.sheets,
    tally: tallyOfList(
      delivery,
      parts.flatMap(({ plan }) => [...plan.added, ...plan.changed.map(({ row }) => row)]),
      parts.flatMap(({ plan }) => plan.unchanged.map(({ row }) => row)),
    ),
    held: heldIn(parts, options),
    read: delivery.counts.items,
    added: sum('added'),
    changed: sum('changed'),
    unchanged: sum('unchanged'),
    missing: sum('missing'),
    closed: 0,
    rejected: rejectedItems.size,
    departmentsAdded: 0,
    entries: 0,
    byType,
    departments: parts.map(({ department: { id, name, isNew }, plan }) => ({
      id,
      name,
      isNew,
      added: plan.added.length,
      changed: plan.changed.length,
      unchanged: plan.unchanged.length,
      missing: plan.missing.length,
    })),
    changes: parts.flatMap(({ plan }) =>
      plan.changed.map(({ id, row, set }) => ({ id, name: row.fields.name, fields: Object.keys(set) })),
    ),
    missingItems: parts.flatMap(({ plan }) =>
      plan.missing.map(({ id, state }) => ({ id, name: state.name })),
    ),
    rows: parts.flatMap(({ plan }) => outcomesOf(plan)),
    rejections: delivery.rejected,
    notes: delivery.notes,
    stopped: false,
  }
}

function heldIn(parts: readonly Part[], { closeMissing, asOf, mapping, accept = [] }: ImportOptions): Held[] {
  const suffered = parts.flatMap(({ plan }): Suffered[] => [
    ...(closeMissing ? plan.missing : []).map(
      ({ id, state }): Suffered => ({ harm: 'vanished', id, title: state.name }),
    ),
    ...plan.changed.flatMap(({ id, row, set, state }): Suffered[] =>
      harmsOf({ event: 'amended', body: set }, state).map((harm) => ({ harm, id, title: row.fields.name })),
    ),
  ])
  const standing = parts.reduce(
    (total, { plan }) => total + plan.changed.length + plan.unchanged.length + plan.missing.length,
    0,
  )
  return heldBy(suffered, () => standing, asOf, mapping.limits, accept)
}

/** Outcome of each row, in the order of the rows. */
function outcomesOf({ added, changed, unchanged, missing }: Plan): RowOutcome[] {
  const line = (
    { where, fields }: DeliveredRow,
    outcome: RowOutcome['outcome'],
    what: string[] = [],
  ): RowOutcome => ({
    ...where,
    title: fields.name,
    outcome,
    what,
  })
  return [
    ...added.map((row) => line(row, 'added')),
    ...changed.map(({ row, set }) => line(row, 'changed', Object.keys(set))),
    ...unchanged.map(({ row }) => line(row, 'unchanged')),
    ...missing.map(
      ({ state }): RowOutcome => ({
        file: '',
        sheet: '',
        row: null,
        title: state.name,
        outcome: 'vanished',
        what: [],
      }),
    ),
  ]
}
