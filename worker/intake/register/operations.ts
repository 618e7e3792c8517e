/** The operations that a delivery gives: each act with its date and its body. */

import { dateOfStep, type Step } from '../../domain/kinds/decision/step.ts'
import { dayNumber, earliest, latest } from '../../domain/record/date.ts'
import { canonicalJson, type Json } from '../../ledger/canonical.ts'
import type { DeliveredFields, DeliveredRecord } from './delivery/delivery.ts'

export type PlannedOperation =
  | { id: string; occurred: string; department: string; fields: DeliveredFields }
  | { id: string; occurred: string; event: string; body: Json }

/** One thing that a source rewrote, dropped or brought back. */
export type SourceChange = {
  change: 'changed' | 'vanished' | 'returned'
  field: string
  from?: Json
  to?: Json
}

/** The claimed date of an event, or that of the delivery where it would lie after it. */
export function occurredOn(date: string | null, asOf: string, today: string): string {
  const last = Math.min(dayNumber(latest(asOf)), dayNumber(today))
  return date !== null && dayNumber(earliest(date)) <= last ? date : asOf
}

/** Operation `source_changed` on a record, for changes that a source made to facts already recorded. */
export function sourceChanged(
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

/**
 * Operation for a step of a decision: concluded on its day; started, if it has no day or one after `today`.
 */
export function stepOperation(
  id: string,
  step: DeliveredFields,
  asOf: string,
  today: string,
): PlannedOperation {
  const date = dateOfStep(step as Step)
  const future = date !== null && dayNumber(earliest(date)) > dayNumber(today)
  return {
    id,
    occurred: occurredOn(date, asOf, today),
    event: date === null || future ? 'step_started' : 'step_concluded',
    body: { step },
  }
}

/**
 * Operation `decided` with the ruling of a decision, on its day, or that of the delivery if it lies after it.
 */
export function rulingOperation(
  id: string,
  ruling: DeliveredFields,
  asOf: string,
  today: string,
): PlannedOperation {
  const decidedAt = typeof ruling.decidedAt === 'string' ? ruling.decidedAt : null
  return { id, occurred: occurredOn(decidedAt, asOf, today), event: 'decided', body: ruling }
}

/**
 * Operation `claimed` for a milestone said to be done, with its place in the delivery as evidence; undated
 * where the source gives no day.
 */
export function claimOperation(
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

/** Operation `answered` on a question; undated where the source gives no day. */
export function answerOperation(
  { id, answer, done }: DeliveredRecord,
  asOf: string,
  today: string,
): PlannedOperation {
  return {
    id,
    occurred: occurredOn(done, asOf, today),
    event: 'answered',
    body: { ...answer, ...(done === null ? { undated: true } : {}) },
  }
}

/** True for a question that the delivery says was answered, on a day or on none that it states. */
export function isAnswered({ answer, done, finished }: DeliveredRecord): boolean {
  return answer !== null && (done !== null || finished === true)
}

/** The rating that a list states of a question; null where it states none. */
function ratingIn({ rating }: DeliveredRecord): DeliveredFields | null {
  const says = Object.values(rating ?? {}).some((said) => said !== 'not_stated')
  return says ? rating : null
}

/** Operation `rating_stated` on a question, on the day of the delivery: lists do not say when somebody rated. */
export function ratingOperations(record: DeliveredRecord, asOf: string, today: string): PlannedOperation[] {
  const body = ratingIn(record)
  if (body === null) return []
  return [{ id: record.id, occurred: occurredOn(null, asOf, today), event: 'rating_stated', body }]
}

/** True for two values with the same canonical JSON; null and undefined are the same. */
export const same = (a: unknown, b: unknown): boolean => canonicalJson(a ?? null) === canonicalJson(b ?? null)
/** True for null, undefined and an empty list. */
export const empty = (value: unknown): boolean =>
  value === null || value === undefined || (Array.isArray(value) && value.length === 0)
