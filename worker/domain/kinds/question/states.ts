/** Acts by how a question stands: the one table that guards them, and by which they are offered. */
import { refuse } from '../../record/guard.ts'
import { isContestable, takesAttachment } from '../../record/spoken/text.ts'
import type { QuestionState } from './state.ts'
import { type QuestionStatus, questionStatuses } from './vocabulary.ts'

/** Questions to which an answer is owed. */
export const openQuestions: readonly QuestionStatus[] = [
  'received',
  'awaiting_completion',
  'transferred',
  'accepted',
]

/** True while an answer is owed. */
export function isOpenQuestion({ status }: { status: QuestionStatus }): boolean {
  return openQuestions.includes(status)
}

/** By the event of an act, how a question must stand. What is not named may be done at any time. */
const FROM = {
  assigned: openQuestions,
  transferred: openQuestions,
  objected: ['transferred'],
  decided_competence: ['transferred'],
  completion_asked: ['received', 'transferred', 'accepted'],
  completed: ['awaiting_completion', 'abandoned'],
  abandoned: ['awaiting_completion'],
  attached: [...openQuestions, 'answered'],
  accepted: ['received', 'transferred'],
  declined: openQuestions,
  paused: ['accepted'],
  resumed: ['accepted'],
  extended: ['received', 'accepted'],
  answered: openQuestions,
  commented: ['answered', 'closed', 'declined'],
  rated: ['answered', 'closed'],
  review_asked: ['answered', 'closed', 'declined', 'abandoned'],
  reviewed: ['answered', 'closed', 'declined', 'abandoned'],
  reopened: ['answered', 'closed', 'declined', 'abandoned'],
  withdrawn: openQuestions,
  closed: ['answered'],
  escalated: openQuestions,
} as const satisfies Record<string, readonly QuestionStatus[]>

export type GuardedAct = keyof typeof FROM

const isGuarded = (event: string): event is GuardedAct => Object.hasOwn(FROM, event)

/** True where an act, by its event such as `answered`, can be done with a question that stands so. */
export function isPossible(event: string, status: QuestionStatus): boolean {
  return !isGuarded(event) || (FROM[event] as readonly QuestionStatus[]).includes(status)
}

/** True of a question that its asker was to complete by a day that has passed. */
export function isUncompleted(
  { status, turns }: Pick<QuestionState, 'status' | 'turns'>,
  today: string,
): boolean {
  if (status !== 'awaiting_completion') return false
  const until = turns.findLast(({ event }) => event === 'completion_asked')?.until
  return until !== undefined && until < today
}

/** Acts that hang on more than the status: what the guard of each would refuse for how the question stands. */
const ONLY: { readonly [event: string]: (state: QuestionState) => boolean } = {
  completion_asked: ({ turns }) => !turns.some(({ event }) => event === 'completion_asked'),
  objected: ({ turns }) => turns.at(-1)?.event === 'transferred',
  decided_competence: ({ turns }) => turns.at(-1)?.event === 'objected',
  attached: takesAttachment,
  paused: ({ pause }) => pause === null,
  resumed: ({ pause }) => pause !== null,
  extended: ({ extension }) => extension === null,
  second_reading_asked: ({ texts }) => texts.some(isContestable),
  reviewed: ({ reviews }) => reviews.at(-1)?.answered === null,
}

/** True for an act that can be done with a question as it stands: by its status, and by what was done with it before. */
export function isDoable(event: string, state: QuestionState): boolean {
  return isPossible(event, state.status) && (!Object.hasOwn(ONLY, event) || ONLY[event]?.(state) === true)
}

/** @throws Problem `wrong_state`, which says how the question would have to stand */
export function requirePossible(event: GuardedAct, { status }: { status: QuestionStatus }): void {
  if (isPossible(event, status)) return
  const { zh, en } = questionStatuses[status]
  const from = FROM[event].map((one) => questionStatuses[one])
  throw refuse(
    'wrong_state',
    `提问现为“${zh}”，不能这样记；须先是：${from.map((one) => one.zh).join('、')}。`,
    `The question is "${en}"; this can be recorded only from: ${from.map((one) => one.en).join(', ')}.`,
  )
}
