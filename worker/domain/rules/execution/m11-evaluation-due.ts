import type { indicator } from '../../kinds/decision/fields.ts'
import { TAKEN } from '../../kinds/decision/procedure.ts'
import { law } from '../../law/laws.ts'
import type { ReadOf } from '../../record/shape.ts'
import { daysApart } from '../measure/dates.ts'
import { indicesOf, indicesOfFields } from '../measure/inputs.ts'
import { PER_CENT } from '../measure/units.ts'
import { found, lacking, notFound, recordRule } from '../rule.ts'

type Indicator = ReadOf<typeof indicator>

/** A figure as people write it: `1,250`, `85%`; null for anything else. */
function figureOf(text: string | undefined): number | null {
  const plain = text
    ?.trim()
    .replace(/,/g, '')
    .replace(/[%％]$/, '')
  return plain !== undefined && /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : null
}

/** The gap between the last measurement and the target, in per cent of the way from the baseline. */
function missedBy({ baseline, target, measurements }: Indicator): { percent: number; date: string } | null {
  const last = measurements?.at(-1)
  const [from, to, at] = [figureOf(baseline), figureOf(target), figureOf(last?.value)]
  if (from === null || to === null || at === null || from === to || last?.date === undefined) return null
  return { percent: Math.round((100 * (to - at)) / (to - from)), date: last.date }
}

export const evaluationDue = recordRule('decision', {
  id: 'M11',
  name: { zh: '应评未评', en: 'Evaluation trigger ignored' },
  definition: {
    zh: '最近一次测得的指标距目标仍差 20 % 以上，180 日内没有后评估',
    en: 'The last measurement fell short of the target by more than 20 %, and 180 days later there is no evaluation',
  },
  basis: [law('d713', '36')],
  why: {
    zh: '明显未达预期而不评估，就不会改进。',
    en: 'What clearly fails and is not evaluated does not improve.',
  },
  severity: 'medium',
  audience: 'public',
  condition: {
    zh: '已作出决定、有带基线和目标的指标并测量过的决策',
    en: 'Decisions that were taken, with an indicator that has a baseline, a target and a measurement',
  },
  value: { zh: '距目标还差的百分比', en: 'Per cent of the way still missing' },
  unit: PER_CENT,
  parameters: {
    percent: {
      default: 20,
      least: 1,
      most: 100,
      unit: { zh: '%', en: '%' },
      words: { zh: '差多少（默认值）', en: 'How far behind (a default)' },
    },
    days: {
      default: 180,
      least: 1,
      most: 3650,
      unit: { zh: '日', en: 'days' },
      words: { zh: '评估的时间（默认值）', en: 'Time for an evaluation (a default)' },
    },
  },
  falsePositives: [
    {
      zh: '第三十六条是“可以”评估：机关认为不必要并说明理由即可',
      en: 'Art. 36 is discretionary: a reason why none is needed suffices',
    },
  ],
  version: 2,
  applies: ({ state }) =>
    TAKEN.has(state.status) && state.indicators.some(({ measurements = [] }) => measurements.length > 0),
  assess(subject, { calendar, today, pointing }, { percent, days }) {
    const { state } = subject
    const inputs = [...indicesOfFields(subject, 'indicators'), ...indicesOf(subject, 'measured', 'evaluated')]
    const missed = state.indicators.flatMap((one) => missedBy(one) ?? [])
    if (missed.length === 0) return lacking('not_recorded', 'indicators', inputs)
    const bad = missed.filter((one) => one.percent > percent)
    const value = Math.max(...missed.map((one) => one.percent))
    if (bad.length === 0) return notFound({ value, threshold: percent, inputs })
    const evaluated =
      state.evaluations.length > 0 || pointing(state.id, 'decision').some(({ kind }) => kind === 'evaluation')
    if (evaluated) return notFound({ value, threshold: percent, inputs })
    const since = bad.map(({ date }) => daysApart(calendar, date, today))
    if (since.some(({ least }) => least > days)) return found({ value, threshold: percent, inputs })
    return since.some(({ most }) => most > days)
      ? lacking('date_imprecise', 'indicators', inputs)
      : notFound({ value, threshold: percent, inputs })
  },
})
