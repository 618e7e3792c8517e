/** Acts on a question. Each names who does it; the rights stand in `services/records/writers.ts`. */
import { type Act, act } from '../../record/acts.ts'
import type { Recorded } from '../../record/event.ts'
import { requireOpenDepartment } from '../../record/lookup.ts'
import * as parts from '../../record/parts.ts'
import { NAMED, namedFirst, namingOf, publishedBy, withheldBy } from '../../record/spoken/decided.ts'
import { attaching, publishing, rereading, said, speaking, withholding } from '../../record/spoken/fields.ts'
import {
  requireContestable,
  requireCopy,
  requirePending,
  requireRoomForAttachment,
  requireSealed,
} from '../../record/spoken/guards.ts'
import {
  arrived,
  isEnded,
  ownText,
  withPublished,
  withSecondAsked,
  withWithheld,
} from '../../record/spoken/text.ts'
import * as fields from './fields.ts'
import * as guards from './guards.ts'
import type { QuestionState, Turn } from './state.ts'
import { isDoable, isUncompleted, requirePossible } from './states.ts'

/** Texts of one question, the department's among them. */
const MOST_TEXTS = 50

type More = Omit<Turn, 'event' | 'seq' | 'occurred' | 'recorded' | 'department'>

/** The state with one turn more. */
function turned(state: QuestionState, { envelope }: Recorded, more: More = {}): QuestionState {
  const { kind, seq, occurred, recorded, department } = envelope
  const turn = { event: kind.slice('question.'.length), seq, occurred, recorded, department, ...more }
  return { ...state, turns: [...state.turns, turn] }
}

/** 提问人: what those who hold the code do. */
const ofAsker = {
  said: act('say', said, {
    evenWithheld: true,
    settle: (state: QuestionState, _, context) => {
      requireSealed(context)
      guards.requireThat(state.texts.length === 0, '提问已经写好。', 'The question was said already.')
    },
    apply: (state, _, entry) => ({ ...state, texts: [...state.texts, arrived('said', entry)] }),
  }),
  completed: act('complete', speaking, {
    evenWithheld: true,
    settle: (state: QuestionState, _, context) => {
      requireSealed(context)
      requirePossible('completed', state)
    },
    apply: (state, _, entry) => ({
      ...turned(state, entry),
      status: 'received',
      texts: [...state.texts, arrived('completed', entry)],
    }),
  }),
  added: act('add', speaking, {
    evenWithheld: true,
    settle: (state: QuestionState, _, context) => {
      requireSealed(context)
      guards.requireThat(
        state.texts.length < MOST_TEXTS,
        `一件提问最多 ${MOST_TEXTS} 段文字。`,
        `A question takes ${MOST_TEXTS} texts at the most.`,
      )
    },
    apply: (state, _, entry) => ({ ...state, texts: [...state.texts, arrived('added', entry)] }),
  }),
  attached: act('attach', attaching, {
    evenWithheld: true,
    settle: (state: QuestionState, _, context) => {
      requireSealed(context)
      requirePossible('attached', state)
      requireRoomForAttachment(state)
    },
    apply: (state, _, entry) => ({
      ...state,
      attachments: (state.attachments ?? 0) + 1,
      texts: [...state.texts, arrived('attached', entry)],
    }),
  }),
  rated: act('rate', fields.rating, {
    settle: (state: QuestionState, _, deciding) => {
      requirePossible('rated', state)
      guards.requireRatable(state, deciding)
    },
    apply: (state, body, { envelope }) => ({ ...state, rating: { ...body, occurred: envelope.occurred } }),
  }),
  review_asked: act('ask-review', fields.nothing, {
    settle: (state: QuestionState) => {
      requirePossible('review_asked', state)
      guards.requireReviewable(state)
    },
    apply: (state, _, entry) => ({
      ...turned(state, entry),
      reviews: [...state.reviews, { asked: entry.envelope.occurred, answered: null }],
    }),
  }),
  withdrawn: act('withdraw', fields.nothing, {
    settle: (state: QuestionState) => requirePossible('withdrawn', state),
    apply: (state, _, entry) => ({ ...turned(state, entry), status: 'withdrawn' }),
  }),
  erasure_asked: act('ask-erasure', fields.nothing, {
    evenAnnulled: true,
    settle: (state: QuestionState) =>
      guards.requireThat(
        state.erasureAsked.length === 0,
        '已经申请过删除。',
        'Erasure was asked for already.',
      ),
    apply: (state) => ({ ...state, erasureAsked: state.texts.map(({ of }) => of) }),
  }),
  second_reading_asked: act('ask-second-reading', rereading, {
    evenWithheld: true,
    lasting: true,
    settle: (state: QuestionState, { of }) => requireContestable(state, of),
    apply: (state, { of }) => withSecondAsked(state, of),
  }),
} satisfies Record<string, Act<QuestionState>>

/**
 * The state after a moderator decided on a text: the question ends, or is taken up again as it stood where another
 * moderator does not end it.
 *
 * @param of version with which the text came in
 */
