import { law } from '../../law/laws.ts'
import { daysApart } from '../measure/dates.ts'
import { indicesOf, indicesOfFields, mayBeHidden } from '../measure/inputs.ts'
import { DAYS } from '../measure/units.ts'
import { found, lacking, notFound, recordRule } from '../rule.ts'

export const evaluationIgnored = recordRule('evaluation', {
  id: 'M13',
  name: { zh: '评估未运用', en: 'Evaluation ignored' },
  definition: {
    zh: '后评估建议调整、中止或停止，90 日内没有回应',
    en: 'The evaluation recommends to adjust, suspend or stop, and 90 days later there is no answer',
  },
  basis: [law('d713', '36')],
  why: {
    zh: '评估结果应当作为调整决策的重要依据。',
    en: 'The result of an evaluation is a basis for adjustment, by law.',
  },
  severity: 'medium',
  audience: 'public',
  condition: {
    zh: '建议不是继续执行（或没有写明建议）的后评估',
    en: 'Evaluations that recommend something other than to go on, or that do not say what',
  },
  value: { zh: '公布以来的日数', en: 'Days since it was published' },
  unit: DAYS,
  parameters: {
    days: {
      default: 90,
      least: 1,
      most: 3650,
      unit: { zh: '日', en: 'days' },
      words: { zh: '回应的时间（默认值）', en: 'Time for an answer (a default)' },
    },
  },
  falsePositives: [
    { zh: '已在会议上回应而未入账', en: 'It was answered at a meeting and that is not logged' },
  ],
  version: 2,
  applies: ({ state }) => state.recommendation !== 'continue',
  assess(subject, { calendar, today }, { days }) {
    const { recommendation, response, publishedAt, listed } = subject.state
    const inputs = [
      ...indicesOfFields(subject, 'recommendation', 'publishedAt'),
      ...indicesOf(subject, 'answered'),
    ]
    if (response !== null) return notFound({ inputs })
    if (recommendation === null) return lacking('not_recorded', 'recommendation', inputs)
    if (mayBeHidden(subject.state, 'answered')) return lacking('content_withheld', 'response', inputs)
    const { least, most } = daysApart(calendar, publishedAt ?? listed, today)
    if (least > days) return found({ value: least, threshold: days, inputs })
    return most > days
      ? lacking('date_imprecise', 'publishedAt', inputs)
      : notFound({ value: most, threshold: days, inputs })
  },
})
