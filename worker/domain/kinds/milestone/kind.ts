import { amendment, anything, movedHistory, ofDepartment, ofRecord, unasked } from '../../record/common.ts'
import { byRules, type Kind } from '../../record/kind.ts'
import { about, listed, on } from '../../record/list/listed.ts'
import { document, report } from '../../record/parts.ts'
import type { Words } from '../../record/problem.ts'
import { code, date, list, naming, text, whole } from '../../record/shape.ts'
import { dateMilestone, linkMilestone, searchMilestone, summariseMilestone } from './facts.ts'
import { milestoneRulesOf } from './milestone.ts'
import { heldOfMilestone } from './sound.ts'
import type { MilestoneState } from './state.ts'
import { milestoneStatuses, milestoneTypes, milestoneViewWords } from './vocabulary.ts'

const promise: Words = { zh: '期限调整须经批准', en: 'a new date is approved' }

/** 节点 */
export const milestone = {
  kind: 'milestone',
  prefix: 'mil-',
  id: 'numbered',
  list: 'milestones',
  version: 10,
  ...byRules(milestoneRulesOf),
  history: {
    reschedules: list(anything),
    reports: list(report),
    evidence: list(document),
    claimedBy: naming('unit', text()),
    verifiedBy: naming('verifier', text()),
    verifiedAt: date(),
    statedVerification: anything,
    reopened: whole(),
    ...movedHistory,
  },
  binding: [
    'title',
    'department',
    'decision',
    'responsibility',
    'baselineStart',
    'baselineDue',
    'currentDue',
    'startedAt',
    'metAt',
    'acceptanceCriteria',
    'amounts',
    // Who looks at it, and how often something is heard of it.
    'type',
    'flag',
    'verifier',
    'reportEvery',
    'sourceChanges',
  ],
  course: { claimed: ['metAt'], verified: ['metAt'], reopened: ['metAt'] },
  once: { started: ['startedAt'] },
  formal: { rescheduled: promise, cancelled: promise, amended: amendment },
  held: heldOfMilestone,
  ...listed({
    filters: {
      department: ofDepartment,
      of: ofRecord,
      type: code(milestoneTypes),
      status: code(milestoneStatuses),
      area: text(200),
      view: about(code(milestoneViewWords), 'What its dates say on the day for which it is judged.'),
    },
    days: {
      due: on('day', 'currentDue', '到期', 'due'),
      promised: on('baseline', 'baselineDue', '最初承诺', 'promised first for'),
      done: on('done', 'metAt', '完成', 'done'),
    },
    moves: true,
    placed: true,
  }),
  form: {
    daily: true,
    first: [
      'title',
      'decision',
      'responsibility',
      'type',
      'currentDue',
      'responsibleUnit',
      'acceptanceCriteria',
      'weight',
      'reportEvery',
      'verifier',
    ],
    names: { responsibleUnit: ['department'], coUnits: ['department'], verifier: ['department'] },
    hidden: ['source', 'declaredStatus', 'metAt'],
    unasked,
  },
  summarise: summariseMilestone,
  search: searchMilestone,
  links: linkMilestone,
  dates: dateMilestone,
} as const satisfies Kind<'milestone', MilestoneState>
