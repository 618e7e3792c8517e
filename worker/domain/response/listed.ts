/**
 * 清单载明的评价: questions that published lists brought, with the rating that their lists state. They are owed by nobody
 * here, and stand apart from what is: a list says what it says.
 */
import type { State } from '../kinds/kinds.ts'
import type { QuestionState } from '../kinds/question/state.ts'
import { isVanished } from '../record/acts.ts'
import { earliest } from '../record/date.ts'
import { annulmentOf } from '../record/entered/annulment.ts'

type Stated = NonNullable<QuestionState['stated']>

export interface ListedQuestion {
  department: string | null
  profile: string
  /** Day of receipt, as the list states it. */
  received: string
  solved: Stated['statedSolved']
  satisfied: Stated['statedSatisfied']
}

/** The rating that a list states of a question that it brought; null for all else, and without a day of receipt. */
export function listedIn(state: State): ListedQuestion | null {
  if (state.kind !== 'question' || state.source === null || state.undated === true) return null
  if (annulmentOf(state) !== null || isVanished(state)) return null
  const { department, profile, listed, stated } = state
  const { statedSolved: solved, statedSatisfied: satisfied } = stated ?? NOTHING
  return { department, profile, received: earliest(listed), solved, satisfied }
}

const NOTHING = { statedSolved: 'not_stated', statedSatisfied: 'not_stated' } as const
