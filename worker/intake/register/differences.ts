/** Differences between a delivered record and the current one, kind by kind. */

import type { DecisionState } from '../../domain/kinds/decision/state.ts'
import { dateOfStep, type Step } from '../../domain/kinds/decision/step.ts'
import type { State } from '../../domain/kinds/kinds.ts'
import type { MilestoneState } from '../../domain/kinds/milestone/state.ts'
import type { TracedState } from '../../domain/kinds/registry.ts'
import { dayNumber, earliest } from '../../domain/record/date.ts'
import { addAll } from '../../domain/record/list/long.ts'
import type { Json } from '../../ledger/canonical.ts'
import { canonicalCopy } from '../../ledger/canonical-copy.ts'
import type { DeliveredFields, DeliveredRecord, RegisterDelivery } from './delivery/delivery.ts'
import { foldedKey } from './fold.ts'
import {
  claimOperation,
  empty,
  occurredOn,
  type PlannedOperation,
  rulingOperation,
  type SourceChange,
  same,
  stepOperation,
} from './operations.ts'

/** A report is news when its words differ from those of the last one; the date of the delivery alone is not. */
export function isNews(report: DeliveredFields, state: TracedState): boolean {
  const last = 'reports' in state ? state.reports.at(-1) : undefined
  if (last === undefined) return true
  const { asOf: _, ...words } = { ...last }
  const { asOf: __, ...given } = report
  return !same(words, given)
}

/** Fields with acts of their own. */
const BY_ACT = new Set(['currentDue', 'baselineDue', 'startedAt', 'metAt', 'source', 'backloaded'])

/**
 * Operations for the fields that a delivery says otherwise: an update, or a note that the source rewrote
 * them. Fields that it does not say are left alone.
 */
export function changeFields(
  record: DeliveredRecord,
  state: TracedState,
  asOf: string,
  rewritten: SourceChange[],
): PlannedOperation[] {
  const now = new Map<string, unknown>(Object.entries(state))
  const set: DeliveredFields = {}
  for (const field of new Set([...Object.keys(record.fields), ...Object.keys(record.rule.fields)])) {
    if (BY_ACT.has(field)) continue
    const [from, to] = [now.get(field) ?? null, record.fields[field] ?? null]
    if (same(from, to) || (empty(from) && empty(to)) || isTyped(record, field, from)) continue
    if (record.rule.past.includes(field) && !empty(from))
      rewritten.push({ change: empty(to) ? 'vanished' : 'changed', field, from: jsonOf(from), to })
    else set[field] = to
  }
  return Object.keys(set).length === 0
    ? []
    : [{ id: record.id, occurred: asOf, event: 'updated', body: { set } }]
}

/** True for the number of a record that is only typed otherwise than it stands, where its key is compared so. */
function isTyped({ rule, fields }: DeliveredRecord, field: string, from: unknown): boolean {
  const to = fields[field]
  if (rule.key.fold !== 'number' || field !== 'number') return false
  if (typeof from !== 'string' || typeof to !== 'string') return false
  return foldedKey(from, 'number') === foldedKey(to, 'number')
}

function jsonOf(value: unknown): Json {
  return canonicalCopy(value ?? null)
}

/**
 * Operation `amended` with the fields of a responsibility that a delivery says otherwise; empty if it says
 * nothing new.
 */
export function changeItem(
  record: DeliveredRecord,
  state: Extract<State, { kind: 'responsibility' }>,
  asOf: string,
): PlannedOperation[] {
  const now = new Map<string, unknown>(Object.entries(state))
  const set: DeliveredFields = {}
  for (const field of Object.keys(record.rule.fields)) {
    const to = record.fields[field] ?? null
    if (!same(now.get(field), to) && !(empty(now.get(field)) && empty(to))) set[field] = to
  }
  return Object.keys(set).length === 0 ? [] : [{ id: record.id, occurred: asOf, event: 'amended', body: set }]
}

/**
 * Operations for the steps and the ruling that a delivery adds to a decision; empty if it adds none. Of steps
 * and rulings already recorded, the values that are otherwise or gone are added to `rewritten`.
 */
export function changeDecision(
  record: DeliveredRecord,
  state: DecisionState,
  delivery: RegisterDelivery,
  today: string,
  rewritten: SourceChange[],
): PlannedOperation[] {
  const { id, rule } = record
  const { asOf } = delivery
  const operations: PlannedOperation[] = []
  const current = new Map(state.steps.map((step) => [step.id ?? '', step]))
  for (const step of record.steps) {
    const known = current.get(String(step.id))
    if (known === undefined) operations.push(stepOperation(id, step, asOf, today))
    else addAll(operations, changeStep(id, known, step, rule.loose, asOf, today, rewritten))
  }
  if (rule.steps !== undefined) {
    const there = new Set(record.steps.map((step) => String(step.id)))
    for (const [stepId, step] of current) {
      if (there.has(stepId)) continue
      rewritten.push({ change: 'vanished', field: `steps/${stepId}`, from: jsonOf(step) })
    }
  }
  const { ruling } = record
  if (ruling !== null && state.ruling === null) operations.push(rulingOperation(id, ruling, asOf, today))
  else if (ruling !== null && state.ruling !== null) {
    const was = new Map<string, unknown>(Object.entries(state.ruling))
    for (const [field, to] of Object.entries(ruling)) {
      if (same(was.get(field), to)) continue
      rewritten.push({ change: 'changed', field: `ruling/${field}`, from: jsonOf(was.get(field)), to })
    }
  } else if (ruling === null && state.ruling !== null && rule.ruling !== undefined) {
    rewritten.push({ change: 'vanished', field: 'ruling', from: jsonOf(state.ruling) })
  }
  return operations
}

