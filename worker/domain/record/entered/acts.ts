/**
 * 作废、复原: what may happen to a record of every kind made of acts because of how it was entered, and not because
 * of what happened in the world. Declared here once; `byRules` gives them to each kind.
 */
import { canonicalJson, type Json } from '../../../ledger/canonical.ts'
import { type Act, act, actAs, type KindRules, openHeld, type RecordState } from '../acts.ts'
import { json as asJson, refuse } from '../guard.ts'
import { objectOf } from '../json.ts'
import type { Context } from '../lookup.ts'
import {
  type FieldsOf,
  id,
  json,
  list,
  maybe,
  object,
  requiredText,
  requiredWhole,
  type Shapes,
  text,
} from '../shape.ts'
import { annulmentOf, BOOKKEEPING } from './annulment.ts'

/** The delivery that is taken back, as `uk-gmpp@2021-03-31`; none where a person does it by hand. */
const delivery = text(200)

function requireKept(state: RecordState & { kind?: string }, kept: string | null, context: Context): void {
  if (kept === null) return
  const found = context.record(kept)
  if (kept === state.id)
    throw refuse('invalid', '不能是自身的重复。', 'It cannot be a duplicate of itself.', 'duplicateOf')
  if (found === undefined || found.kind !== state.kind)
    throw refuse(
      'not_found',
      `没有同类的记录 ${kept}。`,
      `There is no record ${kept} of the same kind.`,
      'duplicateOf',
    )
  if (found.annulled === undefined) return
  throw refuse(
    'wrong_state',
    `${kept} 本身已作废：请写保留的那一条。`,
    `${kept} was annulled itself: name the one that is kept.`,
    'duplicateOf',
  )
}

/**
 * Differences of an earlier version from the present state: members to put back, and members that were not
 * there.
 */
export function wayBack(now: object, then: object): { set: Json; unset: string[] } {
  const [is, was] = [objectOf(asJson(now)), objectOf(asJson(then))]
  const differs = Object.keys(was).filter(
    (name) => !BOOKKEEPING.has(name) && canonicalJson(is[name] ?? null) !== canonicalJson(was[name] ?? null),
  )
  return {
    set: Object.fromEntries(differs.map((name) => [name, was[name] ?? null])),
    unset: Object.keys(is).filter((name) => !BOOKKEEPING.has(name) && !Object.hasOwn(was, name)),
  }
}

/** The acts that every kind made of acts has: annulled, reinstated, put back. */
export function enteringActs<S extends RecordState, F extends Shapes>(
  rules: Omit<KindRules<S, F>, 'acts'>,
): { readonly [event: string]: Act<S> } {
  return {
    annulled: act('annul', object({ reason: requiredText(2000), duplicateOf: id(rules.kind), delivery }), {
      settle(state: S, body, context) {
        if (annulmentOf(state) !== null)
          throw refuse('unchanged', '这条记录已经作废。', 'This record was annulled already.')
        requireKept(state, body.duplicateOf, context)
        rules.entering?.(state, 'annulled', body)
      },
      apply: (state, { reason, duplicateOf }, { envelope }) => ({
        ...state,
        annulled: { reason, duplicateOf, occurred: envelope.occurred, seq: envelope.seq },
      }),
      evenWithheld: true,
      mentions: ({ duplicateOf }) => [duplicateOf],
    }),
    reinstated: act(
      'reinstate',
      object({
        reason: requiredText(2000),
        delivery,
        /** State entered anew: all its fields, and the department that it is with. */
        department: id('department'),
        fields: maybe(rules.fields),
      }),
      {
        settle(state: S, body, context) {
          if (annulmentOf(state) === null)
            throw refuse('unchanged', '这条记录没有作废。', 'This record was not annulled.')
          rules.entering?.(state, 'reinstated', body)
          if (body.fields === null) return body
          const department = body.department ?? state.department ?? state.id
          const place = { id: state.id, department }
          const fields = openHeld(rules, body.fields as FieldsOf<F>, context, place)
          return { ...body, fields }
        },
        apply: (state, { fields, department }, { envelope }) =>
          fields === null
            ? counted(state)
            : anew(rules, state, fields as FieldsOf<F>, department, envelope.occurred),
        evenWithheld: true,
        mentions: ({ fields, department }) => [
          department,
          ...(fields === null ? [] : rules.mentions(fields as FieldsOf<F>)),
        ],
        besides: (state, { fields, department }) =>
          fields === null ? [] : [department ?? state.department ?? null],
      },
    ),
    put_back: actAs(
      'put-back',
      object({ to: requiredWhole(1, 1e9), reason: requiredText(2000), delivery }),
      object({
        to: requiredWhole(1, 1e9),
        reason: requiredText(2000),
        delivery,
        set: json(),
        unset: list(requiredText(100)),
      }),
      {
        settle(state: S, body, context) {
          rules.entering?.(state, 'put_back', {})
          if (body.to >= state.seq)
            throw refuse(
              'invalid',
              `只能恢复到第 ${state.seq} 版以前。`,
              `It can be restored only to a version before ${state.seq}.`,
              'to',
            )
          const then = context.stood?.(state.id, body.to)
          if (then === undefined)
            throw refuse('not_found', `没有第 ${body.to} 版。`, `There is no version ${body.to}.`, 'to')
          const way = wayBack(state, then)
          if (Object.keys(objectOf(way.set)).length + way.unset.length === 0)
            throw refuse(
              'unchanged',
              `与第 ${body.to} 版相同，没有可恢复的。`,
              `It is as version ${body.to} was: there is nothing to restore.`,
              'to',
            )
          return { ...body, ...way }
        },
        apply: (state, { set, unset }) => back(state, objectOf(set ?? undefined), unset),
        goesBackTo: ({ to }) => to,
      },
    ),
  }
}

function counted<S extends RecordState>(state: S): S {
  const { annulled: _, ...rest } = state
  return rest as S
}

/**
 * Begun once more under the same id, on the day on which it is entered anew: what it held before stands in the entries
 * before.
 */
function anew<S extends RecordState, F extends Shapes>(
  { begin }: Pick<KindRules<S, F>, 'begin'>,
  { id: record, seq, department: holder, ...state }: S,
  fields: FieldsOf<F>,
  department: string | null,
  occurred: string,
): S {
  const begun = begin(
    {
      id: record,
      seq,
      department: department ?? holder ?? record,
      listed: occurred,
      changed: occurred,
      latest: occurred,
      corrections: 0,
      transferred: [],
      sealed: [],
      sourceChanges: [],
    },
    fields,
    false,
  )
  const kept = Object.entries(state).filter(([name]) => name === 'keys')
  return { ...begun, ...Object.fromEntries(kept) }
}

function back<S extends RecordState>(state: S, set: { [name: string]: Json }, unset: readonly string[]): S {
  const members = Object.entries({ ...state, ...set }).filter(
    ([name]) => BOOKKEEPING.has(name) || Object.hasOwn(set, name) || !unset.includes(name),
  )
  const kept = Object.entries(state).filter(([name]) => BOOKKEEPING.has(name))
  return Object.fromEntries([...members, ...kept]) as unknown as S
}