function asRead(
  state: QuestionState,
  next: QuestionState,
  entry: Recorded,
  { of, ends }: { of: number; ends: boolean },
): QuestionState {
  if (ownText(state)?.of !== of || ends === (state.status === 'withheld')) return next
  if (ends) return { ...turned(next, entry, { before: state.status }), status: 'withheld' }
  const before = state.turns.findLast(({ event }) => event === 'withheld')?.before
  return before === undefined ? next : { ...turned(next, entry), status: before }
}

/** 审读人: what is published of a text, and what is not. */
const ofModerator = {
  published: act('publish', publishing, {
    evenWithheld: true,
    settle: (state: QuestionState, given) => {
      requirePending(state, given.of)
      requireCopy(given)
    },
    also: (state, { of }) => namedFirst(state, { of }),
    apply: (state, given, entry) => {
      const decided = publishedBy(state, given, entry)
      return asRead(state, withPublished(state, decided, entry), entry, { of: decided.of, ends: false })
    },
  }),
  withheld: act('withhold', withholding, {
    evenWithheld: true,
    settle: (state: QuestionState, { of }) => requirePending(state, of),
    also: (state, given) => namedFirst(state, given),
    apply: (state, given, entry) => {
      const decided = withheldBy(state, given, entry)
      if (decided === null) return state
      const ends = isEnded(state, decided)
      return asRead(state, withWithheld(state, decided, entry), entry, { of: decided.of, ends })
    },
  }),
  [NAMED]: namingOf<QuestionState>(),
  fact_checked: act('check-fact', fields.checking, {
    apply: (state: QuestionState, { fact, holds }, { envelope }) => ({
      ...state,
      checked: { ...state.checked, [fact]: holds === true },
      checkedAt: { ...state.checkedAt, [fact]: envelope.recorded },
    }),
  }),
  assigned: act('assign', fields.assigning, {
    settle: (state: QuestionState, { department }, context) => {
      requirePossible('assigned', state)
      requireOpenDepartment(context, department, 'department')
      guards.requireElsewhere(state, department, 'department')
    },
    apply: (state, { department }, entry) => ({
      ...turned(state, entry),
      department: department || state.department,
      status: state.status === 'transferred' ? 'received' : state.status,
    }),
    mentions: ({ department }) => [department],
  }),
} satisfies Record<string, Act<QuestionState>>

