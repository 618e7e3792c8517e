import { practice } from '../../law/laws.ts'
import { indicesOf, mayBeHidden } from '../measure/inputs.ts'
import { MATTERS } from '../measure/units.ts'
import { found, lacking, notFound, recordRule } from '../rule.ts'

/** A day or a month to come, as an answer promises it: 6月底前, 2026年内, 三个月内, by June 2026. */
const PROMISED = [
  /(?:\d{1,2}|[一二三四五六七八九十]{1,3})月(?:\d{1,2}日)?(?:底|末|中旬|上旬|下旬)?(?:以)?(?:前|之前|内)/u,
  /\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:底|末)?(?:以)?(?:前|之前|内)/u,
  /(?:\d+|[一二三四五六七八九十两半]+)个?(?:工作日|日|天|周|月|年)(?:以|之)?内/u,
  /(?:年|月|季度)底(?:以|之)?前/u,
  /\b(?:by|before|until|within)\s+(?:the end of\s+)?(?:\d{4}|\d+\s+(?:days|weeks|months)|January|February|March|April|May|June|July|August|September|October|November|December)\b/i,
] as const

/** True for a text that promises something for a day, as far as that can be read off it. */
export function promisesADay(text: string): boolean {
  return PROMISED.some((pattern) => pattern.test(text))
}

/** Rule Q04. */
export const promiseWithoutMilestone = recordRule('question', {
  id: 'Q04',
  name: { zh: '答复许诺没有列入节点', en: 'Promise in an answer without a milestone' },
  definition: {
    zh: '答复写了完成的日期，却没有列入任何节点',
    en: 'An answer promises something for a day and names no milestone',
  },
  basis: [
    practice(
      '答复中的承诺应列入督办事项',
      'What is promised in an answer is to be followed up like any other promise',
    ),
  ],
  why: {
    zh: '没有节点，承诺到期时没有人会想起来。',
    en: 'Without a milestone nobody remembers the promise on its day.',
  },
  severity: 'low',
  audience: 'public',
  condition: { zh: '已经答复的提问', en: 'Questions that were answered' },
  value: { zh: '没有节点的承诺数', en: 'Promises without a milestone' },
  unit: MATTERS,
  falsePositives: [
    { zh: '日期说的是法定期限，不是承诺', en: 'The day is a limit of the law and no promise' },
    { zh: '节点在另一部门名下', en: 'The milestone is that of another department' },
  ],
  applies: ({ state }) => state.answers.length > 0,
  assess(subject) {
    const inputs = indicesOf(subject, 'answered')
    if (mayBeHidden(subject.state, 'answered')) return lacking('content_withheld', 'answers', inputs)
    const bare = subject.state.answers.filter(
      ({ text, commitments }) => commitments.length === 0 && promisesADay(text),
    ).length
    const weighed = { value: bare, threshold: 0, inputs }
    return bare > 0 ? found(weighed) : notFound(weighed)
  },
})
