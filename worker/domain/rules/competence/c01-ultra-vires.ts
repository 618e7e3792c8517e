import { TAKEN } from '../../kinds/decision/procedure.ts'
import type { DecisionState } from '../../kinds/decision/state.ts'
import type { ResponsibilityState } from '../../kinds/responsibility/state.ts'
import { law } from '../../law/laws.ts'
import type { DateText } from '../../record/date.ts'
import { isBefore, type Zoned } from '../measure/dates.ts'
import { indicesOf, indicesOfFields } from '../measure/inputs.ts'
import { holds, liesWithin, organOf } from '../measure/organ.ts'
import type { Missing } from '../missing.ts'
import { type Context, found, lacking, lackingAll, notFound, recordRule } from '../rule.ts'

/** One question about the power: answered well, answered ill with what was met and what should be, or open. */
type Answer = 'fits' | { value: string; threshold: string | null } | Missing

const ENDED = new Set(['merged', 'split', 'abolished', 'suspended'])

/** The day on which the power is used: that of the ruling, while there is none that of the proposal. */
function usedOn({ ruling, proposedAt, listed }: DecisionState): DateText | undefined {
  return ruling === null ? (proposedAt ?? listed) : ruling.decidedAt
}

function isAdopted({ status, ruling }: DecisionState): boolean {
  return TAKEN.has(status) && ruling?.outcome === 'adopted'
}

/** A list says when it was logged, not since when the power was there: before that only a stated date counts. */
function inForce(item: ResponsibilityState, day: DateText, calendar: Zoned): Answer {
  const { inForceFrom: from, inForceTo: to, changed, listed } = item
  const early = from === null ? null : isBefore(calendar, day, from)
  if (early === true) return { value: day, threshold: from }
  if (to !== null || ENDED.has(item.status)) {
    const late = isBefore(calendar, to ?? changed, day)
    if (late === true) return { value: day, threshold: to ?? changed }
    if (to === null && item.status !== 'suspended') return { reason: 'ambiguous', what: 'inForceTo' }
    if (late === null) return { reason: 'date_imprecise', what: 'inForceTo' }
  }
  if (from === null)
    return isBefore(calendar, day, listed) === false
      ? 'fits'
      : { reason: 'date_missing', what: 'inForceFrom' }
  return early === false ? 'fits' : { reason: 'date_imprecise', what: 'inForceFrom' }
}

/** Organ, level and area: asked of what is written down; without a level or a code on both sides neither is compared. */
function held(state: DecisionState, item: ResponsibilityState, day: DateText, context: Context): Answer {
  const organ = organOf(state, item, context)
  if (organ === null) return { reason: 'ambiguous', what: 'decisionOrgan' }
  if (organ.status === 'withheld') return { reason: 'content_withheld', what: 'decisionOrgan' }
  if (!holds(organ, item)) {
    // It went from one department to another: whose it was on that day, its state does not say.
    if (item.transferred.length > 0) return { reason: 'ambiguous', what: 'responsibility/department' }
    const holder = context.record(item.department)
    return { value: organ.name, threshold: holder?.kind === 'department' ? holder.name : null }
  }
  const isOther = organ.level !== null && item.level !== null && organ.level !== item.level
  if (isOther) {
    const since = [organ, item].map(({ changed }) => isBefore(context.calendar, day, changed))
    return since.every((before) => before === false)
      ? { value: organ.level ?? '', threshold: item.level }
      : { reason: 'ambiguous', what: 'responsibility/level' }
  }
  return liesWithin(state.area, organ) === false
    ? { value: state.area ?? '', threshold: organ.divisionCode }
    : 'fits'
}

export const ultraVires = recordRule('decision', {
  id: 'C01',
  version: 3,
  name: { zh: '超越权限', en: 'Ultra vires' },
  definition: {
    zh: '决策机关在当日并不拥有所写明的权责事项：事项属于别的机关，层级或区域不同，或者尚未生效、已经失效、暂停或取消',
    en: 'On that day the organ did not hold the power that is named: it is of another organ, level or area, or was not yet, no longer or not at that time in force',
  },
  basis: [law('d713', '7', '27(1)'), law('business', '40')],
  why: { zh: '没有权力就不能作决定。', en: 'Without a power there can be no decision.' },
  severity: 'high',
  audience: 'public',
  condition: {
    zh: '写明了权责事项的决策；没有写明的见 C09',
    en: 'Decisions that name a power; of those that name none, see C09',
  },
  value: {
    zh: '与事项不合的机关、层级、区域或日期',
    en: 'Organ, level, area or day that does not fit the power',
  },
  falsePositives: [
    { zh: '清单更新滞后', en: 'The list lags behind' },
    { zh: '清单本身不产生也不取消法定权力', en: 'A list does not itself create or remove legal power' },
    { zh: '有委托、下放或提级的文件', en: 'There is a document that delegates it or takes it up' },
  ],
  applies: ({ state }) => state.responsibility !== null,
  assess(subject, context) {
    const { state } = subject
    const inputs = [
      ...indicesOfFields(subject, 'responsibility', 'decisionOrgan', 'lead', 'area'),
      ...indicesOf(subject, 'decided'),
    ]
    const item = context.record(state.responsibility ?? '')
    if (item?.kind !== 'responsibility') return lacking('record_missing', 'responsibility', inputs)
    if (item.status === 'withheld') return lacking('content_withheld', 'responsibility', inputs)
    const day = usedOn(state)
    if (day === undefined) return lacking('date_missing', 'ruling/decidedAt', inputs)
    const answers = [inForce(item, day, context.calendar), held(state, item, day, context)]
    const ill = answers.find((one) => typeof one === 'object' && 'value' in one)
    // What was not decided, or not adopted, bound nobody yet.
    if (typeof ill === 'object' && 'value' in ill)
      return found({ ...ill, inputs }, isAdopted(state) ? 'high' : 'low')
    const open = answers.flatMap((one) => (typeof one === 'object' && 'reason' in one ? [one] : []))
    return open.length > 0 ? lackingAll(open, inputs) : notFound({ value: day, inputs })
  },
})
