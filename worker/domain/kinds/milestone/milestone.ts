/** 节点: something promised for a date. Baseline, current and actual date are three fields. */
import { act, type KindRules, type RecordBase } from '../../record/acts.ts'
import { commonActs } from '../../record/common-acts.ts'
import { followedIn } from '../../record/entered/followed.ts'
import { refuse } from '../../record/guard.ts'
import { type Context, requireRecord } from '../../record/lookup.ts'
import * as parts from '../../record/parts.ts'
import {
  date,
  type FieldsOf,
  id,
  ids,
  list,
  maybe,
  naming,
  number,
  object,
  type ReadOf,
  requiredCode,
  requiredDate,
  requiredText,
  text,
  texts,
  usualCode,
  whole,
  yesNo,
} from '../../record/shape.ts'
import { adjustmentReasons } from '../decision/vocabulary.ts'
import { type MilestoneStatus, milestoneTypes, verificationOutcomes } from './vocabulary.ts'

const milestoneFields = {
  title: requiredText(2000),
  /** The same in English, where there is one. */
  titleEn: text(2000),
  type: usualCode(milestoneTypes, 'other'),
  description: text(),
  decision: id('decision'),
  responsibility: id('responsibility'),
  parent: id('milestone'),
  /** 整改: the flag after which something is put right. */
  flag: id('flag'),
  /** 牵头单位, as printed, within the department. */
  responsibleUnit: naming('unit', text(500)),
  coUnits: naming('unit', texts()),
  supporting: ids('department'),
  ownerPost: naming('unit', text(500)),
  baselineStart: date(),
  /** Promised first. Moved by a correction alone. */
  baselineDue: date(),
  /** Promised now. Moved by a reschedule alone. */
  currentDue: date(),
  forecast: date(),
  startedAt: date(),
  /** Done, as claimed. */
  metAt: date(),
  weight: number(0, 1e9),
  progress: number(0, 100),
  acceptanceCriteria: text(),
  verifier: naming('verifier', text(500)),
  /** Days between reports. */
  reportEvery: whole(1, 3650),
  area: text(200),
  places: parts.places,
  amounts: list(parts.amount, { most: 50 }),
  declaredStatus: text(200),
  remark: text(),
  source: maybe(parts.source),
}

export type MilestoneFields = FieldsOf<typeof milestoneFields>
export type Report = ReadOf<typeof parts.report>

/** 调整: one move of the date, with its reason and who approved it. */
export interface Reschedule {
  from: string | null
  to: string
  reasonCode: string
  reason: string | null
  approver: string | null
  docNumber: string | null
  approvedAt: string | null
  occurred: string
}

export interface MilestoneState extends RecordBase, MilestoneFields {
  kind: 'milestone'
  status: MilestoneStatus
  reschedules: Reschedule[]
  reports: Report[]
  evidence: ReadOf<typeof parts.evidence>
  /** Unit that claimed completion; whoever verifies must be another. */
  claimedBy: string | null
  verifiedBy: string | null
  verifiedAt: string | null
  /** Verification that took place elsewhere, as the department states it: it counts as none. Absent without one. */
  statedVerification?: StatedVerification
  reopened: number
}

export interface StatedVerification {
  outcome: keyof typeof verificationOutcomes
  by: string
  /** Day on which it is said to have taken place; null where it is not said. */
  at: string | null
}

const ENDED: readonly MilestoneStatus[] = ['met', 'partially_met', 'not_met', 'cancelled']

function requireRunning(state: MilestoneState): void {
  if (!ENDED.includes(state.status)) return
  throw refuse(
    'wrong_state',
    '该节点已经核验或取消：请先重新打开（reopen）。',
    'This milestone was verified or cancelled: reopen it first.',
  )
}

