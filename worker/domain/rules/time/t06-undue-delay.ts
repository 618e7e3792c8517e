import type { DecisionState } from '../../kinds/decision/state.ts'
import { law, practice } from '../../law/laws.ts'
import { daysApart } from '../measure/dates.ts'
import { begunAt } from '../measure/decided.ts'
import { indicesOf, indicesOfFields } from '../measure/inputs.ts'
import { DAYS } from '../measure/units.ts'
import { found, lacking, notFound, recordRule } from '../rule.ts'

const OPEN = new Set<DecisionState['status']>([
  'proposed',
  'initiated',
  'drafting',
  'legality_review',
  'deliberated',
  'deferred',
])

export const undueDelay = recordRule('decision', {
  id: 'T06',
  name: { zh: '久拖不决', en: 'Undue delay' },
  definition: {
    zh: '启动以来的日数，远超同类决策从启动到决定所用的日数',
    en: 'It has been open for far longer than others of its class took to be decided',
  },
  basis: [law('d713', '38'), practice('Tukey 箱线图上界', 'Upper Tukey fence')],
  why: {
    zh: '不决定也是一种决定，只是没有人为它负责。',
    en: 'Not deciding is a decision for which nobody answers.',
  },
  severity: 'medium',
  audience: 'public',
  condition: { zh: '已启动或提出、尚未决定的决策', en: 'Decisions that were begun and not decided' },
  value: { zh: '启动以来的日数', en: 'Days since the beginning' },
  unit: DAYS,
  minimumSample: 20,
  falsePositives: [
    { zh: '因诉讼或上级要求暂停', en: 'Suspended by a court or a higher organ' },
    { zh: '已决定而未入账', en: 'It was decided and that is not logged' },
  ],
  version: 2,
  applies: ({ state }) => OPEN.has(state.status),
  measure({ state }, { calendar }) {
    const [begun, decided] = [begunAt(state), state.ruling?.decidedAt]
    if (begun === null || decided === undefined || state.ruling?.outcome !== 'adopted') return []
    const { least, most } = daysApart(calendar, begun, decided)
    return least === most && least >= 0 ? [{ group: state.class, value: least }] : []
  },
  assess(subject, { calendar, peers, today }) {
    const { state } = subject
    const inputs = [...indicesOfFields(subject, 'proposedAt'), ...indicesOf(subject, 'step_concluded')]
    const begun = begunAt(state)
    if (begun === null) return lacking('date_missing', 'proposedAt', inputs)
    const usual = peers.of('T06', state.class)
    if (usual === null || usual.n < 20) return lacking('sample_too_small', null, inputs)
    const { least, most } = daysApart(calendar, begun, today)
    const threshold = Math.round(usual.high)
    if (least > threshold) return found({ value: least, threshold, inputs })
    return most > threshold
      ? lacking('date_imprecise', 'proposedAt', inputs)
      : notFound({ value: most, threshold, inputs })
  },
})
