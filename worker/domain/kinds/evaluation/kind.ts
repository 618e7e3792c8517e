import { amendment, anything, movedHistory, ofDepartment, ofRecord, unasked } from '../../record/common.ts'
import { byRules, type Kind } from '../../record/kind.ts'
import { listed, on } from '../../record/list/listed.ts'
import { code } from '../../record/shape.ts'
import {
  dateEvaluation,
  type EvaluationState,
  evaluationRulesOf,
  linkEvaluation,
  searchEvaluation,
  summariseEvaluation,
} from './evaluation.ts'
import { evaluationStatuses } from './vocabulary.ts'

/** 后评估 */
export const evaluation = {
  kind: 'evaluation',
  prefix: 'eva-',
  id: 'numbered',
  list: 'evaluations',
  version: 6,
  ...byRules(evaluationRulesOf),
  history: { response: anything, ...movedHistory },
  binding: ['title', 'department', 'decision', 'publishedAt', 'recommendation', 'sourceChanges'],
  formal: { amended: amendment },
  held: {},
  ...listed({
    filters: { department: ofDepartment, of: ofRecord, status: code(evaluationStatuses) },
    days: { published: on('day', 'publishedAt', '公布', 'published') },
    usual: '-published',
  }),
  form: {
    daily: true,
    first: [
      'decision',
      'title',
      'trigger',
      'evaluator',
      'independent',
      'method',
      'criteria',
      'publicInput',
      'recommendation',
      'summary',
      'publishedAt',
      'documents',
    ],
    hidden: ['source'],
    unasked,
  },
  summarise: summariseEvaluation,
  search: searchEvaluation,
  links: linkEvaluation,
  dates: dateEvaluation,
} as const satisfies Kind<'evaluation', EvaluationState>
