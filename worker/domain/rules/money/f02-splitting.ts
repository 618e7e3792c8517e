import { practice } from '../../law/laws.ts'
import { spanOf, type Zoned } from '../measure/dates.ts'
import { LIMIT, type Sum, sumsByDepartment } from '../measure/sums.ts'
import { found, groupRule, lacking, notFound } from '../rule.ts'

/** The first run of sums within so many days that together reach the limit; null when there is none. */
function splitOf(calendar: Zoned, sums: readonly Sum[], days: number, limit: number): Sum[] | null {
  const dated = sums
    .flatMap((sum) => (sum.signedAt === null ? [] : [{ sum, ...spanOf(calendar, sum.signedAt) }]))
    .sort((a, b) => a.first - b.first)
  for (const { first: from } of dated) {
    // Surely within the time: its last possible day counts from the first possible day of the first one.
    const run = dated.filter(({ first, last }) => first >= from && last - from <= days).map(({ sum }) => sum)
    if (run.length > 1 && total(run) >= limit) return run
  }
  return null
}

const total = (sums: readonly Sum[]): number => sums.reduce((all, { value }) => all + value, 0)

export const splitting = groupRule('decision', {
  id: 'F02',
  name: { zh: '化整为零', en: 'Splitting' },
  definition: {
    zh: '90 日内同一供应商的几份合同各自低于限额，合计达到限额',
    en: 'Several contracts of one supplier within 90 days, each below the limit and together at it or above',
  },
  basis: [
    practice(
      '廉政风险清单；世界银行采购红旗指标',
      'Lists of integrity risks; red flags of the World Bank in procurement',
    ),
  ],
  why: { zh: '一笔拆成几笔，就避开了招标或集体决定。', en: 'One sum in parts escapes tender or meeting.' },
  severity: 'high',
  audience: 'inspectors',
  condition: {
    zh: '有低于限额、写明供应商的合同的部门，已设定限额',
    en: 'Departments with contracts below the limit that name a supplier, where a limit is set',
  },
  value: { zh: '被拆分的供应商数', en: 'Suppliers with such a run' },
  parameters: {
    limit: LIMIT,
    days: {
      default: 90,
      least: 1,
      most: 1000,
      unit: { zh: '日', en: 'days' },
      words: { zh: '在多长时间内（默认值）', en: 'Within which time (a default)' },
    },
  },
  falsePositives: [{ zh: '框架协议下的分批订单', en: 'Call-offs under a framework agreement' }],
  by: 'department',
  observe: (subject) => sumsByDepartment(subject).filter(({ observation }) => observation.supplier !== ''),
  applies: ({ observations }) => observations.length > 1,
  assess({ observations }, { calendar }, { limit, days }) {
    if (limit === 0) return lacking('threshold_not_set', 'limit')
    const small = observations.filter(({ value }) => value < limit)
    const suppliers = [...new Set(small.map(({ supplier }) => supplier))].map((one) =>
      small.filter(({ supplier }) => supplier === one),
    )
    const runs = suppliers.flatMap((sums) => {
      const run = splitOf(calendar, sums, days, limit)
      return run === null ? [] : [run]
    })
    if (runs.length > 0)
      return found({
        value: runs.length,
        threshold: 0,
        inputs: runs.flat().map(({ input }) => input),
      })
    const open = suppliers.filter(
      (sums) =>
        sums.length > 1 && total(sums) >= limit && sums.some(({ signedAt }) => (signedAt ?? '').length < 10),
    )
    return open.length > 0
      ? lacking(
          'date_missing',
          'contracts/signedAt',
          open.flat().map(({ input }) => input),
        )
      : notFound({ value: 0, threshold: 0, inputs: small.map(({ input }) => input) })
  },
})
