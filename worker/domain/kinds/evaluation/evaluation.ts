/** 后评估: looking back at the result of a decision (D713 Art. 36). */
import { act, type KindRules, type RecordBase } from '../../record/acts.ts'
import { commonActs } from '../../record/common-acts.ts'
import { dayOf, earliest } from '../../record/date.ts'
import type { Dated, Link, SearchField, Summary } from '../../record/facts.ts'
import { refuse } from '../../record/guard.ts'
import { requireRecord } from '../../record/lookup.ts'
import * as parts from '../../record/parts.ts'
import {
  code,
  date,
  type FieldsOf,
  list,
  maybe,
  naming,
  object,
  requiredId,
  requiredText,
  sparse,
  text,
  yesNo,
} from '../../record/shape.ts'
import { evaluationTriggers, recommendations, responseKinds } from './vocabulary.ts'

const criterion = sparse({
  indicator: text(1000),
  baseline: text(200),
  target: text(200),
  actual: text(200),
  finding: text(),
})

const evaluationFields = {
  decision: requiredId('decision'),
  title: requiredText(1000),
  trigger: code(evaluationTriggers),
  evaluator: naming('verifier', text(500)),
  /** True for an evaluator who had no part in the main assessment before the decision (Art. 36 ¶2). */
  independent: yesNo(),
  method: text(),
  criteria: list(criterion, { most: 200 }),
  publicInput: text(),
  rating: text(200),
  recommendation: code(recommendations),
  summary: text(),
  publishedAt: date(),
  documents: list(parts.document, { most: 100 }),
  source: maybe(parts.source),
}

/** 决策机关的回应 */
const response = object({
  response: code(responseKinds),
  by: text(500),
  text: requiredText(),
  /** Milestones by which it is carried out. */
  commitments: list(requiredId('milestone'), { most: 100 }),
})

export type EvaluationFields = FieldsOf<typeof evaluationFields>

export interface EvaluationState extends RecordBase, EvaluationFields {
  kind: 'evaluation'
  status: 'published' | 'answered' | 'withheld'
  response: {
    response: string | null
    by: string | null
    text: string
    commitments: string[]
    occurred: string
  } | null
}

/** Rules of an evaluation. One by the department of the decision is noted on the decision as well. */
export const evaluationRulesOf: KindRules<EvaluationState, typeof evaluationFields> = {
  kind: 'evaluation',
  first: 'published',
  fields: object(evaluationFields),
  mentions: ({ decision }) => [decision],
  open(fields, context) {
    requireRecord(context, 'decision', fields.decision, 'decision')
    return fields
  },
  // An evaluation by the department itself is noted on its decision.
  also: ({ decision }, context, { id, department }) =>
    context.record(decision)?.department === department
      ? [{ event: 'evaluated', on: decision, body: { evaluation: id } }]
      : [],
  begin: (base, fields, withheld) => ({
    ...base,
    ...fields,
    kind: 'evaluation',
    status: withheld ? 'withheld' : 'published',
    response: null,
  }),
  acts: {
    ...commonActs<typeof evaluationFields, EvaluationState>(evaluationFields, {
      held: {},
      sound: (_, changes, context) => requireRecord(context, 'decision', changes.decision, 'set/decision'),
      mentions: ({ decision }) => [decision],
    }),
    answered: act('answer', response, {
      settle: (state: EvaluationState, body, context) => {
        if (state.response !== null)
          throw refuse(
            'wrong_state',
            '已有回应：请用更正。',
            'There is an answer already: correct it instead.',
          )
        for (const [i, one] of body.commitments.entries())
          requireRecord(context, 'milestone', one, `commitments/${i}`)
      },
      apply: (state, body, { envelope }) => ({
        ...state,
        status: 'answered',
        response: { ...body, occurred: envelope.occurred },
      }),
      mentions: ({ commitments }) => commitments,
    }),
  },
}

/** Row of an evaluation: its recommendation as type, the day of its publication as day. */
export function summariseEvaluation(state: EvaluationState): Summary {
  return {
    title: state.title,
    department: state.department,
    type: state.recommendation,
    level: null,
    status: state.status,
    day: dayOf(state.publishedAt),
  }
}

/** Texts of an evaluation for the search index: title, evaluator and summary. */
export function searchEvaluation(state: EvaluationState): SearchField[] {
  const found: [SearchField['field'], string | null][] = [
    ['title', state.title],
    ['unit', state.evaluator],
    ['text', state.summary],
  ]
  return found.flatMap(([field, text]) => (text === null || text === '' ? [] : [{ field, text }]))
}

/** Links of an evaluation: to its decision, and to departments that took it over. */
export function linkEvaluation({ decision, transferred }: EvaluationState): Link[] {
  return [
    ...(decision === '' ? [] : [{ rel: 'decision', target: decision } as const]),
    ...[...new Set(transferred)].map((target) => ({ rel: 'transferred_to', target }) as const),
  ]
}

/** Dates of an evaluation: the day of its publication, or of its first entry where that is not said. */
export function dateEvaluation({ publishedAt, listed }: EvaluationState): Dated[] {
  return [{ rel: 'evaluation', day: earliest(publishedAt ?? listed), until: null, part: '' }]
}
