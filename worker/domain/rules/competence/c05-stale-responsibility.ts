import { practice } from '../../law/laws.ts'
import { daysApart } from '../measure/dates.ts'
import { DAYS } from '../measure/units.ts'
import { found, lacking, notFound, recordRule } from '../rule.ts'

const DAYS_OF_MONTH = 365.25 / 12

export const staleResponsibility = recordRule('responsibility', {
  id: 'C05',
  name: { zh: '沉睡权责', en: 'Stale responsibility' },
  definition: {
    zh: '事项曾有决策或节点，但最近 24 个月没有任何决策、节点或变动',
    en: 'It was used once, and for 24 months no decision, no milestone and no change touched it',
  },
  basis: [practice('权责清单动态管理', 'Dynamic management of responsibility lists')],
  why: { zh: '长期不用的权力应当清理。', en: 'Powers that are never used should be reviewed.' },
  severity: 'low',
  audience: 'public',
  condition: {
    zh: '入账满 24 个月的有效事项',
    en: 'Responsibilities in force that were logged 24 months ago or earlier',
  },
  value: { zh: '没有动静的日数', en: 'Days without activity' },
  unit: DAYS,
  parameters: {
    months: {
      default: 24,
      least: 6,
      most: 240,
      unit: { zh: '个月', en: 'months' },
      words: { zh: '多久没有动静（默认值，非法定）', en: 'How long (a default, not law)' },
    },
  },
  falsePositives: [{ zh: '本来就很少发生的事项', en: 'Matters that are rare by nature' }],
  version: 2,
  applies: ({ state }, { calendar, today }, { months }) =>
    state.status === 'in_force' && daysApart(calendar, state.listed, today).least > months * DAYS_OF_MONTH,
  assess({ state, history }, { calendar, today, pointing }, { months }) {
    const inputs = history.map(({ index }) => index)
    const uses = pointing(state.id, 'responsibility')
    // An item of which nothing was ever logged may be used every day: the ledger does not know.
    if (uses.length === 0) return lacking('not_recorded', 'decision', inputs)
    const touched = [state.changed, ...uses.flatMap((one) => ('latest' in one ? one.latest : []))]
    const since = touched.map((date) => daysApart(calendar, date, today))
    const threshold = Math.round(months * DAYS_OF_MONTH)
    const least = Math.min(...since.map((one) => one.least))
    if (least > threshold) return found({ value: least, threshold, inputs })
    const most = Math.min(...since.map((one) => one.most))
    return most > threshold
      ? lacking('date_imprecise', 'latest', inputs)
      : notFound({ value: most, threshold, inputs })
  },
})
