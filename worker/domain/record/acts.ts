/**
 * Declarations of acts on the records of a kind. An act has a shape (what it says), `settle` (what of it is
 * recorded, or why it is refused), `also` (what it records on other records as well) and `apply` (what it
 * makes of the state).
 */
import type { Json } from '../../ledger/canonical.ts'
import { canonicalCopy } from '../../ledger/canonical-copy.ts'
import {
  type Annulment,
  type Entering,
  type EnteringBody,
  isEntering,
  requireCounted,
} from './entered/annulment.ts'
import type { FormerHolding } from './entered/tenure.ts'
import type { Draft, Recorded, RecordKind } from './event.ts'
import type { Link } from './facts.ts'
import { draft } from './guard.ts'
import { type Context, type Count, type Lookup, requireHolder } from './lookup.ts'
import { compact, type FieldsOf, type ObjectShape, type Shape, type Shapes } from './shape.ts'

/** Fields that the state of every record has beside its own. */
export interface RecordState {
  id: string
  seq: number
  /** Absent of a department itself. */
  department?: string | null
  /** Reason for which it counts nowhere; absent while it counts. */
  annulled?: Annulment
  /** Departments that held it, and how it stood with them, the earliest first; absent where nothing of that changed. */
  formerly?: FormerHolding[]
}