function sound(fields: Partial<MilestoneFields>, own: string | null, context: Context, under: string): void {
  requireRecord(context, 'decision', fields.decision, `${under}decision`)
  requireRecord(context, 'responsibility', fields.responsibility, `${under}responsibility`)
  requireRecord(context, 'milestone', fields.parent, `${under}parent`)
  requireRecord(context, 'flag', fields.flag, `${under}flag`)
  if (own !== null && fields.parent === own)
    throw refuse(
      'invalid',
      '节点不能是自己的上级。',
      'A milestone cannot stand above itself.',
      `${under}parent`,
    )
  for (const [i, one] of (fields.supporting ?? []).entries())
    requireRecord(context, 'department', one, `${under}supporting/${i}`)
}

const mentions = ({
  decision,
  responsibility,
  parent,
  flag: flagged,
  supporting,
}: Partial<MilestoneFields>): (string | null | undefined)[] => [
  decision,
  responsibility,
  parent,
  flagged,
  ...(supporting ?? []),
]

const USE_RESCHEDULE = {
  zh: '期限只能通过“调整期限”（reschedule）变动，并写明原因。',
  en: 'The due date moves by a reschedule alone, with its reason.',
}
const USE_CORRECT = {
  zh: '最初承诺的日期不能变动，只能更正（correct）。',
  en: 'The date promised first does not change; it can only be corrected.',
}
const USE_CLAIM = {
  zh: '完成日期由“申报完成”（claim）记入，或更正（correct）。',
  en: 'The date of completion is recorded by a claim, or corrected.',
}

/** Fields that an update may not move, with what moves each instead. */
export const heldOfMilestone = { currentDue: USE_RESCHEDULE, baselineDue: USE_CORRECT, metAt: USE_CLAIM }

