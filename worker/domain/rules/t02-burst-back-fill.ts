import { dayNumber, earliest, latest } from '../date.ts'
import { entered, isBackloaded } from './decided.ts'
import { practice } from './laws.ts'
import { found, groupRule, notFound } from './rule.ts'

interface Late {
  /** Milliseconds since 1970. */
  recorded: number
  first: number
  last: number
  input: number
}

/** The window of so many hours whose decisions surely span the most days. */
function widest(
  entries: readonly Late[],
  hours: number,
  fewest: number,
): { span: number; of: Late[] } | null {
  const sorted = [...entries].sort((a, b) => a.recorded - b.recorded)
  let best: { span: number; of: Late[] } | null = null
  for (let from = 0, to = 0; from < sorted.length; from++) {
    const start = sorted[from]?.recorded ?? 0
    while (to < sorted.length && (sorted[to]?.recorded ?? 0) - start <= hours * 3_600_000) to += 1
    if (to - from < fewest) continue
    const of = sorted.slice(from, to)
    const span = Math.max(...of.map(({ first }) => first)) - Math.min(...of.map(({ last }) => last))
    if (best === null || span > best.span) best = { span, of }
  }
  return best
}

export const burstBackFill = groupRule('decision', {
  id: 'T02',
  name: { zh: '集中补录', en: 'Burst back-fill' },
  definition: {
    zh: '两小时内入账至少 5 件决策的决定，其作出日期相隔超过 30 日',
    en: 'At least 5 rulings were logged within two hours that were made more than 30 days apart',
  },
  basis: [practice('流程挖掘中的批量补录识别', 'Detection of batch entry in process mining')],
  why: {
    zh: '检查前突击补账，账就不再是当时的账。',
    en: 'Books filled in before an inspection are not the books of the time.',
  },
  severity: 'medium',
  audience: 'inspectors',
  condition: {
    zh: '至少有 5 件决定入账的部门，声明为历史补录或导入的不计',
    en: 'Departments with at least 5 rulings, declared history and imports aside',
  },
  value: { zh: '决定日期相隔的日数', en: 'Days between the decisions' },
  parameters: {
    decisions: {
      default: 5,
      least: 2,
      most: 1000,
      unit: { zh: '件', en: 'decisions' },
      words: { zh: '至少多少件（默认值）', en: 'Fewest decisions (a default)' },
    },
    hours: {
      default: 2,
      least: 1,
      most: 72,
      unit: { zh: '小时', en: 'hours' },
      words: { zh: '在多长时间内（默认值）', en: 'Within which time (a default)' },
    },
    days: {
      default: 30,
      least: 1,
      most: 3650,
      unit: { zh: '日', en: 'days' },
      words: { zh: '决定日期相隔超过（默认值）', en: 'Days between the decisions (a default)' },
    },
  },
  minimumSample: 5,
  falsePositives: [{ zh: '上线时的正常补录', en: 'Ordinary back-loading when the system was introduced' }],
  by: 'department',
  observe(subject) {
    const entry = isBackloaded(subject.state) ? null : entered(subject)
    if (entry === null) return []
    const observation: Late = {
      recorded: Date.parse(entry.recorded),
      first: dayNumber(earliest(entry.decidedAt)),
      last: dayNumber(latest(entry.decidedAt)),
      input: entry.index,
    }
    return [{ group: subject.state.department, observation }]
  },
  applies: ({ observations }, _, { decisions }) => observations.length >= decisions,
  assess({ observations }, _, { decisions, hours, days }) {
    const best = widest(observations, hours, decisions)
    const inputs = (best?.of ?? observations).map(({ input }) => input)
    if (best === null) return notFound({ inputs })
    const weighed = { value: best.span, threshold: days, inputs }
    return best.span > days ? found(weighed) : notFound(weighed)
  },
})
