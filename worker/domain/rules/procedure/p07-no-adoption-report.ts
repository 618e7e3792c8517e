import { reportOf } from '../../kinds/consultation/state.ts'
import { isUnderProcedure } from '../../kinds/decision/procedure.ts'
import { law } from '../../law/laws.ts'
import { consultationsOf } from '../measure/consultations.ts'
import { workingDaysBetween } from '../measure/dates.ts'
import { indicesOfSteps } from '../measure/inputs.ts'
import { endOf, stepsOf, whyUnknown } from '../measure/procedure-steps.ts'
import { WORKING_DAYS } from '../measure/units.ts'
import { found, lacking, notFound, recordRule } from '../rule.ts'

export const noAdoptionReport = recordRule('decision', {
  id: 'P07',
  version: 2,
  name: { zh: '意见未反馈', en: 'No adoption report' },
  definition: {
    zh: '收到公众意见，公布 20 个工作日后仍没有采纳情况说明',
    en: 'Opinions were received, and 20 working days after promulgation nothing says what became of them',
  },
  basis: [law('d713', '18', '29(2)', '32')],
  why: { zh: '提了意见没有回音，下次就没人提了。', en: 'Who is never answered does not speak again.' },
  severity: 'medium',
  audience: 'public',
  condition: {
    zh: '重大行政决策，已公布，公众参与中收到过意见',
    en: 'Major administrative decisions that were promulgated and on which opinions were received',
  },
  value: { zh: '公布以来的工作日数', en: 'Working days since promulgation' },
  unit: WORKING_DAYS,
  parameters: {
    workingDays: {
      default: 20,
      least: 1,
      most: 250,
      unit: { zh: '个工作日', en: 'working days' },
      words: {
        zh: '公布后给出说明的时间（默认值，非法定）',
        en: 'Time for the report after promulgation (a default, not law)',
      },
    },
  },
  falsePositives: [
    {
      zh: '法律只对普遍关心或技术性较强的事项明确要求说明',
      en: 'The duty is explicit only for matters of wide concern or technical ones',
    },
  ],
  applies: ({ state }) =>
    isUnderProcedure(state) &&
    stepsOf(state, 'promulgation').some((step) => endOf(step) !== null) &&
    stepsOf(state, 'participation').some(({ received }) => (received ?? 0) > 0),
  assess(subject, context, { workingDays }) {
    const { calendar, today } = context
    const asked = stepsOf(subject.state, 'participation')
    const published = stepsOf(subject.state, 'promulgation').filter((step) => endOf(step) !== null)
    const inputs = indicesOfSteps(
      subject,
      [...asked, ...published].map(({ id }) => id),
    )
    const reported = consultationsOf(subject.state, context).some((one) => reportOf(one) !== null)
    if (reported || asked.some(({ adoptionReport }) => adoptionReport !== undefined))
      return notFound({ inputs })
    const on = published.map(endOf)[0] ?? null
    const since = on === null ? 'date_missing' : workingDaysBetween(calendar, on, today)
    if (typeof since !== 'number') return lacking(since, 'promulgation/concludedAt', inputs)
    if (since <= workingDays) return notFound({ value: since, threshold: workingDays, inputs })
    return whyUnknown(subject, 'participation') ?? found({ value: since, threshold: workingDays, inputs })
  },
})
