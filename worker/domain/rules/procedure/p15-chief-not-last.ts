import { isUnderProcedure } from '../../kinds/decision/procedure.ts'
import { law } from '../../law/laws.ts'
import { indicesOfSteps, mayBeHidden } from '../measure/inputs.ts'
import { meetingsOf } from '../measure/procedure-steps.ts'
import { found, lacking, notFound, recordRule } from '../rule.ts'

export const chiefNotLast = recordRule('decision', {
  id: 'P15',
  name: { zh: '首长未末位表态', en: 'Chief did not speak last' },
  definition: {
    zh: '行政首长的发言次序不是最后一位',
    en: 'The officer who decides did not speak last',
  },
  basis: [law('d713', '30')],
  why: { zh: '首长先表态，别人就不好说不同意见。', en: 'After the chief has spoken, few dissent.' },
  severity: 'medium',
  audience: 'inspectors',
  condition: {
    zh: '重大行政决策，已记录集体讨论，且不是票决',
    en: 'Major administrative decisions with a deliberation recorded, not decided by vote',
  },
  value: { zh: '首长的发言次序', en: 'Place of the chief in the order of speaking' },
  falsePositives: [
    { zh: '首长最后总结，只记了开场发言', en: 'The chief summed up last, and only the opening was recorded' },
  ],
  applies: ({ state }) =>
    isUnderProcedure(state) &&
    meetingsOf(state).length > 0 &&
    !['majority_vote', 'two_thirds_quorum_majority'].includes(state.ruling?.rule ?? state.decisionRule ?? ''),
  assess(subject) {
    const meetings = meetingsOf(subject.state)
    const inputs = indicesOfSteps(
      subject,
      meetings.map(({ id }) => id),
    )
    const seen = meetings.map(({ opinions = [] }) => {
      const chief = opinions.filter((one) => one.chief === true).flatMap(({ order }) => order ?? [])
      const others = opinions.filter((one) => one.chief !== true)
      const orders = others.flatMap(({ order }) => order ?? [])
      if (chief.length === 0 || orders.length === 0) return null
      // Whoever spoke after the chief's last word is enough; that nobody did needs all orders.
      const [at, last] = [Math.max(...chief), Math.max(...orders)]
      if (last > at) return { at, last, wrong: true }
      return orders.length < others.length ? null : { at, last, wrong: false }
    })
    const wrong = seen.find((one) => one?.wrong === true)
    if (wrong !== null && wrong !== undefined)
      return found({ value: wrong.at, threshold: wrong.last, inputs })
    if (mayBeHidden(subject.state, 'opinion_recorded', 'step_concluded', 'step_corrected'))
      return lacking('content_withheld', 'deliberation/opinions', inputs)
    return seen.includes(null)
      ? lacking('not_recorded', 'deliberation/opinions', inputs)
      : notFound({ value: seen[0]?.at ?? null, threshold: seen[0]?.last ?? null, inputs })
  },
})
