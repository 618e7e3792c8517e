import { builtIn } from '../../clock/clocks.ts'
import { clocksOfQuestion } from '../../kinds/question/clock.ts'
import { practice } from '../../law/laws.ts'
import { abovePeers, FLOOR, fewest, PEERS, percentOf } from '../measure/above-peers.ts'
import { indicesOf, mayBeHidden } from '../measure/inputs.ts'
import { PER_CENT } from '../measure/units.ts'
import { type Group, groupRule } from '../rule.ts'

interface Answered {
  isLast: boolean
  inputs: number[]
}

const shareOf = ({ observations }: Group<Answered>): number =>
  percentOf(observations.filter(({ isLast }) => isLast).length, observations.length)

/** Rule Q10. */
export const lastDay = groupRule('question', {
  id: 'Q10',
  name: { zh: '集中卡点答复', en: 'Answered on the last day' },
  definition: {
    zh: '恰在期限最后一天答复的比例明显高于其他部门',
    en: 'Far more answers than elsewhere come on the very last day',
  },
  basis: [practice('Tukey 箱线图上界', 'Upper Tukey fence')],
  why: {
    zh: '件件卡着最后一天，答复多半只为不逾期。',
    en: 'Where all answers come on the last day, most are there to be in time and for nothing else.',
  },
  severity: 'low',
  audience: 'inspectors',
  condition: { zh: '至少有 20 件答复有期限的部门', en: 'Departments with at least 20 answers under a clock' },
  value: { zh: '最后一天答复的百分比', en: 'Per cent answered on the last day' },
  unit: PER_CENT,
  parameters: { answers: fewest(20, { zh: '件', en: 'answers' }), peers: PEERS, floor: FLOOR },
  minimumSample: 20,
  falsePositives: [
    { zh: '审批流程固定在期满前完成', en: 'Its approvals always end on the last day' },
    { zh: '事项都很复杂', en: 'Its matters are all hard' },
  ],
  by: 'department',
  observe(subject, { calendar, today }) {
    const { state } = subject
    if (state.department === null || state.answers.length === 0) return []
    if (mayBeHidden(state, 'paused', 'resumed', 'extended', 'answered')) return []
    const clock = clocksOfQuestion(state, { clocks: builtIn, calendar, today })?.asked
    const ended = clock?.lines.findLast(({ kind }) => kind === 'end')?.day
    if (clock === undefined || clock.due === null || ended === undefined) return []
    const observation: Answered = { isLast: ended === clock.due, inputs: indicesOf(subject, 'answered') }
    return [{ group: state.department, observation }]
  },
  applies: ({ observations }, _, { answers }) => observations.length >= answers,
  measure: (group) => [{ group: 'all', value: shareOf(group) }],
  assess: (group, context, { peers, floor }) =>
    abovePeers(
      {
        rule: 'Q10',
        group: 'all',
        percent: shareOf(group),
        least: peers,
        floor,
        inputs: group.observations.flatMap(({ isLast, inputs }) => (isLast ? inputs : [])),
      },
      context,
    ),
})
