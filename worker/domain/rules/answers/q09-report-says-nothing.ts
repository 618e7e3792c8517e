import { isSortable } from '../../kinds/comment/comment.ts'
import { reportOf } from '../../kinds/consultation/state.ts'
import { law } from '../../law/laws.ts'
import { bare } from '../../text/similarity.ts'
import { indicesOf, mayBeHidden } from '../measure/inputs.ts'
import { MATTERS } from '../measure/units.ts'
import { found, lacking, notFound, recordRule } from '../rule.ts'

/** Rule Q09. */
export const reportSaysNothing = recordRule('consultation', {
  id: 'Q09',
  name: { zh: '意见采纳情况有名无实', en: 'A report that says nothing' },
  definition: {
    zh: '采纳情况漏了意见，或者没有理由，或者好几组意见用同一句理由打发',
    en: 'A report leaves comments out, gives no reason, or turns several groups down with one and the same sentence',
  },
  basis: [law('d713', '18')],
  why: {
    zh: '提了意见不知道下文，下次就没有人再提。',
    en: 'Whoever never hears what became of their comment does not comment again.',
  },
  severity: 'medium',
  audience: 'public',
  condition: { zh: '公布了采纳情况的征求意见', en: 'Consultations with a report' },
  value: { zh: '没有着落的意见和没有道理的组', en: 'Comments left out, and groups without a reason' },
  unit: MATTERS,
  parameters: {
    groups: {
      default: 3,
      least: 2,
      most: 100,
      unit: { zh: '组', en: 'groups' },
      words: { zh: '多少组用同一句理由（默认值）', en: 'Groups with the same reason (a default)' },
    },
  },
  falsePositives: [
    { zh: '几组意见确实出于同一个原因不采纳', en: 'Several groups are turned down for one good reason' },
  ],
  applies: ({ state }) => state.adoptionReports.length > 0 || mayBeHidden(state, 'reported'),
  assess(subject, context, { groups: limit }) {
    const { state } = subject
    const inputs = indicesOf(subject, 'reported')
    if (mayBeHidden(state, 'reported')) return lacking('content_withheld', 'adoptionReports', inputs)
    const report = reportOf(state)
    if (report === null) return lacking('not_yet', 'adoptionReports', inputs)
    const placed = new Set(report.groups.flatMap(({ comments }) => comments))
    const left = context
      .pointing(state.id, 'consultation')
      .filter((one) => one.kind === 'comment' && isSortable(one) && !placed.has(one.id)).length
    const refused = report.groups.filter(({ outcome }) => outcome !== 'adopted')
    const reasons = refused.map(({ reason }) => bare(reason ?? ''))
    const blank = reasons.filter((one) => one === '').length
    const same = [...new Set(reasons)].reduce((sum, one) => {
      const n = one === '' ? 0 : reasons.filter((other) => other === one).length
      return n >= limit ? sum + n : sum
    }, 0)
    const weighed = { value: left + blank + same, threshold: 0, inputs }
    return weighed.value > 0 ? found(weighed) : notFound(weighed)
  },
})
