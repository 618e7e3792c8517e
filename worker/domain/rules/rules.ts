/** All rules, by group and number. One rule, one file. */

import { ultraVires } from './c01-ultra-vires.ts'
import { overlapWithoutLead } from './c03-overlap-without-lead.ts'
import { vacancy } from './c04-vacancy.ts'
import { staleResponsibility } from './c05-stale-responsibility.ts'
import { levelMismatch } from './c07-level-mismatch.ts'
import { riskWithoutControl } from './c08-risk-without-control.ts'
import { belowThreshold } from './f01-below-threshold.ts'
import { splitting } from './f02-splitting.ts'
import { benfordDeviation } from './f03-benford.ts'
import { roundNumbers } from './f04-round-numbers.ts'
import { singleOfficer } from './f05-single-officer.ts'
import { flagIgnored } from './i01-flag-ignored.ts'
import { unverifiedRemedy } from './i02-unverified-remedy.ts'
import { selectiveHandling } from './i05-selective-handling.ts'
import { overdue } from './m01-overdue.ts'
import { repeatedSlippage } from './m02-repeated-slippage.ts'
import { lastMinuteMove } from './m03-last-minute-move.ts'
import { noEvidence } from './m04-no-evidence.ts'
import { selfVerification } from './m05-self-verification.ts'
import { stalled } from './m06-stalled.ts'
import { implausibleProgress } from './m07-implausible-progress.ts'
import { watermelon } from './m08-watermelon.ts'
import { reopened } from './m09-reopened.ts'
import { changeWithoutProcedure } from './m10-change-without-procedure.ts'
import { evaluationDue } from './m11-evaluation-due.ts'
import { evaluatorNotIndependent } from './m12-evaluator-not-independent.ts'
import { evaluationIgnored } from './m13-evaluation-ignored.ts'
import { contractAmendments } from './m14-contract-amendments.ts'
import { doneLate } from './m16-done-late.ts'
import { ownReview } from './o01-own-review.ts'
import { failedRecusal } from './o02-failed-recusal.ts'
import { concentratedApprovals } from './o03-concentrated-approvals.ts'
import { repeatedPair } from './o04-repeated-pair.ts'
import { signerNotInPost } from './o05-signer-not-in-post.ts'
import { handoverOmission } from './o06-handover-omission.ts'
import { captiveExperts } from './o08-captive-experts.ts'
import { legalityReview } from './p01-legality-review.ts'
import { reviewAfterMeeting } from './p02-review-after-meeting.ts'
import { reviewRushed } from './p03-review-rushed.ts'
import { shortConsultation } from './p04-short-consultation.ts'
import { noParticipation } from './p05-no-participation.ts'
import { lateHearingPapers } from './p06-late-hearing-papers.ts'
import { noAdoptionReport } from './p07-no-adoption-report.ts'
import { noExpertReview } from './p08-no-expert-review.ts'
import { conflictedExperts } from './p09-conflicted-experts.ts'
import { noRiskAssessment } from './p10-no-risk-assessment.ts'
import { uncontrollableRisk } from './p11-uncontrollable-risk.ts'
import { orderViolated } from './p12-order-violated.ts'
import { noMeeting } from './p13-no-meeting.ts'
import { noQuorum } from './p14-no-quorum.ts'
import { chiefNotLast } from './p15-chief-not-last.ts'
import { divergenceUnexplained } from './p16-divergence-unexplained.ts'
import { noCompetitionReview } from './p17-no-competition-review.ts'
import { noPartyReport } from './p18-no-party-report.ts'
import { latePromulgation } from './p19-late-promulgation.ts'
import { underClassified } from './p20-under-classified.ts'
import { packetIncomplete } from './p21-packet-incomplete.ts'
import { noDissent } from './p22-no-dissent.ts'
import { lateEdit } from './r01-late-edit.ts'
import { documentMismatch } from './r03-document-mismatch.ts'
import { correctionHeavy } from './r04-correction-heavy.ts'
import { disguisedAmendment } from './r05-disguised-amendment.ts'
import { reviewLapsed } from './r06-review-lapsed.ts'
import { archiveGap } from './r07-archive-gap.ts'
import { duplicateMinutes } from './r08-duplicate-minutes.ts'
import { chainBreak } from './r09-chain-break.ts'
import { strategicGaps } from './r10-strategic-gaps.ts'
import { overWithholding } from './r11-over-withholding.ts'
import type { GroupRule, RecordRule, Rule } from './rule.ts'
import { lateRecording } from './t01-late-recording.ts'
import { burstBackFill } from './t02-burst-back-fill.ts'
import { outOfHours } from './t03-out-of-hours.ts'
import { yearEndSurge } from './t04-year-end-surge.ts'
import { implausiblyFast } from './t05-implausibly-fast.ts'
import { undueDelay } from './t06-undue-delay.ts'
import { impossibleTime } from './t07-impossible-time.ts'
import { preDepartureSurge } from './t08-pre-departure-surge.ts'
import { touchedLater } from './t09-touched-later.ts'

export const rules: readonly Rule[] = [
  legalityReview,
  reviewAfterMeeting,
  reviewRushed,
  shortConsultation,
  noParticipation,
  lateHearingPapers,
  noAdoptionReport,
  noExpertReview,
  conflictedExperts,
  noRiskAssessment,
  uncontrollableRisk,
  orderViolated,
  noMeeting,
  noQuorum,
  chiefNotLast,
  divergenceUnexplained,
  noCompetitionReview,
  noPartyReport,
  latePromulgation,
  underClassified,
  packetIncomplete,
  noDissent,
  ultraVires,
  overlapWithoutLead,
  vacancy,
  staleResponsibility,
  levelMismatch,
  riskWithoutControl,
  lateRecording,
  burstBackFill,
  outOfHours,
  yearEndSurge,
  implausiblyFast,
  undueDelay,
  impossibleTime,
  preDepartureSurge,
  touchedLater,
  overdue,
  repeatedSlippage,
  lastMinuteMove,
  noEvidence,
  selfVerification,
  stalled,
  implausibleProgress,
  watermelon,
  reopened,
  changeWithoutProcedure,
  evaluationDue,
  evaluatorNotIndependent,
  evaluationIgnored,
  contractAmendments,
  doneLate,
  lateEdit,
  documentMismatch,
  correctionHeavy,
  disguisedAmendment,
  reviewLapsed,
  archiveGap,
  duplicateMinutes,
  chainBreak,
  strategicGaps,
  overWithholding,
  ownReview,
  failedRecusal,
  concentratedApprovals,
  repeatedPair,
  signerNotInPost,
  handoverOmission,
  captiveExperts,
  belowThreshold,
  splitting,
  benfordDeviation,
  roundNumbers,
  singleOfficer,
  flagIgnored,
  unverifiedRemedy,
  selectiveHandling,
]

export function ruleOf(id: string): Rule | null {
  return rules.find((rule) => rule.id === id) ?? null
}

export function isRecordRule(rule: Rule): rule is RecordRule {
  return rule.about === 'record'
}

export function isGroupRule(rule: Rule): rule is GroupRule {
  return rule.about === 'group'
}
