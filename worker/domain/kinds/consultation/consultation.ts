/**
 * 征求意见: a draft put before the public for some days. It is not finished when it closes but when every comment has
 * its outcome and, unless adopted, a reason (D713 Art. 14, 15, 18).
 */
import { act, type KindRules, type RecordBase } from '../../record/acts.ts'
import { commonActs } from '../../record/common-acts.ts'
import { precisionOf } from '../../record/date.ts'
import { refuse } from '../../record/guard.ts'
import { type Context, requireRecord } from '../../record/lookup.ts'
import type { Words } from '../../record/problem.ts'
import { object } from '../../record/shape.ts'
import {
  adding,
  type ConsultationFields,
  closing,
  consultationFields,
  moving,
  opening,
  reasoned,
  reporting,
} from './fields.ts'
import { phaseOf } from './phase.ts'
import { requireComplete } from './report.ts'
import type { ConsultationState, WindowMove } from './state.ts'
import { requirePossible } from './states.ts'

const INSTEAD: Words = {
  zh: '征求意见的起止日用延长、缩短或提前结束来改，并写明理由；写错的用更正。',
  en: 'The window is moved by extending, shortening or closing early, with the reason; what was wrong is corrected.',
}

/** Fields that an update may not move. */
export const heldOfConsultation = { openAt: INSTEAD, closeAt: INSTEAD }

/** @throws Problem `invalid` unless both days are there, to the day, and in their order */
function requireWindow({ openAt, closeAt }: Pick<ConsultationFields, 'openAt' | 'closeAt'>): void {
  for (const [field, day] of [
    ['openAt', openAt],
    ['closeAt', closeAt],
  ] as const)
    if (day === null || precisionOf(day) !== 'day')
      throw refuse(
        'invalid',
        '请写明征求意见的起止日，如 2026-03-05。',
        'Say from which day to which comments are taken, such as 2026-03-05.',
        field,
      )
  if (openAt !== null && closeAt !== null && closeAt >= openAt) return
  throw refuse(
    'invalid',
    `截止日 ${closeAt} 早于开始日 ${openAt}。`,
    `The last day ${closeAt} is before the first, ${openAt}.`,
    'closeAt',
  )
}

function requireKnown(fields: Partial<ConsultationFields>, context: Context, under = ''): void {
  requireRecord(context, 'decision', fields.decision, `${under}decision`)
  const ids = (fields.prompts ?? []).map(({ id }) => id)
  const twice = ids.find((one, at) => one !== undefined && ids.indexOf(one) !== at)
  if (twice !== undefined)
    throw refuse('invalid', `问题编号 ${twice} 重复。`, `There are two prompts ${twice}.`, `${under}prompts`)
}

/** The state with another last day, and the reason kept. */
function moved(
  state: ConsultationState,
  to: string | null,
  reason: string | null,
  { envelope: { kind, seq, occurred } }: { envelope: { kind: string; seq: number; occurred: string } },
): ConsultationState {
  const move: WindowMove = {
    event: kind.slice('consultation.'.length),
    seq,
    occurred,
    from: state.closeAt,
    to,
    reason,
  }
  return { ...state, closeAt: to, moves: [...state.moves, move] }
}

/** @throws Problem `invalid` unless the day lies on that side of the last day that stands */
function requireMoved(
  state: ConsultationState,
  closeAt: string | null,
  way: 'later' | 'earlier',
  today: string,
): void {
  requireWindow({ openAt: state.openAt, closeAt })
  const last = state.closeAt ?? ''
  const isLater = (closeAt ?? '') > last
  if (closeAt === last || isLater !== (way === 'later'))
    throw refuse(
      'invalid',
      way === 'later' ? `延长后的截止日应晚于 ${last}。` : `缩短后的截止日应早于 ${last}。`,
      way === 'later'
        ? `The new last day has to be after ${last}.`
        : `The new last day has to be before ${last}.`,
      'closeAt',
    )
  if ((closeAt ?? '') < today)
    throw refuse(
      'invalid',
      `截止日 ${closeAt} 已经过去：现在结束请用提前结束。`,
      `${closeAt} is past: to end it now, close it early.`,
      'closeAt',
    )
}

