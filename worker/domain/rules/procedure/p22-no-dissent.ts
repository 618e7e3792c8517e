import type { DecisionState } from '../../kinds/decision/state.ts'
import { law } from '../../law/laws.ts'
import { indicesOf } from '../measure/inputs.ts'
import { found, groupRule, lacking, notFound } from '../rule.ts'

interface Seen {
  dissent: boolean
  disagreement: boolean
  input: number
}

/** True when opinions or votes were recorded and any of them was not for it; null when none was. */
function dissentOf({ steps }: DecisionState): boolean | null {
  const opinions = steps.flatMap(({ opinions = [] }) => opinions).flatMap(({ stance }) => stance ?? [])
  const ballots = steps.flatMap(({ ballots = [] }) => ballots).flatMap(({ vote }) => vote ?? [])
  const counts = steps.flatMap(({ counts = [] }) => counts)
  const cast = ballots.filter((vote) => vote === 'yes' || vote === 'no' || vote === 'abstain')
  if (opinions.length === 0 && cast.length === 0 && counts.length === 0) return null
  return (
    opinions.some((stance) => stance !== 'agree' && stance !== 'none') ||
    cast.some((vote) => vote !== 'yes') ||
    counts.some(({ vote, count = 0 }) => (vote === 'no' || vote === 'abstain') && count > 0)
  )
}

export const noDissent = groupRule('decision', {
  id: 'P22',
  name: { zh: '未留异议', en: 'Implausible unanimity' },
  definition: {
    zh: '一个决策机关的决策全无异议或弃权，而其中至少一件曾标明分歧较大',
    en: 'Not one dissent or abstention in any decision of an organ, though at least one was marked as disputed',
  },
  basis: [law('d713', '13', '30')],
  why: {
    zh: '不同意见应当如实载明；从来没有异议，可能是没有记。',
    en: 'Dissent must be recorded; where there never is any, it may not have been.',
  },
  severity: 'low',
  audience: 'inspectors',
  condition: {
    zh: '记录过意见或表决的决策机关，且至少一件曾标明分歧较大',
    en: 'Organs with recorded opinions or votes, at least one of their decisions marked as disputed',
  },
  value: { zh: '有异议的决策数', en: 'Decisions with dissent' },
  parameters: {
    decisions: {
      default: 20,
      least: 5,
      most: 1000,
      unit: { zh: '件', en: 'decisions' },
      words: { zh: '至少多少件才作判断（默认值）', en: 'Fewest decisions (a default)' },
    },
  },
  minimumSample: 20,
  falsePositives: [{ zh: '确实意见一致', en: 'Genuine consensus' }],
  by: 'organ',
  observe(subject) {
    const { state } = subject
    const dissent = dissentOf(state)
    if (dissent === null) return []
    const observation: Seen = {
      dissent,
      disagreement: state.applicability.majorDisagreement === true,
      input: indicesOf(subject, 'decided').at(-1) ?? subject.history[0]?.index ?? 0,
    }
    return [{ group: `${state.department}|${state.decisionOrgan ?? ''}`, observation }]
  },
  applies: ({ observations }) => observations.some(({ disagreement }) => disagreement),
  assess({ observations }, _, { decisions }) {
    const inputs = observations.map(({ input }) => input)
    const value = observations.filter(({ dissent }) => dissent).length
    if (value > 0) return notFound({ value, threshold: 0, inputs })
    return observations.length < decisions
      ? lacking('sample_too_small', null, inputs)
      : found({ value, threshold: 0, inputs })
  },
})
