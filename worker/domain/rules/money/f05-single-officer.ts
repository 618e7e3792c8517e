import { law, practice } from '../../law/laws.ts'
import { indicesOf, indicesOfFields } from '../measure/inputs.ts'
import { LIMIT, sumsOf } from '../measure/sums.ts'
import { found, lacking, notFound, recordRule } from '../rule.ts'

/** Outside of collective decision on expenditure, or decided by another procedure. */
const OTHERWISE = new Set(['emergency', 'macro_control', 'legislation'])

export const singleOfficer = recordRule('decision', {
  id: 'F05',
  name: { zh: '大额未集体决定', en: 'Large sum, single officer' },
  definition: {
    zh: '“三重一大”事项或达到限额的支出，由个人决定',
    en: 'A major matter, or a sum at the limit or above, was decided by a single officer',
  },
  basis: [
    practice(
      '“三重一大”集体决策制度',
      'The rule that major decisions, appointments, projects and sums are decided collectively',
    ),
    law('sanctions', '30(1)'),
  ],
  why: {
    zh: '重大事项必须集体讨论，不得由个人或者少数人决定。',
    en: 'Major matters are deliberated together; no one decides them alone.',
  },
  severity: 'critical',
  audience: 'public',
  condition: {
    zh: '已作出决定的决策，应急处置、宏观调控、立法除外',
    en: 'Decisions that were taken, except emergencies, macro-economic control and legislation',
  },
  value: { zh: '最大一笔金额', en: 'The largest sum' },
  parameters: { limit: LIMIT },
  falsePositives: [{ zh: '应急授权', en: 'Powers delegated for an emergency' }],
  applies: ({ state }) => state.ruling?.outcome === 'adopted' && !OTHERWISE.has(state.class),
  assess(subject, _, { limit }) {
    const { state } = subject
    const rule = state.ruling?.rule ?? state.decisionRule
    const inputs = [
      ...indicesOfFields(subject, 'class', 'amounts', 'contracts', 'decisionRule'),
      ...indicesOf(subject, 'decided'),
    ]
    if (rule === null) return lacking('not_recorded', 'ruling/rule', inputs)
    const sums = sumsOf(subject).map(({ sum }) => sum.value)
    const value = sums.length === 0 ? null : Math.max(...sums)
    if (rule !== 'single_officer') return notFound({ value, inputs })
    if (state.class === 'three_major_one_large') return found({ value, inputs })
    if (limit === 0) return lacking('threshold_not_set', 'limit', inputs)
    if (value === null) return lacking('not_recorded', 'amounts', inputs)
    const weighed = { value, threshold: limit, inputs }
    return value >= limit ? found(weighed) : notFound(weighed)
  },
})
