import { practice } from '../../law/laws.ts'
import { dayNumber } from '../../record/date.ts'
import { dayOf } from '../measure/dates.ts'
import { indicesOf } from '../measure/inputs.ts'
import { found, groupRule, lacking, notFound } from '../rule.ts'

interface Event {
  what: 'decided' | 'left' | 'left_undated'
  day: number
  input: number
}

const MONTH = 30

export const preDepartureSurge = groupRule(['decision', 'membership'], {
  id: 'T08',
  name: { zh: '离任前突击', en: 'Pre-departure surge' },
  definition: {
    zh: '离任前 30 日内作出的决定，达到本人月均的 3 倍以上',
    en: 'In the last 30 days before leaving a post, an officer decided at three times the own monthly mean or more',
  },
  basis: [practice('离任审计的关注点', 'What audits of departing officers look at')],
  why: {
    zh: '快走的人突击签字，责任留给别人。',
    en: 'Who is about to leave signs, and others answer for it.',
  },
  severity: 'medium',
  audience: 'inspectors',
  condition: {
    zh: '作出过决定、任职已结束的岗位或人员（按部门和名称对应）',
    en: 'Officers or posts that decided and whose term has ended, matched by department and name',
  },
  value: { zh: '离任前一个月与月均之比', en: 'Ratio of the last month to the mean' },
  parameters: {
    ratio: {
      default: 3,
      least: 1,
      most: 100,
      unit: { zh: '倍', en: 'times' },
      words: { zh: '多少倍起（默认值）', en: 'From which ratio on (a default)' },
    },
    decisions: {
      default: 6,
      least: 3,
      most: 1000,
      unit: { zh: '件', en: 'decisions' },
      words: { zh: '最后一个月至少多少件（默认值）', en: 'Fewest decisions in the last month (a default)' },
    },
  },
  minimumSample: 6,
  falsePositives: [{ zh: '原本就排在那时办结', en: 'They were planned to be finished then' }],
  by: 'officer',
  observe(subject, { calendar }) {
    const { state } = subject
    const event = (who: string, what: Event['what'], date: string | null, input: number) => ({
      group: `${state.department}|${who}`,
      observation: { what, day: date === null ? 0 : dayNumber(date), input } satisfies Event as Event,
    })
    if (state.kind === 'membership') {
      if (state.to === null) return []
      const day = dayOf(calendar, state.to)
      const input = indicesOf(subject, 'ended')[0] ?? subject.history[0]?.index ?? 0
      const what = day === null ? 'left_undated' : 'left'
      return [...new Set([state.member, state.role])].flatMap((who) =>
        who === null || who === '' ? [] : [event(who, what, day, input)],
      )
    }
    const { officer, decidedAt } = state.ruling ?? {}
    const day = decidedAt === undefined ? null : dayOf(calendar, decidedAt)
    if (officer === undefined || day === null) return []
    return [event(officer, 'decided', day, indicesOf(subject, 'decided').at(-1) ?? 0)]
  },
  applies: ({ observations }) =>
    observations.some(({ what }) => what === 'decided') &&
    observations.some(({ what }) => what !== 'decided'),
  assess({ observations }, _, { ratio, decisions }) {
    const inputs = observations.map(({ input }) => input)
    const left = observations.filter(({ what }) => what === 'left').map(({ day }) => day)
    if (left.length === 0) return lacking('date_imprecise', 'membership/to', inputs)
    const end = Math.max(...left)
    const decided = observations.filter(({ what, day }) => what === 'decided' && day <= end)
    const last = decided.filter(({ day }) => day > end - MONTH)
    if (last.length < decisions) return notFound({ value: last.length, threshold: decisions, inputs })
    const earlier = decided.length - last.length
    const first = Math.min(...decided.map(({ day }) => day))
    const months = (end - MONTH - first) / MONTH
    if (earlier === 0 || months < 1) return lacking('sample_too_small', 'earlier_months', inputs)
    const value = Math.round((10 * last.length) / (earlier / months)) / 10
    const weighed = { value, threshold: ratio, inputs }
    return value >= ratio ? found(weighed) : notFound(weighed)
  },
})
