import { law } from '../../law/laws.ts'
import { indicesOf } from '../measure/inputs.ts'
import { TIMES } from '../measure/units.ts'
import { found, notFound, recordRule } from '../rule.ts'

/** Acts that put an answer off. */
const DELAYS = ['completion_asked', 'paused', 'extended', 'transferred'] as const

/** Rule Q02. */
export const serialDelay = recordRule('question', {
  id: 'Q02',
  name: { zh: '一拖再拖', en: 'Put off again and again' },
  definition: {
    zh: '补正、中止、延长、转办加起来超过 2 次',
    en: 'More was asked for, the clock stopped, extended or the question handed on more than twice in all',
  },
  basis: [law('ogi', '30', '33')],
  why: {
    zh: '每一步都合规，合起来就是不办。',
    en: 'Each step may be allowed; together they are no answer.',
  },
  severity: 'low',
  audience: 'public',
  condition: { zh: '所有提问', en: 'All questions' },
  value: { zh: '推延的次数', en: 'Times that it was put off' },
  unit: TIMES,
  parameters: {
    most: {
      default: 2,
      least: 1,
      most: 20,
      unit: { zh: '次', en: 'times' },
      words: { zh: '可以推延的次数（默认值）', en: 'Times that it may be put off (a default)' },
    },
  },
  falsePositives: [
    { zh: '事项确实涉及多个机关和第三方', en: 'It does concern several organs and third parties' },
    { zh: '机构改革期间的转办', en: 'It was handed on while organs were reformed' },
  ],
  applies: () => true,
  assess(subject, _, { most }) {
    const inputs = indicesOf(subject, ...DELAYS)
    const weighed = { value: inputs.length, threshold: most, inputs }
    return inputs.length > most ? found(weighed) : notFound(weighed)
  },
})