/**
 * Changes at the source that are still to be noted: of everything that differs now, only what was not noted
 * like this before; and what was noted and is again as recorded. The record itself keeps what it had.
 */
export function notesOf(
  state: TracedState,
  differing: readonly SourceChange[],
  title: string,
): SourceChange[] {
  const last = new Map(state.sourceChanges.map((one) => [one.field ?? '', one]))
  const fresh = differing.filter(({ field, to, change: what }) => {
    const noted = last.get(field)
    return noted === undefined || noted.change !== what || !same(noted.to, to)
  })
  const now = new Set(differing.map(({ field }) => field))
  const back = [...last].flatMap(([field, { change: what, from, to }]): SourceChange[] => {
    if (what === 'returned' || now.has(field)) return []
    return [{ change: 'returned', field, from: to ?? null, to: field === 'record' ? title : (from ?? null) }]
  })
  return [...back, ...fresh]
}

/** Operations for a step that had happened: what is added is added; what is otherwise was rewritten. */
function changeStep(
  id: string,
  known: Step,
  step: DeliveredFields,
  loose: readonly string[],
  asOf: string,
  today: string,
  rewritten: SourceChange[],
): PlannedOperation[] {
  const was = new Map<string, unknown>(Object.entries(known))
  const date = dateOfStep(known)
  const past = date !== null && dayNumber(earliest(date)) <= dayNumber(asOf)
  const fields = [...new Set([...was.keys(), ...Object.keys(step)])].filter(
    (field) => field !== 'id' && !loose.includes(field),
  )
  const differing = fields.filter(
    (field) => !same(was.get(field), step[field]) && !(empty(was.get(field)) && empty(step[field])),
  )
  const added = differing.filter((field) => !past || empty(was.get(field)))
  for (const field of differing) {
    if (added.includes(field)) continue
    const [from, to] = [jsonOf(was.get(field)), step[field] ?? null]
    rewritten.push({
      change: empty(to) ? 'vanished' : 'changed',
      field: `steps/${known.id ?? ''}/${field}`,
      from,
      to,
    })
  }
  if (added.length === 0) return []
  const more = Object.fromEntries(
    added.flatMap((field): [string, Json][] => (step[field] === undefined ? [] : [[field, step[field]]])),
  )
  if (Object.keys(more).length === 0) return []
  return [
    stepOperation(
      id,
      { ...more, id: known.id ?? '', ...(known.type === undefined ? {} : { type: known.type }) },
      asOf,
      today,
    ),
  ]
}

/**
 * Operations for what a delivery says otherwise of a milestone, such as its due date and its being done;
 * empty if it says nothing new. Changes of recorded facts are added to `rewritten`.
 */
export function changeMilestone(
  record: DeliveredRecord,
  state: MilestoneState,
  asOf: string,
  today: string,
  rewritten: SourceChange[],
): PlannedOperation[] {
  const { id, fields, done, rule, reason } = record
  const operations: PlannedOperation[] = []
  const text = (field: string): string | null => (typeof fields[field] === 'string' ? fields[field] : null)
  const rewrite = (field: string, from: Json, to: Json): void => {
    rewritten.push({ change: to === null ? 'vanished' : 'changed', field, from, to })
  }
  const baseline = text('baselineDue')
  if (
    rule.fields.baselineDue !== undefined &&
    rule.fields.currentDue !== undefined &&
    baseline !== state.baselineDue &&
    state.baselineDue !== null
  )
    rewrite('baselineDue', state.baselineDue, baseline)
  const claimed = state.status === 'claimed_done'
  // What is open again comes before its new date: a date moves while something is to be done.
  if (record.finished === false && claimed && done === null)
    operations.push({ id, occurred: asOf, event: 'reopened', body: { reason: 'not finished at the source' } })
  const due = text('currentDue') ?? (rule.fields.currentDue === undefined ? baseline : null)
  const ended = ['met', 'partially_met', 'not_met', 'cancelled'].includes(state.status)
  if (due !== null && due !== state.currentDue) {
    if (ended || state.metAt !== null) rewrite('currentDue', state.currentDue, due)
    else
      operations.push({
        id,
        occurred: asOf,
        event: 'rescheduled',
        body: { to: due, reasonCode: 'not_stated', reason },
      })
  }
  const started = text('startedAt')
  if (started !== null && state.startedAt === null)
    operations.push({
      id,
      occurred: occurredOn(started, asOf, today),
      event: 'started',
      body: { startedAt: started },
    })
  else if (rule.fields.startedAt !== undefined && started !== state.startedAt)
    rewrite('startedAt', state.startedAt, started)
  const said = done !== null || record.finished === true
  if (said && !claimed && !ended) operations.push(claimOperation(record, done, asOf, today))
  else if (rule.done !== undefined && done !== state.metAt && state.metAt !== null)
    rewrite('metAt', state.metAt, done)
  return operations
}
