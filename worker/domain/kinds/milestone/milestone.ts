/** 节点: something promised for a date, with the acts on it. */
import { act, type KindRules } from '../../record/acts.ts'
import { commonActs } from '../../record/common-acts.ts'
import { followedIn } from '../../record/entered/followed.ts'
import { refuse } from '../../record/guard.ts'
import * as parts from '../../record/parts.ts'
import {
  date,
  object,
  requiredCode,
  requiredDate,
  requiredText,
  text,
  usualCode,
  yesNo,
} from '../../record/shape.ts'
import { adjustmentReasons } from '../decision/vocabulary.ts'
import { milestoneFields } from './fields.ts'
import { heldOfMilestone, mentions, sound, USE_CLAIM } from './sound.ts'
import { ENDED, type MilestoneState, type Reschedule, requireRunning } from './state.ts'
import { verificationOutcomes } from './vocabulary.ts'

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
