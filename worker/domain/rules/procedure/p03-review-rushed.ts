import { isUnderProcedure } from '../../kinds/decision/procedure.ts'
import { law } from '../../law/laws.ts'
import { dayNumber, earliest } from '../../record/date.ts'
import { workingDaysBetween } from '../measure/dates.ts'
import { indicesOfSteps } from '../measure/inputs.ts'
import { endOf, heldOf, meetingsOf, stepsOf } from '../measure/procedure-steps.ts'
import { WORKING_DAYS } from '../measure/units.ts'
import { found, lacking, notFound, recordRule } from '../rule.ts'

export const reviewRushed = recordRule('decision', {
  id: 'P03',
  name: { zh: '审查时间不足', en: 'Review rushed' },
  definition: {
    zh: '从送审到审查完成（或开会，取较早者）不足 7 个工作日',
    en: 'Fewer than 7 working days from sending to the conclusion, or to the meeting where that was earlier',
  },
  basis: [law('d713', '26')],
  why: {
    zh: '审查需要时间，会前送审等于走过场。',
    en: 'A review takes time; on the eve of the meeting it is a formality.',
  },
  severity: 'medium',
  audience: 'public',
  condition: {
    zh: '重大行政决策，已有完成的合法性审查',
    en: 'Major administrative decisions with a concluded legality review',
  },
  value: { zh: '最长一次审查的工作日数', en: 'Working days of the longest review' },
  unit: WORKING_DAYS,
  parameters: {
    workingDays: {
      default: 7,
      least: 1,
      most: 60,
      unit: { zh: '个工作日', en: 'working days' },
      words: {
        zh: '必要的审查时间（第二十六条：一般不少于）',
        en: 'Time needed for a review (Art. 26: generally not less)',
      },
    },
  },
  falsePositives: [
    { zh: '审查部门确实很快完成', en: 'The reviewing unit was quick and lawful' },
    { zh: '第二十六条只说“一般”', en: 'Art. 26 says "generally"' },
  ],
  applies: ({ state }) =>
    isUnderProcedure(state) && stepsOf(state, 'legality_review').some((step) => endOf(step) !== null),
  assess(subject, { calendar }, { workingDays }) {
    const reviews = stepsOf(subject.state, 'legality_review').filter((step) => endOf(step) !== null)
    const held = meetingsOf(subject.state).flatMap((step) => heldOf(step) ?? [])
    const inputs = indicesOfSteps(
      subject,
      [...reviews, ...meetingsOf(subject.state)].map(({ id }) => id),
    )
    const lengths = reviews.map((step) => {
      const end = endOf(step)
      if (step.sentAt === undefined || end === null) return 'date_missing' as const
      const sent = step.sentAt
      // A meeting before it was sent is another matter (P02): the time of the review ends at a later one.
      const ends = [end, ...held.filter((on) => dayNumber(earliest(on)) >= dayNumber(earliest(sent)))]
      const first = ends.reduce((a, b) => (dayNumber(earliest(b)) < dayNumber(earliest(a)) ? b : a))
      return workingDaysBetween(calendar, sent, first)
    })
    const counted = lengths.filter((one) => typeof one === 'number')
    const longest = Math.max(...counted)
    if (counted.length > 0 && longest >= workingDays)
      return notFound({ value: longest, threshold: workingDays, inputs })
    const gap = lengths.find((one) => typeof one !== 'number')
    if (gap !== undefined) return lacking(gap, 'legality_review/sentAt', inputs)
    return found({ value: longest, threshold: workingDays, inputs })
  },
})
