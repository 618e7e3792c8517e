/** 决策: one matter, from proposal to result. What it holds, and what may happen to it. */
import { type Act, act, type KindRules, type RecordBase } from '../../record/acts.ts'
import { commonActs } from '../../record/common-acts.ts'
import { refuse } from '../../record/guard.ts'
import { type Context, requireOpenDepartment, requireRecord } from '../../record/lookup.ts'
import * as parts from '../../record/parts.ts'
import { code, date, id, object, requiredText, text, texts } from '../../record/shape.ts'
import { corrections } from '../../record/vocabulary.ts'
import { type DecisionFields, decisionFields, type Report, type Ruling, ruling } from './fields.ts'
import { dateOfStep, opinion, requireStepFields, type Step, step } from './step.ts'
import { adjustmentReasons, type DecisionStatus, decisionStatuses, type StepType } from './vocabulary.ts'

/** 调整、中止、恢复、停止: what became of the decision after it was taken (D713 Art. 35, 37). */
export interface Turn {
  act: 'adjusted' | 'suspended' | 'resumed' | 'stopped'
  occurred: string
  reasonCode?: string
  reason?: string
  approver?: string
  docNumber?: string
}

export interface DecisionState extends RecordBase, DecisionFields {
  kind: 'decision'
  status: DecisionStatus
  steps: Step[]
  ruling: Ruling | null
  reports: Report[]
  turns: Turn[]
  /** Ids of evaluations. */
  evaluations: string[]
}

/** A project in a register is being carried out; an award has been made. Everything else begins as a proposal. */
const FIRST: { readonly [kind in DecisionFields['class']]?: DecisionStatus } = {
  project: 'executing',
  award: 'adopted',
}

/** Status to which a step takes a decision that is not decided yet. */
const PHASE: { readonly [type in StepType]?: DecisionStatus } = {
  initiation: 'initiated',
  drafting: 'drafting',
  consult_agencies: 'drafting',
  participation: 'drafting',
  hearing: 'drafting',
  expert_review: 'drafting',
  risk_assessment: 'drafting',
  fair_competition: 'drafting',
  legality_review: 'legality_review',
  deliberation: 'deliberated',
  promulgation: 'promulgated',
  enactment: 'promulgated',
  archive: 'archived',
}
const ORDER = Object.keys(decisionStatuses)
/** Statuses that a step no longer moves: the decision has ended otherwise, or is being carried out. */
const SETTLED: readonly DecisionStatus[] = [
  'rejected',
  'lapsed',
  'withdrawn',
  'executing',
  'suspended',
  'stopped',
  'completed',
  'evaluated',
  'archived',
]

function afterStep(status: DecisionStatus, given: Step): DecisionStatus {
  const phase = given.type === undefined ? undefined : PHASE[given.type]
  if (phase === 'archived' && status !== 'withheld') return 'archived'
  if (phase === undefined || SETTLED.includes(status)) return status
  return ORDER.indexOf(phase) > ORDER.indexOf(status) ? phase : status
}

function putStep(state: DecisionState, given: Step): DecisionState {
  const standing = state.steps.find((one) => one.id === given.id)
  const whole = { ...standing, ...given }
  return { ...state, steps: parts.withPart(state.steps, whole), status: afterStep(state.status, whole) }
}

/** Steps may be recorded in any order, and whatever is missing: what really happened must fit the ledger. */
function settleStep(state: DecisionState, given: Step): { step: Step } {
  const standing = state.steps.find((one) => given.id !== undefined && one.id === given.id)
  const type = given.type ?? standing?.type
  requireStepFields({ ...given, ...(type === undefined ? {} : { type }) })
  return {
    step: {
      ...given,
      ...(type === undefined ? {} : { type }),
      id: given.id ?? parts.nextPartId('s', state.steps),
    },
  }
}

function requireStep(state: DecisionState, wanted: string | undefined): Step {
  const found = state.steps.find((one) => one.id === wanted)
  if (found !== undefined) return found
  const known = state.steps.map((one) => one.id).join(', ')
  throw refuse(
    'not_found',
    `没有步骤 ${wanted ?? ''}；已有：${known}。`,
    `There is no step ${wanted ?? ''}; there are: ${known}.`,
    'step',
  )
}

