/**
 * What a delivery says that the ledger does not: records that are new, dates that moved, steps that were
 * added, and what the source rewrote or dropped of what had been recorded as past.
 */
import { isVanished } from '../../domain/acts.ts'
import { dayNumber, earliest, latest } from '../../domain/date.ts'
import type { DecisionState } from '../../domain/decision/decision.ts'
import { dateOfStep, type Step } from '../../domain/decision/step.ts'
import type { State } from '../../domain/kinds.ts'
import type { MilestoneState } from '../../domain/milestone/milestone.ts'
import type { ActState } from '../../domain/registry.ts'
import { canonicalJson, type Json } from '../../ledger/canonical.ts'
import type { DeliveredFields, DeliveredRecord, RegisterDelivery } from './read.ts'

export type PlannedOperation =
  | { id: string; occurred: string; department: string; fields: DeliveredFields }
  | { id: string; occurred: string; event: string; body: Json }

/** What happens to one record in one delivery. */
export interface RecordPlan {
  id: string
  title: string
  outcome: 'added' | 'changed' | 'unchanged' | 'vanished'
  /** Version on which it rests; null for a new record. */
  seq: number | null
  operations: PlannedOperation[]
}

export interface Standing {
  id: string
  seq: number
  state: State
}

type SourceChange = { change: 'changed' | 'vanished' | 'returned'; field: string; from?: Json; to?: Json }

/** Plans one delivery against what stands. `complete` deliveries hold every record there is. */
export function planRegister(
  delivery: RegisterDelivery,
  standing: ReadonlyMap<string, Standing>,
  { complete, today }: { complete: boolean; today: string },
): RecordPlan[] {
  const planned = delivery.records.map((record) => {
    const known = standing.get(record.id)
    return known === undefined ? open(record, delivery.asOf, today) : change(record, known, delivery, today)
  })
  if (!complete) return planned
  const there = new Set(delivery.records.map(({ id }) => id))
  const gone = [...standing.values()].filter(
    ({ id, state }) => !there.has(id) && !isGone(state) && !isNewer(state, delivery.asOf),
  )
  return [...planned, ...gone.map((one) => vanished(one, delivery))]
}

function isGone(state: State): boolean {
  return 'sourceChanges' in state ? isVanished(state) : state.kind === 'responsibility'
}

function vanished({ id, seq, state }: Standing, delivery: RegisterDelivery): RecordPlan {
  const found: SourceChange = { change: 'vanished', field: 'record', from: titleOf(state) }
  return {
    id,
    title: titleOf(state),
    outcome: 'vanished',
    seq,
    operations: [sourceChanged(id, [found], delivery.asOf, delivery.files[0] ?? '')],
  }
}

function titleOf(state: State): string {
  return 'title' in state
    ? state.title
    : 'name' in state
      ? state.name
      : 'role' in state
        ? state.role
        : state.id
}

function titleIn({ title, name, role }: DeliveredFields): string {
  return String(title ?? name ?? role ?? '')
}

/** The claimed date of an event, or that of the delivery where it would lie after it. */
function occurredOn(date: string | null, asOf: string, today: string): string {
  const last = Math.min(dayNumber(latest(asOf)), dayNumber(today))
  return date !== null && dayNumber(earliest(date)) <= last ? date : asOf
}

/** Whether more is known of a record than this delivery can tell: an older file read again says nothing. */
function isNewer(state: State, asOf: string): boolean {
  if (state.kind === 'responsibility') return state.changed > asOf
  if (!('latest' in state)) return false
  const first = 'source' in state ? (state.source?.asOf ?? '') : ''
  return state.latest > asOf || first > asOf
}

function sourceChanged(
  id: string,
  changes: readonly SourceChange[],
  asOf: string,
  file: string,
): PlannedOperation {
  return {
    id,
    occurred: asOf,
    event: 'source_changed',
    body: { changes: changes.map((one) => ({ ...one })), asOf, file },
  }
}

/** A record that is new: its fields, then what had happened by then, each on its own date. */
function open(record: DeliveredRecord, asOf: string, today: string): RecordPlan {
  const { id, department, fields, kind } = record
  const first = occurredOn(record.occurred, asOf, today)
  const backloaded: DeliveredFields =
    kind === 'decision' && record.steps.length > 0 ? { backloaded: true } : {}
  const operations: PlannedOperation[] = [
    { id, occurred: first, department, fields: { ...fields, ...backloaded } },
  ]
  for (const step of record.steps) operations.push(stepOperation(id, step, asOf, today))
  if (record.ruling !== null) operations.push(rulingOperation(id, record.ruling, asOf, today))
  if (record.report !== null)
    operations.push({ id, occurred: asOf, event: 'reported', body: { asOf, ...record.report } })
  if (record.done !== null || record.finished === true)
    operations.push(claimOperation(record, record.done, asOf, today))
  return { id, title: titleIn(fields), outcome: 'added', seq: null, operations }
}

function stepOperation(id: string, step: DeliveredFields, asOf: string, today: string): PlannedOperation {
  const date = dateOfStep(step as Step)
  const future = date !== null && dayNumber(earliest(date)) > dayNumber(today)
  return {
    id,
    occurred: occurredOn(date, asOf, today),
    event: date === null || future ? 'step_started' : 'step_concluded',
    body: { step },
  }
}

function rulingOperation(id: string, ruling: DeliveredFields, asOf: string, today: string): PlannedOperation {
  const decidedAt = typeof ruling.decidedAt === 'string' ? ruling.decidedAt : null
  return { id, occurred: occurredOn(decidedAt, asOf, today), event: 'decided', body: ruling }
}

