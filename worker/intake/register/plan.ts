/**
 * Plan of a delivery, of all that it says and the ledger does not: records that are new, dates that moved,
 * steps that were added, and what the source rewrote or dropped of what had been recorded as past.
 */

import type { State } from '../../domain/kinds/kinds.ts'
import { isLoggedKind, type TracedState } from '../../domain/kinds/registry.ts'
import { isVanished } from '../../domain/record/acts.ts'
import { annulmentOf } from '../../domain/record/entered/annulment.ts'
import { objectOf } from '../../domain/record/json.ts'
import { addAll } from '../../domain/record/list/long.ts'
import type { Json } from '../../ledger/canonical.ts'
import type { DeliveredFields, DeliveredRecord, RegisterDelivery } from './delivery/delivery.ts'
import { changeDecision, changeFields, changeItem, changeMilestone, isNews, notesOf } from './differences.ts'
import {
  answerOperation,
  claimOperation,
  isAnswered,
  occurredOn,
  type PlannedOperation,
  ratingOperations,
  rulingOperation,
  type SourceChange,
  sourceChanged,
  stepOperation,
} from './operations.ts'
import { changeQuestion } from './questions/change.ts'

export type { PlannedOperation } from './operations.ts'

/** Fate of one record in one delivery. */
export interface RecordPlan {
  id: string
  title: string
  outcome: 'added' | 'changed' | 'unchanged' | 'vanished'
  /** True where its row says otherwise, and the ledger knows something later than this delivery. */
  older: boolean
  /** Version on which it rests; null for a new record. */
  seq: number | null
  operations: PlannedOperation[]
  /** The row of the delivery that it comes from, from 0, and where that stands; null for what is not in it. */
  from: Pick<DeliveredRecord, 'ordinal' | 'where'> | null
}

export interface CurrentRecord {
  id: string
  seq: number
  state: State
}

/** The key under which a register holds what stands; null for what came by no register. */
export const keyOf = (state: State): string | null => ('source' in state ? state.source?.key : null) ?? null

/** Plans one delivery against what stands. `complete` deliveries hold every record there is. */
export function planRegister(
  delivery: RegisterDelivery,
  current: ReadonlyMap<string, CurrentRecord>,
  { complete, today }: { complete: boolean; today: string },
): RecordPlan[] {
  const planned = delivery.records.map((record) => {
    const known = current.get(record.id)
    if (known === undefined) return open(record, delivery.asOf, today)
    return annulmentOf(known.state) === null
      ? change(record, known, delivery, today)
      : openAgain(record, known, delivery.asOf, today)
  })
  if (!complete) return planned
  const there = new Set(delivery.records.map(({ id }) => id))
  const gone = [...current.values()].filter(
    ({ id, state }) =>
      !there.has(id) &&
      annulmentOf(state) === null &&
      !isGone(state) &&
      !isNewer(state, delivery.asOf) &&
      !isRefused(state, delivery),
  )
  return [...planned, ...gone.map((one) => vanished(one, delivery))]
}

/** A record of which the row was rejected is in the delivery all the same; one without a key may be any of them. */
function isRefused(state: State, { refused }: RegisterDelivery): boolean {
  const key = 'source' in state ? (state.source?.key ?? '') : ''
  return refused.some(
    (one) =>
      one.kind === state.kind &&
      (one.key === null || key === one.key || key.startsWith(`${one.key}|`) || key.startsWith(`${one.key}#`)),
  )
}

function isGone(state: State): boolean {
  return 'sourceChanges' in state ? isVanished(state) : state.kind === 'responsibility'
}

