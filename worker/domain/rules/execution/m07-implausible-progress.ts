import { practice } from '../../law/laws.ts'
import { daysApart } from '../measure/dates.ts'
import { indicesOf, mayBeHidden } from '../measure/inputs.ts'
import { found, lacking, notFound, recordRule } from '../rule.ts'

export const implausibleProgress = recordRule('milestone', {
  id: 'M07',
  name: { zh: '进度异常', en: 'Implausible progress' },
  definition: {
    zh: '报告的进度倒退、7 日内跳升 50 个百分点以上，或连续 6 次分毫不差地匀速',
    en: 'Reported progress falls, jumps by 50 points or more within 7 days, or is exactly linear over 6 reports',
  },
  basis: [
    practice('设计规则：真实的进度不会整齐划一', 'A rule of this project: real progress is never that even'),
  ],
  why: { zh: '编出来的进度比真实的更整齐。', en: 'Progress that is made up is smoother than real progress.' },
  severity: 'low',
  audience: 'inspectors',
  condition: { zh: '有两次以上进度报告的节点', en: 'Milestones with two reports of progress or more' },
  value: { zh: '异常的种类', en: 'What is odd' },
  parameters: {
    points: {
      default: 50,
      least: 10,
      most: 100,
      unit: { zh: '个百分点', en: 'points' },
      words: { zh: '跳升多少（默认值）', en: 'Size of the jump (a default)' },
    },
    days: {
      default: 7,
      least: 1,
      most: 365,
      unit: { zh: '日', en: 'days' },
      words: { zh: '在多少日内（默认值）', en: 'Within how many days (a default)' },
    },
    linear: {
      default: 6,
      least: 4,
      most: 50,
      unit: { zh: '次', en: 'reports' },
      words: { zh: '匀速的报告次数（默认值）', en: 'Reports of even progress (a default)' },
    },
  },
  falsePositives: [{ zh: '计算口径或范围调整', en: 'The way of counting or the scope changed' }],
  applies: ({ state }) => state.reports.filter(({ progress }) => progress !== undefined).length > 1,
  assess(subject, { calendar }, { points, days, linear }) {
    const inputs = indicesOf(subject, 'reported')
    const told = subject.state.reports.filter(({ progress }) => progress !== undefined)
    const pairs = told.slice(1).map((report, i) => {
      const before = told[i]
      const step = (report.progress ?? 0) - (before?.progress ?? 0)
      const gap =
        before?.asOf === undefined || report.asOf === undefined
          ? null
          : daysApart(calendar, before.asOf, report.asOf)
      return { step, gap }
    })
    const undated = pairs.some(({ gap }) => gap === null)
    if (pairs.some(({ step, gap }) => step < 0 && gap !== null && gap.least >= 0))
      return found({ value: 'fell', inputs })
    const jumps = pairs.filter(({ step }) => step >= points)
    if (jumps.some(({ gap }) => gap !== null && gap.least >= 0 && gap.most <= days))
      return found({ value: 'jumped', threshold: points, inputs })
    const run = pairs.slice(-(linear - 1))
    const even = run.every(({ step }) => step === run[0]?.step && step > 0)
    if (run.length === linear - 1 && even) return found({ value: 'linear', threshold: linear, inputs })
    if (mayBeHidden(subject.state, 'reported')) return lacking('content_withheld', 'reports', inputs)
    if (undated) return lacking('date_missing', 'reports/asOf', inputs)
    const open = pairs.some(
      ({ step, gap }) =>
        gap !== null && gap.least !== gap.most && (step < 0 || (step >= points && gap.least <= days)),
    )
    return open ? lacking('date_imprecise', 'reports/asOf', inputs) : notFound({ inputs })
  },
})
