import { indicesOf } from './inputs.ts'
import { practice } from './laws.ts'
import { found, notFound, recordRule } from './rule.ts'

const key = (text: string | null): string => (text ?? '').normalize('NFKC').replace(/\s+/g, '')

export const selfVerification = recordRule('milestone', {
  id: 'M05',
  name: { zh: '自办自验', en: 'Self-verification' },
  definition: {
    zh: '核验者就是申报者、责任岗位、牵头单位或配合单位',
    en: 'Whoever verified it is who claimed it, the post or unit responsible, or a unit that took part',
  },
  basis: [practice('不相容职务分离', 'Segregation of duties')],
  why: { zh: '自己验自己，等于没有验。', en: 'Who checks the own work checks nothing.' },
  severity: 'high',
  audience: 'public',
  condition: { zh: '已核验的节点', en: 'Milestones that were verified' },
  value: { zh: '核验者', en: 'Who verified it' },
  falsePositives: [{ zh: '人手很少的单位', en: 'Very small units' }],
  applies: ({ state }) => state.verifiedBy !== null && state.verifiedBy !== '',
  assess(subject) {
    const { verifiedBy, claimedBy, ownerPost, responsibleUnit, coUnits } = subject.state
    const own = [claimedBy, ownerPost, responsibleUnit, ...coUnits].map(key).filter((one) => one !== '')
    const weighed = { value: verifiedBy, inputs: indicesOf(subject, 'planned', 'claimed', 'verified') }
    return own.includes(key(verifiedBy)) ? found(weighed) : notFound(weighed)
  },
})
