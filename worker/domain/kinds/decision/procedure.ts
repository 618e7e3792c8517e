/**
 * 程序: which steps the law requires of a decision, why, and how that stands to what was recorded. Nothing
 * is refused on its account: the ledger holds what happened, and this says what it was.
 *
 * Articles are those of 重大行政决策程序暂行条例 (State Council Order 713).
 */
import { dayNumber, earliest, latest } from '../../record/date.ts'
import { of, type Words } from '../../record/problem.ts'
import type { DecisionState } from './state.ts'
import { dateOfStep, type Step } from './step.ts'
import type { StepType } from './vocabulary.ts'

/** `unknown`: the fact on which it depends was not stated. */
export type Need = 'required' | 'not_required' | 'unknown'
export type Standing =
  | 'done'
  | 'under_way'
  | 'missing'
  | 'ahead'
  | 'waived'
  | 'not_required'
  | 'unknown'
  | 'extra'

export interface Expectation {
  type: StepType
  need: Need
  /** Reason for which it is required or not, with the article. */
  why: Words
  standing: Standing
  /** Ids of the steps recorded for it. */
  steps: string[]
  /** Types of steps that should have come after it and came before. */
  afterAll: StepType[]
}

type Fact = keyof DecisionState['applicability']

function always(zh: string, en: string): (state: DecisionState) => { need: Need; why: Words } {
  return () => ({ need: 'required', why: of(zh, en) })
}

/** Required when a fact is stated to hold; not when it is stated not to; unknown when nothing is stated. */
function when(
  fact: Fact,
  holds: boolean,
  zh: string,
  en: string,
): (state: DecisionState) => { need: Need; why: Words } {
  return ({ applicability }) => {
    const stated = applicability[fact]
    const need: Need = stated === undefined ? 'unknown' : stated === holds ? 'required' : 'not_required'
    return { need, why: of(zh, en) }
  }
}

/** Not required by itself: listed only where it was recorded. */
function optional(zh: string, en: string): (state: DecisionState) => { need: Need; why: Words } {
  return () => ({ need: 'not_required', why: of(zh, en) })
}

const OPTIONAL: readonly StepType[] = ['consult_agencies', 'hearing']

/** In the order in which the law has them. */
const REQUIRED: [StepType, (state: DecisionState) => { need: Need; why: Words }][] = [
  [
    'initiation',
    always('决策事项须经决策机关决定启动（第十、十一条）', 'The organ decides to initiate it (Art. 10–11)'),
  ],
  [
    'drafting',
    always('承办单位调查研究、拟订草案（第十二条）', 'The lead unit studies and drafts (Art. 12)'),
  ],
  [
    'consult_agencies',
    optional(
      '涉及其他部门职责或者与其关系紧密的，应当充分协商（第十三条）',
      'Organs whose duties it touches are consulted (Art. 13)',
    ),
  ],
  [
    'participation',
    ({ applicability }) =>
      applicability.nonDisclosable === true
        ? {
            need: 'not_required',
            why: of(
              '依法不予公开的事项除外（第十四条）',
              'Not where the matter may not be disclosed (Art. 14)',
            ),
          }
        : {
            need: 'required',
            why: of(
              '应当听取社会公众意见，依法不予公开的除外（第十四条）',
              'The public is heard unless the matter may not be disclosed (Art. 14)',
            ),
          },
  ],
  [
    'hearing',
    optional(
      '直接涉及切身利益或者存在较大分歧的，可以召开听证会（第十六条）',
      'A hearing may be held where vital interests are concerned or views differ (Art. 16)',
    ),
  ],
  [
    'expert_review',
    when(
      'technical',
      true,
      '专业性、技术性较强的事项应当组织专家论证（第十九条）',
      'Technical matters go to expert review (Art. 19)',
    ),
  ],
  [
    'risk_assessment',
    ({ applicability: { stabilityOrSafetyRisk, riskAlreadyAssessed } }) => ({
      need:
        stabilityOrSafetyRisk === undefined
          ? 'unknown'
          : stabilityOrSafetyRisk && riskAlreadyAssessed !== true
            ? 'required'
            : 'not_required',
      why: of(
        '可能影响社会稳定、公共安全等且未评估过的，应当评估风险（第二十二条）',
        'Where stability or safety may suffer and no assessment was made (Art. 22)',
      ),
    }),
  ],
  [
    'fair_competition',
    when(
      'affectsMarketOperators',
      true,
      '涉及市场主体经济活动的，应当公平竞争审查（第二十九条）',
      'Where it concerns market operators (Art. 29)',
    ),
  ],
  [
    'legality_review',
    always(
      '提交讨论前须经合法性审查（第二十五条）',
      'Reviewed for legality before it is deliberated (Art. 25)',
    ),
  ],
  [
    'deliberation',
    always(
      '须经常务会议或全体会议讨论（第三十条）',
      'Deliberated by the executive or plenary meeting (Art. 30)',
    ),
  ],
  [
    'party_report',
    when(
      'needsPartyReport',
      true,
      '须请示报告同级党委的（第三十一条）',
      'Where the party committee must be consulted (Art. 31)',
    ),
  ],
  [
    'promulgation',
    ({ applicability }) =>
      applicability.nonDisclosable === true
        ? {
            need: 'not_required',
            why: of(
              '依法不予公开的事项除外（第三十二条）',
              'Not where the matter may not be disclosed (Art. 32)',
            ),
          }
        : {
            need: 'required',
            why: of('决定须及时公布（第三十二条）', 'The decision is published in time (Art. 32)'),
          },
  ],
  [
    'archive',
    always('全过程记录、材料归档（第三十三条）', 'The whole procedure is recorded and archived (Art. 33)'),
  ],
]

