import { practice } from '../../law/laws.ts'
import type { DateText } from '../../record/date.ts'
import { dayIn } from '../../record/zone.ts'
import { isBefore } from '../measure/dates.ts'
import { begunAt } from '../measure/decided.ts'
import { indicesOf, indicesOfFields } from '../measure/inputs.ts'
import { heldOf, meetingsOf } from '../measure/procedure-steps.ts'
import { type Context, found, lacking, notFound, recordRule, type Subject } from '../rule.ts'

interface Pair {
  what: string
  /** The date that has to come first, or on the same day. */
  first: DateText
  then: DateText
}

/** The last day that is not in the future: the day asked for, or that of the last entry where that is later. */
function presentOf(
  history: Subject['history'],
  { today, calendar }: Pick<Context, 'today' | 'calendar'>,
): string {
  const last = history.at(-1)
  const recorded = last === undefined ? today : dayIn(calendar.zone, last.envelope.recorded)
  return recorded > today ? recorded : today
}

/** Pairs of dates of which the second cannot lie before the first. */
function pairsOf({ state, history }: Subject, context: Pick<Context, 'today' | 'calendar'>): Pair[] {
  const { calendar } = context
  const today = presentOf(history, context)
  const pairs: (Partial<Pair> & { what: string })[] = []
  const add = (what: string, first: DateText | null | undefined, then: DateText | null | undefined) =>
    pairs.push({ what, ...(first ? { first } : {}), ...(then ? { then } : {}) })
  if (state.kind === 'decision') {
    const decidedAt = state.ruling?.decidedAt
    add('decidedAt>today', decidedAt, today)
    add('decidedAt<begun', begunAt(state), decidedAt)
    if (state.ruling?.outcome === 'adopted' && state.class === 'major_admin') {
      const held = meetingsOf(state).flatMap((step) => heldOf(step) ?? [])
      // Decided before the first of its meetings: the body had not met.
      if (
        held.length > 0 &&
        held.every((on) => decidedAt !== undefined && isBefore(calendar, decidedAt, on) !== false)
      )
        add('decidedAt<heldAt', held[0], decidedAt)
    }
  }
  if (state.kind === 'milestone') {
    add('metAt>today', state.metAt, today)
    add('metAt<startedAt', state.startedAt, state.metAt)
    add('baselineDue<baselineStart', state.baselineStart, state.baselineDue)
  }
  return pairs.filter((pair): pair is Pair => pair.first !== undefined && pair.then !== undefined)
}

export const impossibleTime = recordRule(['decision', 'milestone'], {
  id: 'T07',
  name: { zh: '时间不可能', en: 'Impossible time' },
  definition: {
    zh: '决定或完成的日期在将来、早于开始，或早于集体讨论；计划完成早于计划开始',
    en: 'Decided or done in the future, before it began, or before the meeting; planned to end before it was planned to begin',
  },
  basis: [practice('记录的一致性', 'Consistency of the record')],
  why: {
    zh: '不可能的日期，要么是录错，要么是编的。',
    en: 'An impossible date is a mistake or an invention.',
  },
  severity: 'high',
  audience: 'public',
  condition: {
    zh: '有两个以上可比较日期的决策和节点',
    en: 'Decisions and milestones with two dates that can be compared',
  },
  value: { zh: '矛盾的日期', en: 'Dates that contradict each other' },
  falsePositives: [
    { zh: '时区或只有日期的数据', en: 'Time zones, or data of whole days' },
    { zh: '来源的录入错误', en: 'A typing error at the source' },
    { zh: '来源把月和日写颠倒', en: 'The source swapped day and month' },
  ],
  version: 2,
  applies: (subject, context) => pairsOf(subject, context).length > 0,
  assess(subject, context) {
    const pairs = pairsOf(subject, context)
    const inputs = [
      ...indicesOfFields(subject, 'proposedAt', 'baselineDue', 'baselineStart', 'startedAt', 'metAt'),
      ...indicesOf(subject, 'decided', 'claimed', 'started'),
    ]
    const wrong = pairs.filter(({ first, then }) => isBefore(context.calendar, then, first) === true)
    if (wrong.length > 0) {
      const value = wrong.map(({ what, first, then }) => `${what}: ${first}, ${then}`).join('; ')
      return found({ value, inputs })
    }
    const open = pairs.find(({ first, then }) => isBefore(context.calendar, then, first) === null)
    return open === undefined ? notFound({ inputs }) : lacking('date_imprecise', open.what, inputs)
  },
})