export const milestoneRulesOf: KindRules<MilestoneState, typeof milestoneFields> = {
  kind: 'milestone',
  first: 'planned',
  fields: object(milestoneFields),
  mentions,
  open(fields, context) {
    sound(fields, null, context, '')
    if (fields.metAt !== null) throw refuse('invalid', USE_CLAIM.zh, USE_CLAIM.en, 'metAt')
    const baselineDue = fields.baselineDue ?? fields.currentDue
    return { ...fields, baselineDue, currentDue: fields.currentDue ?? baselineDue }
  },
  begin: (base, fields, withheld) => ({
    ...base,
    ...fields,
    kind: 'milestone',
    status: withheld ? 'withheld' : fields.startedAt === null ? 'scheduled' : 'in_progress',
    reschedules: [],
    reports: [],
    evidence: [],
    claimedBy: null,
    verifiedBy: null,
    verifiedAt: null,
    reopened: 0,
  }),
  acts: {
    ...commonActs<typeof milestoneFields, MilestoneState>(milestoneFields, {
      held: heldOfMilestone,
      sound: (state, changes, context) => sound(changes, state.id, context, 'set/'),
      mentions,
    }),
    started: act('start', object({ startedAt: date(), note: text() }), {
      settle: (state: MilestoneState) => requireRunning(state),
      apply: (state, { startedAt }, { envelope }) => ({
        ...state,
        startedAt: startedAt ?? envelope.occurred,
        status: state.status === 'scheduled' ? 'in_progress' : state.status,
      }),
    }),
    reported: act('report', parts.report, {
      apply: (state: MilestoneState, body) => ({
        ...state,
        reports: [...state.reports, body],
        evidence: [...state.evidence, ...(body.evidence ?? [])],
        progress: body.progress ?? state.progress,
        forecast: body.forecast ?? state.forecast,
        declaredStatus: body.declared ?? state.declaredStatus,
        status: state.status === 'scheduled' && (body.progress ?? 0) > 0 ? 'in_progress' : state.status,
      }),
    }),
    claimed: act(
      'claim',
      object({
        metAt: date(),
        /** The day on which it was done is not known. */
        undated: yesNo(),
        by: text(500),
        note: text(),
        evidence: parts.evidence,
      }),
      {
        settle: (state: MilestoneState, body) => {
          requireRunning(state)
          if (body.evidence.length > 0) return
          throw refuse(
            'invalid',
            '申报完成须至少附一件佐证材料（evidence）。',
            'A claim of completion needs at least one piece of evidence.',
            'evidence',
          )
        },
        apply: (state, { metAt, undated, by, evidence }, { envelope }) => ({
          ...state,
          status: 'claimed_done',
          metAt: undated === true ? null : (metAt ?? envelope.occurred),
          claimedBy: by ?? envelope.actor.account,
          evidence: [...state.evidence, ...evidence],
        }),
      },
    ),
    verified: act(
      'verify',
      object({
        outcome: requiredCode(verificationOutcomes, 'met'),
        by: requiredText(500),
        note: text(),
        evidence: parts.evidence,
      }),
      {
        settle: (state: MilestoneState, body) => {
          if (state.status !== 'claimed_done')
            throw refuse(
              'wrong_state',
              '只有申报完成的节点才能核验。',
              'Only a milestone that was claimed done can be verified.',
            )
          if (body.by === state.claimedBy)
            throw refuse(
              'not_allowed',
              '核验者不能是申报者。',
              'Whoever verifies must not be who claimed it.',
              'by',
            )
        },
        apply: (state, { outcome, by, evidence }, { envelope }) => {
          const known = { ...state, evidence: [...state.evidence, ...evidence] }
          // Written down from a published register, it is what the register says, and was seen by nobody here.
          if (followedIn(envelope.approver) !== null)
            return { ...known, statedVerification: { outcome, by, at: envelope.occurred } }
          const { statedVerification: _, ...rest } = known
          return {
            ...rest,
            status: outcome,
            metAt: outcome === 'not_met' ? null : state.metAt,
            verifiedBy: by,
            verifiedAt: envelope.occurred,
          }
        },
      },
    ),
    verification_stated: act(
      'state-verification',
      object({
        outcome: requiredCode(verificationOutcomes, 'met'),
        by: requiredText(500),
        at: date(),
        note: text(),
        evidence: parts.evidence,
      }),
      {
        settle: (state: MilestoneState) => {
          if (state.status === 'claimed_done') return
          throw refuse(
            'wrong_state',
            '只有申报完成、尚未核验的节点才能写明别处的核验。',
            'Only of a milestone that was claimed done, and is not verified, can a verification elsewhere be stated.',
          )
        },
        apply: (state, { outcome, by, at, evidence }) => ({
          ...state,
          statedVerification: { outcome, by, at },
          evidence: [...state.evidence, ...evidence],
        }),
      },
    ),
    reopened: act('reopen', object({ reason: requiredText(5000) }), {
      settle: (state: MilestoneState) => {
        if (state.status === 'claimed_done' || ENDED.includes(state.status)) return
        throw refuse('wrong_state', '该节点还没有结束。', 'This milestone has not ended.')
      },
      apply: ({ statedVerification: _, ...state }) => ({
        ...state,
        status: 'in_progress',
        metAt: null,
        claimedBy: null,
        verifiedBy: null,
        verifiedAt: null,
        reopened: state.reopened + 1,
      }),
    }),
    rescheduled: act(
      'reschedule',
      object({
        to: requiredDate(),
        reasonCode: usualCode(adjustmentReasons, 'not_stated'),
        reason: text(5000),
        ...parts.approval,
      }),
      {
        settle: (state: MilestoneState, body) => {
          requireRunning(state)
          if (body.to === state.currentDue)
            throw refuse('unchanged', `期限已经是 ${body.to}。`, `It is due on ${body.to} already.`, 'to')
        },
        apply: (state, body, { envelope }) => {
          const { to, reasonCode, reason, approver, docNumber, approvedAt } = body
          const move: Reschedule = {
            from: state.currentDue,
            to,
            reasonCode,
            reason,
            approver,
            docNumber,
            approvedAt,
            occurred: envelope.occurred,
          }
          return {
            ...state,
            baselineDue: state.baselineDue ?? to,
            currentDue: to,
            reschedules: [...state.reschedules, move],
          }
        },
      },
    ),
    cancelled: act('cancel', object({ reason: requiredText(5000), ...parts.approval }), {
      settle: (state: MilestoneState) => requireRunning(state),
      apply: (state) => ({ ...state, status: 'cancelled' }),
    }),
  },
}
