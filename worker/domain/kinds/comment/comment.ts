/**
 * 意见: one opinion on a draft, a record of its own. That it came in is an entry at once; its words come in sealed
 * with it, and are published by somebody who is not of the organ that asks. What became of it is written with the
 * report of the consultation, in the same submission.
 */
import { act, type KindRules, type RecordBase } from '../../record/acts.ts'
import { dayOf } from '../../record/date.ts'
import type { Link, SearchField, Summary } from '../../record/facts.ts'
import { refuse } from '../../record/guard.ts'
import { requireRecord } from '../../record/lookup.ts'
import { object, type ReadOf } from '../../record/shape.ts'
import { NAMED, namedFirst, namingOf, publishedBy, withheldBy } from '../../record/spoken/decided.ts'
import {
  attaching,
  opining,
  proving,
  publishing,
  rereading,
  withholding,
} from '../../record/spoken/fields.ts'
import {
  requireContestable,
  requireCopy,
  requireNotSilenced,
  requirePending,
  requireRoomForAttachment,
  requireSealed,
} from '../../record/spoken/guards.ts'
import {
  arrived,
  isContestable,
  isEnded,
  ownText,
  type Spoken,
  takesAttachment,
  withPublished,
  withSecondAsked,
  withWithheld,
} from '../../record/spoken/text.ts'
import { wordingLink } from '../../record/spoken/wording.ts'
import { type CommentFields, commentFields, dealing, grouping, nothing } from './fields.ts'
import { type CommentStatus, commentStatuses } from './vocabulary.ts'

export interface CommentState extends RecordBase, CommentFields, Spoken {
  kind: 'comment'
  status: CommentStatus
  /** Place in the last report, with what became of it; null while no report was made. */
  grouped: (ReadOf<typeof grouping> & { occurred: string }) | null
  /** Word of whoever commented on that report; null while it is not rated. */
  rating: (ReadOf<typeof dealing> & { occurred: string }) | null
  /** Versions of texts that whoever commented wants erased. */
  erasureAsked: number[]
}

/** Statuses of comments that a report has to answer: all but those that nobody has read, and those ended by a moderator. */
export const sortable: readonly CommentStatus[] = ['published', 'kept_back', 'grouped']

/** True of a comment that a report has to answer. */
export function isSortable({ status }: Pick<CommentState, 'status'>): boolean {
  return sortable.includes(status)
}

/** Statuses of comments to which a document can be attached: none that a report has answered. */
const attachable: readonly CommentStatus[] = ['received', 'published', 'kept_back']

/** True where an act of whoever commented, by its event, can be done with a comment that stands so. */
export function isPossibleOnComment(event: string, state: CommentState): boolean {
  if (event === 'rated') return state.status === 'grouped' && state.rating === null
  if (event === 'proved')
    return attachable.includes(state.status) && !state.texts.some((one) => one.event === 'proved')
  if (event === 'attached') return attachable.includes(state.status) && takesAttachment(state)
  if (event === 'second_reading_asked') return state.texts.some(isContestable)
  return event === 'erasure_asked' && state.erasureAsked.length === 0
}

/** @throws Problem `wrong_state` for a comment that a report has answered, or that was ended by a moderator */
function requireAttachable({ status }: CommentState): void {
  if (attachable.includes(status)) return
  const { zh, en } = commentStatuses[status]
  throw refuse(
    'wrong_state',
    `意见现为“${zh}”，不再收附件和证明；写过的都在。`,
    `The comment is "${en}" and takes no more documents or proofs; all that was written is there.`,
    'attachment',
  )
}

/** @throws Problem `wrong_state` unless the act can be done */
function requirePossible(event: string, state: CommentState): void {
  if (isPossibleOnComment(event, state)) return
  const { zh, en } = commentStatuses[state.status]
  throw refuse(
    'wrong_state',
    event === 'rated' ? `采纳情况公布后可以评价一次；意见现为“${zh}”。` : '已经申请过删除。',
    event === 'rated'
      ? `The report can be rated once it is there, and once; the comment is "${en}".`
      : 'Erasure was asked for already.',
  )
}

/** The state that a moderator's reading of a text leaves: that of a document says nothing of the comment, and what stands in a report stays there. */
const asRead = (state: CommentState, of: number, status: CommentStatus): CommentState =>
  state.grouped === null && ownText(state)?.of === of ? { ...state, status } : state

