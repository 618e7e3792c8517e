import { isUnderProcedure } from '../../kinds/decision/procedure.ts'
import { law } from '../../law/laws.ts'
import { dayNumber } from '../../record/date.ts'
import { spanOf } from '../measure/dates.ts'
import { entriesOf, indicesOfSteps } from '../measure/inputs.ts'
import { endOf, stepsOf, whyUnknown } from '../measure/procedure-steps.ts'
import { found, lacking, notFound, recordRule } from '../rule.ts'

export const archiveGap = recordRule('decision', {
  id: 'R07',
  name: { zh: '归档缺失', en: 'Archive gap' },
  definition: {
    zh: '办结 60 日后，仍没有归档，或归档时没有列出材料',
    en: 'Not archived 60 days after completion, or archived without a list of what was',
  },
  basis: [law('d713', '29', '33')],
  why: { zh: '材料不归档，日后就无从追责。', en: 'Without the files nobody can be held to account later.' },
  severity: 'medium',
  audience: 'public',
  condition: {
    zh: '重大行政决策，办结已满 60 日',
    en: 'Major administrative decisions completed more than 60 days ago',
  },
  value: { zh: '缺少什么', en: 'What is missing' },
  parameters: {
    days: {
      default: 60,
      least: 1,
      most: 3650,
      unit: { zh: '日', en: 'days' },
      words: { zh: '办结后多久应当归档（默认值）', en: 'Time for archiving after completion (a default)' },
    },
  },
  falsePositives: [{ zh: '已归档而未入账', en: 'It was archived and that is not logged' }],
  version: 2,
  applies: ({ state, history }, { calendar, today }, { days }) => {
    const completed = history.find(({ envelope }) => envelope.kind === 'decision.completed')
    if (completed === undefined || !isUnderProcedure(state)) return false
    return spanOf(calendar, completed.envelope.occurred).first + days < dayNumber(today)
  },
  assess(subject, { calendar, today }, { days }) {
    const completed = entriesOf(subject, 'completed')
    const archives = stepsOf(subject.state, 'archive')
    const inputs = [
      ...completed.map(({ index }) => index),
      ...indicesOfSteps(
        subject,
        archives.map(({ id }) => id),
      ),
    ]
    const done = archives.filter((one) => endOf(one) !== null || one.receivedAt !== undefined)
    if (done.length > 0) {
      const listed = done.some(
        ({ inventory, documents = [] }) => inventory !== undefined || documents.length > 0,
      )
      return listed ? notFound({ inputs }) : found({ value: 'archive/inventory', inputs })
    }
    if (archives.length > 0) return lacking('date_missing', 'archive/concludedAt', inputs)
    const unknown = whyUnknown(subject, 'archive')
    if (unknown !== null) return unknown
    const last = Math.max(...completed.map(({ envelope }) => spanOf(calendar, envelope.occurred).last))
    return last + days < dayNumber(today)
      ? found({ value: 'archive', inputs })
      : lacking('date_imprecise', 'completed', inputs)
  },
})
