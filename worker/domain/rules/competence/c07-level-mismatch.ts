import { TAKEN } from '../../kinds/decision/procedure.ts'
import { law } from '../../law/laws.ts'
import { isBefore } from '../measure/dates.ts'
import { indicesOf, indicesOfFields } from '../measure/inputs.ts'
import { organOf } from '../measure/organ.ts'
import { found, lacking, notFound, recordRule } from '../rule.ts'

export const levelMismatch = recordRule('decision', {
  id: 'C07',
  version: 3,
  name: { zh: '越级或下放不符', en: 'Level mismatch' },
  definition: {
    zh: '决策机关之外的承办部门，其层级与权责事项的行使层级不同（决策机关的层级见 C01）',
    en: 'The level of the department that handles it, where another organ decides, is not that of the responsibility (of the organ itself, see C01)',
  },
  basis: [law('d713', '7')],
  why: { zh: '越级行使或擅自下放，都没有依据。', en: 'A power used at another level has no basis there.' },
  severity: 'medium',
  audience: 'public',
  condition: {
    zh: '已作出决定、写明了权责事项、由决策机关以外的部门承办的决策',
    en: 'Decisions that were taken under a responsibility that is named, and are handled by another than the organ',
  },
  value: { zh: '部门的层级', en: 'Level of the department' },
  falsePositives: [{ zh: '有委托或下放文件', en: 'There is a document that delegates it' }],
  applies({ state }, context) {
    if (!TAKEN.has(state.status) || state.responsibility === null) return false
    const item = context.record(state.responsibility)
    const organ = item?.kind === 'responsibility' ? organOf(state, item, context) : null
    return organ?.id !== (state.lead ?? state.department)
  },
  assess(subject, context) {
    const { department, lead, responsibility, ruling } = subject.state
    const inputs = [...indicesOfFields(subject, 'responsibility'), ...indicesOf(subject, 'decided')]
    const item = context.record(responsibility ?? '')
    if (item?.kind !== 'responsibility') return lacking('record_missing', 'responsibility', inputs)
    const holder = context.record(lead ?? department)
    if (holder?.kind !== 'department') return lacking('record_missing', 'department', inputs)
    if (item.level === null) return lacking('not_recorded', 'responsibility/level', inputs)
    if (holder.level === null) return lacking('not_recorded', 'department/level', inputs)
    const weighed = { value: holder.level, threshold: item.level, inputs }
    if (holder.level === item.level) return notFound(weighed)
    const decidedAt = ruling?.decidedAt
    if (decidedAt === undefined) return lacking('date_missing', 'ruling/decidedAt', inputs)
    const [first, last] = [item, holder].map(({ changed }) => isBefore(context.calendar, decidedAt, changed))
    return first === false && last === false
      ? found(weighed)
      : lacking('ambiguous', 'responsibility/level', inputs)
  },
})
