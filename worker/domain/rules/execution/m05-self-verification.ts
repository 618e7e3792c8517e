import type { MilestoneState } from '../../kinds/milestone/state.ts'
import { practice } from '../../law/laws.ts'
import { objectOf, textOrNull } from '../../record/json.ts'
import { nameKey, nameKeys } from '../../record/names/naming.ts'
import { entriesOf, hiddenIndices, indicesOf, mayBeHidden } from '../measure/inputs.ts'
import { found, lacking, notFound, recordRule, type Subject } from '../rule.ts'

const isVerified = ({ verifiedBy }: Pick<MilestoneState, 'verifiedBy'>): boolean => nameKey(verifiedBy) !== ''

/** Claimant as printed; null where only an account stands for it. */
function claimantOf(subject: Subject<MilestoneState>): string | null {
  const last = entriesOf(subject, 'claimed').at(-1)
  return textOrNull(objectOf(last?.body ?? undefined).by)
}

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
  version: 3,
  applies: ({ state }) => isVerified(state) || mayBeHidden(state, 'verified'),
  assess(subject) {
    const { state } = subject
    if (!isVerified(state)) return lacking('content_withheld', 'verified', hiddenIndices(subject))
    const { verifiedBy, ownerPost, responsibleUnit, coUnits } = state
    const own = nameKeys([claimantOf(subject), ownerPost, responsibleUnit, ...coUnits])
    const weighed = { value: verifiedBy, inputs: indicesOf(subject, 'planned', 'claimed', 'verified') }
    if (own.size === 0) return lacking('not_recorded', 'claimedBy', weighed.inputs)
    return own.has(nameKey(verifiedBy)) ? found(weighed) : notFound(weighed)
  },
})
