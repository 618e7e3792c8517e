import { practice } from '../../law/laws.ts'
import { ownText } from '../../record/spoken/text.ts'
import { abovePeers, FLOOR, fewest, PEERS, percentOf } from '../measure/above-peers.ts'
import { indicesOf } from '../measure/inputs.ts'
import { PER_CENT } from '../measure/units.ts'
import { type Group, groupRule } from '../rule.ts'

interface Read {
  isWithheld: boolean
  inputs: number[]
}

const shareOf = ({ observations }: Group<Read>): number =>
  percentOf(observations.filter(({ isWithheld }) => isWithheld).length, observations.length)

/** Rule Q08. */
export const textsWithheld = groupRule('question', {
  id: 'Q08',
  // That a text is withheld is what it looks at.
  seesWithheld: true,
  name: { zh: '提问文字多不公开', en: 'Many questions withheld' },
  definition: {
    zh: '一个部门收到的提问中，文字不公开的比例明显高于其他部门',
    en: 'Of the questions to one department far more texts are withheld than of those to others',
  },
  basis: [practice('Tukey 箱线图上界', 'Upper Tukey fence')],
  why: {
    zh: '审读是为了隐去个人信息，不是为了让某个部门少受问。',
    en: 'Texts are read to cut what is personal, not to keep questions from one department.',
  },
  severity: 'medium',
  audience: 'inspectors',
  condition: {
    zh: '至少有 20 件提问已审读的部门',
    en: 'Departments with at least 20 questions that were read',
  },
  value: { zh: '不公开的百分比', en: 'Per cent withheld' },
  unit: PER_CENT,
  parameters: { questions: fewest(20, { zh: '件', en: 'questions' }), peers: PEERS, floor: FLOOR },
  minimumSample: 20,
  falsePositives: [
    { zh: '事项多涉个人情况，如社会救助', en: 'Its matters are personal, as social assistance' },
    { zh: '受到成批广告', en: 'It was flooded with advertisements' },
  ],
  by: 'department',
  observe(subject) {
    const { department } = subject.state
    const own = ownText(subject.state)
    if (department === null || own === null || own.publication === 'pending') return []
    const observation: Read = {
      isWithheld: own.publication === 'withheld',
      inputs: indicesOf(subject, 'withheld'),
    }
    return [{ group: department, observation }]
  },
  applies: ({ observations }, _, { questions }) => observations.length >= questions,
  measure: (group) => [{ group: 'all', value: shareOf(group) }],
  assess: (group, context, { peers, floor }) =>
    abovePeers(
      {
        rule: 'Q08',
        group: 'all',
        percent: shareOf(group),
        least: peers,
        floor,
        inputs: group.observations.flatMap(({ isWithheld, inputs }) => (isWithheld ? inputs : [])),
      },
      context,
    ),
})
