import { law, practice } from '../../law/laws.ts'
import { entriesOf, eventOf, hiddenIndices, mayBeHidden } from '../measure/inputs.ts'
import { isOverwritten } from '../measure/overwriting.ts'
import { found, lacking, notFound, recordRule } from '../rule.ts'

/** Fields that only a decision of the organ can change: that is never a correction. */
const SUBSTANCE = {
  decision: [
    'amounts',
    'class',
    'decisionOrgan',
    'executingUnits',
    'lead',
    'responsibility',
    'area',
    'beneficiaries',
    'indicators',
  ],
  milestone: ['amounts', 'baselineDue', 'currentDue', 'acceptanceCriteria', 'area'],
}

export const disguisedAmendment = recordRule(['decision', 'milestone'], {
  id: 'R05',
  name: { zh: '以更正代调整', en: 'Amendment disguised as correction' },
  definition: {
    zh: '用“更正”改写了金额、期限、范围、责任单位或决策机关',
    en: 'A correction overwrote an amount, a due date, the scope, the unit or the deciding organ',
  },
  basis: [law('d713', '37'), practice('OCDS 对更正与变更的区分', 'OCDS on corrections and amendments')],
  why: {
    zh: '更正改的是账，调整改的是事；把调整记成更正，就绕开了程序。',
    en: 'A correction mends the books, an amendment changes the matter; the one in place of the other escapes the procedure.',
  },
  severity: 'high',
  audience: 'public',
  condition: { zh: '有过更正的决策和节点', en: 'Decisions and milestones that were corrected' },
  value: { zh: '被更正的实质字段', en: 'Fields of substance that were corrected' },
  falsePositives: [{ zh: '金额、日期确系录入笔误', en: 'A typing error in an amount or a date' }],
  applies: (subject) => entriesOf(subject, 'corrected').length > 0,
  assess(subject) {
    const wanted = SUBSTANCE[subject.state.kind]
    const corrections = subject.moments().filter(({ entry }) => eventOf(entry) === 'corrected')
    const hits = corrections.flatMap(({ entry, changes }) =>
      changes
        .filter(({ field, from, to }) => wanted.includes(field) && isOverwritten(from, to))
        .map(({ field }) => ({ field, index: entry.index })),
    )
    if (hits.length > 0)
      return found({
        value: [...new Set(hits.map(({ field }) => field))].join(', '),
        inputs: hits.map(({ index }) => index),
      })
    if (mayBeHidden(subject.state, 'corrected'))
      return lacking('content_withheld', null, hiddenIndices(subject))
    return notFound({ inputs: corrections.map(({ entry }) => entry.index) })
  },
})
