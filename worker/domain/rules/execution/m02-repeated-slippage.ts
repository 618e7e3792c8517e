import { law, practice } from '../../law/laws.ts'
import { daysApart } from '../measure/dates.ts'
import { indicesOf, mayBeHidden } from '../measure/inputs.ts'
import { TIMES } from '../measure/units.ts'
import { found, lacking, notFound, recordRule } from '../rule.ts'

export const repeatedSlippage = recordRule('milestone', {
  id: 'M02',
  name: { zh: '反复延期', en: 'Repeated slippage' },
  definition: {
    zh: '推迟两次以上，或累计推迟不少于 30 日且不少于原定工期的 25 %',
    en: 'Postponed twice or more, or by at least 30 days and 25 % of its first duration in all',
  },
  basis: [law('d713', '40'), practice('OCDS 标准讨论 #914、#1101', 'OCDS standard issues #914 and #1101')],
  why: { zh: '一次次延期，每次都不算逾期。', en: 'What is moved again and again is never late.' },
  severity: 'high',
  audience: 'public',
  condition: { zh: '有期限的节点', en: 'Milestones with a due date' },
  value: { zh: '推迟次数 / 累计推迟日数', en: 'Postponements / days of slip' },
  unit: TIMES,
  parameters: {
    times: {
      default: 2,
      least: 1,
      most: 50,
      unit: { zh: '次', en: 'times' },
      words: { zh: '推迟次数（默认值）', en: 'Postponements (a default)' },
    },
    days: {
      default: 30,
      least: 1,
      most: 3650,
      unit: { zh: '日', en: 'days' },
      words: { zh: '累计推迟（默认值）', en: 'Slip in all (a default)' },
    },
    percent: {
      default: 25,
      least: 1,
      most: 1000,
      unit: { zh: '%', en: '%' },
      words: { zh: '累计推迟占原定工期（默认值）', en: 'Slip in per cent of the first duration (a default)' },
    },
  },
  falsePositives: [
    { zh: '上游项目拖延', en: 'Something upstream was late' },
    { zh: '不可抗力', en: 'Force majeure' },
    {
      zh: '来源有一次印错日期，下一次又改回',
      en: 'The source misprinted a date once and put it right in its next edition',
    },
    { zh: '范围或合同已改，不再是原来的事项', en: 'Its scope or contract became another' },
  ],
  applies: ({ state }) => state.currentDue !== null || state.reschedules.length > 0,
  assess(subject, { calendar }, { times, days, percent }) {
    const { state } = subject
    const inputs = indicesOf(subject, 'planned', 'rescheduled')
    const moves = state.reschedules.map(({ from, to }) =>
      from === null ? null : daysApart(calendar, from, to),
    )
    const later = moves.filter((move) => move !== null && move.least > 0).length
    if (later >= times) return found({ value: `${later}`, threshold: times, inputs })
    if (mayBeHidden(state, 'rescheduled', 'planned'))
      return lacking('content_withheld', 'reschedules', inputs)
    const { baselineDue, currentDue } = state
    const start = state.baselineStart ?? state.startedAt
    if (baselineDue === null || currentDue === null) return lacking('date_missing', 'baselineDue', inputs)
    if (baselineDue === currentDue) return notFound({ value: '0', threshold: times, inputs })
    const slip = daysApart(calendar, baselineDue, currentDue)
    const planned = start === null ? null : daysApart(calendar, start, baselineDue)
    // Without a start the share of the duration is not known; less than the days alone is never enough.
    if (slip.most < days) return notFound({ value: `${later} / ${slip.most}`, threshold: days, inputs })
    if (planned === null || planned.least <= 0) return lacking('date_missing', 'baselineStart', inputs)
    const threshold = Math.max(days, Math.round((planned.most * percent) / 100))
    if (slip.least >= threshold) return found({ value: `${later} / ${slip.least}`, threshold, inputs })
    const lowest = Math.max(days, Math.round((planned.least * percent) / 100))
    return slip.most >= lowest
      ? lacking('date_imprecise', 'currentDue', inputs)
      : notFound({ value: `${later} / ${slip.most}`, threshold, inputs })
  },
})
