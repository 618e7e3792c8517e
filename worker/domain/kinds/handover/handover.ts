/** 责任交接: what one department or post hands to another, counted, accepted or disputed, then in effect. */
import { type Act, act, type Further, type KindRules, type RecordBase } from '../../record/acts.ts'
import { dayOf } from '../../record/date.ts'
import type { Link, SearchField, Summary } from '../../record/facts.ts'
import { refuse } from '../../record/guard.ts'
import { type Lookup, type RecordHead, requireOpenDepartment } from '../../record/lookup.ts'
import {
  date,
  type FieldsOf,
  id,
  list,
  object,
  requiredId,
  requiredText,
  sparse,
  text,
  texts,
} from '../../record/shape.ts'
import { type HandoverStatus, handoverStatuses } from './vocabulary.ts'

const inventoryLine = sparse({
  record: id('responsibility', 'decision', 'milestone'),
  /** Status at hand-over, and what is left to do. */
  status: text(200),
  note: text(2000),
})

const handoverFields = {
  title: requiredText(500),
  to: requiredId('department'),
  fromPost: text(500),
  toPost: text(500),
  inventory: list(inventoryLine, { least: 1, most: 200 }),
  unresolved: texts(),
  /** 监交人 (post) */
  supervisor: text(500),
  effectiveOn: date(),
  reason: text(2000),
}

export type HandoverFields = FieldsOf<typeof handoverFields>

export interface HandoverState extends RecordBase, HandoverFields {
  kind: 'handover'
  status: HandoverStatus
  answers: { act: string; by: string | null; note: string | null; occurred: string }[]
}

/** Records of the inventory. */
export function recordsOf({ inventory }: Pick<HandoverState, 'inventory'>): string[] {
  return inventory.flatMap(({ record }) => record ?? [])
}

/**
 * Moves of the listed records when a hand-over takes effect, those above first: an item may not stay behind
 * the one above it.
 */
function moved(state: HandoverState, lookup: Lookup): Further[] {
  const { to, id } = state
  if (to === state.department) return []
  const records = recordsOf(state).flatMap((one) => lookup.record(one) ?? [])
  const known = new Map(records.map((one) => [one.id, one]))
  const depth = ({ parent }: RecordHead, steps = 0): number => {
    const above = parent ? known.get(parent) : undefined
    return above === undefined || steps > records.length ? steps : depth(above, steps + 1)
  }
  return [...records]
    .sort((a, b) => depth(a) - depth(b))
    .map(
      (one): Further => ({
        event: 'transferred',
        on: one.id,
        body:
          one.kind === 'responsibility'
            ? { to, trigger: 'reform', reason: id }
            : { to, handover: id, reason: null },
      }),
    )
}

function turn(
  verb: string,
  to: HandoverStatus,
  from: readonly HandoverStatus[],
  needsNote = false,
): Act<HandoverState> {
  return act(verb, object({ by: text(500), note: text(5000) }), {
    settle: (state: HandoverState, body) => {
      if (!from.includes(state.status)) {
        const { zh, en } = handoverStatuses[state.status]
        throw refuse(
          'wrong_state',
          `交接现为“${zh}”，不能这样记。`,
          `The hand-over is "${en}"; this cannot be recorded now.`,
        )
      }
      if (needsNote && body.note === null)
        throw refuse('invalid', '请写明争议内容（note）。', 'Say what is disputed (note).', 'note')
    },
    apply: (state, { by, note }, { envelope }) => ({
      ...state,
      status: to,
      answers: [...state.answers, { act: to, by, note, occurred: envelope.occurred }],
    }),
  })
}

/**
 * Rules of a hand-over: proposed to an open department with records that exist, then accepted or disputed,
 * then in effect.
 */
export const handoverRulesOf: KindRules<HandoverState, typeof handoverFields> = {
  kind: 'handover',
  first: 'proposed',
  fields: object(handoverFields),
  mentions: ({ to, inventory }) => [to, ...(inventory ?? []).map(({ record }) => record)],
  open(fields, context) {
    requireOpenDepartment(context, fields.to, 'to')
    const known = recordsOf(fields)
    fields.inventory.forEach(({ record }, i) => {
      const found = record === undefined ? undefined : context.record(record)
      if (record === undefined || found === undefined)
        throw refuse(
          'not_found',
          `没有记录 ${record ?? ''}。`,
          `There is no record ${record ?? ''}.`,
          `inventory/${i}/record`,
        )
      if (known.indexOf(record) !== i)
        throw refuse('invalid', `${record} 重复。`, `${record} stands twice.`, `inventory/${i}/record`)
    })
    return fields
  },
  begin: (base, fields, withheld) => ({
    ...base,
    ...fields,
    kind: 'handover',
    status: withheld ? 'withheld' : 'proposed',
    answers: [],
  }),
  acts: {
    accepted: turn('accept', 'accepted', ['proposed', 'disputed']),
    disputed: turn('dispute', 'disputed', ['proposed', 'accepted'], true),
    effected: {
      ...turn('effect', 'effective', ['accepted']),
      also: (state, _body, _recorded, context) => moved(state, context),
      besides: (state) => [state.to, ...recordsOf(state)],
    },
    withdrawn: turn('withdraw', 'withdrawn', ['proposed', 'accepted', 'disputed']),
  },
}

/** Row of a hand-over: the day on which it takes effect as day; it has no type. */
export function summariseHandover(state: HandoverState): Summary {
  return {
    title: state.title,
    department: state.department,
    type: null,
    level: null,
    status: state.status,
    day: dayOf(state.effectiveOn),
  }
}

/** Texts of a hand-over for the search index: title and reason. */
export function searchHandover({ title, reason }: HandoverState): SearchField[] {
  return [
    ...(title === '' ? [] : [{ field: 'title', text: title } as const]),
    ...(reason === null ? [] : [{ field: 'text', text: reason } as const]),
  ]
}

/** Links of a hand-over: to the department that receives, and to the records it lists. */
export function linkHandover(state: HandoverState): Link[] {
  return [
    ...(state.to === '' ? [] : [{ rel: 'transferred_to', target: state.to } as const]),
    ...[...new Set(recordsOf(state))].map((target) => ({ rel: 'inventory', target }) as const),
  ]
}
