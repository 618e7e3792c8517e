import { law } from '../../law/laws.ts'
import { nameKey } from '../../record/names/naming.ts'
import { fewest } from '../measure/above-peers.ts'
import { indicesOfSteps } from '../measure/inputs.ts'
import { stepsOf } from '../measure/procedure-steps.ts'
import { topShare } from '../measure/stats.ts'
import { PER_CENT } from '../measure/units.ts'
import { found, groupRule, lacking, notFound } from '../rule.ts'

interface Review {
  organ: string
  input: number
}

export const captiveExperts = groupRule('decision', {
  id: 'O08',
  name: { zh: '专家固定', en: 'Captive experts' },
  definition: {
    zh: '一个部门半数以上的专家论证由同一机构作出',
    en: 'More than half of the expert reviews of a department are by one body',
  },
  basis: [law('d713', '20')],
  why: {
    zh: '专家应当有代表性和中立性；总是同一家，意见就容易固定。',
    en: 'Experts are to be representative and neutral; where it is always the same, so is the opinion.',
  },
  severity: 'low',
  audience: 'inspectors',
  condition: { zh: '至少有 10 次专家论证的部门', en: 'Departments with at least 10 expert reviews' },
  value: { zh: '最多的一家所占百分比', en: 'Per cent by the body that made most' },
  unit: PER_CENT,
  parameters: {
    reviews: fewest(10, { zh: '次', en: 'reviews' }),
    percent: {
      default: 50,
      least: 10,
      most: 100,
      unit: { zh: '%', en: '%' },
      words: { zh: '超过多少（默认值）', en: 'Above which share (a default)' },
    },
  },
  minimumSample: 10,
  falsePositives: [{ zh: '本地只有一家有资质', en: 'One body alone is qualified' }],
  by: 'department',
  observe: (subject) =>
    stepsOf(subject.state, 'expert_review').map(({ id, organ }) => ({
      group: subject.state.department,
      observation: { organ: nameKey(organ), input: indicesOfSteps(subject, [id])[0] ?? 0 } satisfies Review,
    })),
  applies: ({ observations }, _, { reviews }) => observations.length >= reviews,
  assess({ observations }, _, { reviews, percent }) {
    const known = observations.filter(({ organ }) => organ !== '')
    const top = topShare(known.map(({ organ }) => organ))
    if (top === null || known.length < reviews)
      return lacking(
        'not_recorded',
        'expert_review/organ',
        known.map(({ input }) => input),
      )
    const inputs = known.filter(({ organ }) => organ === top.value).map(({ input }) => input)
    const weighed = { value: Math.round(1000 * top.share) / 10, threshold: percent, inputs }
    return weighed.value > percent ? found(weighed) : notFound(weighed)
  },
})
