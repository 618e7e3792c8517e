/**
 * Declaration of a kind of record: all that is said of it but its names, which stand apart in its `words.ts`.
 */

import { applyByRules, type KindRules, type RecordState } from './acts.ts'
import { enteringActs } from './entered/acts.ts'
import type { Recorded, RecordKind, State } from './event.ts'
import { faceOf, type KindFace } from './face.ts'
import type { Dated, Link, SearchField, Summary } from './facts.ts'
import { type Listing, listed } from './list/listed.ts'
import type { Called } from './names/naming.ts'
import type { NamingDays } from './names/reader.ts'
import type { Words } from './problem.ts'
import type { Shape, Shapes } from './shape.ts'

/** One thing that may happen to a record, as it is told to forms and to the API. */
export interface DeclaredAct {
  /** As `decided` in `decision.decided`. */
  readonly event: string
  /** As it stands in an address: `conclude-step`. */
  readonly verb: string
  readonly shape: Shape<unknown>
  /** True where its content is never erased: it says nothing of anybody, and others are told apart by it. */
  readonly lasting: boolean
}

/** Order in which the workbench asks for a kind. */
export interface FormOrder {
  /** True for a kind that is logged day by day. */
  readonly daily: boolean
  /** Fields of a new record that are asked at once, in order; the others stand behind a fold. */
  readonly first: readonly string[]
  /** The field that is asked before all others, as a choice: what kind of matter it is. */
  readonly lead?: string
  /** Fields asked at once for some answers to the lead alone; for others they stand behind the fold. */
  readonly only?: { readonly [field: string]: readonly string[] }
  /** Fields of which one has to be filled in. */
  readonly either?: readonly string[]
  /** Texts that most often name a record: names of these kinds are offered as one types. */
  readonly names?: { readonly [field: string]: readonly RecordKind[] }
  /** Fields of a new record that no form asks for: set by importers, or said by an act. */
  readonly hidden?: readonly string[]
  /** Fields that lists alone fill in: no form asks for them, whatever the act. */
  readonly listed?: readonly string[]
  /** Fields that no act puts otherwise: the record is annulled, and another one logged. */
  readonly fixed?: readonly string[]
  /** Events that deliveries, hand-overs and other records bring about: no form asks for them. */
  readonly unasked?: readonly string[]
}

/**
 * 任期、有效期: what follows from the days between which a record is in force. It is computed for a day and never
 * stored: the status that entries gave stands, and this says what it comes to on that day.
 */
export interface Term<S> {
  /** The status to which it applies: what was ended by an entry has ended whatever its days say. */
  readonly status: string
  /** The status before its first day and after its last. */
  readonly before: string
  readonly after: string
  of(state: S): { from: string | null; to: string | null }
}

export interface Kind<K extends RecordKind, S, Field extends string = keyof S & string> extends Listing {
  readonly kind: K
  /** Prefix of the ids of its records, as `dec-`. */
  readonly prefix: `${string}-`
  /** Form of an id after its prefix: ten random characters, or a text that fits the pattern. */
  readonly id: 'numbered' | RegExp
  /** Name of its list, in the API and on the site; null for a kind without a list. */
  readonly list: string | null
  /**
   * Version of the code that derives state, row, links, dates and search texts: one more whenever it derives
   * otherwise.
   */
  readonly version: number
  /** Event of the first entry, as `opened` in `decision.opened`. */
  readonly first: string
  /** Prefix of its events, where it is not the kind. */
  readonly says?: string
  /** Fields that a new record is given; null where nobody is asked. */
  readonly fields: Shape<unknown> | null
  /** Acts on a record, in the order in which they are offered. */
  readonly acts: readonly DeclaredAct[]
  /** Events that a service of its own records: the verbs of all kinds, and drafts, do not offer them. */
  readonly served?: readonly string[]
  /** Events that a delivery of a register may record, for a kind that departments do not log themselves. */
  readonly delivered?: readonly string[]
  /** Events whose content comes in sealed until somebody has read it. Nothing that was public is withheld by them. */
  readonly unread?: readonly string[]
  /**
   * Face through which its records are opened and acted on; null for a kind whose entries are made otherwise.
   */
  readonly face: KindFace | null
  /** False where a flag cannot be about its records, though acts are. */
  readonly flagged?: false
  /** False where its entries are of the ledger's own housekeeping: they stand in the ledger, gathered, and are no news. */
  readonly news?: false
  /** Traces of acts in the state beside the fields, for the columns of an export. */
  readonly history: Shapes
  /** Fields that bind the organ, or that others rely on. */
  readonly binding: readonly Field[]
  /**
   * Binding fields that an act moves in the ordinary course, without a second person: the day on which
   * something was done.
   */
  readonly course?: { readonly [event: string]: readonly Field[] }
  /** Binding fields that an act says in the ordinary course where nothing was said, and does not move any more. */
  readonly once?: { readonly [event: string]: readonly Field[] }
  /** 正式行为: events that a recorder alone does not record, each with why it takes two. */
  readonly formal: { readonly [event: string]: Words }
  /** Fields that an update may not move, each with what to use instead: an act of its own, or a correction. */
  readonly held: { readonly [field in Field]?: Words }
  /** Term between whose days it is in force, where its fields say so. */
  readonly term?: Term<S>
  /** Null where there is no form. */
  readonly form: FormOrder | null
  /** The state after one more entry. Total: an unknown event moves the version only. */
  apply(state: S | null, entry: Recorded): S
  summarise(state: S): Summary
  search(state: S): SearchField[]
  links(state: S): Link[]
  dates(state: S): Dated[]
  /** Days on which it names those whom its fields print; that of its first entry when left out. */
  readonly naming?: NamingDays<S>
  /** Names under which its records are found by what others print; none when left out. */
  called?(state: S): Called[]
}

/**
 * Members of a kind that follow from the rules of one made of acts: its own acts, and those that every kind
 * has.
 *
 * @param annulled false for a kind of which nothing may be crossed out, as who had access when
 */
export function byRules<S extends RecordState & State, F extends Shapes>(
  own: KindRules<S, F>,
  { annulled = true }: { annulled?: boolean } = {},
) {
  const rules = annulled ? { ...own, acts: { ...own.acts, ...enteringActs(own) } } : own
  return {
    first: rules.first,
    fields: rules.fields,
    face: faceOf(rules),
    acts: Object.entries(rules.acts).map(
      ([event, { verb, shape, lasting }]): DeclaredAct => ({ event, verb, shape, lasting }),
    ),
    apply: (state: S | null, entry: Recorded): S => applyByRules(rules, state, entry),
  }
}

/** Empty list, for a kind of which nothing stands in one. */
export const none = (): never[] => []

/** Common part of the kinds that the ledger writes by itself, without list, form, act or field: spread it first. */
export const recordedAlone = {
  list: null,
  fields: null,
  acts: [],
  face: null,
  history: {},
  binding: [],
  formal: {},
  held: {},
  ...listed({ flagged: false, altered: false }),
  form: null,
  search: none,
  links: none,
  dates: none,
} as const
