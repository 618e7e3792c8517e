import { law, practice } from '../../law/laws.ts'
import { nameKey } from '../../record/names/naming.ts'
import { abovePeers, fewest, PEERS } from '../measure/above-peers.ts'
import { indicesOf } from '../measure/inputs.ts'
import { topShare } from '../measure/stats.ts'
import { PER_CENT } from '../measure/units.ts'
import { type Group, groupRule, lacking } from '../rule.ts'

interface Signed {
  officer: string
  input: number
}

const known = ({ observations }: Group<Signed>): Signed[] =>
  observations.filter(({ officer }) => officer !== '')

const shareOf = (group: Group<Signed>): number => {
  const top = topShare(known(group).map(({ officer }) => officer))
  return Math.round(1000 * (top?.share ?? 0)) / 10
}

export const concentratedApprovals = groupRule('decision', {
  id: 'O03',
  name: { zh: '审批高度集中', en: 'Concentrated approvals' },
  definition: {
    zh: '一个部门的决定由同一岗位作出的比例明显高于其他部门',
    en: 'The share of decisions that one officer of a department takes is far above that in others',
  },
  basis: [law('sanctions', '30(1)'), practice('Tukey 箱线图上界', 'Upper Tukey fence')],
  why: {
    zh: '什么都由一个人定，就没有人能说不。',
    en: 'Where one decides everything nobody can say no.',
  },
  severity: 'medium',
  audience: 'inspectors',
  condition: { zh: '至少作出 30 件决定的部门', en: 'Departments that took at least 30 decisions' },
  value: { zh: '最多的一个岗位所占百分比', en: 'Per cent taken by the one who took most' },
  unit: PER_CENT,
  parameters: { decisions: fewest(30, { zh: '件', en: 'decisions' }), peers: PEERS },
  minimumSample: 30,
  falsePositives: [{ zh: '依法只授权一人', en: 'The law authorises one officer alone' }],
  by: 'department',
  observe(subject) {
    const { ruling, department } = subject.state
    if (ruling === null) return []
    const input = indicesOf(subject, 'decided').at(-1) ?? 0
    return [{ group: department, observation: { officer: nameKey(ruling.officer), input } }]
  },
  applies: ({ observations }, _, { decisions }) => observations.length >= decisions,
  measure: (group, _, { decisions }) =>
    known(group).length >= decisions ? [{ group: 'all', value: shareOf(group) }] : [],
  assess(group, context, { decisions, peers }) {
    const signed = known(group)
    const inputs = signed.map(({ input }) => input)
    if (signed.length < decisions) return lacking('not_recorded', 'ruling/officer', inputs)
    const top = topShare(signed.map(({ officer }) => officer))?.value
    return abovePeers(
      {
        rule: 'O03',
        group: 'all',
        percent: shareOf(group),
        least: peers,
        inputs: signed.filter(({ officer }) => officer === top).map(({ input }) => input),
      },
      context,
    )
  },
})
