import { amendment, anything, movedHistory, ofDepartment, ofRecord, unasked } from '../../record/common.ts'
import { byRules, type Kind } from '../../record/kind.ts'
import { about, listed, on } from '../../record/list/listed.ts'
import { report } from '../../record/parts.ts'
import { code, ids, list, text } from '../../record/shape.ts'
import { decisionRulesOf } from './decision.ts'
import { dateDecision, linkDecision, searchDecision, summariseDecision } from './facts.ts'
import { ruling } from './fields.ts'
import type { DecisionState } from './state.ts'
import { dateOfStep, step } from './step.ts'
import { decisionClasses, decisionStatuses, stepTypes } from './vocabulary.ts'

/** Classes of a matter of some weight: of an ordinary one no more is asked at once than is required. */
const weighty = /* @__PURE__ */ Object.keys(decisionClasses).filter((one) => one !== 'ordinary')

/** 决策 */
export const decision = {
  kind: 'decision',
  prefix: 'dec-',
  id: 'numbered',
  list: 'decisions',
  version: 12,
  ...byRules(decisionRulesOf),
  history: {
    steps: list(step),
    ruling,
    reports: list(report),
    turns: list(anything),
    evaluations: ids('evaluation'),
    ...movedHistory,
  },
  binding: [
    'title',
    'class',
    'procedure',
    'department',
    'responsibility',
    'lead',
    'legalBases',
    'amounts',
    'contracts',
    'proposedAt',
    'ruling',
    // Who decides, by which rule, and what the law asks of it.
    'decisionOrgan',
    'decisionRule',
    'applicability',
    'backloaded',
    'sourceChanges',
  ],
  formal: {
    decided: { zh: '决定由决策机关负责人作出', en: 'a decision is taken by the head of the organ' },
    adjusted: amendment,
    suspended: amendment,
    stopped: amendment,
    amended: amendment,
  },
  held: {},
  ...listed({
    filters: {
      department: ofDepartment,
      of: ofRecord,
      type: about(code(decisionClasses), 'Class of the decision.'),
      status: code(decisionStatuses),
      area: text(200),
      had: about(code(stepTypes), 'Step that it has gone through.'),
      without: about(code(stepTypes), 'Step that it has not gone through.'),
    },
    organ: true,
    placed: true,
    days: {
      decided: on('day', 'decidedAt', '决定', 'decided'),
      proposed: on('opened', 'proposedAt', '提出', 'proposed'),
    },
    amount: 'amounts',
    usual: '-decided',
  }),
  form: {
    daily: true,
    lead: 'class',
    first: [
      'class',
      'title',
      'matter',
      'summary',
      'responsibility',
      'noResponsibility',
      'applicability',
      'decisionOrgan',
      'executingUnits',
      'proposerKind',
      'proposedAt',
      'legalBases',
      'amounts',
      'contracts',
    ],
    only: {
      matter: ['major_admin', 'three_major_one_large'],
      summary: ['major_admin', 'three_major_one_large', 'normative_document', 'legislation', 'macro_control'],
      proposerKind: ['major_admin', 'legislation'],
      legalBases: ['major_admin', 'normative_document', 'legislation', 'emergency', 'macro_control'],
      amounts: ['three_major_one_large', 'project', 'award'],
      contracts: ['award'],
      decisionOrgan: weighty,
      executingUnits: weighty,
      proposedAt: weighty,
    },
    either: ['responsibility', 'noResponsibility'],
    names: { decisionOrgan: ['department'], executingUnits: ['department'] },
    hidden: ['source', 'declaredStatus', 'declaredMeans', 'procedure'],
    unasked: [...unasked, 'evaluated'],
  },
  summarise: summariseDecision,
  search: searchDecision,
  links: linkDecision,
  dates: dateDecision,
  naming: {
    own: ({ ruling: taken, proposedAt, listed }) => taken?.decidedAt ?? proposedAt ?? listed,
    parts: { steps: dateOfStep, ruling: ({ decidedAt }) => decidedAt },
  },
} as const satisfies Kind<'decision', DecisionState>
