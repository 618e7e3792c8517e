import type { FlagState } from '../../kinds/flag/flag.ts'
import { isOpenFlag } from '../../kinds/flag/states.ts'
import { practice } from '../../law/laws.ts'
import { daysApart } from '../measure/dates.ts'
import { entriesOf, indicesOf, mayBeHidden } from '../measure/inputs.ts'
import { DAYS } from '../measure/units.ts'
import { found, lacking, notFound, recordRule, type Subject } from '../rule.ts'

/** Events that a withheld entry may have been: an answer, or the end. */
const MAY_HAVE_MOVED = [
  'explanation_requested',
  'responded',
  'cleared',
  'advised',
  'explained',
  'data_error',
  'parked',
  'escalated',
  'lapsed',
]

/** The days from which somebody had to do something about it; null for an answer that is due on no day. */
function daysToActOf(subject: Subject<FlagState>): (string | null)[] {
  const { listed, status, answerDue, answers } = subject.state
  return [
    listed,
    ...(status === 'explanation_requested' || answerDue !== null ? [answerDue] : []),
    ...answers.map(({ occurred }) => occurred),
    ...entriesOf(subject, 'reopened').map(({ envelope }) => envelope.occurred),
  ]
}

export const flagIgnored = recordRule('flag', {
  id: 'I01',
  name: { zh: '预警未处置', en: 'Flag ignored' },
  definition: {
    zh: '预警触发、答复期满或最近一次答复后 30 日仍没有处置结果',
    en: 'A flag has no outcome 30 days after it was raised, its answer was due or the last answer came',
  },
  basis: [
    practice('预警应在一个月内处置并反馈的地方做法', 'Local rules: a flag is dealt with within one month'),
  ],
  why: {
    zh: '预警无人处置，监督就只剩下提示音。',
    en: 'A flag that nobody deals with is an alarm that nobody hears.',
  },
  severity: 'medium',
  audience: 'inspectors',
  condition: { zh: '未了结、也未暂存待查的预警', en: 'Flags that neither ended nor were parked' },
  value: { zh: '无处置的日数', en: 'Days without an outcome' },
  unit: DAYS,
  parameters: {
    days: {
      default: 30,
      least: 1,
      most: 3650,
      unit: { zh: '日', en: 'days' },
      words: { zh: '处置的时间（默认值）', en: 'Time for an outcome (a default)' },
    },
  },
  falsePositives: [
    { zh: '正在核查而未入账', en: 'It is being looked into and that is not logged' },
    { zh: '部门申请延期获准', en: 'The department was given more time' },
  ],
  version: 2,
  applies: ({ state }) => isOpenFlag(state) && state.status !== 'parked',
  assess(subject, { calendar, today }, { days }) {
    const inputs = indicesOf(subject, 'raised', 'explanation_requested', 'responded', 'reopened')
    if (mayBeHidden(subject.state, ...MAY_HAVE_MOVED)) return lacking('content_withheld', 'outcome', inputs)
    let [least, most] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
    for (const day of daysToActOf(subject)) {
      if (day === null) return lacking('date_missing', 'answerDue', inputs)
      const since = daysApart(calendar, day, today)
      least = Math.min(least, since.least)
      most = Math.min(most, since.most)
    }
    if (least > days) return found({ value: least, threshold: days, inputs })
    return most > days
      ? lacking('date_imprecise', 'raised', inputs)
      : notFound({ value: Math.max(0, most), threshold: days, inputs })
  },
})
