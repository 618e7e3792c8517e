/**
 * 优先次序: 紧急、重要、时间、重复, each 0 to 4, weighed and added up. Computed for a day, printed with its reasons, never
 * stored. Who somebody is, how they write and what they complained of before plays no part.
 */
import type { WorkingDays } from '../../calendar/working-days.ts'
import { of, type Words } from '../../record/problem.ts'
import type { QuestionClocks } from './clock.ts'
import type { QuestionState } from './state.ts'
import { affectedNumbers, type QuestionFact, questionFacts } from './vocabulary.ts'

/** Weights of the parts, by which the points of each count. */
export interface Weights {
  urgency: number
  importance: number
  time: number
  duplicates: number
}

export const usualWeights: Weights = { urgency: 3, importance: 2, time: 2, duplicates: 1 }

/** One part of the sum: 0 to 4, times its weight. */
export interface PriorityPart {
  part: keyof Weights
  points: number
  weight: number
  words: Words
}

export interface Priority {
  /** At most 4 times the sum of the weights. */
  points: number
  parts: PriorityPart[]
  askers: SameAsked
  /** Life is in danger, as somebody says: a page then first says whom to call. */
  danger: boolean
}

/** Those who asked the same about the same record: all of them, the asker counted, and of these who used nearly the same words. */
export interface SameAsked {
  all: number
  near: number
  /** True where so much is asked about the record that not all of it was compared: there may be more. */
  atLeast: boolean
}

interface Basis {
  clocks: QuestionClocks | null
  askers: SameAsked
  calendar: WorkingDays
  today: string
  weights: Weights
}

/** Working days within which a day that the asker named is near. */
const NEAR = 3

const claims = { submitter: of('提问人称', 'the asker says'), desk: of('受理岗记', 'the desk says') }

/** A fact counts in full when it was checked, half while it is only claimed, and not when it was denied. */
function shareOf({ checked, claimedBy }: QuestionState, fact: QuestionFact): { share: number; words: Words } {
  const said = checked[fact]
  if (said === true) return { share: 1, words: of('已核实', 'checked') }
  if (said === false) return { share: 0, words: of('核查不属实', 'found not to be so') }
  return { share: 0.5, words: claims[claimedBy] }
}

function best(candidates: { points: number; words: Words }[], none: Words): { points: number; words: Words } {
  return candidates.reduce((top, one) => (one.points > top.points ? one : top), { points: 0, words: none })
}

function claimed(state: QuestionState, fact: QuestionFact, full: number, more = of('', '')) {
  const { share, words } = shareOf(state, fact)
  const name = questionFacts[fact]
  return {
    points: full * share,
    words: of(`${name.zh}${more.zh}（${words.zh}）`, `${name.en.toLowerCase()}${more.en} (${words.en})`),
  }
}

function urgencyOf(state: QuestionState, { calendar, today }: Basis) {
  const { danger, ongoing, utilitiesOut, deadlineOn } = state.facts
  const soon = deadlineOn === undefined ? null : calendar.between(today, deadlineOn.slice(0, 10))
  return best(
    [
      ...(danger ? [claimed(state, 'danger', 4)] : []),
      ...(ongoing ? [claimed(state, 'ongoing', 3)] : []),
      ...(utilitiesOut ? [claimed(state, 'utilitiesOut', 3)] : []),
      ...(soon !== null && soon <= NEAR ? [claimed(state, 'deadlineOn', 2)] : []),
    ],
    of('没有说到紧急情形', 'nothing urgent is said'),
  )
}

const NUMBERS = { one: 0, few: 1, many: 2, mass: 3 } as const

function importanceOf(state: QuestionState) {
  const { affected, livelihood, vulnerable } = state.facts
  const parts = [
    ...(affected === undefined
      ? []
      : [
          claimed(
            state,
            'affected',
            NUMBERS[affected],
            of(`：${affectedNumbers[affected].zh}`, `: ${affectedNumbers[affected].en.toLowerCase()}`),
          ),
        ]),
    ...(livelihood ? [claimed(state, 'livelihood', 1)] : vulnerable ? [claimed(state, 'vulnerable', 1)] : []),
  ].filter(({ points }) => points > 0)
  return {
    points: Math.min(
      4,
      parts.reduce((sum, { points }) => sum + points, 0),
    ),
    words:
      parts.length === 0
        ? of('没有说到影响多人或基本生活', 'nothing says that it concerns many')
        : of(parts.map(({ words }) => words.zh).join('，'), parts.map(({ words }) => words.en).join(', ')),
  }
}

function timeOf({ clocks }: Basis) {
  const clock = clocks?.asked
  if (clock === undefined || clock.due === null || clock.limit === null || clock.used === null)
    return { points: 0, words: of('期限无法计算', 'its clock cannot be counted') }
  if (clock.state === 'long_overdue')
    return { points: 4, words: of('逾期超过一倍', 'overdue by more than the limit again') }
  if (clock.state === 'overdue') return { points: 3, words: of('已逾期', 'overdue') }
  const share = clock.used / clock.limit
  const words = of(
    `期限已用 ${Math.round(share * 100)} %`,
    `${Math.round(share * 100)} % of the time is used`,
  )
  return { points: share < 0.5 ? 0 : share < 0.75 ? 1 : 2, words }
}

function duplicatesOf({ askers }: Basis) {
  const { all, near, atLeast } = askers
  const points = all < 2 ? 0 : Math.min(4, Math.floor(Math.log2(all)))
  if (all < 2)
    return {
      points,
      words: atLeast
        ? of(
            '比较过的措辞里没有其他人提出（同一记录的措辞太多，没有全部比较）',
            'nobody else has asked in the wordings that were compared (the record has too many to compare all)',
          )
        : of('没有其他人提出', 'nobody else has asked'),
    }
  const least = atLeast ? of('至少 ', 'at least ') : of(' ', '')
  const words = of(
    `另有${least.zh}${all - 1} 人提出${near === 0 ? '' : `，其中${least.zh}${near} 人措辞相近`}`,
    `${least.en}${all - 1} more have asked${near === 0 ? '' : `, ${least.en}${near} of them in nearly the same words`}`,
  )
  return { points, words }
}

/** The priority of a question on a day. */
export function priorityOf(state: QuestionState, basis: Basis): Priority {
  const { weights } = basis
  const found = {
    urgency: urgencyOf(state, basis),
    importance: importanceOf(state),
    time: timeOf(basis),
    duplicates: duplicatesOf(basis),
  }
  const parts = (Object.keys(found) as (keyof Weights)[]).map((part) => ({
    part,
    weight: weights[part],
    ...found[part],
  }))
  return {
    points: parts.reduce((sum, { points, weight }) => sum + points * weight, 0),
    parts,
    askers: basis.askers,
    danger: state.facts.danger === true && state.checked.danger !== false,
  }
}
