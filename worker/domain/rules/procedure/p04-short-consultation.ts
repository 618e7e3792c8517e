import { isUnderProcedure } from '../../kinds/decision/procedure.ts'
import { law } from '../../law/laws.ts'
import { consultationsOf } from '../measure/consultations.ts'
import { daysApart } from '../measure/dates.ts'
import { indicesOfSteps } from '../measure/inputs.ts'
import { isOpenCall, stepsOf } from '../measure/procedure-steps.ts'
import { DAYS } from '../measure/units.ts'
import { found, lacking, notFound, recordRule } from '../rule.ts'

export const shortConsultation = recordRule('decision', {
  id: 'P04',
  version: 2,
  name: { zh: '征求意见期不足', en: 'Short consultation' },
  definition: {
    zh: '最长一次公开征求意见不足 30 日；未说明缩短理由的为高，已说明的仅作提示',
    en: 'The longest open call lasted fewer than 30 days: high without a reason, for information with one',
  },
  basis: [law('d713', '15'), law('business', '62')],
  why: {
    zh: '期限太短，公众来不及看、来不及说。',
    en: 'In too short a time the public can neither read nor answer.',
  },
  severity: 'high',
  audience: 'public',
  condition: {
    zh: '重大行政决策，已记录向社会公开征求意见',
    en: 'Major administrative decisions with an open call recorded',
  },
  value: { zh: '公开征求意见的日数', en: 'Days of the open call' },
  unit: DAYS,
  parameters: {
    days: {
      default: 30,
      least: 1,
      most: 365,
      unit: { zh: '日', en: 'days' },
      words: {
        zh: '最短期限（第十五条：一般不少于 30 日）',
        en: 'Shortest period (Art. 15: generally not less than 30 days)',
      },
    },
  },
  falsePositives: [
    { zh: '只就部分内容征求意见', en: 'A call on a part of the draft only' },
    { zh: '延长过期限而未入账', en: 'The call was prolonged and that was not logged' },
  ],
  applies: ({ state }, context) =>
    isUnderProcedure(state) &&
    (stepsOf(state, 'participation').some(isOpenCall) || consultationsOf(state, context).length > 0),
  assess(subject, context, { days }) {
    const { calendar } = context
    const consultations = consultationsOf(subject.state, context)
    const calls = stepsOf(subject.state, 'participation').filter(isOpenCall)
    const inputs = indicesOfSteps(
      subject,
      calls.map(({ id }) => id),
    )
    const dated = [...calls, ...consultations]
    const lengths = dated.flatMap(({ openAt, closeAt }) =>
      openAt == null || closeAt == null ? [] : [daysApart(calendar, openAt, closeAt)],
    )
    const least = Math.max(...lengths.map((one) => one.least))
    if (least >= days) return notFound({ value: least, threshold: days, inputs })
    if (lengths.length < dated.length) return lacking('date_missing', 'participation/closeAt', inputs)
    const most = Math.max(...lengths.map((one) => one.most))
    if (most >= days) return lacking('date_imprecise', 'participation/closeAt', inputs)
    const explained = dated.some(({ shorteningReason }) => shorteningReason != null)
    return found({ value: most, threshold: days, inputs }, explained ? 'info' : 'high')
  },
})
