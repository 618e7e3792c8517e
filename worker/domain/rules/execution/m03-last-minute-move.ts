import type { Reschedule } from '../../kinds/milestone/state.ts'
import { practice } from '../../law/laws.ts'
import { dayNumber, latest } from '../../record/date.ts'
import { dayOf, daysApart, isBefore } from '../measure/dates.ts'
import { indicesOf } from '../measure/inputs.ts'
import { TIMES } from '../measure/units.ts'
import { type Context, found, lacking, notFound, recordRule } from '../rule.ts'

const EXPLAINED = new Set(['force_majeure'])

/** True when a move to a later date was made at the last minute or after it; null when dates leave it open. */
function isLastMinute(
  { from, to, approvedAt, occurred, reasonCode, reason }: Reschedule,
  { calendar }: Context,
  workingDays: number,
): boolean | null | 'beyond_calendar' {
  if (from === null || (EXPLAINED.has(reasonCode) && reason !== null)) return false
  const { least, most } = daysApart(calendar, from, to)
  if (most <= 0) return false
  const moved = approvedAt ?? occurred
  const day = dayOf(calendar, moved)
  if (least <= 0 || day === null) return isBefore(calendar, from, moved) === true && least > 0 ? true : null
  if (dayNumber(day) > dayNumber(latest(from))) return true
  const left = calendar.between(day, latest(from))
  if (left === null) return 'beyond_calendar'
  if (dayOf(calendar, from) === null) return left < workingDays ? null : false
  return left < workingDays
}

export const lastMinuteMove = recordRule('milestone', {
  id: 'M03',
  name: { zh: '临期改期', en: 'Last-minute due-date edit' },
  definition: {
    zh: '在原期限前 5 个工作日内或过期后，才把期限推后',
    en: 'The due date was moved back within 5 working days before it, or after it',
  },
  basis: [
    practice(
      '设计规则：到期前才改的期限不是计划',
      'A rule of this project: a date that moves when it is due is no plan',
    ),
  ],
  why: { zh: '到期那天改期，逾期就消失了。', en: 'Whoever moves the date on the day is never late.' },
  severity: 'high',
  audience: 'public',
  condition: { zh: '调整过期限的节点', en: 'Milestones that were rescheduled' },
  value: { zh: '临期改期的次数', en: 'Last-minute moves' },
  unit: TIMES,
  parameters: {
    workingDays: {
      default: 5,
      least: 0,
      most: 60,
      unit: { zh: '个工作日', en: 'working days' },
      words: { zh: '临期多少日（默认值）', en: 'How close to the due date (a default)' },
    },
  },
  falsePositives: [
    {
      zh: '不可抗力且说明了理由（已排除），或其他突发情况',
      en: 'Force majeure with a reason is left out; other shocks are not',
    },
  ],
  applies: ({ state }) => state.reschedules.length > 0,
  assess(subject, context, { workingDays }) {
    const { reschedules, source } = subject.state
    const inputs = indicesOf(subject, 'planned', 'rescheduled')
    // Of a move between two deliveries only the delivery that shows it is dated.
    const seen = reschedules.map((one) =>
      source !== null && one.approvedAt === null ? null : isLastMinute(one, context, workingDays),
    )
    const value = seen.filter((one) => one === true).length
    if (value > 0) return found({ value, threshold: 0, inputs })
    if (seen.includes('beyond_calendar')) return lacking('beyond_calendar', 'reschedules', inputs)
    return seen.includes(null)
      ? lacking('date_imprecise', 'reschedules', inputs)
      : notFound({ value, threshold: 0, inputs })
  },
})
