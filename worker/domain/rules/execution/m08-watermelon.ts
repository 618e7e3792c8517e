import type { Report } from '../../kinds/milestone/fields.ts'
import type { MilestoneState } from '../../kinds/milestone/state.ts'
import { practice } from '../../law/laws.ts'
import type { DateText } from '../../record/date.ts'
import { daysApart, isBefore, type Zoned } from '../measure/dates.ts'
import { indicesOf, mayBeHidden } from '../measure/inputs.ts'
import { DAYS } from '../measure/units.ts'
import { found, lacking, notFound, recordRule } from '../rule.ts'

/** Words that sources use for "as planned", as a whole entry. */
const ON_TRACK = /^(green|on[ _-]?track|on schedule|正常|正常推进|按计划推进|绿灯|绿|顺利|如期推进)$/i

/** The due date that stood last before the day of a report. */
function dueAt(
  calendar: Zoned,
  { reschedules, currentDue, baselineDue }: MilestoneState,
  on: DateText,
): DateText | null {
  const after = reschedules.find((move) => isBefore(calendar, on, move.approvedAt ?? move.occurred) === true)
  return after === undefined ? currentDue : (after.from ?? baselineDue)
}

/** True when a report says that it will be in time; null when it does not say. */
function saysOnTrack(calendar: Zoned, { declared, forecast }: Report, due: DateText): boolean | null {
  if (forecast !== undefined) {
    const late = isBefore(calendar, due, forecast)
    return late === null ? null : !late
  }
  return declared === undefined ? null : ON_TRACK.test(declared.trim())
}

export const watermelon = recordRule('milestone', {
  id: 'M08',
  name: { zh: '西瓜项目', en: 'Watermelon' },
  definition: {
    zh: '到期前 10 日内还报告正常，结果误期',
    en: 'Reported on track in the last 10 days before it was due, and then missed',
  },
  basis: [practice('项目管理中的“西瓜”现象：外绿内红', 'The watermelon effect: green outside, red inside')],
  why: { zh: '一直报平安，到期才说不行。', en: 'All is well until the day on which it is not.' },
  severity: 'medium',
  audience: 'public',
  condition: {
    zh: '误期的节点（逾期，或迟于当时的期限完成）',
    en: 'Milestones that were missed: overdue, or done after the date that was promised then',
  },
  value: { zh: '最后一次报告距到期的日数', en: 'Days from the last report to the due date' },
  unit: DAYS,
  parameters: {
    days: {
      default: 10,
      least: 1,
      most: 365,
      unit: { zh: '日', en: 'days' },
      words: { zh: '到期前多少日（默认值）', en: 'Days before the due date (a default)' },
    },
  },
  falsePositives: [{ zh: '最后几天的突发情况', en: 'A shock in the last days' }],
  version: 2,
  applies({ state }, { calendar, today }) {
    const { currentDue, metAt, status } = state
    if (currentDue === null || status === 'cancelled') return false
    return isBefore(calendar, currentDue, metAt ?? today) === true
  },
  assess(subject, { calendar }, { days }) {
    const { state } = subject
    const inputs = indicesOf(subject, 'planned', 'rescheduled', 'reported', 'claimed')
    const near = state.reports.flatMap((report) => {
      const due = report.asOf === undefined ? null : dueAt(calendar, state, report.asOf)
      if (report.asOf === undefined || due === null) return []
      const { least, most } = daysApart(calendar, report.asOf, due)
      return least >= 0 && most <= days ? [{ left: least, on: saysOnTrack(calendar, report, due) }] : []
    })
    const last = near.at(-1)
    if (last?.on === true) return found({ value: last.left, threshold: days, inputs })
    if (mayBeHidden(state, 'reported')) return lacking('content_withheld', 'reports', inputs)
    return last === undefined || last.on === null
      ? lacking('not_recorded', 'reports', inputs)
      : notFound({ value: last.left, threshold: days, inputs })
  },
})
