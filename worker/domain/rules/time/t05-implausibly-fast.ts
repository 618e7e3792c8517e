import type { WorkingDays } from '../../calendar/working-days.ts'
import { isUnderProcedure } from '../../kinds/decision/procedure.ts'
import { law, practice } from '../../law/laws.ts'
import { dayNumber, dayText, earliest, latest } from '../../record/date.ts'
import { daysApart } from '../measure/dates.ts'
import { begunAt } from '../measure/decided.ts'
import { indicesOf, indicesOfFields } from '../measure/inputs.ts'
import { isOpenCall, mayNeed, stepsOf } from '../measure/procedure-steps.ts'
import { DAYS } from '../measure/units.ts'
import { found, lacking, notFound, recordRule } from '../rule.ts'

/** Working days of the reviews. */
const REVIEW_DAYS = 7

/**
 * The least number of days in which the reviews fit between two days: nine in weeks of five working days, fewer where
 * a weekend is shorter or is made up for. Beyond the calendar every day is taken to be worked.
 */
function leastReview(calendar: WorkingDays, begun: string, decided: string): number {
  const [from, to] = [dayNumber(earliest(begun)), dayNumber(latest(decided))]
  let least = Number.POSITIVE_INFINITY
  for (let day = from; day <= Math.min(to, from + LOOKED_AT); day += 1) {
    const end = calendar.add(dayText(day), REVIEW_DAYS)
    least = Math.min(least, end === null ? REVIEW_DAYS : dayNumber(end) - day)
  }
  return Number.isFinite(least) ? least : REVIEW_DAYS
}

/** Days after the beginning that are looked at: what took longer is fast by no measure. */
const LOOKED_AT = 366

export const implausiblyFast = recordRule('decision', {
  id: 'T05',
  version: 2,
  name: { zh: '异常提速', en: 'Implausibly fast' },
  definition: {
    zh: '从启动到决定的日数，少于法定各步骤最短期限之和；或远少于同类决策',
    en: 'From initiation to decision in fewer days than the steps take by law, or far fewer than others of its class',
  },
  basis: [
    law('d713', '15', '16', '26'),
    practice('Tukey 箱线图下界（对数）', 'Lower Tukey fence, on logarithms'),
  ],
  why: {
    zh: '快得不可能的程序，多半没有走。',
    en: 'A procedure that was impossibly fast was probably not gone through.',
  },
  severity: 'high',
  audience: 'public',
  condition: {
    zh: '已决定、记录了启动或提出日期的决策',
    en: 'Decisions that were taken and whose beginning is dated',
  },
  value: { zh: '从启动到决定的日数', en: 'Days from the beginning to the decision' },
  unit: DAYS,
  parameters: {
    consultationDays: {
      default: 30,
      least: 0,
      most: 365,
      unit: { zh: '日', en: 'days' },
      words: { zh: '公开征求意见的最短期限（第十五条）', en: 'Shortest open call (Art. 15)' },
    },
  },
  minimumSample: 20,
  falsePositives: [
    { zh: '紧急事项', en: 'Emergencies' },
    { zh: '启动日期补录偏晚', en: 'The beginning was logged too late' },
    {
      zh: '正式提出之前，委员会已先行审议',
      en: 'A committee took it up before it was introduced',
    },
  ],
  applies: ({ state }) => state.ruling?.outcome === 'adopted' && begunAt(state) !== null,
  measure({ state }, { calendar }) {
    const [begun, decided] = [begunAt(state), state.ruling?.decidedAt]
    if (begun === null || decided === undefined || state.ruling?.outcome !== 'adopted') return []
    const { least, most } = daysApart(calendar, begun, decided)
    return least === most && least >= 0 ? [{ group: state.class, value: Math.log(least + 1) }] : []
  },
  natural: (measure) => Math.exp(measure) - 1,
  assess(subject, { calendar, peers }, { consultationDays }) {
    const { state } = subject
    const inputs = [...indicesOfFields(subject, 'proposedAt'), ...indicesOf(subject, 'decided')]
    const [begun, decided] = [begunAt(state), state.ruling?.decidedAt]
    if (begun === null || decided === undefined) return lacking('date_missing', 'ruling/decidedAt', inputs)
    const { least, most } = daysApart(calendar, begun, decided)
    // Decided before it was begun is another matter (T07).
    if (most < 0) return lacking('ambiguous', 'ruling/decidedAt', inputs)
    if (isUnderProcedure(state)) {
      const called = stepsOf(state, 'participation').some(
        (step) => isOpenCall(step) && step.shorteningReason === undefined,
      )
      const asked = mayNeed(state, 'participation') && called ? consultationDays : 0
      const threshold = asked + leastReview(calendar, begun, decided)
      if (most < threshold) return found({ value: most, threshold, inputs })
      if (least < threshold) return lacking('date_imprecise', 'ruling/decidedAt', inputs)
    }
    const usual = peers.of('T05', state.class)
    if (usual === null || usual.n < 20) {
      return isUnderProcedure(state)
        ? notFound({ value: least, inputs })
        : lacking('sample_too_small', null, inputs)
    }
    if (least !== most) return lacking('date_imprecise', 'ruling/decidedAt', inputs)
    const threshold = Math.max(0, Math.round(Math.exp(usual.low) - 1))
    return Math.log(Math.max(0, least) + 1) < usual.low
      ? found({ value: least, threshold, inputs }, 'medium')
      : notFound({ value: least, threshold, inputs })
  },
})