function vanished({ id, seq, state }: CurrentRecord, delivery: RegisterDelivery): RecordPlan {
  const found: SourceChange = { change: 'vanished', field: 'record', from: titleOf(state) }
  return {
    id,
    title: titleOf(state),
    outcome: 'vanished',
    older: false,
    seq,
    from: null,
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
        : (keyIn(state) ?? state.id)
}

/** The key by which a list names what has no title. */
function keyIn(of: object): string | null {
  const { key = null } = 'source' in of ? objectOf(of.source as Json) : {}
  return typeof key === 'string' ? key : null
}

function titleIn(fields: DeliveredFields): string {
  const { title, name, role } = fields
  return String(title ?? name ?? role ?? keyIn(fields) ?? '')
}

/**
 * True for a record of which more is known than this delivery can tell: an older file read again says
 * nothing.
 */
function isNewer(state: State, asOf: string): boolean {
  if (state.kind === 'responsibility') return state.changed > asOf
  if (!('latest' in state)) return false
  const first = 'source' in state ? (state.source?.asOf ?? '') : ''
  return state.latest > asOf || first > asOf
}

/** A record that is new: its fields, then what had happened by then, each on its own date. */
function open(record: DeliveredRecord, asOf: string, today: string): RecordPlan {
  const { id, department, fields, kind } = record
  const first = occurredOn(record.occurred, asOf, today)
  // Of a long register a second copy of every record would be held for nothing.
  const given: DeliveredFields =
    kind === 'decision' && record.steps.length > 0 ? { ...fields, backloaded: true } : fields
  const operations: PlannedOperation[] = [{ id, occurred: first, department, fields: given }]
  for (const step of record.steps) operations.push(stepOperation(id, step, asOf, today))
  if (record.ruling !== null) operations.push(rulingOperation(id, record.ruling, asOf, today))
  if (record.report !== null)
    operations.push({ id, occurred: asOf, event: 'reported', body: { asOf, ...record.report } })
  if (isAnswered(record)) operations.push(answerOperation(record, asOf, today))
  else if (record.rule.answer === undefined && (record.done !== null || record.finished === true))
    operations.push(claimOperation(record, record.done, asOf, today))
  const rated = ratingOperations(record, asOf, today)
  return {
    ...{ id, title: titleIn(fields), outcome: 'added', older: false, seq: null },
    operations: rated.length === 0 ? operations : [...operations, ...rated],
    from: record,
  }
}

/** One that was annulled, as after a delivery was taken back, is delivered again: it begins anew. */
function openAgain(record: DeliveredRecord, { seq }: CurrentRecord, asOf: string, today: string): RecordPlan {
  const [first, ...rest] = open(record, asOf, today).operations
  const { id, fields, department } = record
  const given = first !== undefined && 'fields' in first ? first.fields : fields
  const reinstated: PlannedOperation = {
    id,
    occurred: asOf,
    event: 'reinstated',
    body: JSON.parse(JSON.stringify({ reason: asOf, department, fields: given })),
  }
  const operations = [reinstated, ...rest]
  return { id, title: titleIn(fields), outcome: 'added', older: false, seq, operations, from: record }
}

function change(
  record: DeliveredRecord,
  current: CurrentRecord,
  delivery: RegisterDelivery,
  today: string,
): RecordPlan {
  const { id, seq, state } = current
  const found = operationsOf(record, state, delivery, today)
  const older = isNewer(state, delivery.asOf)
  const operations = older ? [] : found
  const outcome = operations.length === 0 ? 'unchanged' : 'changed'
  return {
    id,
    title: titleIn(record.fields),
    outcome,
    older: older && found.length > 0,
    seq,
    operations,
    from: record,
  }
}

/** Operations by which a record that is there would be as the delivery says; none where it says the same. */
function operationsOf(
  record: DeliveredRecord,
  state: State,
  delivery: RegisterDelivery,
  today: string,
): PlannedOperation[] {
  const { id } = record
  const { asOf } = delivery
  if (state.kind === 'responsibility') return changeItem(record, state, asOf)
  if (!('sourceChanges' in state) || state.kind === 'handover') return []
  const rewritten: SourceChange[] = []
  const operations: PlannedOperation[] = []
  if (state.kind === 'question') {
    addAll(operations, changeQuestion(record, state, asOf, today, rewritten))
    return operations.concat(noteOf(record, state, rewritten, asOf))
  }
  if (record.department !== state.department && isLoggedKind(state.kind))
    operations.push({ id, occurred: asOf, event: 'transferred', body: { to: record.department } })
  addAll(operations, changeFields(record, state, asOf, rewritten))
  if (state.kind === 'decision') addAll(operations, changeDecision(record, state, delivery, today, rewritten))
  if (state.kind === 'milestone') addAll(operations, changeMilestone(record, state, asOf, today, rewritten))
  if (record.report !== null && isNews(record.report, state)) {
    operations.push({ id, occurred: asOf, event: 'reported', body: { asOf, ...record.report } })
  }
  return operations.concat(noteOf(record, state, rewritten, asOf))
}

/** The operation that notes what the source rewrote; none where there is nothing to note. */
function noteOf(
  { id, fields, where }: DeliveredRecord,
  state: TracedState,
  rewritten: readonly SourceChange[],
  asOf: string,
): PlannedOperation[] {
  const noted = notesOf(state, rewritten, titleIn(fields))
  return noted.length === 0 ? [] : [sourceChanged(id, noted, asOf, where.file)]
}
