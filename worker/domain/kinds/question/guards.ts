/** Refusals of questions, each with what would be right. */
import { dayNumber, earliest } from '../../record/date.ts'
import { type Deciding, refuse } from '../../record/guard.ts'
import type { Context } from '../../record/lookup.ts'
import type { ReadOf } from '../../record/shape.ts'
import { dayIn } from '../../record/zone.ts'
import type { answering, stating } from './fields.ts'
import type { QuestionState } from './state.ts'
import { listedOutcomes } from './vocabulary.ts'

/** Days after an answer within which the asker rates it. */
const RATING_DAYS = 30
/** Times that a review can be asked for, 信访工作条例 Art. 35 and 36. */
export const REVIEWS = 2

/** @throws Problem `not_found` unless each is a milestone of the department that answers */
export function requireCommitments(
  { department }: QuestionState,
  commitments: readonly string[],
  context: Context,
): void {
  for (const [i, one] of commitments.entries()) {
    const found = context.record(one)
    if (found?.kind === 'milestone' && found.department === department) continue
    throw refuse(
      'not_found',
      `${one} 不是本部门的节点：承诺须是已列入的节点，请先立节点。`,
      `${one} is no milestone of this department: what is promised has to be one, so plan it first.`,
      `commitments/${i}`,
    )
  }
}

/** @throws Problem `unchanged` where the question is with that department already */
export function requireElsewhere({ department }: QuestionState, to: string, field: string): void {
  if (department !== to) return
  throw refuse('unchanged', '已在这一部门。', 'It is with this department already.', field)
}

/** @throws Problem `wrong_state` for an answer that is older than the days within which it is rated, or was rated */
export function requireRatable(
  { answers, rating }: { answers: readonly { recorded: string }[]; rating: unknown },
  { today, zone = 'UTC' }: Pick<Deciding, 'today' | 'zone'>,
): void {
  if (rating !== null) throw refuse('wrong_state', '这次答复已经评价过。', 'This answer was rated already.')
  const last = answers.at(-1)
  const days = last === undefined ? 0 : dayNumber(today) - dayNumber(dayIn(zone, last.recorded))
  if (days <= RATING_DAYS) return
  throw refuse(
    'wrong_state',
    `答复后 ${RATING_DAYS} 天内可以评价，已过 ${days} 天。`,
    `An answer is rated within ${RATING_DAYS} days; ${days} have passed.`,
  )
}

/** @throws Problem `wrong_state` where a review is under way, or both were asked for */
export function requireReviewable({ reviews }: QuestionState): void {
  if (reviews.at(-1)?.answered === null)
    throw refuse('wrong_state', '复查正在办理。', 'A review is under way.')
  if (reviews.length >= REVIEWS)
    throw refuse('wrong_state', '复查和复核都已办过。', 'It was reviewed twice, which is all there is.')
}

/** @throws Problem `invalid` for a day that lies before today, or before another */
export function requireAhead(day: string, today: string, field: string): void {
  if (dayNumber(earliest(day)) >= dayNumber(today)) return
  throw refuse('invalid', `${day} 已经过去。`, `${day} is past already.`, field)
}

/** @throws Problem `invalid` for what only a published list may leave open: a day, or a classified outcome */
export function requireStated(
  { source }: Pick<QuestionState, 'source'>,
  { outcome, undated }: Pick<ReadOf<typeof answering>, 'outcome' | 'undated'>,
): void {
  if (source !== null || (undated !== true && !listedOutcomes.includes(outcome))) return
  throw refuse(
    'invalid',
    '答复须写明日期和办理结果；只有导入的清单可以缺少。',
    'An answer says its day and its outcome; only a list that was imported may lack them.',
    undated === true ? 'undated' : 'outcome',
  )
}

/** @throws Problem unless a list brought the question, states a rating now, and has stated none before */
export function requireStatable(
  { source, stated }: Pick<QuestionState, 'source' | 'stated'>,
  given: ReadOf<typeof stating>,
): void {
  requireBrought({ source })
  requireThat(
    stated === null,
    '清单已经载明过评价：后来的不同写法记为来源改写。',
    'The list has stated a rating before: what it says otherwise later is a change at the source.',
  )
  if (given.statedSolved !== 'not_stated' || given.statedSatisfied !== 'not_stated') return
  throw refuse(
    'invalid',
    '没有载明评价就不记：是否解决、满意度至少有一项。',
    'Without a rating nothing is recorded: say whether it was solved, or how satisfied the asker is.',
    'statedSolved',
  )
}

/** @throws Problem `wrong_state` for a question that no list brought */
export function requireBrought({ source }: Pick<QuestionState, 'source'>): void {
  requireThat(source !== null, '这件提问不是由清单导入的。', 'No list brought this question.')
}

/** @throws Problem `wrong_state` unless it is so */
export function requireThat(is: boolean, zh: string, en: string, field?: string): void {
  if (!is) throw refuse('wrong_state', zh, en, field)
}
