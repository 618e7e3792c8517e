/** The acts of every kind: update, correction, amendment, transfer, a change at the source. */
import { canonicalJson } from '../../ledger/canonical.ts'
import { type Act, act, type RecordBase } from './acts.ts'
import { refuse } from './guard.ts'
import { type Context, requireOpenDepartment } from './lookup.ts'
import * as parts from './parts.ts'
import { code, type FieldsOf, object, requiredText, type Shapes, set, text } from './shape.ts'
import { corrections } from './vocabulary.ts'

/** Part of a set that differs from what stands. @throws Problem `unchanged` when nothing does */
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

/** Events of every kind that is made of acts, by which its fields change. */
export type CommonEvent = 'updated' | 'corrected' | 'amended' | 'transferred' | 'source_changed'

export interface CommonOptions<S, F extends Shapes> {
  /** Fields that an update may not move, each with the words that say what to use instead. */
  held: { readonly [field in keyof F]?: { zh: string; en: string } }
  sound(state: S, changes: Partial<FieldsOf<F>>, context: Context): void
  mentions(changes: Partial<FieldsOf<F>>): (string | null | undefined)[]
  /** Records that `sound` looks at whatever the changes name. */
  besides?(state: S): string[]
}

/** The acts of every kind: update, correction, amendment, transfer, a change at the source. */
export function commonActs<F extends Shapes, S extends RecordBase & FieldsOf<F>>(
  fields: F,
  { held, sound, mentions, besides }: CommonOptions<S, F>,
): { readonly [event in CommonEvent]: Act<S> } {
  const changes = set(fields)
  const settleSet = (state: S, given: Partial<FieldsOf<F>>, context: Context, free: boolean) => {
    if (!free) {
      for (const field of Object.keys(given)) {
        const instead = held[field]
        if (instead !== undefined) throw refuse('invalid', instead.zh, instead.en, `set/${field}`)
      }
    }
    sound(state, given, context)
    return narrowed(state, given)
  }
  return {
    updated: act('update', object({ set: changes, reason: text(2000) }), {
      settle: (state: S, body, context) => ({ ...body, set: settleSet(state, body.set, context, false) }),
      apply: (state, body) => ({ ...state, ...body.set }),
      mentions: (body) => mentions(body.set),
      besides: (state) => besides?.(state) ?? [],
    }),
    corrected: act(
      'correct',
      object({ set: changes, correction: code(corrections), reason: requiredText(2000) }),
      {
        settle: (state: S, body, context) => ({ ...body, set: settleSet(state, body.set, context, true) }),
        apply: (state, body) => ({ ...state, ...body.set, corrections: state.corrections + 1 }),
        mentions: (body) => mentions(body.set),
        besides: (state) => besides?.(state) ?? [],
      },
    ),
    amended: act('amend', object({ set: changes, ...parts.approval, reason: text(2000) }), {
      settle: (state: S, body, context) => ({ ...body, set: settleSet(state, body.set, context, false) }),
      apply: (state, body) => ({ ...state, ...body.set }),
      mentions: (body) => mentions(body.set),
      besides: (state) => besides?.(state) ?? [],
    }),
    transferred: act('transfer', parts.transfer, {
      settle: (state: S, body, context) => {
        requireOpenDepartment(context, body.to, 'to')
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
