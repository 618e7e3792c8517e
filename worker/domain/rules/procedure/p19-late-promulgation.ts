import { law } from '../../law/laws.ts'
import { workingDaysBetween } from '../measure/dates.ts'
import { indicesOf, indicesOfSteps } from '../measure/inputs.ts'
import { endOf, isTaken, stepsOf, whyUnknown } from '../measure/procedure-steps.ts'
import { found, lacking, notFound, recordRule } from '../rule.ts'

export const latePromulgation = recordRule('decision', {
  id: 'P19',
  name: { zh: '公布迟延', en: 'Late promulgation' },
  definition: {
    zh: '作出决定 20 个工作日后才公布，或至今没有公布',
    en: 'Published more than 20 working days after it was taken, or not published by now',
  },
  basis: [law('d713', '32'), law('ogi', '26')],
  why: {
    zh: '不公布，公众就无从知道、无从监督。',
    en: 'What is not published can be neither known nor watched.',
  },
  severity: 'medium',
  audience: 'public',
  condition: {
    zh: '重大行政决策，已作出决定，且不属依法不予公开',
    en: 'Major administrative decisions that were taken and may be disclosed',
  },
  value: {
    zh: '从决定到公布（或至今）的工作日数',
    en: 'Working days from the decision to promulgation, or until now',
  },
  parameters: {
    workingDays: {
      default: 20,
      least: 1,
      most: 250,
      unit: { zh: '个工作日', en: 'working days' },
      words: { zh: '公布期限（政府信息公开条例第二十六条）', en: 'Time for publication (OGI Art. 26)' },
    },
  },
  falsePositives: [{ zh: '已公布而未入账', en: 'It was published and that is not logged' }],
  applies: ({ state }) => isTaken(state) && state.applicability.nonDisclosable !== true,
  assess(subject, { calendar, today }, { workingDays }) {
    const published = stepsOf(subject.state, 'promulgation')
    const inputs = [
      ...indicesOf(subject, 'decided'),
      ...indicesOfSteps(
        subject,
        published.map(({ id }) => id),
      ),
    ]
    const decidedAt = subject.state.ruling?.decidedAt
    if (decidedAt === undefined) return lacking('date_missing', 'ruling/decidedAt', inputs)
    const ends = published.map(endOf)
    if (ends.length > 0 && ends.every((end) => end === null))
      return lacking('date_missing', 'promulgation/concludedAt', inputs)
    const until = ends.find((end) => end !== null) ?? today
    const passed = workingDaysBetween(calendar, decidedAt, until)
    if (typeof passed !== 'number') return lacking(passed, 'ruling/decidedAt', inputs)
    if (passed <= workingDays) return notFound({ value: passed, threshold: workingDays, inputs })
    const unknown = published.length === 0 ? whyUnknown(subject, 'promulgation') : null
    return unknown ?? found({ value: passed, threshold: workingDays, inputs })
  },
})
