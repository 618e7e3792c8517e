import { builtIn } from '../../clock/clocks.ts'
import { clocksOfQuestion } from '../../kinds/question/clock.ts'
import { law } from '../../law/laws.ts'
import { indicesOf, mayBeHidden } from '../measure/inputs.ts'
import { found, lacking, notFound, recordRule } from '../rule.ts'

/** Events by which a clock begins, stops, or ends. */
const MOVING = [
  'received',
  'accepted',
  'paused',
  'resumed',
  'extended',
  'completion_asked',
  'completed',
  'answered',
  'declined',
  'reopened',
]

/** Rule Q01. */
export const unanswered = recordRule('question', {
  id: 'Q01',
  name: { zh: '逾期未答复', en: 'Not answered in time' },
  definition: {
    zh: '提问到期没有答复，或者答复晚于期限',
    en: 'A question has no answer on its last day, or got it later',
  },
  basis: [law('ogi', '33'), law('petitions', '34')],
  why: {
    zh: '期限是对公众的承诺，拖过去就等于没有。',
    en: 'A time limit is a promise to the public: one that is let pass is none.',
  },
  severity: 'medium',
  audience: 'public',
  condition: { zh: '有期限的提问', en: 'Questions with a clock' },
  value: { zh: '超过期限', en: 'Past the limit' },
  falsePositives: [
    { zh: '中止或者延长没有入账', en: 'A pause or an extension that was not logged' },
    { zh: '已经用其他方式答复', en: 'It was answered in another way' },
  ],
  applies: ({ state }) => state.status !== 'withdrawn' && state.status !== 'withheld',
  assess(subject, { calendar, today }) {
    const inputs = indicesOf(subject, ...MOVING)
    if (mayBeHidden(subject.state, 'paused', 'resumed', 'extended', 'answered', 'declined'))
      return lacking('content_withheld', 'turns', inputs)
    const clock = clocksOfQuestion(subject.state, { clocks: builtIn, calendar, today })?.asked
    if (clock === undefined) return lacking('threshold_not_set', 'profile', inputs)
    if (clock.due === null)
      return lacking(clock.lacks === 'paused' ? 'not_yet' : 'beyond_calendar', 'profile', inputs)
    const over = clock.over ?? 0
    const { unit } = builtIn.profile(clock.profile, clock.start)
    return over > 0
      ? found(
          { value: `${over} ${unit}`, threshold: clock.due, inputs },
          clock.state === 'long_overdue' ? 'high' : undefined,
        )
      : notFound({ value: 0, threshold: clock.due, inputs })
  },
})
