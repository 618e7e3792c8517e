import { isUnderProcedure } from '../../kinds/decision/procedure.ts'
import { law } from '../../law/laws.ts'
import { daysApart } from '../measure/dates.ts'
import { indicesOfSteps } from '../measure/inputs.ts'
import { heldOf, stepsOf } from '../measure/procedure-steps.ts'
import { DAYS } from '../measure/units.ts'
import { found, lacking, notFound, recordRule } from '../rule.ts'

export const lateHearingPapers = recordRule('decision', {
  id: 'P06',
  name: { zh: '听证材料迟送', en: 'Late hearing papers' },
  definition: {
    zh: '听证会材料送达不足 7 日就开会',
    en: 'Papers were delivered fewer than 7 days before the hearing',
  },
  basis: [law('d713', '16')],
  why: { zh: '没有看过材料的人无法质证。', en: 'Who has not read the papers cannot examine them.' },
  severity: 'medium',
  audience: 'public',
  condition: { zh: '重大行政决策，已举行听证会', en: 'Major administrative decisions with a hearing held' },
  value: { zh: '提前送达的日数（最短的一次）', en: 'Days between delivery and hearing, the shortest' },
  unit: DAYS,
  parameters: {
    days: {
      default: 7,
      least: 1,
      most: 60,
      unit: { zh: '日', en: 'days' },
      words: { zh: '送达期限（第十六条）', en: 'Days before the hearing (Art. 16)' },
    },
  },
  falsePositives: [{ zh: '送达日期填成了最后补送的日期', en: 'The date given is that of a later addition' }],
  applies: ({ state }) =>
    isUnderProcedure(state) && stepsOf(state, 'hearing').some((step) => heldOf(step) !== null),
  assess(subject, { calendar }, { days }) {
    const hearings = stepsOf(subject.state, 'hearing').filter((step) => heldOf(step) !== null)
    const inputs = indicesOfSteps(
      subject,
      hearings.map(({ id }) => id),
    )
    const gaps = hearings.flatMap((step) =>
      step.materialsDeliveredAt === undefined
        ? []
        : [daysApart(calendar, step.materialsDeliveredAt, heldOf(step) ?? '')],
    )
    const most = Math.min(...gaps.map((gap) => gap.most))
    if (most < days) return found({ value: most, threshold: days, inputs })
    if (gaps.length < hearings.length) return lacking('date_missing', 'hearing/materialsDeliveredAt', inputs)
    const least = Math.min(...gaps.map((gap) => gap.least))
    return least < days
      ? lacking('date_imprecise', 'hearing/materialsDeliveredAt', inputs)
      : notFound({ value: least, threshold: days, inputs })
  },
})
