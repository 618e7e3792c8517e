import { practice } from '../../law/laws.ts'
import { abovePeers, FLOOR, fewest, PEERS, percentOf } from '../measure/above-peers.ts'
import { indicesOf } from '../measure/inputs.ts'
import { PER_CENT } from '../measure/units.ts'
import { type Group, groupRule } from '../rule.ts'

interface Rated {
  isUnsolved: boolean
  inputs: number[]
}

const shareOf = ({ observations }: Group<Rated>): number =>
  percentOf(observations.filter(({ isUnsolved }) => isUnsolved).length, observations.length)

/** Rule Q07. */
export const answeredUnsolved = groupRule('question', {
  id: 'Q07',
  name: { zh: '答而不解', en: 'Answered and not solved' },
  definition: {
    zh: '提问人评价“没有解决”（本人所说，或清单载明）的比例明显高于其他部门',
    en: 'Far more askers than elsewhere say, by themselves or as a list states it, that the answer solved nothing',
  },
  basis: [practice('Tukey 箱线图上界', 'Upper Tukey fence')],
  why: {
    zh: '办结是部门的话，解决是提问人的话，两者差得远就要看。',
    en: 'Closed is the word of the department, solved that of the asker: a wide gap is a reason to look.',
  },
  version: 2,
  severity: 'low',
  audience: 'inspectors',
  condition: { zh: '至少有 30 件评价的部门', en: 'Departments with at least 30 ratings' },
  value: { zh: '没有解决的百分比', en: 'Per cent not solved' },
  unit: PER_CENT,
  parameters: { ratings: fewest(30, { zh: '件', en: 'ratings' }), peers: PEERS, floor: FLOOR },
  minimumSample: 30,
  falsePositives: [
    { zh: '评价的人多是不满意的人', en: 'Those who are dissatisfied rate more often' },
    {
      zh: '清单载明的评价由办理一方收集',
      en: 'Ratings that a list states were gathered by those who were asked',
    },
    { zh: '诉求本身依法不能满足', en: 'The law does not allow what was asked for' },
  ],
  by: 'department',
  observe(subject) {
    const { department, rating, stated } = subject.state
    const solved = rating?.solved ?? stated?.statedSolved ?? 'not_stated'
    if (department === null || solved === 'not_stated') return []
    const observation: Rated = {
      isUnsolved: solved === 'no',
      inputs: indicesOf(subject, rating === null ? 'rating_stated' : 'rated'),
    }
    return [{ group: department, observation }]
  },
  applies: ({ observations }, _, { ratings }) => observations.length >= ratings,
  measure: (group) => [{ group: 'all', value: shareOf(group) }],
  assess: (group, context, { peers, floor }) =>
    abovePeers(
      {
        rule: 'Q07',
        group: 'all',
        percent: shareOf(group),
        least: peers,
        floor,
        inputs: group.observations.flatMap(({ isUnsolved, inputs }) => (isUnsolved ? inputs : [])),
      },
      context,
    ),
})
