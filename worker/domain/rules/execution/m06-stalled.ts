import { derive } from '../../kinds/milestone/derived.ts'
import { law } from '../../law/laws.ts'
import { isVanished } from '../../record/acts.ts'
import { indicesOf, mayBeHidden } from '../measure/inputs.ts'
import { DAYS } from '../measure/units.ts'
import { found, lacking, notFound, recordRule } from '../rule.ts'

const RUNNING = new Set(['scheduled', 'in_progress'])

export const stalled = recordRule('milestone', {
  id: 'M06',
  name: { zh: '进度停滞', en: 'Stalled' },
  definition: {
    zh: '连续两个报告周期没有报告，或连续三次报告进度不变',
    en: 'No report in two reporting periods, or the same progress in three reports on end',
  },
  basis: [law('d713', '34')],
  why: { zh: '没有消息的事情，往往已经停了。', en: 'What nobody reports on has often come to a halt.' },
  severity: 'medium',
  audience: 'public',
  condition: { zh: '已开始、未完成的节点', en: 'Milestones that have begun and are not done' },
  value: { zh: '没有消息的日数', en: 'Days of silence' },
  unit: DAYS,
  parameters: {
    period: {
      default: 90,
      least: 1,
      most: 3650,
      unit: { zh: '日', en: 'days' },
      words: {
        zh: '没有约定报告周期时的周期（默认值）',
        en: 'Reporting period where none was set (a default)',
      },
    },
    reports: {
      default: 3,
      least: 2,
      most: 50,
      unit: { zh: '次', en: 'reports' },
      words: { zh: '进度不变的报告次数', en: 'Reports of the same progress' },
    },
  },
  falsePositives: [{ zh: '周期长的前期工作', en: 'Phases that take long by nature' }],
  version: 2,
  applies: ({ state }) =>
    RUNNING.has(state.status) &&
    state.metAt === null &&
    !isVanished(state) &&
    (state.startedAt !== null || state.reports.length > 0),
  assess(subject, { today }, { period, reports }) {
    const { state } = subject
    const inputs = indicesOf(subject, 'planned', 'started', 'reported')
    const last = state.reports.slice(-reports).flatMap(({ progress }) => progress ?? [])
    const threshold = 2 * (state.reportEvery ?? period)
    if (last.length === reports && new Set(last).size === 1 && (last[0] ?? 100) < 100)
      return found({ value: `${last[0]} %`, threshold: reports, inputs })
    if (mayBeHidden(state, 'reported')) return lacking('content_withheld', 'reports', inputs)
    // Where no period was set and nobody ever reported, or where a register does not report, silence says nothing.
    if (state.reports.length === 0 && (state.reportEvery === null || state.source !== null))
      return lacking('not_recorded', 'reports', inputs)
    const { silentFor } = derive(state, today)
    if (silentFor === null) return lacking('date_missing', 'startedAt', inputs)
    const dates = state.reports.length > 0 ? state.reports.map(({ asOf }) => asOf) : [state.startedAt]
    if (dates.some((date) => date === undefined || date === null))
      return lacking('date_missing', 'reports/asOf', inputs)
    const weighed = { value: silentFor, threshold, inputs }
    if (silentFor <= threshold) return notFound(weighed)
    // Silence is counted from the first day that a date may mean: a month or a year leaves it open.
    const imprecise = dates.at(-1)?.length
    const slack = imprecise === 4 ? 366 : imprecise === 7 ? 31 : 0
    return silentFor - slack > threshold ? found(weighed) : lacking('date_imprecise', 'reports/asOf', inputs)
  },
})