export const consultationRulesOf: KindRules<ConsultationState, typeof consultationFields> = {
  kind: 'consultation',
  first: 'announced',
  fields: object(consultationFields),
  mentions: ({ decision }) => [decision],
  open(fields, context) {
    requireWindow(fields)
    requireKnown(fields, context)
    return fields
  },
  begin: (base: RecordBase, fields, withheld) => ({
    ...base,
    ...fields,
    kind: 'consultation',
    status: withheld ? 'withheld' : 'announced',
    moves: [],
    added: [],
    adoptionReports: [],
    cancelReason: null,
  }),
  acts: {
    ...commonActs<typeof consultationFields, ConsultationState>(consultationFields, {
      held: heldOfConsultation,
      sound: (state, changes, context) => {
        requireWindow({ ...state, ...changes })
        requireKnown(changes, context, 'set/')
      },
      mentions: ({ decision }) => [decision],
    }),
    // The verb `open` is that of a new record, in every form.
    opened: act('begin', opening, {
      settle: (state: ConsultationState, _, { today }) => {
        requirePossible('opened', state)
        if (state.openAt !== null && today < state.openAt)
          throw refuse(
            'wrong_state',
            `开始日是 ${state.openAt}，尚未到。`,
            `It opens on ${state.openAt}, which has not come.`,
          )
      },
      apply: (state) => ({ ...state, status: 'open' }),
    }),
    extended: act('extend', moving, {
      settle: (state: ConsultationState, { closeAt }, { today }) => {
        requirePossible('extended', state)
        requireMoved(state, closeAt, 'later', today)
      },
      apply: (state, { closeAt, reason }, entry) => moved(state, closeAt, reason, entry),
    }),
    shortened: act('shorten', moving, {
      settle: (state: ConsultationState, { closeAt }, { today }) => {
        requirePossible('shortened', state)
        requireMoved(state, closeAt, 'earlier', today)
      },
      apply: (state, { closeAt, reason }, entry) => moved(state, closeAt, reason, entry),
    }),
    document_added: act('add-document', adding, {
      settle: (state: ConsultationState) => requirePossible('document_added', state),
      apply: (state, body, { envelope: { seq, occurred, recorded } }) => ({
        ...state,
        added: [...state.added, { ...body, seq, occurred, recorded }],
      }),
    }),
    closed: act('close', closing, {
      settle: (state: ConsultationState, _, { today }) => {
        requirePossible('closed', state)
        if (phaseOf(state, today) === 'closed') return
        throw refuse(
          'wrong_state',
          `截止日是 ${state.closeAt}，尚未过：提前结束须写明理由。`,
          `The last day is ${state.closeAt}, which is not over: to end it before, close it early, with the reason.`,
        )
      },
      apply: (state) => ({ ...state, status: 'closed' }),
    }),
    closed_early: act('close-early', reasoned, {
      settle: (state: ConsultationState, _, { today }) => {
        requirePossible('closed_early', state)
        if (phaseOf(state, today) !== 'closed') return
        throw refuse(
          'wrong_state',
          `截止日 ${state.closeAt} 已过：请用截止。`,
          `The last day, ${state.closeAt}, is over: close it.`,
        )
      },
      apply: (state, { reason }, entry) => {
        const day = entry.envelope.occurred.slice(0, 10)
        const to = state.openAt !== null && day < state.openAt ? state.openAt : day
        return { ...moved(state, to, reason, entry), status: 'closed' }
      },
    }),
    reported: act('report', reporting, {
      pointing: 'consultation',
      settle: (state: ConsultationState, body, { today, pointing }) => {
        requirePossible('reported', state)
        const phase = phaseOf(state, today)
        if (phase !== 'closed')
          throw refuse(
            'wrong_state',
            `征求意见至 ${state.closeAt}，截止后才能公布采纳情况。`,
            `It is open until ${state.closeAt}; the report follows once it has closed.`,
          )
        requireComplete(body, pointing?.(state.id, 'consultation') ?? [])
        return { ...body, unsorted: 0 }
      },
      also: (state, { groups }, { today }) =>
        groups.flatMap(({ id, comments, outcome, reason }) =>
          comments.map((on) => ({
            event: 'grouped',
            on,
            body: { group: id, outcome, reason, report: state.seq + 1, reportedOn: today },
          })),
        ),
      apply: (state, body, { envelope: { seq, occurred, recorded } }) => ({
        ...state,
        status: 'reported',
        adoptionReports: [...state.adoptionReports, { ...body, seq, occurred, recorded }],
      }),
    }),
    reopened: act('reopen', moving, {
      settle: (state: ConsultationState, { closeAt }, { today }) => {
        requirePossible('reopened', state)
        requireWindow({ openAt: state.openAt, closeAt })
        if ((closeAt ?? '') < today)
          throw refuse('invalid', `${closeAt} 已经过去。`, `${closeAt} is past already.`, 'closeAt')
      },
      apply: (state, { closeAt, reason }, entry) => ({
        ...moved(state, closeAt, reason, entry),
        status: 'open',
        cancelReason: null,
      }),
    }),
    cancelled: act('cancel', reasoned, {
      settle: (state: ConsultationState) => requirePossible('cancelled', state),
      apply: (state, { reason }) => ({ ...state, status: 'cancelled', cancelReason: reason }),
    }),
  },
}
