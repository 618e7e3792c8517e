import { practice } from '../../law/laws.ts'
import { fewest } from '../measure/above-peers.ts'
import { benford } from '../measure/stats.ts'
import { sumsByDepartment } from '../measure/sums.ts'
import { found, groupRule, lacking, notFound } from '../rule.ts'

/** Beyond this mean deviation of the first two digits they do not follow Benford's law (Nigrini). */
const NIGRINI = 0.0022

export const benfordDeviation = groupRule('decision', {
  id: 'F03',
  name: { zh: '首位数异常', en: 'First digits' },
  definition: {
    zh: '金额前两位数字的分布明显偏离本福德定律',
    en: "The first two digits of sums are far from Benford's law",
  },
  basis: [practice('Nigrini 的前两位数字检验', 'The first-two-digits test of Nigrini')],
  why: {
    zh: '自然产生的金额有其分布，编出来的没有。',
    en: 'Sums that arise by themselves have a distribution, invented ones have another.',
  },
  severity: 'info',
  audience: 'inspectors',
  condition: {
    zh: '有金额的部门；至少 1000 笔、跨两个数量级才判断',
    en: 'Departments with sums; assessed from 1,000 on over two orders of magnitude',
  },
  value: { zh: '平均绝对偏差（万分之一）', en: 'Mean absolute deviation, in ten-thousandths' },
  parameters: { sums: fewest(1000, { zh: '笔', en: 'sums' }) },
  minimumSample: 1000,
  falsePositives: [
    { zh: '限额和价目表本来就不服从该定律', en: 'Limits and price lists do not follow the law' },
  ],
  by: 'department',
  observe: sumsByDepartment,
  applies: ({ observations }) => observations.length > 0,
  assess({ observations }, _, { sums }) {
    const digits = benford(observations.map(({ value }) => value))
    if (digits === null || digits.n < sums) return lacking('sample_too_small', 'amounts')
    if (digits.orders < 2) return lacking('sample_too_small', 'orders_of_magnitude')
    const weighed = {
      value: Math.round(100_000 * digits.deviation) / 10,
      threshold: 10_000 * NIGRINI,
      inputs: observations.map(({ input }) => input),
    }
    return digits.deviation > NIGRINI ? found(weighed) : notFound(weighed)
  },
})
