import { law } from '../../law/laws.ts'
import { indicesOf, mayBeHidden } from '../measure/inputs.ts'
import { PIECES } from '../measure/units.ts'
import { found, lacking, notFound, recordRule } from '../rule.ts'

const DONE = new Set(['claimed_done', 'met', 'partially_met'])

export const noEvidence = recordRule('milestone', {
  id: 'M04',
  name: { zh: '无据办结', en: 'Done without evidence' },
  definition: {
    zh: '申报完成或核验完成，却没有一件可以查看的佐证（有网址或摘要）；只写了文号的为中',
    en: 'Claimed or verified as done without a single piece of evidence that can be looked at (an address or a digest); medium where a document number says what to ask for',
  },
  basis: [law('inspection', '16', '25')],
  why: { zh: '没有证据的“完成”只是一句话。', en: 'Done without evidence is only a word.' },
  severity: 'high',
  audience: 'public',
  condition: {
    zh: '已申报或核验完成的节点，从登记册导入的除外（其佐证就是来源本身）',
    en: 'Milestones claimed or verified as done, except those of a register, whose evidence is the source itself',
  },
  value: { zh: '可查看的佐证件数', en: 'Pieces of evidence that can be looked at' },
  unit: PIECES,
  falsePositives: [{ zh: '佐证在卷而未上传', en: 'The evidence is on file and was not uploaded' }],
  applies: ({ state }) => DONE.has(state.status) && state.source === null,
  assess(subject) {
    const inputs = indicesOf(subject, 'claimed', 'verified', 'reported')
    const value = subject.state.evidence.filter(
      ({ url, sha256 }) => url !== undefined || sha256 !== undefined,
    ).length
    if (value > 0) return notFound({ value, threshold: 1, inputs })
    if (mayBeHidden(subject.state, 'claimed', 'verified', 'reported'))
      return lacking('content_withheld', 'evidence', inputs)
    const named = subject.state.evidence.some(({ docNumber }) => docNumber !== undefined)
    return found({ value, threshold: 1, inputs }, named ? 'medium' : 'high')
  },
})
