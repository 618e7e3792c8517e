/**
 * How the kinds declare what may happen to their records. An act has a shape (what it says), `settle`
 * (what of it is recorded, or why it is refused) and `apply` (what it makes of the state).
 */
import { canonicalJson, type Json } from '../../ledger/canonical.ts'
import type { DepartmentState } from '../kinds/department/types.ts'
import type { State } from '../kinds/kinds.ts'
import type { Draft, Recorded, RecordKind } from './event.ts'
import { type Deciding, draft, refuse } from './guard.ts'
import * as parts from './parts.ts'
import {
  code,
  compact,
  type FieldsOf,
  type ObjectShape,
  object,
  requiredText,
  type Shape,
  type Shapes,
  set,
  text,
} from './shape.ts'
import { corrections } from './vocabulary.ts'

/** What every record made of acts has beside its own fields. */
export interface RecordBase {
  id: string
  seq: number
  department: string
  /** When it was first logged and last changed, in business time. */
  listed: string
  changed: string
  /** The latest business time of any of its entries. */
  latest: string
  corrections: number
  /** Departments to which it was transferred, one after the other. */
  transferred: string[]
  /** Entries of this record whose content is withheld: they stand in the ledger and cannot vanish. */
  sealed: SealedPart[]
  /** What later deliveries changed or dropped of what had been recorded. */
  sourceChanges: SourceChange[]
}

export interface SealedPart {
  kind: string
  seq: number
  occurred: string
  ground: string | null
  review: string | null
}

export interface SourceChange {
  change?: string
  field?: string
  from?: Json
  to?: Json
  /** Date of the delivery, and the version of the record at which it was noticed. */
  asOf: string | null
  seq: number
}

/** The other records that an act may look at. */
export interface Surroundings extends Deciding {
  record(id: string): State | undefined
  department(id: string): DepartmentState | undefined
}

export interface Act<S> {
  /** As it stands in an address: `conclude-step`. */
  verb: string
  shape: Shape<unknown>
  settle(state: S, body: Json, around: Surroundings): Json
  apply(state: S, body: Json, entry: Recorded): S
  /** Other records that the body names, to be loaded before it is settled. */
  mentions(body: Json): string[]
}

interface ActRules<S, B> {
  settle?: (state: S, body: B, around: Surroundings) => unknown
  apply: (state: S, body: B, entry: Recorded) => S
  mentions?: (body: B) => (string | null | undefined)[]
}

/** An act of a kind: `verb` as in an address. */
export function act<S, B>(verb: string, shape: Shape<B>, rules: ActRules<S, B>): Act<S> {
  return {
    verb,
    shape,
    settle(state, body, around) {
      const settled = rules.settle?.(state, shape.read(body), around)
      return settled === undefined ? body : JSON.parse(canonicalJson(settled))
    },
    apply: (state, body, entry) => rules.apply(state, shape.read(body), entry),
    mentions: (body) => (rules.mentions?.(shape.read(body)) ?? []).filter((one) => typeof one === 'string'),
  }
}

export interface KindRules<S extends RecordBase, F extends Shapes> {
  kind: RecordKind
  /** Event of the first entry, as `opened` in `decision.opened`. */
  first: string
  fields: ObjectShape<F, FieldsOf<F>>
  /** Checks a new record against others, and fills in what follows from the rest. */
  open(fields: FieldsOf<F>, around: Surroundings): FieldsOf<F>
  mentions(fields: Partial<FieldsOf<F>>): (string | null | undefined)[]
  /** The state that the first entry leaves. `withheld` when its content is not public. */
  begin(base: RecordBase, fields: FieldsOf<F>, withheld: boolean): S
  acts: { readonly [event: string]: Act<S> }
}

/** The state after one more entry of a kind made of acts. Total: an unknown event moves the version only. */
export function applyByRules<S extends RecordBase, F extends Shapes>(
  rules: KindRules<S, F>,
  state: S | null,
  entry: Recorded,
): S {
  const { envelope, body } = entry
  const { record, seq, occurred, department, kind } = envelope
  const withheld = body === null
  const sealed: SealedPart[] = withheld
    ? [{ kind, seq, occurred, ground: envelope.ground ?? null, review: envelope.review ?? null }]
    : []
  if (state === null) {
    const base: RecordBase = {
      id: record,
      seq,
      department: department ?? '',
      listed: occurred,
      changed: occurred,
      latest: occurred,
      corrections: 0,
      transferred: [],
      sealed,
      sourceChanges: [],
    }
    return rules.begin(base, rules.fields.read(body ?? undefined), withheld)
  }
  const latest = [state.latest, occurred].sort().at(-1) ?? occurred
  const next = { ...state, seq, changed: occurred, latest, sealed: [...state.sealed, ...sealed] }
  const event = kind.slice(rules.kind.length + 1)
  const known =
    kind.startsWith(`${rules.kind}.`) && Object.hasOwn(rules.acts, event) ? rules.acts[event] : undefined
  return body === null || known === undefined ? next : known.apply(next, body, entry)
}

/** The draft of the entry that opens a record. `given` was checked against the shape of its fields. */
export function draftFirst<S extends RecordBase, F extends Shapes>(
  rules: KindRules<S, F>,
  id: string,
  department: string,
  given: Json,
  around: Surroundings,
): Draft {
  const fields = rules.open(rules.fields.read(given), around)
  const body = compact(JSON.parse(canonicalJson(fields)), rules.fields.spec)
  return draft(around, { kind: `${rules.kind}.${rules.first}`, record: id, seq: 1, department, body })
}

