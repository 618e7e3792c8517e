/** Which forms the workbench has, and what each asks first. The fields themselves are those of the domain. */
import { accountForms } from '../../../worker/domain/kinds/account/shape.ts'
import { STEP_FIELDS, type StepField } from '../../../worker/domain/kinds/decision/step.ts'
import { stepTypes } from '../../../worker/domain/kinds/decision/vocabulary.ts'
import { departmentForms } from '../../../worker/domain/kinds/department/shape.ts'
import { type ActKind, isActKind, kindFace } from '../../../worker/domain/kinds/registry.ts'
import type { Shape, Spec, Specs } from '../../../worker/domain/record/shape.ts'

/** Kinds whose acts are functions of their own, and declare for forms what they take. */
const declared = { department: departmentForms, account: accountForms }
type Declared = keyof typeof declared

export type FormKind = Declared | ActKind

function actsOf(kind: Declared): { readonly [verb: string]: { event: string; shape: Shape<unknown> } } {
  return declared[kind].acts
}

const isDeclared = (kind: string | null): kind is Declared => kind !== null && Object.hasOwn(declared, kind)

/** What is logged day by day. */
export const formKinds = [
  'decision',
  'milestone',
  'responsibility',
  'evaluation',
  'handover',
  'membership',
] as const satisfies readonly FormKind[]

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
}

/** Set by importers, or said elsewhere: no form asks for them. */
const HIDDEN = new Set([
  'source',
  'typeAsPrinted',
  'levelAsPrinted',
  'declaredStatus',
  'id',
  'modifiedAt',
  'localTime',
  'metAt',
  'handover',
])

/** What deliveries and hand-overs record by themselves. */
const UNASKED = new Set(['note-source-change', 'transfer', 'evaluate'])

const isAsked = (kind: FormKind, verb: string): boolean => !UNASKED.has(verb) || kind === 'responsibility'

const FIRST: { readonly [kind in FormKind]: readonly string[] } = {
  responsibility: [
    'name',
    'type',
    'itemCode',
    'implementer',
    'level',
    'undertakingUnits',
    'legalBases',
    'duties',
    'promisedTimeLimit',
    'riskPoints',
  ],
  decision: [
    'title',
    'class',
    'matter',
    'summary',
    'responsibility',
    'noResponsibility',
    'applicability',
    'decisionOrgan',
    'proposerKind',
    'proposedAt',
    'legalBases',
  ],
  milestone: [
    'title',
    'decision',
    'responsibility',
    'type',
    'currentDue',
    'responsibleUnit',
    'acceptanceCriteria',
    'weight',
    'reportEvery',
    'verifier',
  ],
  evaluation: [
    'decision',
    'title',
    'trigger',
    'evaluator',
    'independent',
    'method',
    'criteria',
    'publicInput',
    'recommendation',
    'summary',
    'publishedAt',
    'documents',
  ],
  flag: ['subject', 'title', 'severity', 'finding', 'legalBases', 'value', 'threshold', 'asOf'],
  department: ['code', 'name', 'nameEn', 'departmentKind', 'parent', 'level', 'inForceFrom'],
  account: ['post', 'role', 'department', 'until'],
  handover: [
    'title',
    'to',
    'fromPost',
    'toPost',
    'inventory',
    'unresolved',
    'supervisor',
    'effectiveOn',
    'reason',
  ],
  membership: ['member', 'role', 'membershipKind', 'onBehalfOf', 'from', 'to'],
}

const fieldsOf = (spec: Spec): Specs => (spec.is === 'object' || spec.is === 'set' ? spec.fields : {})

/** The form of a verb; null where there is none. */
export function formOf(kind: string, verb: string): Form | null {
  if (!isFormKind(kind)) return null
  const event = eventOf(kind, verb)
  const spec = specOf(kind, verb)
  if (event === null || spec === null) return null
  const specs = fieldsOf(spec)
  const asked = Object.keys(specs).filter(
    (field) => !HIDDEN.has(field) || (field === 'metAt' && verb !== 'open'),
  )
  const first = verb === 'open' ? FIRST[kind].filter((field) => asked.includes(field)) : asked
  return { kind, verb, event, specs, main: first, more: asked.filter((field) => !first.includes(field)) }
}

/** The verbs of a kind, for records that exist, in the order in which they are declared. */
export function verbsOf(kind: FormKind): string[] {
  if (isDeclared(kind)) return Object.keys(actsOf(kind))
  return kindFace(kind).acts.flatMap(({ verb }) => (isAsked(kind, verb) ? [verb] : []))
}

export function isFormKind(kind: string | null): kind is FormKind {
  return isDeclared(kind) || isActKind(kind)
}

function specOf(kind: FormKind, verb: string): Spec | null {
  if (isDeclared(kind))
    return verb === 'open' ? declared[kind].fields.spec : (actsOf(kind)[verb]?.shape.spec ?? null)
  const face = kindFace(kind)
  if (verb === 'open') return face.fields.spec
  return face.acts.find((act) => act.verb === verb && isAsked(kind, verb))?.shape.spec ?? null
}

const OPENED: { readonly [kind in FormKind]: string } = {
  responsibility: 'listed',
  department: 'listed',
  account: 'granted',
  decision: 'opened',
  milestone: 'planned',
  evaluation: 'published',
  handover: 'proposed',
  membership: 'listed',
  flag: 'raised',
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
  if (verb === 'open') return `${kind}.${OPENED[kind]}`
  const event = isDeclared(kind)
    ? actsOf(kind)[verb]?.event
    : kindFace(kind).acts.find((one) => one.verb === verb)?.event
  return event === undefined ? null : `${kind}.${event}`
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
