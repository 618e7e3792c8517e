/** A kind that is made of acts, as the services, the API and its description see it. */
import type { Json } from '../../ledger/canonical.ts'
import { type Decided, decideAct, decideFirst, type KindRules, type Place, type RecordState } from './acts.ts'
import type { RecordKind, State } from './event.ts'
import type { Link } from './facts.ts'
import type { Context, Count, Lookup } from './lookup.ts'
import type { Shape, Shapes } from './shape.ts'

export interface ActFace {
  event: string
  verb: string
  shape: Shape<unknown>
  /** Records that the body names. */
  mentions(body: Json): string[]
  /** Further records to be loaded, as `Act` says. */
  besides(state: State, body: Json, lookup: Lookup): string[]
  counts(state: State): Count[]
  /** Relation in which records point at this one that it looks at, as `Act` says. */
  pointing: Link['rel'] | null
  goesBackTo(body: Json): number | null
  decide(state: State, body: Json, context: Context): Decided
}

export interface KindFace {
  kind: RecordKind
  /** Event of the first entry of a record, as `opened`. */
  firstEvent: string
  fields: Shape<unknown>
  /** Records that the fields of a new one name. */
  mentions(given: Json): string[]
  /** Place of a new record, in as far as its own fields say so. */
  placed(given: Json): Partial<Place>
  open(place: Place, given: Json, context: Context): Decided
  acts: readonly ActFace[]
}

/** The face of one kind. A state of another kind never reaches its acts: the record id says which it is. */
export function faceOf<S extends RecordState & State, F extends Shapes>(rules: KindRules<S, F>): KindFace {
  const { kind } = rules
  const own = (state: State): S => {
    if (isOf(state)) return state
    throw new Error(`${state.id} is no ${kind}`)
  }
  return {
    kind,
    firstEvent: rules.first,
    fields: rules.fields,
    mentions: (given) => texts(rules.mentions(rules.fields.read(given))),
    placed: (given) => rules.placed?.(rules.fields.read(given)) ?? {},
    open: (place, given, context) => decideFirst(rules, place, given, context),
    acts: Object.entries(rules.acts).map(([event, rule]) => ({
      event,
      verb: rule.verb,
      shape: rule.shape,
      mentions: (body) => rule.mentions(body),
      besides: (state, body, lookup) => rule.besides(own(state), body, lookup),
      counts: (state) => rule.counts(own(state)),
      pointing: rule.pointing,
      goesBackTo: (body) => rule.goesBackTo(body),
      decide: (state, body, context) => decideAct(kind, event, rule, own(state), body, context),
    })),
  }

  function isOf(state: State): state is S {
    return state.kind === kind
  }
}

const texts = (values: readonly (string | null | undefined)[]): string[] =>
  values.filter((value) => typeof value === 'string')
