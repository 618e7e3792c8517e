/**
 * 逾期通告: that something owed was not there on the day after its last day, and to whom it has come since. The clock
 * writes it, nobody else: each step is one entry, and follows from days alone.
 */
import { dayOf } from '../../record/date.ts'
import type { Draft, Recorded } from '../../record/event.ts'
import type { Link, Summary } from '../../record/facts.ts'
import { objectOf } from '../../record/json.ts'
import { date, id, object, type ReadOf, requiredCode, requiredDate, text } from '../../record/shape.ts'
import { type OverdueStep, overdueSteps, owedThings, settlements } from './vocabulary.ts'

export const overdueFields = object({
  subject: id(),
  what: requiredCode(owedThings, 'milestone'),
  /** Id of the time limit. */
  profile: text(60),
  /** The last day that was missed. */
  due: requiredDate(),
})

const stepFields = object({
  step: requiredCode(overdueSteps, 'approver'),
  /** The department or organ to which it comes; null where none is registered, and for inspectors. */
  to: id('department'),
})

const settledFields = object({
  why: requiredCode(settlements, 'done'),
  /** The day on which it was done. */
  on: date(),
})

/** One step, as it was taken on a day. */
export interface TakenStep extends ReadOf<typeof stepFields> {
  on: string
}

export interface OverdueState extends ReadOf<typeof overdueFields> {
  kind: 'overdue'
  id: string
  seq: number
  department: string | null
  listed: string
  changed: string
  status: 'open' | 'settled'
  steps: TakenStep[]
  settled: (ReadOf<typeof settledFields> & { day: string }) | null
}

/** State of a notice after one more entry; total for bodies of any shape. */
export function applyToOverdue(state: OverdueState | null, { envelope, body }: Recorded): OverdueState {
  const { seq, kind, occurred } = envelope
  const said = objectOf(body ?? undefined)
  const step = { ...stepFields.read(said), on: occurred }
  if (state === null)
    return {
      kind: 'overdue',
      id: envelope.record,
      seq,
      department: envelope.department,
      ...overdueFields.read(said),
      listed: occurred,
      changed: occurred,
      status: 'open',
      steps: [step],
      settled: null,
    }
  const next = { ...state, seq, changed: occurred }
  if (kind === 'overdue.escalated') return { ...next, steps: [...state.steps, step] }
  if (kind !== 'overdue.settled') return next
  return { ...next, status: 'settled', settled: { ...settledFields.read(said), day: occurred } }
}

/** The last step that was taken. */
export function stepOf({ steps }: OverdueState): OverdueStep {
  return steps.at(-1)?.step ?? 'approver'
}

/** One thing that a record owed by a day: several may have the same last day. */
export type Missed = Pick<OverdueState, 'what' | 'due'> & { subject: string }

/** One notice for each thing that a record has missed, and for the day of each. */
function overdueId({ subject, what, due }: Missed): string {
  return `ove-${subject}-${what}-${due}`
}

/** Ids that the notice may have: the one of today, and that of before, which named no thing. */
export function overdueIds(missed: Missed): string[] {
  return [overdueId(missed), `ove-${missed.subject}-${missed.due}`]
}

const NOTICE = /^ove-([a-z]{3}-[a-z0-9]{1,40})(?:-[a-z]{1,20})?-\d{4}-\d{2}-\d{2}$/

/** The id of what a notice is about, by that of the notice; null for any other record. */
export function subjectOfNotice(id: string): string | null {
  return NOTICE.exec(id)?.[1] ?? null
}

/** Row of a notice: it has no title of its own, and stands under that of its subject. */
export function summariseOverdue(state: OverdueState): Summary {
  const { department, what, status, due } = state
  return { title: '', department, type: what, level: stepOf(state), status, day: dayOf(due) }
}

export function linkOverdue({ subject }: OverdueState): Link[] {
  return subject === null ? [] : [{ rel: 'subject', target: subject }]
}

/** The entry of one step, the first of which opens the notice. */
export function decideStep(
  before: OverdueState | null,
  fields: {
    subject: string
    department: string | null
    what: OverdueState['what']
    profile: string
    due: string
  },
  { step, to }: { step: OverdueStep; to: string | null },
  today: string,
): Draft {
  const { subject, department, ...rest } = fields
  const taken = { step, ...(to === null ? {} : { to }) }
  return {
    kind: before === null ? 'overdue.noted' : 'overdue.escalated',
    record: before?.id ?? overdueId(fields),
    seq: (before?.seq ?? 0) + 1,
    department,
    occurred: today,
    visibility: 'public',
    body: before === null ? { subject, ...rest, ...taken } : taken,
  }
}

/** The entry by which a notice ends. */
export function decideSettled(
  state: OverdueState,
  why: keyof typeof settlements,
  on: string | null,
  today: string,
): Draft {
  return {
    kind: 'overdue.settled',
    record: state.id,
    seq: state.seq + 1,
    department: state.department,
    occurred: today,
    visibility: 'public',
    body: { why, ...(on === null ? {} : { on }) },
  }
}
