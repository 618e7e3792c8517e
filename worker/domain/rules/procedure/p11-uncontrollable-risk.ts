import { law } from '../../law/laws.ts'
import { isBefore } from '../measure/dates.ts'
import { indicesOf, indicesOfSteps } from '../measure/inputs.ts'
import { endOf, isTaken, stepsOf, whyUnknown } from '../measure/procedure-steps.ts'
import { found, lacking, notFound, recordRule } from '../rule.ts'

export const uncontrollableRisk = recordRule('decision', {
  id: 'P11',
  name: { zh: '风险不可控仍决策', en: 'Decided despite uncontrollable risk' },
  definition: {
    zh: '风险评估结论为不可控，作出决定前没有结论为可控的再次评估',
    en: 'The risk was found uncontrollable, and no later assessment before the decision found it controllable',
  },
  basis: [law('d713', '24')],
  why: {
    zh: '风险不可控时，须先采取措施确保可控。',
    en: 'An uncontrollable risk has to be brought under control first.',
  },
  severity: 'critical',
  audience: 'inspectors',
  condition: {
    zh: '重大行政决策，已作出决定，风险评估已完成',
    en: 'Major administrative decisions that were taken, with a concluded risk assessment',
  },
  falsePositives: [
    { zh: '已采取措施而未再次评估入账', en: 'Measures were taken and the second assessment is not logged' },
  ],
  applies: ({ state }) =>
    isTaken(state) && stepsOf(state, 'risk_assessment').some((step) => endOf(step) !== null),
  assess(subject, { calendar }) {
    const { state } = subject
    const assessed = stepsOf(state, 'risk_assessment').filter((step) => endOf(step) !== null)
    const inputs = [
      ...indicesOfSteps(
        subject,
        assessed.map(({ id }) => id),
      ),
      ...indicesOf(subject, 'decided'),
    ]
    const bad = assessed.filter(({ controllable }) => controllable === false)
    if (bad.length === 0) {
      return assessed.some(({ controllable }) => controllable === undefined)
        ? lacking('not_recorded', 'risk_assessment/controllable', inputs)
        : notFound({ inputs })
    }
    const decidedAt = state.ruling?.decidedAt
    if (decidedAt === undefined) return lacking('date_missing', 'ruling/decidedAt', inputs)
    const good = assessed.filter(({ controllable }) => controllable !== false)
    if (good.some(({ controllable }) => controllable === undefined))
      return lacking('not_recorded', 'risk_assessment/controllable', inputs)
    // A good one cures when it is later than each bad one and not after the decision.
    const cures = good.map((step) => {
      const end = endOf(step) ?? ''
      const late = isBefore(calendar, decidedAt, end)
      const later = bad.map((one) => isBefore(calendar, end, endOf(one) ?? ''))
      if (late === true || later.includes(true)) return false
      return late === null || later.includes(null) ? null : true
    })
    if (cures.includes(true)) return notFound({ inputs })
    if (cures.includes(null)) return lacking('date_imprecise', 'risk_assessment/concludedAt', inputs)
    return whyUnknown(subject, 'risk_assessment') ?? found({ inputs })
  },
})
