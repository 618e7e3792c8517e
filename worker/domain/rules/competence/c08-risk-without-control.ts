import { practice } from '../../law/laws.ts'
import { indicesOfFields } from '../measure/inputs.ts'
import { found, notFound, recordRule } from '../rule.ts'

export const riskWithoutControl = recordRule('responsibility', {
  id: 'C08',
  name: { zh: '高风险事项无防控', en: 'High risk without control' },
  definition: {
    zh: '廉政风险点为高，却没有写防控措施',
    en: 'An integrity risk is rated high and no control is named',
  },
  basis: [practice('廉政风险防控工作', 'Integrity risk control')],
  why: {
    zh: '知道哪里容易出事，却没有办法。',
    en: 'Where it may go wrong is known, and nothing is done about it.',
  },
  severity: 'low',
  audience: 'inspectors',
  condition: { zh: '有高风险点的有效事项', en: 'Responsibilities in force with a high risk' },
  value: { zh: '没有防控措施的高风险点数', en: 'High risks without a control' },
  falsePositives: [{ zh: '防控措施另文规定', en: 'The controls stand in another document' }],
  applies: ({ state }) =>
    state.status === 'in_force' && state.riskPoints.some(({ level }) => level === 'high'),
  assess(subject) {
    const value = subject.state.riskPoints.filter(
      ({ level, control }) => level === 'high' && (control === null || control.trim() === ''),
    ).length
    const weighed = { value, threshold: 0, inputs: indicesOfFields(subject, 'riskPoints') }
    return value > 0 ? found(weighed) : notFound(weighed)
  },
})