/** 部门: from acceptance to the answer. */
const ofDepartment = {
  transferred: act('transfer', fields.moving, {
    settle: (state: QuestionState, { to }, context) => {
      requirePossible('transferred', state)
      requireOpenDepartment(context, to, 'to')
      guards.requireElsewhere(state, to, 'to')
    },
    apply: (state, { to, reason }, entry) => ({
      ...turned(state, entry, { reason }),
      department: to || state.department,
      transferred: to === '' ? state.transferred : [...state.transferred, to],
      status: 'transferred',
      pause: null,
    }),
    mentions: ({ to }) => [to],
  }),
  objected: act('object', fields.reasoned, {
    settle: (state: QuestionState) => {
      requirePossible('objected', state)
      guards.requireThat(
        isDoable('objected', state),
        '对这次转办已经提出过异议。',
        'An objection to this transfer was raised already.',
      )
    },
    apply: (state, { reason }, entry) => turned(state, entry, { reason }),
  }),
  decided_competence: act('decide-competence', fields.competence, {
    settle: (state: QuestionState, { department }, context) => {
      requirePossible('decided_competence', state)
      guards.requireThat(
        isDoable('decided_competence', state),
        '没有异议可供裁定。',
        'Nobody has objected: there is nothing to decide.',
      )
      requireOpenDepartment(context, department, 'department')
    },
    apply: (state, { department, reason }, entry) => ({
      ...turned(state, entry, { reason }),
      department: department || state.department,
      transferred: department === '' ? state.transferred : [...state.transferred, department],
      status: 'received',
    }),
    mentions: ({ department }) => [department],
  }),
  completion_asked: act('ask-completion', fields.completing, {
    settle: (state: QuestionState, { what, until }, { today }) => {
      requirePossible('completion_asked', state)
      guards.requireThat(
        isDoable('completion_asked', state),
        '补正只能要求一次，并一次性告知（政府信息公开条例第三十条）。',
        'More can be asked for once, and all at once (OGI Art. 30).',
      )
      guards.requireThat(what.length > 0, '请写明须补正什么。', 'Say what is missing.', 'what')
      guards.requireAhead(until, today, 'until')
    },
    apply: (state, { what, until }, entry) => ({
      ...turned(state, entry, { what, until }),
      status: 'awaiting_completion',
    }),
  }),
  accepted: act('accept', fields.accepting, {
    settle: (state: QuestionState) => requirePossible('accepted', state),
    apply: (state, _, entry) => ({ ...turned(state, entry), status: 'accepted' }),
  }),
  declined: act('decline', fields.declining, {
    settle: (state: QuestionState) => requirePossible('declined', state),
    apply: (state, body, entry) => ({
      ...turned(state, entry, { reason: body.declineReason }),
      status: 'declined',
      declined: { ...body, occurred: entry.envelope.occurred },
    }),
  }),
  paused: act('pause', fields.pausing, {
    settle: (state: QuestionState, { from, until }) => {
      requirePossible('paused', state)
      guards.requireThat(isDoable('paused', state), '期限已经中止。', 'The clock stands still already.')
      guards.requireThat(
        until === null || until >= from,
        '中止的末日早于首日。',
        'The last day of the pause is before its first.',
        'until',
      )
    },
    apply: (state, body, entry) => ({
      ...turned(state, entry, {
        from: body.from,
        reason: body.why,
        ...(body.until === null ? {} : { until: body.until }),
      }),
      pause: body,
    }),
  }),
  resumed: act('resume', fields.resuming, {
    settle: (state: QuestionState) => {
      requirePossible('resumed', state)
      guards.requireThat(isDoable('resumed', state), '期限没有中止。', 'The clock is running.')
    },
    apply: (state, { on }, entry) => ({ ...turned(state, entry, { from: on }), pause: null }),
  }),
  extended: act('extend', fields.extending, {
    settle: (state: QuestionState) => {
      requirePossible('extended', state)
      guards.requireThat(
        isDoable('extended', state),
        '答复期限只能延长一次。',
        'The time for an answer is extended once.',
      )
    },
    apply: (state, { by, reason, toldOn }, entry) => ({
      ...turned(state, entry, { days: by, reason }),
      extension: { by, reason, toldOn },
    }),
  }),
  answered: act('answer', fields.answering, {
    settle: (state: QuestionState, { commitments, outcome, undated }, context) => {
      requirePossible('answered', state)
      guards.requireStated(state, { outcome, undated })
      guards.requireCommitments(state, commitments, context)
    },
    apply: (state, body, entry) => {
      const { seq, occurred, recorded, department } = entry.envelope
      return {
        ...turned(state, entry),
        status: 'answered',
        pause: null,
        rating: null,
        answers: [...state.answers, { ...body, seq, occurred, recorded, department }],
      }
    },
    mentions: ({ commitments }) => commitments,
  }),
  commented: act('comment', fields.commenting, {
    settle: (state: QuestionState) => requirePossible('commented', state),
    apply: (state, { text }, entry) => {
      const spoken = {
        ...arrived('commented', entry),
        by: 'department',
        publication: 'published',
        text,
      } as const
      return { ...state, texts: [...state.texts, spoken] }
    },
  }),
  reviewed: act('review', fields.reviewing, {
    settle: (state: QuestionState) => {
      requirePossible('reviewed', state)
      guards.requireThat(isDoable('reviewed', state), '没有待办的复查。', 'No review was asked for.')
    },
    apply: (state, body, entry) => ({
      ...turned(state, entry),
      status: body.outcome === 'again' ? 'accepted' : state.status,
      reviews: state.reviews.map((one, i, all) =>
        i === all.length - 1 ? { ...one, answered: { ...body, occurred: entry.envelope.occurred } } : one,
      ),
    }),
  }),
  reopened: act('reopen', fields.reasoned, {
    settle: (state: QuestionState) => requirePossible('reopened', state),
    apply: (state, { reason }, entry) => ({ ...turned(state, entry, { reason }), status: 'accepted' }),
  }),
  closed: act('close', fields.reasoned, {
    settle: (state: QuestionState) => requirePossible('closed', state),
    apply: (state, { reason }, entry) => ({ ...turned(state, entry, { reason }), status: 'closed' }),
  }),
} satisfies Record<string, Act<QuestionState>>

/** 时钟: what follows from a day that has passed, and what nobody enters. */
const ofClock = {
  abandoned: act('deem-abandoned', fields.nothing, {
    settle: (state: QuestionState, _, { today }) => {
      requirePossible('abandoned', state)
      guards.requireThat(
        isUncompleted(state, today),
        '补正期限尚未届满。',
        'What is missing can still be sent in time.',
      )
    },
    apply: (state, _, entry) => ({ ...turned(state, entry), status: 'abandoned' }),
  }),
  escalated: act('escalate', fields.escalating, {
    settle: (state: QuestionState) => requirePossible('escalated', state),
    apply: (state, { level }, entry) => turned(state, entry, { days: level }),
  }),
} satisfies Record<string, Act<QuestionState>>

/** 清单: the asker's rating as a list states it, and what later editions say otherwise of a question that it brought. */
const ofList = {
  rating_stated: act('state-rating', fields.stating, {
    settle: (state: QuestionState, given) => guards.requireStatable(state, given),
    apply: (state, body, { envelope }) => ({ ...state, stated: { ...body, occurred: envelope.occurred } }),
  }),
  source_changed: act('note-source-change', parts.delivery, {
    settle: (state: QuestionState) => guards.requireBrought(state),
    apply: (state, { changes, asOf }) => ({
      ...state,
      sourceChanges: [...state.sourceChanges, ...changes.map((one) => ({ ...one, asOf, seq: state.seq }))],
    }),
  }),
} satisfies Record<string, Act<QuestionState>>

export const questionActs = { ...ofAsker, ...ofModerator, ...ofDepartment, ...ofClock, ...ofList }