/** Real edges of the order: the first comes before the second. Steps without an edge may run side by side. */
export const BEFORE: readonly [StepType, StepType][] = [
  ['initiation', 'drafting'],
  ['drafting', 'legality_review'],
  ['participation', 'legality_review'],
  ['expert_review', 'legality_review'],
  ['risk_assessment', 'legality_review'],
  ['fair_competition', 'legality_review'],
  ['legality_review', 'deliberation'],
  ['deliberation', 'promulgation'],
  ['party_report', 'promulgation'],
  ['promulgation', 'archive'],
]

/** Statuses of a decision that was taken. */
export const TAKEN: ReadonlySet<DecisionState['status']> = new Set([
  'adopted',
  'promulgated',
  'executing',
  'suspended',
  'stopped',
  'completed',
  'evaluated',
  'archived',
])
/** Steps that come after the decision: they are not missing while it has just been taken. */
const AFTERWARDS = new Set<StepType>(['promulgation', 'archive'])

/** True for a decision for which the law prescribes this procedure at all (Art. 3). */
export function isUnderProcedure({ class: kind }: Pick<DecisionState, 'class'>): boolean {
  return kind === 'major_admin'
}

/** Every step that the law asks of this decision, with what was recorded; none for decisions outside of D713. */
export function procedureOf(state: DecisionState): Expectation[] {
  if (!isUnderProcedure(state)) return []
  const recorded = new Set(state.steps.map(({ type }) => type))
  const listed = REQUIRED.filter(([type]) => !OPTIONAL.includes(type) || recorded.has(type))
  return listed.map(([type, ask]) => {
    const { need, why } = ask(state)
    const found = state.steps.filter((step) => step.type === type)
    return {
      type,
      need,
      why,
      standing: standingOf(type, need, found, state),
      steps: found.flatMap(({ id }) => id ?? []),
      afterAll: outOfOrder(type, found, state.steps),
    }
  })
}

function standingOf(type: StepType, need: Need, found: readonly Step[], state: DecisionState): Standing {
  if (found.some(({ outcome }) => outcome === 'waived' || outcome === 'not_applicable')) return 'waived'
  if (found.some(isDone)) return need === 'not_required' ? 'extra' : 'done'
  if (found.length > 0) return 'under_way'
  if (need !== 'required') return need
  if (AFTERWARDS.has(type))
    return ['completed', 'evaluated', 'archived'].includes(state.status) ? 'missing' : 'ahead'
  return TAKEN.has(state.status) ? 'missing' : 'ahead'
}

function isDone(step: Step): boolean {
  return (
    step.concludedAt !== undefined ||
    step.heldAt !== undefined ||
    (step.closeAt !== undefined && step.outcome !== undefined)
  )
}

/** Types that come after `type` by law, and were over before it began. */
function outOfOrder(type: StepType, found: readonly Step[], steps: readonly Step[]): StepType[] {
  const dates = found.flatMap((step) => dateOfStep(step) ?? [])
  if (dates.length === 0) return []
  const first = Math.min(...dates.map((date) => dayNumber(earliest(date))))
  return BEFORE.filter(([before]) => before === type).flatMap(([, after]) => {
    const later = steps.filter((step) => step.type === after).flatMap((step) => dateOfStep(step) ?? [])
    const over = later.map((date) => dayNumber(latest(date)))
    return over.length > 0 && Math.max(...over) < first ? [after] : []
  })
}
