/** 决策: one matter, from proposal to result. What it holds, and what may happen to it. */
import { act, type KindRules } from '../../record/acts.ts'
import { commonActs } from '../../record/common-acts.ts'
import { refuse } from '../../record/guard.ts'
import { type Context, requireOpenDepartment, requireRecord } from '../../record/lookup.ts'
import * as parts from '../../record/parts.ts'
import { date, id, object, requiredText, text, texts } from '../../record/shape.ts'
import { type DecisionFields, decisionFields, ruling } from './fields.ts'
import { laterOf } from './phase.ts'
import type { DecisionState } from './state.ts'
import { stepActs } from './step-acts.ts'
import { turnActs } from './turn-acts.ts'
import type { DecisionStatus } from './vocabulary.ts'

/** A project in a register is being carried out; an award has been made. Everything else begins as a proposal. */
const FIRST: { readonly [kind in DecisionFields['class']]?: DecisionStatus } = {
  project: 'executing',
  award: 'adopted',
}

function sound(fields: Partial<DecisionFields>, context: Context, under: string): void {
  requireRecord(context, 'responsibility', fields.responsibility, `${under}responsibility`)
  if (fields.lead !== null && fields.lead !== undefined)
    requireOpenDepartment(context, fields.lead, `${under}lead`)
  for (const [i, one] of (fields.supporting ?? []).entries())
    requireRecord(context, 'department', one, `${under}supporting/${i}`)
}

const mentions = ({
  responsibility,
  lead,
  supporting,
}: Partial<DecisionFields>): (string | null | undefined)[] => [responsibility, lead, ...(supporting ?? [])]

export const decisionRulesOf: KindRules<DecisionState, typeof decisionFields> = {
  kind: 'decision',
  first: 'opened',
  fields: object(decisionFields),
  mentions,
  open(fields, context) {
    sound(fields, context, '')
    if (fields.responsibility === null && fields.noResponsibility === null) {
      throw refuse(
        'invalid',
        '请写明依据哪一项权责事项（responsibility），或说明为何没有（noResponsibility）。',
        'Name the responsibility under which it is taken (responsibility), or say why there is none (noResponsibility).',
        'responsibility',
      )
    }
    return {
      ...fields,
      indicators: fields.indicators.map((one, i) => ({ ...one, id: one.id ?? `i${i + 1}` })),
    }
  },
  begin: (base, fields, withheld) => ({
    ...base,
    ...fields,
    kind: 'decision',
    status: withheld ? 'withheld' : (FIRST[fields.class] ?? 'proposed'),
    steps: [],
    ruling: null,
    reports: [],
    turns: [],
    evaluations: [],
  }),
  acts: {
    ...commonActs<typeof decisionFields, DecisionState>(decisionFields, {
      held: {},
      sound: (_, changes, context) => sound(changes, context, 'set/'),
      mentions,
    }),
    ...stepActs,
    decided: act('decide', ruling, {
      settle: (_: DecisionState, body) => {
        if (body.outcome === undefined)
          throw refuse('invalid', '请写明结果（outcome）。', 'Say what was decided (outcome).', 'outcome')
        return undefined
      },
      apply: (state, body, { envelope }) => ({
        ...state,
        ruling: { decidedAt: envelope.occurred, ...body },
        status: state.status === 'archived' ? state.status : laterOf(state.status, body.outcome ?? 'adopted'),
      }),
    }),
    executed: act('execute', object({ executingUnits: texts(), startedAt: date(), note: text() }), {
      apply: (state: DecisionState, { executingUnits }) => ({
        ...state,
        status: 'executing',
        executingUnits: executingUnits.length === 0 ? state.executingUnits : executingUnits,
      }),
    }),
    reported: act('report', parts.report, {
      apply: (state: DecisionState, body) => ({
        ...state,
        reports: [...state.reports, body],
        declaredStatus: body.declared ?? state.declaredStatus,
      }),
    }),
    measured: act(
      'measure',
      object({ indicator: requiredText(100), date: date(), value: requiredText(200), note: text(2000) }),
      {
        settle: (state: DecisionState, body) => {
          if (state.indicators.some((one) => one.id === body.indicator)) return
          throw refuse(
            'not_found',
            `没有指标 ${body.indicator}。`,
            `There is no indicator ${body.indicator}.`,
            'indicator',
          )
        },
        apply: (state, { indicator: wanted, date: on, value, note }) => ({
          ...state,
          indicators: state.indicators.map((one) =>
            one.id === wanted
              ? {
                  ...one,
                  measurements: [
                    ...(one.measurements ?? []),
                    { ...(on === null ? {} : { date: on }), value, ...(note === null ? {} : { note }) },
                  ],
                }
              : one,
          ),
        }),
      },
    ),
    attached: act('attach', object({ document: parts.document }), {
      settle: (state: DecisionState, body) => {
        const { title, url, sha256 } = body.document
        if (title === undefined || (url === undefined && sha256 === undefined))
          throw refuse(
            'invalid',
            '文件须有名称，并有 SHA-256 或网址。',
            'A document needs a title, and a SHA-256 or an address.',
            'document',
          )
        if (sha256 !== undefined && !/^[0-9a-f]{64}$/.test(sha256))
          throw refuse(
            'invalid',
            'SHA-256 应为 64 位小写十六进制。',
            'A SHA-256 is 64 hexadecimal digits in lower case.',
            'document/sha256',
          )
        return {
          document: { ...body.document, id: body.document.id ?? parts.nextPartId('d', state.documents) },
        }
      },
      apply: (state, body) => ({ ...state, documents: parts.withPart(state.documents, body.document) }),
    }),
    ...turnActs,
    completed: act('complete', object({ note: text(), evidence: parts.evidence }), {
      apply: (state: DecisionState) => ({ ...state, status: 'completed' }),
    }),
    evaluated: act('evaluate', object({ evaluation: id('evaluation') }), {
      settle: (_: DecisionState, body, context) =>
        requireRecord(context, 'evaluation', body.evaluation, 'evaluation'),
      apply: (state, { evaluation }) => ({
        ...state,
        status: state.status === 'completed' ? 'evaluated' : state.status,
        evaluations: evaluation === null ? state.evaluations : [...state.evaluations, evaluation],
      }),
      mentions: ({ evaluation }) => [evaluation],
    }),
  },
}