function claimOperation(
  { id, where }: DeliveredRecord,
  metAt: string | null,
  asOf: string,
  today: string,
): PlannedOperation {
  const place = [where.file, where.sheet, String(where.row)].filter((part) => part !== '').join(' · ')
  return {
    id,
    occurred: occurredOn(metAt, asOf, today),
    event: 'claimed',
    body: {
      ...(metAt === null ? { undated: true } : { metAt }),
      evidence: [{ title: place, docType: 'report' }],
    },
  }
}

const same = (a: unknown, b: unknown): boolean => canonicalJson(a ?? null) === canonicalJson(b ?? null)
const empty = (value: unknown): boolean =>
  value === null || value === undefined || (Array.isArray(value) && value.length === 0)

function change(
  record: DeliveredRecord,
  { id, seq, state }: Standing,
  delivery: RegisterDelivery,
  today: string,
): RecordPlan {
  const { asOf } = delivery
  const title = titleIn(record.fields)
  const plan = (operations: PlannedOperation[]): RecordPlan => ({
    id,
    title,
    outcome: operations.length === 0 ? 'unchanged' : 'changed',
    seq,
    operations,
  })
  if (isNewer(state, asOf)) return plan([])
  if (state.kind === 'responsibility') return plan(changeItem(record, state, asOf))
  if (!('sourceChanges' in state) || state.kind === 'handover' || state.kind === 'evaluation') return plan([])
  const rewritten: SourceChange[] = []
  const operations: PlannedOperation[] = []
  if (record.department !== state.department)
    operations.push({ id, occurred: asOf, event: 'transferred', body: { to: record.department } })
  operations.push(...changeFields(record, state, asOf, rewritten))
  if (state.kind === 'decision') operations.push(...changeDecision(record, state, delivery, today, rewritten))
  if (state.kind === 'milestone') operations.push(...changeMilestone(record, state, asOf, today, rewritten))
  if (record.report !== null && isNews(record.report, state)) {
    operations.push({ id, occurred: asOf, event: 'reported', body: { asOf, ...record.report } })
  }
  const noted = notesOf(state, rewritten, title)
  if (noted.length > 0) operations.push(sourceChanged(id, noted, asOf, record.where.file))
  return plan(operations)
}

/** A report is news when its words differ from those of the last one; the date of the delivery alone is not. */
function isNews(report: DeliveredFields, state: ActState): boolean {
  const last = 'reports' in state ? state.reports.at(-1) : undefined
  if (last === undefined) return true
  const { asOf: _, ...words } = { ...last }
  const { asOf: __, ...given } = report
  return !same(words, given)
}

/** Fields with acts of their own. */
const BY_ACT = new Set(['currentDue', 'baselineDue', 'startedAt', 'metAt', 'source', 'backloaded'])

/** What a delivery does not say of a record it leaves alone; what it says otherwise is an update, or a rewriting. */
function changeFields(
  record: DeliveredRecord,
  state: ActState,
  asOf: string,
  rewritten: SourceChange[],
): PlannedOperation[] {
  const now = new Map<string, unknown>(Object.entries(state))
  const set: DeliveredFields = {}
  for (const field of new Set([...Object.keys(record.fields), ...Object.keys(record.rule.fields)])) {
    if (BY_ACT.has(field)) continue
    const [from, to] = [now.get(field) ?? null, record.fields[field] ?? null]
    if (same(from, to) || (empty(from) && empty(to))) continue
    if (record.rule.past.includes(field) && !empty(from))
      rewritten.push({ change: empty(to) ? 'vanished' : 'changed', field, from: jsonOf(from), to })
    else set[field] = to
  }
  return Object.keys(set).length === 0
    ? []
    : [{ id: record.id, occurred: asOf, event: 'updated', body: { set } }]
}

function jsonOf(value: unknown): Json {
  return JSON.parse(canonicalJson(value ?? null))
}

function changeItem(
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

function changeDecision(
  record: DeliveredRecord,
  state: DecisionState,
  delivery: RegisterDelivery,
  today: string,
  rewritten: SourceChange[],
): PlannedOperation[] {
  const { id, rule } = record
  const { asOf } = delivery
  const operations: PlannedOperation[] = []
  const standing = new Map(state.steps.map((step) => [step.id ?? '', step]))
  for (const step of record.steps) {
    const known = standing.get(String(step.id))
    if (known === undefined) operations.push(stepOperation(id, step, asOf, today))
    else operations.push(...changeStep(id, known, step, rule.loose, asOf, today, rewritten))
  }
  if (rule.steps !== undefined) {
    const there = new Set(record.steps.map((step) => String(step.id)))
    for (const [stepId, step] of standing) {
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
 * What the source rewrote stays as it was recorded. Of everything that differs now, only what was not noted
 * like this before; and what was noted and is again as recorded.
 */
function notesOf(state: ActState, differing: readonly SourceChange[], title: string): SourceChange[] {
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

/** Of a step that had happened, what is added is added; what is otherwise was rewritten. */
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

function changeMilestone(
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
  const claimed = state.status === 'claimed_done'
  const said = done !== null || record.finished === true
  if (said && !claimed && !ended) operations.push(claimOperation(record, done, asOf, today))
  else if (record.finished === false && claimed && done === null)
    operations.push({ id, occurred: asOf, event: 'reopened', body: { reason: 'not finished at the source' } })
  else if (rule.done !== undefined && done !== state.metAt && state.metAt !== null)
    rewrite('metAt', state.metAt, done)
  return operations
}
