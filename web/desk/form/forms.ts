/**
 * Forms of the workbench, and the fields that each asks first. The fields themselves are those of the domain.
 */
import { STEP_FIELDS, type StepField } from '../../../worker/domain/kinds/decision/step.ts'
import { stepTypes } from '../../../worker/domain/kinds/decision/vocabulary.ts'
import { kinds } from '../../../worker/domain/kinds/kinds.ts'
import {
  eventName,
  isKind,
  type KindsWhere,
  kindOf,
  openingOf,
  recordKinds,
} from '../../../worker/domain/kinds/table.ts'
import type { DeclaredAct, FormOrder } from '../../../worker/domain/record/kind.ts'
import type { Spec, Specs } from '../../../worker/domain/record/shape.ts'
import type { Fields } from './fields/value.ts'

export type FormKind = KindsWhere<{ form: FormOrder }>

/** Kinds that are logged day by day. */
export const formKinds: readonly FormKind[] = recordKinds
  .filter(isFormKind)
  .filter((kind) => formOrder(kind).daily)

function formOrder(kind: FormKind): FormOrder {
  return kinds[kind].form
}

export interface Form {
  kind: FormKind
  /** As in an address: `open` for a new record. */
  verb: string
  /** Event that it leaves, as `decision.decided`. */
  event: string
  specs: Specs
  /** Fields asked at once, and those behind a fold. */
  main: readonly string[]
  more: readonly string[]
  /** The field that is asked before all others; null where none is. */
  lead: string | null
  /** Fields of which one has to be filled in. */
  either: readonly string[]
  /** Fields that no act puts otherwise. */
  fixed: readonly string[]
  /** Texts that most often name a record, with the kinds of those. */
  names: { readonly [field: string]: readonly string[] }
}

const fieldsOf = (spec: Spec): Specs => (spec.is === 'object' || spec.is === 'set' ? spec.fields : {})

/** The form of a verb; null where there is none. */
export function formOf(kind: string, verb: string): Form | null {
  if (!isFormKind(kind)) return null
  const event = eventOf(kind, verb)
  const spec = specOf(kind, verb)
  if (event === null || spec === null) return null
  const specs = fieldsOf(spec)
  const {
    first,
    hidden = [],
    listed = [],
    fixed = [],
    lead = null,
    either = [],
    names = {},
  } = formOrder(kind)
  const opens = verb === 'open'
  const asked = Object.keys(specs).filter(
    (field) => !listed.includes(field) && !(opens && hidden.includes(field)),
  )
  const main = opens ? first.filter((field) => asked.includes(field)) : asked
  const more = asked.filter((field) => !main.includes(field))
  return {
    ...{ kind, verb, event, specs, main, more },
    lead: opens ? lead : null,
    either: opens ? either : [],
    fixed,
    names,
  }
}

/**
 * Fields that are asked at once and those behind the fold, by what was answered: a matter of one kind needs what
 * another does not. Before the field that leads was answered, it is asked alone.
 */
export function askedOf({ kind, lead, main, more }: Form, whole: Fields): { main: string[]; more: string[] } {
  if (lead === null) return { main: [...main], more: [...more] }
  const answer = whole[lead]
  if (typeof answer !== 'string' || answer === '') return { main: [lead], more: [] }
  const { only = {} } = formOrder(kind)
  const isAtOnce = (field: string): boolean => only[field]?.includes(answer) ?? true
  return { main: main.filter(isAtOnce), more: [...main.filter((field) => !isAtOnce(field)), ...more] }
}

/** The verbs of a kind, for records that exist, in the order in which they are declared. */
export function verbsOf(kind: FormKind): string[] {
  return askedActs(kind).map(({ verb }) => verb)
}

function askedActs(kind: FormKind): DeclaredAct[] {
  const { unasked = [] } = formOrder(kind)
  return kindOf(kind).acts.filter(({ event }) => !unasked.includes(event))
}

/** True for a kind that has a form; false for null and for codes that are no kind. */
export function isFormKind(kind: string | null): kind is FormKind {
  return kind !== null && isKind(kind) && kinds[kind].form !== null
}

function specOf(kind: FormKind, verb: string): Spec | null {
  if (verb === 'open') return kindOf(kind).fields?.spec ?? null
  return askedActs(kind).find((act) => act.verb === verb)?.shape.spec ?? null
}

/** The form of an event, as `decision.decided`; null where there is none. */
export function formOfEvent(event: string): Form | null {
  const kind = event.split('.')[0] ?? ''
  if (!isFormKind(kind)) return null
  const verb = ['open', ...verbsOf(kind)].find((one) => eventOf(kind, one) === event)
  return verb === undefined ? null : formOf(kind, verb)
}

/** The event that a verb leaves; null for a verb that there is not. */
export function eventOf(kind: FormKind, verb: string): string | null {
  if (verb === 'open') return openingOf(kind)
  const act = kindOf(kind).acts.find((one) => one.verb === verb)
  return act === undefined ? null : eventName(kind, act.event)
}

/** The event of a verb without its kind: `cleared` of `clear`. */
export function actOf(kind: FormKind, verb: string): string {
  return eventOf(kind, verb)?.split('.')[1] ?? ''
}

const COMMON: readonly StepField[] = ['title', 'organ', 'startedAt', 'concludedAt', 'dueAt']
const LAST: readonly StepField[] = ['outcome', 'waivedReason', 'note', 'documents']

/** Fields that a step of this type is asked for, in order; none for no type. */
export function stepFieldsOf(type: unknown, verb: string): readonly string[] {
  if (typeof type !== 'string' || !isStepType(type)) return []
  const skipped =
    verb === 'start-step'
      ? ['concludedAt', 'outcome', 'waivedReason']
      : verb === 'conclude-step'
        ? ['dueAt']
        : []
  return [...COMMON, ...STEP_FIELDS[type], ...LAST].filter((field) => !skipped.includes(field))
}

function isStepType(type: string): type is keyof typeof STEP_FIELDS {
  return Object.hasOwn(stepTypes, type)
}