/** Fields that most records have beside their own. */
export interface RecordBase extends RecordState {
  department: string
  /** Dates of its first entry and of its last change, in business time. */
  listed: string
  changed: string
  /** The latest business time of any of its entries. */
  latest: string
  corrections: number
  /** Departments to which it was transferred, one after the other. */
  transferred: string[]
  /** Entries of this record whose content is withheld: they stand in the ledger and cannot vanish. */
  sealed: SealedPart[]
  /** Changes at the source: fields that later deliveries changed or dropped. */
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

/** An entry on another record that an act brings about, in the same submission. */
export type Further = {
  /** It stands before the entry of the act itself, not after it; where it is on the same record, the act is decided after it. */
  ahead?: boolean
  /** Place in the request where its fields were said, as `into/0`: put before the field of a problem. */
  place?: string
} & Wish

/** A record that is opened, or an act on one that is there. */
export type Wish =
  | { opens: RecordKind; id: string; department: string | null; fields: Json }
  | { event: string; on: string; body: Json }

/**
 * One thing that may happen to what has a state `S`. Of a record its entry is one of the ledger and it is decided
 * in a `Context`; what is no record has entries (`E`) and circumstances (`C`) of its own.
 */
export interface Act<S, E = Recorded, C = Context, V extends string = string> {
  /** As it stands in an address: `conclude-step`. */
  verb: V
  /** Shape of a request. */
  shape: Shape<unknown>
  /** Shape of what stands in the ledger of it, where that is another. */
  recorded: Shape<unknown>
  /** @returns what is recorded @throws Problem */
  settle(state: S, body: Json, context: C): Json
  /**
   * Entries on other records that it brings about. @param body as it was said; `recorded` as it was settled
   */
  also(state: S, body: Json, recorded: Json, context: C): Further[]
  apply(state: S, body: Json | null, entry: E): S
  /**
   * True for an act whose effect follows from its name alone, so that it holds where its content is withheld.
   */
  evenWithheld: boolean
  /** True for an act that a person outside has a right to, whether the record counts or not. */
  evenAnnulled: boolean
  /** True for an act of which others are told apart, and that says nothing of anybody: its content is never erased. */
  lasting: boolean
  /** Other records that the body names, to be loaded before it is settled. */
  mentions(body: Json): string[]
  /** Further records to be loaded: asked again with what was found, until it names nothing new. */
  besides(state: S, body: Json, lookup: Lookup): string[]
  /** Counts of records of a kind, on which it rests. */
  counts(state: S): Count[]
  /** Relation in which other records point at this one, all of which it looks at; null for none. */
  pointing: Link['rel'] | null
  /** The earlier version of the record that it looks at; null for none. */
  goesBackTo(body: Json): number | null
}

type Ids = readonly (string | null | undefined)[]

interface ActRules<S, B, R, E, C> {
  settle?: (state: S, body: B, context: C) => unknown
  also?: (state: S, recorded: R, context: C, body: B) => Further[]
  apply: (state: S, body: R, entry: E) => S
  evenWithheld?: boolean
  evenAnnulled?: boolean
  lasting?: boolean
  mentions?: (body: B) => Ids
  besides?: (state: S, body: B, lookup: Lookup) => Ids
  counts?: (state: S) => Count[]
  pointing?: Link['rel']
  goesBackTo?: (body: B) => number
}

/** An act of a kind: `verb` as in an address. */
export function act<S, B, V extends string, E = Recorded, C = Context>(
  verb: V,
  shape: Shape<B>,
  rules: ActRules<S, B, B, E, C>,
): Act<S, E, C, V> {
  return actAs(verb, shape, shape, rules)
}

/** An act that records something else than what is said, as ids for what it opens. */
export function actAs<S, B, R, V extends string, E = Recorded, C = Context>(
  verb: V,
  shape: Shape<B>,
  recorded: Shape<R>,
  rules: ActRules<S, B, R, E, C>,
): Act<S, E, C, V> {
  const {
    settle,
    also,
    apply,
    evenWithheld = false,
    evenAnnulled = false,
    lasting = false,
    mentions,
    besides,
    counts,
    pointing = null,
    goesBackTo,
  } = rules
  return {
    verb,
    shape,
    recorded,
    evenWithheld,
    evenAnnulled,
    lasting,
    pointing,
    settle(state, body, context) {
      const settled = settle?.(state, shape.read(body), context)
      return settled === undefined ? body : canonicalCopy(settled)
    },
    also: (state, body, found, context) =>
      also?.(state, recorded.read(found), context, shape.read(body)) ?? [],
    apply: (state, body, entry) => apply(state, recorded.read(body ?? undefined), entry),
    mentions: (body) => textsOf(mentions?.(shape.read(body)) ?? []),
    besides: (state, body, lookup) => textsOf(besides?.(state, shape.read(body), lookup) ?? []),
    counts: (state) => counts?.(state) ?? [],
    goesBackTo: (body) => goesBackTo?.(shape.read(body)) ?? null,
  }
}

function textsOf(ids: Ids): string[] {
  return ids.filter((id) => typeof id === 'string')
}

export interface KindRules<S extends RecordState, F extends Shapes> {
  kind: RecordKind
  /** Event of the first entry, as `opened` in `decision.opened`. */
  first: string
  fields: ObjectShape<F, FieldsOf<F>>
  /** Checks a new record against others, and fills in what follows from the rest. */
  open(fields: FieldsOf<F>, context: Context, place: Place): FieldsOf<F>
  /** Entries on other records that the first entry brings about. */
  also?(fields: FieldsOf<F>, context: Context, place: Place): Further[]
  /**
   * Guard of the department that is to hold a new record; by default it has to be in force. @throws Problem
   */
  holder?(context: Context, department: string | null): void
  /** Place of a new record, in as far as its own fields say so. */
  placed?(fields: FieldsOf<F>): Partial<Place>
  mentions(fields: Partial<FieldsOf<F>>): Ids
  /**
   * Guard of its own on what takes a record out of the count, or back: `body` as it is asked. None when left out.
   *
   * @throws Problem
   */
  entering?(state: S, event: Entering, body: EnteringBody): void
  /** The state that the first entry leaves. `withheld` when its content is not public. */
  begin(base: RecordBase, fields: FieldsOf<F>, withheld: boolean): S
  /** The state after an act, with what the act ended of holder or status kept in it; left out where it is not kept. */
  passed?(before: S, after: S, occurred: string): S
  acts: { readonly [event: string]: Act<S> }
}

/** A new record, and the department that logs it. */
export interface Place {
  id: string
  department: string | null
}

/** The state after one more entry of a kind made of acts. Total: an unknown event moves the version only. */
export function applyByRules<S extends RecordState, F extends Shapes>(
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
  const event = kind.slice(rules.kind.length + 1)
  const next = { ...state, seq, ...traceOf(state, isEntering(event) ? null : occurred, sealed) }
  const known =
    kind.startsWith(`${rules.kind}.`) && Object.hasOwn(rules.acts, event) ? rules.acts[event] : undefined
  if (known === undefined || (withheld && !known.evenWithheld)) return next
  const after = known.apply(next, body, entry)
  return isEntering(event) ? after : (rules.passed?.(state, after, occurred) ?? after)
}

/** Trace of an entry in the state of most kinds: the latest time, and the parts whose content is withheld. */
function traceOf(state: object, occurred: string | null, sealed: readonly SealedPart[]): object {
  const changed = occurred === null ? {} : { changed: occurred }
  if (!('latest' in state && typeof state.latest === 'string' && 'sealed' in state)) return changed
  const before = Array.isArray(state.sealed) ? state.sealed : []
  const latest = occurred === null ? state.latest : ([state.latest, occurred].sort().at(-1) ?? occurred)
  return { ...changed, latest, sealed: [...before, ...sealed] }
}

/** Decision on an act: the draft of the entry itself, and the entries it brings about beside it. */
export interface Decided {
  draft: Draft
  further: Further[]
}

/**
 * The fields of a record as it is opened, or entered anew: with a department that may hold it.
 *
 * @throws Problem when it cannot be opened
 */
export function openHeld<S extends RecordState, F extends Shapes>(
  rules: Pick<KindRules<S, F>, 'holder' | 'open'>,
  fields: FieldsOf<F>,
  context: Context,
  place: Place,
): FieldsOf<F> {
  if (rules.holder === undefined) requireHolder(context, place.department)
  else rules.holder(context, place.department)
  return rules.open(fields, context, place)
}

/**
 * The entry that opens a record.
 *
 * @param given checked against the shape of its fields
 * @throws Problem when it cannot be opened
 */
export function decideFirst<S extends RecordState, F extends Shapes>(
  rules: KindRules<S, F>,
  place: Place,
  given: Json,
  context: Context,
): Decided {
  const { id, department } = place
  const fields = openHeld(rules, rules.fields.read(given), context, place)
  const body = compact(canonicalCopy(fields), rules.fields.spec)
  return {
    draft: draft(context, { kind: `${rules.kind}.${rules.first}`, record: id, seq: 1, department, body }),
    further: rules.also?.(fields, context, place) ?? [],
  }
}

/** One more entry. @throws Problem when it cannot be */
export function decideAct<S extends RecordState>(
  kind: RecordKind,
  event: string,
  rule: Act<S>,
  state: S,
  given: Json,
  context: Context,
): Decided {
  if (!rule.evenAnnulled) requireCounted(state, event)
  const settled = rule.settle(state, given, context)
  const { department = state.id, id } = state
  const body = compact(settled, rule.recorded.spec)
  // What stays in the open for ever is never withheld along with what it stands before.
  const seen: Context = rule.lasting
    ? { ...context, visibility: 'public', ground: undefined, review: undefined }
    : context
  return {
    draft: draft(seen, { kind: `${kind}.${event}`, record: id, seq: state.seq + 1, department, body }),
    further: rule.also(state, given, settled, context),
  }
}

/** True when the last thing noted of the whole record is that it vanished at the source. */
export function isVanished({ sourceChanges }: Pick<RecordBase, 'sourceChanges'>): boolean {
  return sourceChanges.filter(({ field }) => field === 'record').at(-1)?.change === 'vanished'
}
