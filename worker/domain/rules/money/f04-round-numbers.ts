import { practice } from '../../law/laws.ts'
import { abovePeers, fewest, PEERS, percentOf } from '../measure/above-peers.ts'
import { type Sum, sumsByDepartment } from '../measure/sums.ts'
import { PER_CENT } from '../measure/units.ts'
import { type Group, groupRule } from '../rule.ts'

const ROUND = 10_000

const roundOf = ({ observations }: Group<Sum>): Sum[] =>
  observations.filter(({ value }) => value > 0 && value % ROUND === 0)

const shareOf = (group: Group<Sum>): number => percentOf(roundOf(group).length, group.observations.length)

/** Sums of one currency are compared. */
const peersOf = ({ id }: Group<Sum>): string => id.slice(id.indexOf('|') + 1)

export const roundNumbers = groupRule('decision', {
  id: 'F04',
  name: { zh: '整数偏好', en: 'Round numbers' },
  definition: {
    zh: '金额末尾至少四个零的比例明显高于其他部门',
    en: 'The share of sums that end in four zeros or more is far above that of other departments',
  },
  basis: [practice('Tukey 箱线图上界', 'Upper Tukey fence')],
  why: { zh: '算出来的数少有整数。', en: 'Sums that were worked out are seldom round.' },
  severity: 'info',
  audience: 'inspectors',
  condition: { zh: '至少有 30 笔金额的部门', en: 'Departments with at least 30 sums' },
  value: { zh: '整数金额的百分比', en: 'Per cent of round sums' },
  unit: PER_CENT,
  parameters: { sums: fewest(30, { zh: '笔', en: 'sums' }), peers: PEERS },
  minimumSample: 30,
  falsePositives: [{ zh: '预算本来就是整数', en: 'Budgets are round' }],
  by: 'department',
  observe: sumsByDepartment,
  applies: ({ observations }, _, { sums }) => observations.length >= sums,
  measure: (group) => [{ group: peersOf(group), value: shareOf(group) }],
  assess: (group, context, { peers }) =>
    abovePeers(
      {
        rule: 'F04',
        group: peersOf(group),
        percent: shareOf(group),
        least: peers,
        inputs: roundOf(group).map(({ input }) => input),
      },
      context,
    ),
})
