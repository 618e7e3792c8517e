import type { Step } from '../../kinds/decision/step.ts'
import type { StepType } from '../../kinds/decision/vocabulary.ts'
import { law } from '../../law/laws.ts'
import { isBefore } from '../measure/dates.ts'
import { indicesOfSteps } from '../measure/inputs.ts'
import { endOf, heldOf, isSubmitted, meetingsOf, stepsOf, whyUnknown } from '../measure/procedure-steps.ts'
import { found, lackingAll, notFound, recordRule } from '../rule.ts'

/** Art. 29: what is submitted of each step that was gone through. */
const ITEMS: { readonly [type in StepType]?: (step: Step) => boolean } = {
  fair_competition: ({ conclusion, documents }) => conclusion !== undefined || documents !== undefined,
  participation: ({ adoptionReport, documents }) => adoptionReport !== undefined || documents !== undefined,
  expert_review: ({ conclusion, documents }) => conclusion !== undefined || documents !== undefined,
  risk_assessment: ({ conclusion, documents, controllable }) =>
    conclusion !== undefined || documents !== undefined || controllable !== undefined,
  legality_review: ({ conclusion, documents, outcome }) =>
    conclusion !== undefined || documents !== undefined || outcome !== undefined,
}
const TYPES = Object.keys(ITEMS) as StepType[]

export const packetIncomplete = recordRule('decision', {
  id: 'P21',
  name: { zh: '报审材料不全', en: 'Packet incomplete' },
  definition: {
    zh: '走过的程序，在提交讨论时没有结论、报告或材料',
    en: 'Of a step that was gone through, neither conclusion nor report nor paper was there when it was deliberated',
  },
  basis: [law('d713', '29')],
  why: {
    zh: '会上看不到的材料，会上也就没有讨论。',
    en: 'What the meeting does not see, it does not discuss.',
  },
  severity: 'medium',
  audience: 'public',
  condition: {
    zh: '重大行政决策，已集体讨论，且讨论前走过第二十九条所列程序之一',
    en: 'Major administrative decisions that were deliberated after at least one of the steps of Art. 29',
  },
  value: { zh: '缺材料的步骤', en: 'Steps without their papers' },
  falsePositives: [{ zh: '材料在卷而未入账', en: 'The papers are on file and not logged' }],
  applies: ({ state }) =>
    isSubmitted(state) &&
    meetingsOf(state).some((step) => heldOf(step) !== null) &&
    stepsOf(state, ...TYPES).some((step) => endOf(step) !== null),
  assess(subject, { calendar }) {
    const steps = stepsOf(subject.state, ...TYPES).filter((step) => endOf(step) !== null)
    const meetings = meetingsOf(subject.state).filter((step) => heldOf(step) !== null)
    const inputs = indicesOfSteps(
      subject,
      [...steps, ...meetings].map(({ id }) => id),
    )
    const state = (step: Step): 'there' | 'late' | 'absent' | 'open' => {
      const has = step.type === undefined ? undefined : ITEMS[step.type]
      if (has?.(step) !== true) return 'absent'
      const late = meetings.map((meeting) => isBefore(calendar, heldOf(meeting) ?? '', endOf(step) ?? ''))
      return late.includes(false) ? 'there' : late.includes(null) ? 'open' : 'late'
    }
    // Another step of the same type may have brought what this one lacks.
    const types = [...new Set(steps.map(({ type }) => type))]
    const byType = types.map((type) => ({
      type,
      states: steps.filter((step) => step.type === type).map(state),
    }))
    const short = byType.filter(({ states }) => !states.includes('there') && !states.includes('open'))
    if (short.length > 0) {
      const value = short.map(({ type }) => type ?? '').join(', ')
      return whyUnknown(subject, 'steps') ?? found({ value, inputs })
    }
    const open = byType.filter(({ states }) => !states.includes('there'))
    return open.length === 0
      ? notFound({ inputs })
      : lackingAll(
          open.map(({ type }) => ({ reason: 'date_imprecise', what: `${type}/concludedAt` })),
          inputs,
        )
  },
})
