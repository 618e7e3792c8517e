import { isUnderProcedure } from '../../kinds/decision/procedure.ts'
import { law } from '../../law/laws.ts'
import { objectOf, own } from '../../record/json.ts'
import { entriesOf, eventOf, hiddenIndices, indicesOf } from '../measure/inputs.ts'
import { found, lacking, notFound, recordRule } from '../rule.ts'

/** Fields that an update may not move once it was decided: that takes an act of the organ. */
const FIXED = ['executingUnits', 'amounts', 'area', 'beneficiaries', 'decisionOrgan', 'class', 'indicators']

const says = (body: unknown, field: string): boolean =>
  typeof body === 'object' && body !== null && Object.hasOwn(body, field)

export const changeWithoutProcedure = recordRule('decision', {
  id: 'M10',
  name: { zh: '擅自变更停止', en: 'Change without procedure' },
  definition: {
    zh: '决定作出后改了范围、金额、执行单位等，或停止执行、作出调整，却没有决策机关的批准',
    en: 'After the decision its scope, amounts or executing unit changed, or it was stopped or adjusted, without the approval of the organ',
  },
  basis: [law('d713', '37'), law('sanctions', '30(1)')],
  why: {
    zh: '未经法定程序不得随意变更或者停止执行。',
    en: 'What was decided is not changed or stopped without the procedure of law.',
  },
  severity: 'critical',
  audience: 'public',
  condition: {
    zh: '重大行政决策，决定作出后有过变更、调整或停止',
    en: 'Major administrative decisions that were changed, adjusted or stopped after they were taken',
  },
  value: { zh: '变更了什么', en: 'What was changed' },
  falsePositives: [
    { zh: '无关紧要的文字修改', en: 'Edits that do not matter' },
    { zh: '批准文件未入账', en: 'The approval is not logged' },
  ],
  applies(subject) {
    const decided = indicesOf(subject, 'decided')[0]
    if (decided === undefined || !isUnderProcedure(subject.state)) return false
    return entriesOf(subject, 'updated', 'adjusted', 'stopped', 'executed', 'amended').some(
      ({ index }) => index > decided,
    )
  },
  assess(subject) {
    const decided = indicesOf(subject, 'decided')[0] ?? 0
    const after = subject.history.filter(({ index }) => index > decided)
    if (after.some(({ body }) => body === null))
      return lacking('content_withheld', 'turns', hiddenIndices(subject))
    const units = subject.moments().filter(({ entry, changes }) => {
      const moved = changes.find(({ field }) => field === 'executingUnits')
      return eventOf(entry) === 'executed' && moved !== undefined && moved.from !== null
    })
    const silent = after.flatMap((entry) => {
      const event = eventOf(entry)
      const body = objectOf(entry.body ?? undefined)
      if (event === 'updated') {
        const fields = FIXED.filter((field) => Object.hasOwn(objectOf(own(body, 'set')), field))
        return fields.length === 0 ? [] : [{ what: fields.join(', '), index: entry.index }]
      }
      const formal = event === 'stopped' || event === 'adjusted'
      return formal && !says(body, 'approver') && !says(body, 'docNumber')
        ? [{ what: event, index: entry.index }]
        : []
    })
    const changed = units.map(({ entry }) => ({ what: 'executingUnits', index: entry.index }))
    const all = [...silent, ...changed.filter(({ index }) => index > decided)]
    if (all.length === 0) return notFound({ inputs: [decided, ...after.map(({ index }) => index)] })
    const value = [...new Set(all.map(({ what }) => what))].join(', ')
    return found({ value, inputs: [decided, ...all.map(({ index }) => index)] })
  },
})
