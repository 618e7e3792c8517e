import { law } from '../../law/laws.ts'
import { indicesOf } from '../measure/inputs.ts'
import { TIMES } from '../measure/units.ts'
import { found, notFound, recordRule } from '../rule.ts'

/** Rule Q06. */
export const passedAround = recordRule('question', {
  id: 'Q06',
  name: { zh: '来回转办', en: 'Passed around' },
  definition: {
    zh: '提问转办达到 3 次，或者转回曾经办过的部门',
    en: 'A question was handed on three times, or back to an organ that had it before',
  },
  basis: [law('petitions', '23', '24')],
  why: {
    zh: '每个部门都说不归自己管，提问人就只能在门外转圈。',
    en: 'Where every organ says that another is in charge, who asked goes round in circles.',
  },
  severity: 'medium',
  audience: 'public',
  condition: { zh: '转办过的提问', en: 'Questions that were handed on' },
  value: { zh: '转办的次数', en: 'Times that it was handed on' },
  unit: TIMES,
  parameters: {
    times: {
      default: 3,
      least: 2,
      most: 20,
      unit: { zh: '次', en: 'times' },
      words: { zh: '转办的次数（默认值）', en: 'Times that it was handed on (a default)' },
    },
  },
  falsePositives: [
    { zh: '上级裁定由原部门办理', en: 'A superior decided that the first organ is in charge' },
    { zh: '职能在办理期间划转', en: 'Powers were moved while it was dealt with' },
  ],
  applies: ({ state }) => state.turns.some(({ event }) => event === 'transferred'),
  assess(subject, _, { times }) {
    const { turns, department } = subject.state
    const moves = turns.filter(({ event }) => event === 'transferred')
    const inputs = indicesOf(subject, 'transferred', 'objected', 'decided_competence')
    // The department of an envelope is the one that hands on.
    const had = moves.map((turn) => turn.department)
    const isBack = had.some((one, i) => one !== null && had.indexOf(one) < i) || had.includes(department)
    const wasDecided = turns.some(({ event }) => event === 'decided_competence')
    const weighed = { value: moves.length, threshold: times, inputs }
    return moves.length >= times || (isBack && !wasDecided) ? found(weighed) : notFound(weighed)
  },
})
