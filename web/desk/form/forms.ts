/** Which forms the workbench has, and what each asks first. The fields themselves are those of the domain. */
import { STEP_FIELDS, type StepField } from '../../../worker/domain/decision/step.ts'
import { stepTypes } from '../../../worker/domain/decision/words.ts'
import { type ActKind, isActKind, kindFace } from '../../../worker/domain/registry.ts'
import { responsibilityForms } from '../../../worker/domain/responsibility/shape.ts'
import type { Spec, Specs } from '../../../worker/domain/shape.ts'

export type FormKind = 'responsibility' | ActKind

export const formKinds: readonly FormKind[] = [
  'decision',
  'milestone',
  'responsibility',
  'evaluation',
  'handover',
  'membership',
]

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
const HIDDEN = new Set(['source', 'declaredStatus', 'id', 'modifiedAt', 'localTime', 'metAt', 'handover'])

/** What deliveries and hand-overs record by themselves. */
const UNASKED = new Set(['note-source-change', 'transfer', 'evaluate'])

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
  const verbs =
    kind === 'responsibility'
      ? Object.keys(responsibilityForms.acts)
      : kindFace(kind).acts.map(({ verb }) => verb)
  return verbs.filter((verb) => !UNASKED.has(verb) || kind === 'responsibility')
}

export function isFormKind(kind: string | null): kind is FormKind {
  return kind === 'responsibility' || isActKind(kind)
}

function specOf(kind: FormKind, verb: string): Spec | null {
  if (kind === 'responsibility')
    return verb === 'open' ? responsibilityForms.fields.spec : (responsibilityForms.acts[verb]?.spec ?? null)
  const face = kindFace(kind)
  if (verb === 'open') return face.fields.spec
  return face.acts.find((act) => act.verb === verb && !UNASKED.has(verb))?.shape.spec ?? null
}

const RESPONSIBILITY: { readonly [verb: string]: string } = {
  open: 'listed',
  amend: 'amended',
  correct: 'corrected',
  transfer: 'transferred',
  merge: 'merged',
  split: 'split',
  suspend: 'suspended',
  resume: 'resumed',
  abolish: 'abolished',
}

const OPENED: { readonly [kind in ActKind]: string } = {
  decision: 'opened',
  milestone: 'planned',
  evaluation: 'published',
  handover: 'proposed',
  membership: 'listed',
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
  if (kind === 'responsibility') {
    const event = Object.hasOwn(RESPONSIBILITY, verb) ? RESPONSIBILITY[verb] : undefined
    return event === undefined ? null : `responsibility.${event}`
  }
  if (verb === 'open') return `${kind}.${OPENED[kind]}`
  const act = kindFace(kind).acts.find((one) => one.verb === verb)
  return act === undefined ? null : `${kind}.${act.event}`
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
