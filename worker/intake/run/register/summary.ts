/** Summary of an import of a register: what became of each delivery, and of all of them together. */
import { kindOf, kindOfRecord } from '../../../domain/kinds/table.ts'
import type { GivenFile } from '../../files/sheet.ts'
import type { Held } from '../../harm/brake.ts'
import type { Note, Rejection } from '../../list/rejection.ts'
import type { RegisterDelivery } from '../../register/delivery/delivery.ts'
import type { RegisterMapping } from '../../register/mapping.schema.ts'
import type { RecordPlan } from '../../register/plan.ts'
import { type Tally, tallied, tallyOfPlans } from '../../register/tally.ts'
import type { Operation, RowOutcome, Target } from '../target.ts'

export interface DeliverySummary {
  asOf: string
  files: string[]
  rows: number
  tally: Tally
  read: number
  added: number
  changed: number
  unchanged: number
  vanished: number
  /** Events by their kind, as `rescheduled`. */
  events: Record<string, number>
  rejected: number
  entries: number
}

export interface RegisterSummary {
  /** Outcome of each row; empty where the run was told that nobody shows them. */
  rows: RowOutcome[]
  profile: string
  place: string
  dryRun: boolean
  files: number
  /** Outcome of the rows, of all deliveries that were compared. */
  tally: Tally
  /** Harms that stop a delivery until they are accepted by name. */
  held: Held[]
  /** A file lacks what the mapping names, or cannot be read: nothing can be entered, whatever is skipped. */
  blocked: boolean
  /** Records read in all deliveries. */
  read: number
  added: number
  changed: number
  unchanged: number
  vanished: number
  rejected: number
  departmentsAdded: number
  entries: number
  byKind: Record<string, number>
  deliveries: DeliverySummary[]
  /** Deliveries that could not be compared yet, as they rest on those before them. */
  left: number
  /** Departments that are written for or named, new ones among them. */
  departments: { id: string; name: string; isNew: boolean }[]
  rejections: Rejection[]
  notes: Note[]
  /** Nothing was written, or nothing more, because of rejections, of what is absent, or of a harm. */
  stopped: boolean
}

/** Outcome of each row of a delivery by its plan. */
export function outcomesOf(plans: readonly RecordPlan[]): RowOutcome[] {
  return plans.map(({ title, outcome, operations, from }) => {
    const { file = '', sheet = '', row = null } = from?.where ?? {}
    const what = operations.map((one) => eventOf(one))
    return { file, sheet, row, title, outcome, what: [...new Set(what)] }
  })
}

/** The line of one delivery. */
export function lineOf(delivery: RegisterDelivery, plans: readonly RecordPlan[]): DeliverySummary {
  const { asOf, files, rows, records, rejected } = delivery
  const counts = { added: 0, changed: 0, unchanged: 0, vanished: 0 }
  for (const { outcome, older } of plans) if (outcome !== 'unchanged' || !older) counts[outcome] += 1
  const events: Record<string, number> = {}
  for (const { operations } of plans) {
    for (const one of operations) {
      const name = eventOf(one)
      events[name] = (events[name] ?? 0) + 1
    }
  }
  return {
    asOf,
    files,
    rows,
    tally: tallyOfPlans(delivery, plans),
    read: records.length,
    ...counts,
    events,
    rejected: rejected.length,
    entries: 0,
  }
}

/** A summary of deliveries of which none was compared yet. */
export function emptySummary(
  target: Target,
  files: readonly GivenFile[],
  deliveries: readonly RegisterDelivery[],
  { mapping, dryRun }: { mapping: RegisterMapping; dryRun: boolean },
): RegisterSummary {
  return {
    profile: mapping.name,
    place: target.place,
    dryRun,
    files: files.length,
    tally: tallied([]),
    held: [],
    blocked: false,
    read: 0,
    added: 0,
    changed: 0,
    unchanged: 0,
    vanished: 0,
    rejected: 0,
    departmentsAdded: 0,
    entries: 0,
    byKind: {},
    deliveries: [],
    left: 0,
    departments: [],
    rows: [],
    rejections: deliveries.flatMap(({ rejected }) => rejected),
    notes: deliveries.flatMap(({ notes }) => notes),
    stopped: false,
  }
}

/** The summary with its sums. */
export function total(summary: RegisterSummary, deliveries: readonly RegisterDelivery[]): RegisterSummary {
  const byKind: Record<string, number> = {}
  for (const { records } of deliveries) for (const { kind } of records) byKind[kind] = (byKind[kind] ?? 0) + 1
  const sum = (key: 'added' | 'changed' | 'unchanged' | 'vanished' | 'entries'): number =>
    summary.deliveries.reduce((whole, line) => whole + line[key], 0)
  return {
    ...summary,
    byKind,
    tally: tallied(summary.deliveries.map((line) => line.tally)),
    left: deliveries.length - summary.deliveries.length,
    read: deliveries.reduce((whole, { records }) => whole + records.length, 0) + summary.rejections.length,
    added: sum('added'),
    changed: sum('changed'),
    unchanged: sum('unchanged'),
    vanished: sum('vanished'),
    entries: sum('entries'),
    rejected: summary.rejections.length,
  }
}

/** The event that an operation leaves, as `rescheduled`. */
function eventOf(one: Operation): string {
  if ('event' in one) return one.event
  const kind = kindOfRecord(one.id)
  return kind === null ? '' : kindOf(kind).first
}