const turn = { reasonCode: code(adjustmentReasons), reason: requiredText(5000), ...parts.approval }

/** Suspension and adjustment rest on one of the situations of D713 Art. 35; other reasons are recorded too. */
function turnAct(
  verb: string,
  event: Turn['act'],
  from: readonly DecisionStatus[],
  to: DecisionStatus | null,
): Act<DecisionState> {
  return act(verb, object(turn), {
    settle: (state: DecisionState) => {
      if (from.includes(state.status)) return
      const { zh, en } = decisionStatuses[state.status]
      throw refuse(
        'wrong_state',
        `决策现为“${zh}”，不能这样记；须先是：${from.map((one) => decisionStatuses[one].zh).join('、')}。`,
        `The decision is "${en}"; this can be recorded only from: ${from.map((one) => decisionStatuses[one].en).join(', ')}.`,
      )
    },
    apply: (state, { reasonCode, reason, approver, docNumber }, { envelope }) => ({
      ...state,
      status: to ?? state.status,
      turns: [
        ...state.turns,
        {
          act: event,
          occurred: envelope.occurred,
          reason,
          ...(reasonCode === null ? {} : { reasonCode }),
          ...(approver === null ? {} : { approver }),
          ...(docNumber === null ? {} : { docNumber }),
        },
      ],
    }),
  })
}

const TAKEN: readonly DecisionStatus[] = [
  'adopted',
  'promulgated',
  'executing',
  'suspended',
  'completed',
  'evaluated',
]

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
    step_started: act('start-step', object({ step }), {
      settle: (state: DecisionState, body) => settleStep(state, body.step),
      apply: (state, body) => putStep(state, body.step),
    }),
    step_concluded: act('conclude-step', object({ step }), {
      settle: (state: DecisionState, body) => {
        if (dateOfStep(body.step) === null)
          throw refuse(
            'invalid',
            '请写明步骤完成的日期（concludedAt）。',
            'Say when the step was concluded (concludedAt).',
            'step/concludedAt',
          )
        return settleStep(state, body.step)
      },
      apply: (state, body) => putStep(state, body.step),
    }),
    step_corrected: act(
      'correct-step',
      object({ step, correction: code(corrections), reason: requiredText(2000) }),
      {
        settle: (state: DecisionState, body) => {
          requireStep(state, body.step.id)
          return { ...body, ...settleStep(state, body.step) }
        },
        apply: (state, body) => ({ ...putStep(state, body.step), corrections: state.corrections + 1 }),
      },
    ),
    opinion_recorded: act('record-opinion', object({ step: requiredText(100), opinion }), {
      settle: (state: DecisionState, body) => {
        const { opinions = [] } = requireStep(state, body.step)
        return {
          ...body,
          opinion: { ...body.opinion, id: body.opinion.id ?? parts.nextPartId('o', opinions) },
        }
      },
      apply: (state, body) => {
        const found = state.steps.find((one) => one.id === body.step)
        if (found === undefined) return state
        return putStep(state, { ...found, opinions: parts.withPart(found.opinions ?? [], body.opinion) })
      },
    }),
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
    adjusted: turnAct('adjust', 'adjusted', TAKEN, null),
    suspended: turnAct('suspend', 'suspended', ['adopted', 'promulgated', 'executing'], 'suspended'),
    resumed: turnAct('resume', 'resumed', ['suspended'], 'executing'),
    stopped: turnAct('stop', 'stopped', ['adopted', 'promulgated', 'executing', 'suspended'], 'stopped'),
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

/** A decision that is promulgated or carried out is not set back by an entry that says it was adopted. */
function laterOf(
  status: DecisionStatus,
  outcome: 'adopted' | 'rejected' | 'deferred' | 'lapsed' | 'withdrawn',
): DecisionStatus {
  return outcome === 'adopted' && ORDER.indexOf(status) > ORDER.indexOf('adopted') && TAKEN.includes(status)
    ? status
    : outcome
}