/** The draft of one more entry. @throws Problem when it cannot be */
export function draftAct<S extends RecordBase>(
  kind: RecordKind,
  event: string,
  rule: Act<S>,
  state: S,
  given: Json,
  around: Surroundings,
): Draft {
  const settled = rule.settle(state, given, around)
  const { department, id } = state
  const body = compact(settled, rule.shape.spec)
  return draft(around, { kind: `${kind}.${event}`, record: id, seq: state.seq + 1, department, body })
}

/** Of a set, only what differs from what stands. @throws Problem `unchanged` when nothing does */
function narrowed<T extends object>(state: object, given: T): T {
  const now = new Map<string, unknown>(Object.entries(state))
  const changed = Object.entries(given).filter(
    ([field, value]) => canonicalJson(value ?? null) !== canonicalJson(now.get(field) ?? null),
  )
  if (changed.length > 0) return Object.fromEntries(changed) as T
  throw refuse(
    'unchanged',
    '所给内容与现状相同，没有可记的变化。',
    'What is given is what stands already: there is no change to record.',
  )
}

export interface CommonOptions<S, F extends Shapes> {
  /** Fields that an update may not move, each with the words that say what to use instead. */
  held: { readonly [field in keyof F]?: { zh: string; en: string } }
  sound(state: S, changes: Partial<FieldsOf<F>>, around: Surroundings): void
  mentions(changes: Partial<FieldsOf<F>>): (string | null | undefined)[]
}

/** What may happen to a record of any kind: update, correction, amendment, transfer, a change at the source. */
export function commonActs<F extends Shapes, S extends RecordBase & FieldsOf<F>>(
  fields: F,
  { held, sound, mentions }: CommonOptions<S, F>,
): { readonly [event: string]: Act<S> } {
  const changes = set(fields)
  const settleSet = (state: S, given: Partial<FieldsOf<F>>, around: Surroundings, free: boolean) => {
    if (!free) {
      for (const field of Object.keys(given)) {
        const instead = held[field]
        if (instead !== undefined) throw refuse('invalid', instead.zh, instead.en, `set/${field}`)
      }
    }
    sound(state, given, around)
    return narrowed(state, given)
  }
  return {
    updated: act('update', object({ set: changes, reason: text(2000) }), {
      settle: (state: S, body, around) => ({ ...body, set: settleSet(state, body.set, around, false) }),
      apply: (state, body) => ({ ...state, ...body.set }),
      mentions: (body) => mentions(body.set),
    }),
    corrected: act(
      'correct',
      object({ set: changes, correction: code(corrections), reason: requiredText(2000) }),
      {
        settle: (state: S, body, around) => ({ ...body, set: settleSet(state, body.set, around, true) }),
        apply: (state, body) => ({ ...state, ...body.set, corrections: state.corrections + 1 }),
        mentions: (body) => mentions(body.set),
      },
    ),
    amended: act('amend', object({ set: changes, ...parts.approval, reason: text(2000) }), {
      settle: (state: S, body, around) => ({ ...body, set: settleSet(state, body.set, around, false) }),
      apply: (state, body) => ({ ...state, ...body.set }),
      mentions: (body) => mentions(body.set),
    }),
    transferred: act('transfer', parts.transfer, {
      settle: (state: S, body, around) => {
        requireOpenDepartment(around, body.to, 'to')
        if (body.to === state.department)
          throw refuse('unchanged', '已在这一部门。', 'It is with this department already.', 'to')
      },
      apply: (state, { to }) =>
        to === null ? state : { ...state, department: to, transferred: [...state.transferred, to] },
      mentions: ({ to }) => [to],
    }),
    source_changed: act('note-source-change', parts.delivery, {
      apply: (state: S, { changes: found, asOf }) => ({
        ...state,
        sourceChanges: [...state.sourceChanges, ...found.map((one) => ({ ...one, asOf, seq: state.seq }))],
      }),
    }),
  }
}

/** @throws Problem unless `id` is a department that still exists */
export function requireOpenDepartment(around: Surroundings, id: string | null, field: string): void {
  const found = id === null ? undefined : around.department(id)
  if (found === undefined)
    throw refuse(
      'not_found',
      `没有部门 ${id ?? ''}：请先登记该部门。`,
      `There is no department ${id ?? ''}: register it first.`,
      field,
    )
  if (found.status === 'in_force') return
  throw refuse(
    'wrong_state',
    `部门 ${found.name === '' ? found.id : found.name} 已不存续。`,
    `The department ${found.name === '' ? found.id : found.name} is no longer in force.`,
    field,
  )
}

/** @throws Problem unless `id`, when given, is a record of this kind */
export function requireRecord(
  around: Surroundings,
  kind: RecordKind,
  id: string | null | undefined,
  field: string,
): void {
  if (id === null || id === undefined || around.record(id)?.kind === kind) return
  throw refuse('not_found', `没有记录 ${id}。`, `There is no record ${id}.`, field)
}

/** Whether the last thing noted of the whole record is that it vanished at the source. */
export function isVanished({ sourceChanges }: Pick<RecordBase, 'sourceChanges'>): boolean {
  return sourceChanges.filter(({ field }) => field === 'record').at(-1)?.change === 'vanished'
}
