/** 优先次序的权重: kept in the rulebook as limits of rules are, so that every change of them is an entry with its reason. */
import { of, type Words } from '../../record/problem.ts'
import type { Settings } from '../rulebook/rulebook.ts'
import { usualWeights, type Weights } from './priority.ts'

/** Id under which the rulebook keeps the weights. */
export const PRIORITY = 'priority'

const weight = (part: keyof Weights, words: Words) => ({
  default: usualWeights[part],
  least: 0,
  most: 10,
  unit: of('倍', 'times'),
  words,
})

/** The weights as the rulebook knows them: each by its name, from 0 to 10. */
export const priorityScale = {
  id: PRIORITY,
  version: 1,
  definition: of(
    '提问的优先次序：紧急、重要、时间、重复各 0 至 4 分，乘以权重相加。',
    'Priority of questions: urgency, importance, time and repetition, 0 to 4 points each, times their weights, added up.',
  ),
  parameters: {
    urgency: weight('urgency', of('紧急的权重', 'weight of urgency')),
    importance: weight('importance', of('重要的权重', 'weight of importance')),
    time: weight('time', of('时间的权重', 'weight of time')),
    duplicates: weight('duplicates', of('重复的权重', 'weight of repetition')),
  },
} as const

/** The weights that hold, by what the rulebook has set. */
export function weightsIn(settings: Settings): Weights {
  return { ...usualWeights, ...settings[PRIORITY] }
}