export const commentRulesOf: KindRules<CommentState, typeof commentFields> = {
  kind: 'comment',
  first: 'received',
  fields: object(commentFields),
  mentions: ({ consultation }) => [consultation],
  // It is received whatever became of the organ that asks.
  holder: () => undefined,
  open(fields, context) {
    requireRecord(context, 'consultation', fields.consultation, 'consultation')
    return fields
  },
  begin: (base, fields, withheld) => ({
    ...base,
    ...fields,
    kind: 'comment',
    status: withheld ? 'withheld' : 'received',
    texts: [],
    grouped: null,
    rating: null,
    erasureAsked: [],
  }),
  entering: (_, event, body) => requireNotSilenced(event, body),
  acts: {
    said: act('say', opining, {
      evenWithheld: true,
      settle: (state: CommentState, _, context) => {
        requireSealed(context)
        if (state.texts.length > 0) throw refuse('wrong_state', '意见已经写好。', 'It was said already.')
      },
      apply: (state, _, entry) => ({ ...state, texts: [...state.texts, arrived('said', entry)] }),
    }),
    attached: act('attach', attaching, {
      evenWithheld: true,
      settle: (state: CommentState, _, context) => {
        requireSealed(context)
        requireAttachable(state)
        requireRoomForAttachment(state)
      },
      apply: (state, _, entry) => ({ ...state, texts: [...state.texts, arrived('attached', entry)] }),
    }),
    proved: act('prove', proving, {
      evenWithheld: true,
      settle: (state: CommentState, _, context) => {
        requireSealed(context)
        requireAttachable(state)
        if (!isPossibleOnComment('proved', state))
          throw refuse(
            'wrong_state',
            '这条意见已经证明过代表哪个组织。',
            'For whom this comment speaks was proven already.',
          )
      },
      apply: (state, _, entry) => ({ ...state, texts: [...state.texts, arrived('proved', entry)] }),
    }),
    published: act('publish', publishing, {
      evenWithheld: true,
      settle: (state: CommentState, given) => {
        requirePending(state, given.of)
        requireCopy(given)
      },
      also: (state, { of }) => namedFirst(state, { of }),
      apply: (state, given, entry) => {
        const decided = publishedBy(state, given, entry)
        return asRead(withPublished(state, decided, entry), decided.of, 'published')
      },
    }),
    withheld: act('withhold', withholding, {
      evenWithheld: true,
      settle: (state: CommentState, { of }) => requirePending(state, of),
      also: (state, given) => namedFirst(state, given),
      apply: (state, given, entry) => {
        const decided = withheldBy(state, given, entry)
        if (decided === null) return state
        const status = isEnded(state, decided) ? 'withheld' : 'kept_back'
        return asRead(withWithheld(state, decided, entry), decided.of, status)
      },
    }),
    [NAMED]: namingOf<CommentState>(),
    grouped: act('group', grouping, {
      settle: (state: CommentState) => {
        if (isSortable(state)) return
        const { zh, en } = commentStatuses[state.status]
        throw refuse(
          'wrong_state',
          `意见 ${state.id} 现为“${zh}”，不能归组。`,
          `The comment ${state.id} is "${en}" and stands in no group.`,
        )
      },
      apply: (state, body, { envelope }) => ({
        ...state,
        status: 'grouped',
        grouped: { ...body, occurred: envelope.occurred },
        rating: null,
      }),
    }),
    rated: act('rate', dealing, {
      settle: (state: CommentState) => requirePossible('rated', state),
      apply: (state, body, { envelope }) => ({ ...state, rating: { ...body, occurred: envelope.occurred } }),
    }),
    erasure_asked: act('ask-erasure', nothing, {
      evenAnnulled: true,
      settle: (state: CommentState) => requirePossible('erasure_asked', state),
      apply: (state) => ({ ...state, erasureAsked: state.texts.map(({ of }) => of) }),
    }),
    second_reading_asked: act('ask-second-reading', rereading, {
      evenWithheld: true,
      lasting: true,
      settle: (state: CommentState, { of }) => requireContestable(state, of),
      // A report waits for it, as for every comment that is to be read.
      apply: (state, { of }) => asRead(withSecondAsked(state, of), of, 'received'),
    }),
  },
}

/** Characters of the text that stand for a title. */
const TITLE = 60

/** Row of a comment: who says to comment as type, what became of it as level. Without a title until it is published. */
export function summariseComment(state: CommentState): Summary {
  const text = [...(ownText(state)?.text ?? '')]
  const title = text.length > TITLE ? `${text.slice(0, TITLE).join('')}…` : text.join('')
  const { department, submitter, status, listed, grouped } = state
  return { title, department, type: submitter, level: grouped?.outcome ?? null, status, day: dayOf(listed) }
}

/** Published text of a comment for the search index, and no more. */
export function searchComment(state: CommentState): SearchField[] {
  const text = ownText(state)?.text ?? ''
  return text === '' ? [] : [{ field: 'text', text }]
}

/** Links of a comment: to its consultation, and to its wording once it is published. */
export function linkComment(state: CommentState): Link[] {
  const { consultation } = state
  if (consultation === '') return []
  return [{ rel: 'consultation', target: consultation }, ...wordingLink(consultation, ownText(state)?.text)]
}
