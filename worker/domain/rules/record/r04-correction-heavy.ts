import { practice } from '../../law/laws.ts'
import { abovePeers, FLOOR, fewest, PEERS, percentOf } from '../measure/above-peers.ts'
import { eventOf } from '../measure/inputs.ts'
import { PER_CENT } from '../measure/units.ts'
import { type Group, groupRule } from '../rule.ts'

interface Entries {
  all: number
  corrections: number[]
}

const CORRECTIONS = new Set(['corrected', 'step_corrected'])

const entriesOf = ({ observations }: Group<Entries>): number =>
  observations.reduce((sum, { all }) => sum + all, 0)

const shareOf = (group: Group<Entries>): number =>
  percentOf(group.observations.flatMap(({ corrections }) => corrections).length, entriesOf(group))

export const correctionHeavy = groupRule(['responsibility', 'decision', 'milestone', 'evaluation'], {
  id: 'R04',
  name: { zh: '更正率过高', en: 'Correction-heavy' },
  definition: {
    zh: '更正占全部账目的比例明显高于其他部门',
    en: 'The share of corrections among all entries is far above that of other departments',
  },
  basis: [practice('Tukey 箱线图上界', 'Upper Tukey fence')],
  why: {
    zh: '更正太多，说明入账时不认真，或者有人在改账。',
    en: 'Many corrections mean careless entries, or books that are being changed.',
  },
  severity: 'low',
  audience: 'inspectors',
  condition: { zh: '至少有 50 条账目的部门', en: 'Departments with at least 50 entries' },
  value: { zh: '更正的百分比', en: 'Per cent of corrections' },
  unit: PER_CENT,
  parameters: { entries: fewest(50, { zh: '条', en: 'entries' }), peers: PEERS, floor: FLOOR },
  minimumSample: 50,
  falsePositives: [{ zh: '认真的单位更正反而多', en: 'Careful departments correct more' }],
  by: 'department',
  observe({ state, history }) {
    const corrections = history.filter((entry) => CORRECTIONS.has(eventOf(entry))).map(({ index }) => index)
    return [{ group: state.department, observation: { all: history.length, corrections } }]
  },
  applies: (group, _, { entries }) => entriesOf(group) >= entries,
  measure: (group) => [{ group: 'all', value: shareOf(group) }],
  assess: (group, context, { peers, floor }) =>
    abovePeers(
      {
        rule: 'R04',
        group: 'all',
        percent: shareOf(group),
        least: peers,
        floor,
        inputs: group.observations.flatMap(({ corrections }) => corrections),
      },
      context,
    ),
})
