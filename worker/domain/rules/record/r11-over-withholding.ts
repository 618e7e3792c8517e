import { summarise } from '../../kinds/replay.ts'
import { isWithheld, withholdableKinds } from '../../kinds/withholding.ts'
import { law } from '../../law/laws.ts'
import { abovePeers, FLOOR, fewest, PEERS, percentOf } from '../measure/above-peers.ts'
import { PER_CENT } from '../measure/units.ts'
import { type Group, groupRule } from '../rule.ts'

interface Entries {
  all: number
  sealed: number[]
}

const entriesOf = ({ observations }: Group<Entries>): number =>
  observations.reduce((sum, { all }) => sum + all, 0)

const shareOf = (group: Group<Entries>): number =>
  percentOf(group.observations.flatMap(({ sealed }) => sealed).length, entriesOf(group))

export const overWithholding = groupRule(withholdableKinds, {
  id: 'R11',
  version: 2,
  name: { zh: '过度不公开', en: 'Over-withholding' },
  definition: {
    zh: '不予公开的账目所占比例明显高于其他部门',
    en: 'The share of entries that are withheld is far above that of other departments',
  },
  basis: [law('ogi', '5', '13', '14', '15', '16')],
  why: {
    zh: '以公开为常态、不公开为例外。',
    en: 'Disclosure is the rule, withholding the exception.',
  },
  severity: 'medium',
  audience: 'public',
  condition: { zh: '至少有 30 条账目的部门', en: 'Departments with at least 30 entries' },
  value: { zh: '不予公开的百分比', en: 'Per cent withheld' },
  unit: PER_CENT,
  parameters: { entries: fewest(30, { zh: '条', en: 'entries' }), peers: PEERS, floor: FLOOR },
  minimumSample: 30,
  falsePositives: [{ zh: '公安、国家安全等单位', en: 'Organs of security' }],
  seesWithheld: true,
  by: 'department',
  observe({ state, history }) {
    const department = state.kind === 'department' ? state.id : summarise(state).department
    if (department === null) return []
    const sealed = history.filter(isWithheld).map(({ index }) => index)
    return [{ group: department, observation: { all: history.length, sealed } }]
  },
  applies: (group, _, { entries }) => entriesOf(group) >= entries,
  measure: (group) => [{ group: 'all', value: shareOf(group) }],
  assess: (group, context, { peers, floor }) =>
    abovePeers(
      {
        rule: 'R11',
        group: 'all',
        percent: shareOf(group),
        least: peers,
        floor,
        inputs: group.observations.flatMap(({ sealed }) => sealed),
      },
      context,
    ),
})
