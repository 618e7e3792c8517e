import type { QuestionState } from '../../kinds/question/state.ts'
import { practice } from '../../law/laws.ts'
import { dayNumber, earliest } from '../../record/date.ts'
import { dayAt } from '../../record/zone.ts'
import { indicesOf } from '../measure/inputs.ts'
import { MATTERS } from '../measure/units.ts'
import { type Context, found, lacking, notFound, recordRule, type Subject } from '../rule.ts'

/** Questions about the record that were neither taken back nor withheld as a whole. */
function questionsOn({ state }: Subject, context: Context): QuestionState[] {
  return context
    .pointing(state.id, 'subject')
    .flatMap((one) =>
      one.kind === 'question' && one.status !== 'withdrawn' && one.status !== 'withheld' ? [one] : [],
    )
}

/** Most of these days that lie within so many days of each other. */
function densest(received: readonly string[], days: number): number {
  const sorted = received.map((day) => dayNumber(earliest(day))).sort((a, b) => a - b)
  return sorted.reduce(
    (most, day, i) => Math.max(most, sorted.slice(i).filter((other) => other < day + days).length),
    0,
  )
}

const isConfirmed = ({ confirmed, claimedBy }: QuestionState): boolean =>
  confirmed === true || claimedBy === 'desk'

/** Rule Q05. */
export const manyAsk = recordRule(['decision', 'milestone', 'responsibility'], {
  id: 'Q05',
  name: { zh: '同一事项集中提问', en: 'Many ask about one thing' },
  definition: {
    zh: '30 天里有 5 件以上经确认的提问针对同一事项',
    en: 'Within thirty days five confirmed questions or more are about one matter',
  },
  basis: [
    practice(
      '重大行政决策的执行中，公众提出较多意见的，应当开展后评估（暂行条例第三十六条）',
      'A decision on which the public has much to say while it is carried out is evaluated (D713 Art. 36)',
    ),
  ],
  why: {
    zh: '许多人问同一件事，往往是事情做得有问题，而不是人有问题。',
    en: 'Where many ask about the same thing, it is most often the thing that is wrong.',
  },
  severity: 'low',
  audience: 'public',
  condition: {
    zh: '有人提问的决策、节点和权责事项',
    en: 'Decisions, milestones and responsibilities with questions',
  },
  value: { zh: '期内经确认的提问', en: 'Confirmed questions in that time' },
  unit: MATTERS,
  parameters: {
    questions: {
      default: 5,
      least: 2,
      most: 10_000,
      unit: MATTERS,
      words: { zh: '多少件起算（默认值）', en: 'From how many on (a default)' },
    },
    days: {
      default: 30,
      least: 1,
      most: 366,
      unit: { zh: '天', en: 'days' },
      words: { zh: '多少天之内（默认值）', en: 'Within how many days (a default)' },
    },
  },
  falsePositives: [
    { zh: '有人组织集中提问', en: 'Somebody organised that many ask' },
    { zh: '事项本来就涉及很多人', en: 'The matter concerns many people anyway' },
  ],
  applies: (subject, context) => questionsOn(subject, context).length > 0,
  assess(subject, context, { questions, days }) {
    const all = questionsOn(subject, context)
    const inputs = indicesOf(subject, 'proposed', 'planned', 'listed')
    const day = ({ listed }: QuestionState): string => dayAt(context.calendar.zone, listed)
    const value = densest(all.filter(isConfirmed).map(day), days)
    const weighed = { value, threshold: questions, inputs }
    if (value >= questions) return found(weighed)
    return densest(all.map(day), days) >= questions
      ? lacking('not_recorded', 'confirmed', inputs)
      : notFound(weighed)
  },
})
