import type { Step } from '../../kinds/decision/step.ts'
import { law } from '../../law/laws.ts'
import { nameKey, nameKeys } from '../../record/names/naming.ts'
import { indicesOf, indicesOfSteps } from '../measure/inputs.ts'
import { found, lacking, notFound, recordRule } from '../rule.ts'

const SPOKEN = new Set(['agree', 'disagree', 'reserve', 'defer', 'abstain'])
const VOTED = new Set(['yes', 'no', 'abstain'])

/** Those of a step who declared a conflict. */
function conflictedOf({ attendance = [] }: Step): (string | undefined)[] {
  return attendance
    .filter(({ recused, recusalReason }) => recused === true || recusalReason !== undefined)
    .map(({ member }) => member)
}

/** Those who took part: in the chair, with an opinion, or by a vote. */
function activeOf({ chair, opinions = [], ballots = [] }: Step): Set<string> {
  return nameKeys([
    chair,
    ...opinions.filter(({ stance }) => SPOKEN.has(stance ?? '')).map(({ member }) => member),
    ...ballots.filter(({ vote }) => VOTED.has(vote ?? '')).map(({ member }) => member),
  ])
}

export const failedRecusal = recordRule('decision', {
  id: 'O02',
  name: { zh: '应回避未回避', en: 'Failed recusal' },
  definition: {
    zh: '记录了利害关系或回避的人员，仍主持、表态、投票或作出决定',
    en: 'Whoever declared a conflict still presided, spoke, voted or decided',
  },
  basis: [law('civil_servants', '76', '77'), law('d713', '20')],
  why: {
    zh: '说了回避却照样参与，回避就是一句空话。',
    en: 'Who steps aside and takes part did not step aside.',
  },
  severity: 'critical',
  audience: 'inspectors',
  condition: { zh: '有人声明过利害关系的决策', en: 'Decisions in which somebody declared a conflict' },
  value: { zh: '多少人次', en: 'How often' },
  falsePositives: [{ zh: '声明后经审查不必回避', en: 'Declared, then found to be none' }],
  applies: ({ state }) => state.steps.some((step) => conflictedOf(step).length > 0),
  assess(subject) {
    const { steps, ruling } = subject.state
    const concerned = steps.filter((step) => conflictedOf(step).length > 0)
    const inputs = [
      ...indicesOfSteps(
        subject,
        concerned.map(({ id }) => id),
      ),
      ...indicesOf(subject, 'decided'),
    ]
    const everyone = concerned.flatMap(conflictedOf)
    const active = concerned.flatMap((step) => {
      const took = activeOf(step)
      return conflictedOf(step).filter((member) => took.has(nameKey(member)))
    })
    const decided =
      nameKey(ruling?.officer) !== '' && nameKeys(everyone).has(nameKey(ruling?.officer)) ? 1 : 0
    if (active.length + decided > 0) return found({ value: active.length + decided, threshold: 0, inputs })
    if (everyone.some((member) => nameKey(member) === ''))
      return lacking('not_recorded', 'attendance/member', inputs)
    const silent = concerned.some(
      ({ opinions = [], ballots = [] }) =>
        ![...opinions, ...ballots].some(({ member }) => nameKey(member) !== ''),
    )
    return silent
      ? lacking('not_recorded', 'deliberation/opinions', inputs)
      : notFound({ value: 0, threshold: 0, inputs })
  },
})
