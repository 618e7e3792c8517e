import { practice } from '../../law/laws.ts'
import { fewest, percentOf } from '../measure/above-peers.ts'
import { wilson } from '../measure/stats.ts'
import { LIMIT, sumsByDepartment } from '../measure/sums.ts'
import { PER_CENT } from '../measure/units.ts'
import { found, groupRule, lacking, notFound } from '../rule.ts'

/**
 * Share of sums just below among those close to the limit on either side that is to be expected where sums are
 * spread evenly over their orders of magnitude: ln(1/0.9) / ln(1.1/0.9).
 */
export const EVEN = Math.log(1 / 0.9) / Math.log(1.1 / 0.9)

export const belowThreshold = groupRule('decision', {
  id: 'F01',
  name: { zh: '卡线', en: 'Just below the threshold' },
  definition: {
    zh: '金额在限额之下一成以内的，明显多于在限额之上一成以内的',
    en: 'Far more sums lie within a tenth below the limit than within a tenth above it',
  },
  basis: [
    practice(
      '限额下堆积的研究（Palguta、Pertold 2017；Taş 2023）',
      'Research on bunching below thresholds (Palguta and Pertold 2017; Taş 2023)',
    ),
  ],
  why: {
    zh: '把金额做到限额以下，就避开了更严的程序。',
    en: 'A sum kept below the limit escapes the stricter procedure.',
  },
  severity: 'medium',
  audience: 'public',
  condition: {
    zh: '至少有 30 笔金额的部门，已设定限额',
    en: 'Departments with at least 30 sums, where a limit is set',
  },
  value: { zh: '紧靠限额的金额中，在限额之下的百分比', en: 'Per cent below, of the sums close to the limit' },
  unit: PER_CENT,
  parameters: { limit: LIMIT, sums: fewest(30, { zh: '笔', en: 'sums' }) },
  minimumSample: 30,
  falsePositives: [
    { zh: '如实的估价恰好在此', en: 'Honest estimates that happen to lie there' },
    { zh: '有研究发现自主采购效果更好', en: 'One study finds that discretion improved outcomes' },
  ],
  by: 'department',
  observe: sumsByDepartment,
  applies: ({ observations }, _, { sums }) => observations.length >= sums,
  assess({ observations }, _, { limit }) {
    if (limit === 0) return lacking('threshold_not_set', 'limit')
    const below = observations.filter(({ value }) => value >= 0.9 * limit && value < limit)
    const above = observations.filter(({ value }) => value > limit && value <= 1.1 * limit)
    const inputs = below.map(({ input }) => input)
    const near = below.length + above.length
    const value = near === 0 ? null : percentOf(below.length, near)
    const weighed = { value, threshold: percentOf(EVEN, 1), inputs }
    return wilson(below.length, near).low > EVEN ? found(weighed) : notFound(weighed)
  },
})
