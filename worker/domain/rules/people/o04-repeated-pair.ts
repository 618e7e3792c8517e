import { practice } from '../../law/laws.ts'
import { nameKey } from '../../record/names/naming.ts'
import { abovePeers, fewest, PEERS } from '../measure/above-peers.ts'
import { indicesOf } from '../measure/inputs.ts'
import { topShare } from '../measure/stats.ts'
import { PER_CENT } from '../measure/units.ts'
import { type Group, groupRule, lacking } from '../rule.ts'

interface Award {
  supplier: string
  input: number
}

const known = ({ observations }: Group<Award>): Award[] =>
  observations.filter(({ supplier }) => supplier !== '')

const shareOf = (group: Group<Award>): number => {
  const top = topShare(known(group).map(({ supplier }) => supplier))
  return Math.round(1000 * (top?.share ?? 0)) / 10
}

export const repeatedPair = groupRule('decision', {
  id: 'O04',
  name: { zh: '固定组合', en: 'Repeated pair' },
  definition: {
    zh: '同一岗位决定的合同集中给同一供应商，比例明显高于其他岗位',
    en: 'The contracts on which one officer decides go to one supplier far more often than those of others',
  },
  basis: [practice('重复中标研究；Tukey 箱线图上界', 'Research on repeat winners; upper Tukey fence')],
  why: { zh: '总是同一对组合，值得看一眼。', en: 'The same pair again and again is worth a look.' },
  severity: 'medium',
  audience: 'inspectors',
  condition: {
    zh: '至少决定过 10 份合同的岗位（按部门和名称对应）',
    en: 'Officers who decided on at least 10 contracts, by department and name',
  },
  value: { zh: '最多的一个供应商所占百分比', en: 'Per cent to the one supplier that had most' },
  unit: PER_CENT,
  parameters: { contracts: fewest(10, { zh: '份', en: 'contracts' }), peers: PEERS },
  minimumSample: 10,
  falsePositives: [{ zh: '只有一家供应商', en: 'A sole supplier or a local monopoly' }],
  by: 'officer',
  observe(subject) {
    const { ruling, department, contracts } = subject.state
    const officer = nameKey(ruling?.officer)
    if (officer === '') return []
    const input = indicesOf(subject, 'decided').at(-1) ?? 0
    return contracts.map(({ supplierId, supplier }) => ({
      group: `${department}|${officer}`,
      observation: { supplier: nameKey(supplierId ?? supplier), input },
    }))
  },
  applies: ({ observations }, _, { contracts }) => observations.length >= contracts,
  measure: (group, _, { contracts }) =>
    known(group).length >= contracts ? [{ group: 'all', value: shareOf(group) }] : [],
  assess(group, context, { contracts, peers }) {
    const awards = known(group)
    const inputs = awards.map(({ input }) => input)
    if (awards.length < contracts) return lacking('not_recorded', 'contracts/supplier', inputs)
    const top = topShare(awards.map(({ supplier }) => supplier))?.value
    return abovePeers(
      {
        rule: 'O04',
        group: 'all',
        percent: shareOf(group),
        least: peers,
        inputs: awards.filter(({ supplier }) => supplier === top).map(({ input }) => input),
      },
      context,
    )
  },
})
