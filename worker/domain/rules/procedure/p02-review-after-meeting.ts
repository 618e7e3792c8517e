import { isUnderProcedure } from '../../kinds/decision/procedure.ts'
import { law } from '../../law/laws.ts'
import { daysApart } from '../measure/dates.ts'
import { indicesOfSteps } from '../measure/inputs.ts'
import { endOf, heldOf, meetingsOf, stepsOf, whyUnknown } from '../measure/procedure-steps.ts'
import { DAYS } from '../measure/units.ts'
import { found, lacking, notFound, recordRule } from '../rule.ts'

export const reviewAfterMeeting = recordRule('decision', {
  id: 'P02',
  name: { zh: '合法性审查倒置', en: 'Review after deliberation' },
  definition: {
    zh: '第一次合法性审查完成于最后一次集体讨论之后',
    en: 'The first legality review was concluded after the last deliberation',
  },
  basis: [law('d713', '25')],
  why: {
    zh: '先讨论后审查，等于没有审查。',
    en: 'A review after the meeting cannot stop what is unlawful.',
  },
  severity: 'critical',
  audience: 'public',
  condition: {
    zh: '重大行政决策，合法性审查和集体讨论都已记录',
    en: 'Major administrative decisions with both a legality review and a deliberation recorded',
  },
  value: { zh: '讨论后多少日才审查完', en: 'Days from the meeting to the review' },
  unit: DAYS,
  falsePositives: [
    {
      zh: '讨论后对修改稿再次审查，而首次审查未入账',
      en: 'A second review of an amended draft, the first not logged',
    },
  ],
  applies: ({ state }) =>
    isUnderProcedure(state) && stepsOf(state, 'legality_review').length > 0 && meetingsOf(state).length > 0,
  assess(subject, { calendar }) {
    const reviews = stepsOf(subject.state, 'legality_review')
    const meetings = meetingsOf(subject.state)
    const inputs = indicesOfSteps(
      subject,
      [...reviews, ...meetings].map(({ id }) => id),
    )
    const [ends, held] = [reviews.map(endOf), meetings.map(heldOf)]
    if (ends.includes(null)) return lacking('date_missing', 'legality_review/concludedAt', inputs)
    if (held.includes(null)) return lacking('date_missing', 'deliberation/heldAt', inputs)
    const gaps = ends.map((end) => held.map((on) => daysApart(calendar, on ?? '', end ?? '')))
    const least = Math.min(...gaps.flat().map((gap) => gap.least))
    const most = Math.min(...gaps.flat().map((gap) => gap.most))
    if (least > 0)
      return whyUnknown(subject, 'legality_review') ?? found({ value: least, threshold: 0, inputs })
    return most > 0
      ? lacking('date_imprecise', 'legality_review/concludedAt', inputs)
      : notFound({ value: most, threshold: 0, inputs })
  },
})
