import { law } from '../../law/laws.ts'
import { isBefore } from '../measure/dates.ts'
import { indicesOfSteps } from '../measure/inputs.ts'
import { assessRequired, endOf, isTaken, mayNeed, stepsOf } from '../measure/procedure-steps.ts'
import { found, lacking, notFound, recordRule } from '../rule.ts'

export const noPartyReport = recordRule('decision', {
  id: 'P18',
  name: { zh: '未请示报告', en: 'Report to the party committee missing' },
  definition: {
    zh: '须请示报告同级党委，出台前却没有请示报告，或没有文号',
    en: 'The party committee had to be consulted, and there is no report, none with a number, or only one after promulgation',
  },
  basis: [law('d713', '31')],
  why: { zh: '出台前应当按照规定请示报告。', en: 'The report comes before the decision is issued.' },
  severity: 'medium',
  audience: 'inspectors',
  condition: {
    zh: '重大行政决策，已作出决定，须请示报告或未说明是否须请示报告',
    en: 'Major administrative decisions that were taken, where a report is needed or where that was not said',
  },
  value: { zh: '请示报告的文号', en: 'Number of the report' },
  falsePositives: [{ zh: '请示报告文号涉密未录', en: 'The number is secret and was not entered' }],
  applies: ({ state }) => isTaken(state) && mayNeed(state, 'party_report'),
  assess(subject, { calendar }) {
    const base = assessRequired(subject, 'party_report')
    const reports = stepsOf(subject.state, 'party_report')
    if (base.result !== 'not_found' || reports.length === 0) return base
    const issued = stepsOf(subject.state, 'promulgation').filter((step) => endOf(step) !== null)
    const inputs = [
      ...base.inputs,
      ...indicesOfSteps(
        subject,
        issued.map(({ id }) => id),
      ),
    ]
    const numbered = reports.filter(({ docNumber }) => docNumber !== undefined)
    if (numbered.length === 0) return found({ inputs })
    const late = issued.flatMap((step) =>
      numbered.map((one) => isBefore(calendar, endOf(step) ?? '', endOf(one) ?? '9999-12-31')),
    )
    const value = numbered[0]?.docNumber ?? null
    if (late.length === 0 || late.includes(false)) return notFound({ value, inputs })
    return late.includes(null)
      ? lacking('date_imprecise', 'party_report/concludedAt', inputs)
      : found({ value, inputs })
  },
})
