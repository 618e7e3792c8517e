import type { DecisionState } from '../../kinds/decision/state.ts'
import { practice } from '../../law/laws.ts'
import { dayNumber, earliest, latest } from '../../record/date.ts'
import { entered, isBackloaded } from '../measure/decided.ts'
import { entriesOf } from '../measure/inputs.ts'
import { DAYS } from '../measure/units.ts'
import { found, groupRule, lacking, notFound, type Observed, type Subject } from '../rule.ts'

interface Late {
  dated: true
  /** Milliseconds since 1970. */
  recorded: number
  first: number
  last: number
  input: number
}

/** A ruling that is withheld, with the day on which it was made. */
interface Hidden {
  dated: false
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

/** The first ruling of a decision of which all rulings are withheld. */
function hiddenOf(subject: Subject<DecisionState>): Hidden[] {
  return entriesOf(subject, 'decided')
    .slice(0, 1)
    .map(({ index }) => ({ dated: false, input: index }))
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
  unit: DAYS,
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
  version: 2,
  by: 'department',
  observe(subject): Observed<Late | Hidden>[] {
    if (isBackloaded(subject.state)) return []
    const entry = entered(subject)
    const group = subject.state.department
    if (entry === null) return hiddenOf(subject).map((observation) => ({ group, observation }))
    const observation: Late = {
      dated: true,
      recorded: Date.parse(entry.recorded),
      first: dayNumber(earliest(entry.decidedAt)),
      last: dayNumber(latest(entry.decidedAt)),
      input: entry.index,
    }
    return [{ group, observation }]
  },
  applies: ({ observations }, _, { decisions }) => observations.length >= decisions,
  assess({ observations }, _, { decisions, hours, days }) {
    const best = widest(
      observations.filter((one) => one.dated),
      hours,
      decisions,
    )
    const inputs = (best?.of ?? observations).map(({ input }) => input)
    const weighed = best === null ? { inputs } : { value: best.span, threshold: days, inputs }
    if (best !== null && best.span > days) return found(weighed)
    const hidden = observations.filter(({ dated }) => !dated).map(({ input }) => input)
    return hidden.length > 0 ? lacking('content_withheld', 'ruling/decidedAt', hidden) : notFound(weighed)
  },
})
