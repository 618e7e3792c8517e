import { practice } from '../../law/laws.ts'
import { dayDecided, isAdopted } from '../measure/decided.ts'
import { indicesOf } from '../measure/inputs.ts'
import type { Context } from '../rule.ts'
import { found, groupRule, isOver, lacking, notFound } from '../rule.ts'

interface Taken {
  day: string
  input: number
}

/** Working days of a year up to its last `last`, and the day after which those begin; null beyond the calendar. */
export function yearOf(
  { calendar }: Pick<Context, 'calendar'>,
  year: string,
  last: number,
): { rest: number; after: string } | null {
  const end = `${year}-12-31`
  for (let day = 31; day > 0; day--) {
    const after = `${year}-12-${String(day).padStart(2, '0')}`
    const left = calendar.between(after, end)
    if (left === null) return null
    if (left < last) continue
    const rest = calendar.between(`${Number(year) - 1}-12-31`, after)
    return rest === null ? null : { rest, after }
  }
  return null
}

export const yearEndSurge = groupRule('decision', {
  id: 'T04',
  name: { zh: '年末突击', en: 'Year-end surge' },
  definition: {
    zh: '一年最后 5 个工作日每日作出的决定，为此前平均的 3 倍以上',
    en: 'In the last 5 working days of a year it decided at three times the daily rate of the rest of the year or more',
  },
  basis: [
    practice(
      '美国联邦年末一周支出为周均 4.9 倍且质量较低（Liebman、Mahoney，AER 2017）',
      'US federal spending in the last week is 4.9 times the weekly mean, at lower quality (Liebman and Mahoney, AER 2017)',
    ),
  ],
  why: {
    zh: '赶在年底前花钱、定事，质量往往较低。',
    en: 'What is rushed through before the year ends is often of lower quality.',
  },
  severity: 'medium',
  audience: 'public',
  condition: {
    zh: '一年内作出至少 10 件日期确切的决定的部门',
    en: 'Departments with at least 10 decisions of known day in a year that is over',
  },
  value: { zh: '年末与平时每日件数之比', en: 'Ratio of the daily rates' },
  parameters: {
    ratio: {
      default: 3,
      least: 1,
      most: 100,
      unit: { zh: '倍', en: 'times' },
      words: { zh: '多少倍起（默认值）', en: 'From which ratio on (a default)' },
    },
    decisions: {
      default: 10,
      least: 5,
      most: 1000,
      unit: { zh: '件', en: 'decisions' },
      words: { zh: '至少多少件才比较（默认值）', en: 'Fewest decisions (a default)' },
    },
    lastDays: {
      default: 5,
      least: 1,
      most: 20,
      unit: { zh: '个工作日', en: 'working days' },
      words: { zh: '年末多少个工作日（默认值）', en: 'Working days at the end of the year (a default)' },
    },
  },
  minimumSample: 10,
  falsePositives: [
    { zh: '预算年度安排', en: 'The budget calendar' },
    { zh: '季节性工程', en: 'Seasonal works' },
  ],
  version: 2,
  by: 'department',
  observe(subject, context) {
    const { department } = subject.state
    const day = isAdopted(subject.state) ? dayDecided(context.calendar, subject.state) : null
    // Of a year that is not known to its end, nothing can be said about its end.
    if (day === null || !isOver(context, `${day.slice(0, 4)}-12-31`)) return []
    const observation: Taken = { day, input: indicesOf(subject, 'decided').at(-1) ?? 0 }
    return [{ group: `${department}|${day.slice(0, 4)}`, observation }]
  },
  applies: ({ observations }, _, { decisions }) => observations.length >= decisions,
  assess({ id, observations }, context, { ratio, lastDays }) {
    const inputs = observations.map(({ input }) => input)
    const year = yearOf(context, id.slice(-4), lastDays)
    if (year === null) return lacking('beyond_calendar', null, inputs)
    const late = observations.filter(({ day }) => day > year.after)
    const early = observations.length - late.length
    if (early === 0) return lacking('sample_too_small', null, inputs)
    const value = Math.round((10 * (late.length / lastDays)) / (early / year.rest)) / 10
    const weighed = { value, threshold: ratio, inputs: late.map(({ input }) => input) }
    return value >= ratio ? found(weighed) : notFound({ ...weighed, inputs })
  },
})
