/** All rules, by group and number. One rule, one file. */

import { unanswered } from './answers/q01-unanswered.ts'
import { serialDelay } from './answers/q02-serial-delay.ts'
import { boilerplate } from './answers/q03-boilerplate.ts'
import { promiseWithoutMilestone } from './answers/q04-promise-without-milestone.ts'
import { manyAsk } from './answers/q05-many-ask.ts'
import { passedAround } from './answers/q06-passed-around.ts'
import { answeredUnsolved } from './answers/q07-answered-unsolved.ts'
import { textsWithheld } from './answers/q08-texts-withheld.ts'
import { reportSaysNothing } from './answers/q09-report-says-nothing.ts'
import { lastDay } from './answers/q10-last-day.ts'
import { ultraVires } from './competence/c01-ultra-vires.ts'
import { overlapWithoutLead } from './competence/c03-overlap-without-lead.ts'
import { vacancy } from './competence/c04-vacancy.ts'
import { staleResponsibility } from './competence/c05-stale-responsibility.ts'
import { levelMismatch } from './competence/c07-level-mismatch.ts'
import { riskWithoutControl } from './competence/c08-risk-without-control.ts'
import { noPowerNamed } from './competence/c09-no-power-named.ts'
import { powerOfAnotherType } from './competence/c10-power-of-another-type.ts'
import { overdue } from './execution/m01-overdue.ts'
import { repeatedSlippage } from './execution/m02-repeated-slippage.ts'
import { lastMinuteMove } from './execution/m03-last-minute-move.ts'
import { noEvidence } from './execution/m04-no-evidence.ts'
import { selfVerification } from './execution/m05-self-verification.ts'
import { stalled } from './execution/m06-stalled.ts'
import { implausibleProgress } from './execution/m07-implausible-progress.ts'
import { watermelon } from './execution/m08-watermelon.ts'
import { reopened } from './execution/m09-reopened.ts'
import { changeWithoutProcedure } from './execution/m10-change-without-procedure.ts'
import { evaluationDue } from './execution/m11-evaluation-due.ts'
import { evaluatorNotIndependent } from './execution/m12-evaluator-not-independent.ts'
import { evaluationIgnored } from './execution/m13-evaluation-ignored.ts'
import { contractAmendments } from './execution/m14-contract-amendments.ts'
import { doneLate } from './execution/m16-done-late.ts'
import { flagIgnored } from './inspectors/i01-flag-ignored.ts'
import { unverifiedRemedy } from './inspectors/i02-unverified-remedy.ts'
import { selectiveHandling } from './inspectors/i05-selective-handling.ts'
import { readerNotApart } from './inspectors/i07-reader-not-apart.ts'
import { belowThreshold } from './money/f01-below-threshold.ts'
import { splitting } from './money/f02-splitting.ts'
import { benfordDeviation } from './money/f03-benford.ts'
import { roundNumbers } from './money/f04-round-numbers.ts'
import { singleOfficer } from './money/f05-single-officer.ts'
import { ownReview } from './people/o01-own-review.ts'
import { failedRecusal } from './people/o02-failed-recusal.ts'
import { concentratedApprovals } from './people/o03-concentrated-approvals.ts'
import { repeatedPair } from './people/o04-repeated-pair.ts'
import { signerNotInPost } from './people/o05-signer-not-in-post.ts'
import { handoverOmission } from './people/o06-handover-omission.ts'
import { captiveExperts } from './people/o08-captive-experts.ts'
import { legalityReview } from './procedure/p01-legality-review.ts'
import { reviewAfterMeeting } from './procedure/p02-review-after-meeting.ts'
import { reviewRushed } from './procedure/p03-review-rushed.ts'
import { shortConsultation } from './procedure/p04-short-consultation.ts'
import { noParticipation } from './procedure/p05-no-participation.ts'
import { lateHearingPapers } from './procedure/p06-late-hearing-papers.ts'
import { noAdoptionReport } from './procedure/p07-no-adoption-report.ts'
import { noExpertReview } from './procedure/p08-no-expert-review.ts'
import { conflictedExperts } from './procedure/p09-conflicted-experts.ts'
import { noRiskAssessment } from './procedure/p10-no-risk-assessment.ts'
import { uncontrollableRisk } from './procedure/p11-uncontrollable-risk.ts'
import { orderViolated } from './procedure/p12-order-violated.ts'
import { noMeeting } from './procedure/p13-no-meeting.ts'
import { noQuorum } from './procedure/p14-no-quorum.ts'
import { chiefNotLast } from './procedure/p15-chief-not-last.ts'
import { divergenceUnexplained } from './procedure/p16-divergence-unexplained.ts'
import { noCompetitionReview } from './procedure/p17-no-competition-review.ts'
import { noPartyReport } from './procedure/p18-no-party-report.ts'
import { latePromulgation } from './procedure/p19-late-promulgation.ts'
import { underClassified } from './procedure/p20-under-classified.ts'
import { packetIncomplete } from './procedure/p21-packet-incomplete.ts'
import { noDissent } from './procedure/p22-no-dissent.ts'
import { stepMissing } from './procedure/p23-step-missing.ts'
import { lateEdit } from './record/r01-late-edit.ts'
import { documentMismatch } from './record/r03-document-mismatch.ts'
import { correctionHeavy } from './record/r04-correction-heavy.ts'
import { disguisedAmendment } from './record/r05-disguised-amendment.ts'
import { reviewLapsed } from './record/r06-review-lapsed.ts'
import { archiveGap } from './record/r07-archive-gap.ts'
import { duplicateMinutes } from './record/r08-duplicate-minutes.ts'
import { chainBreak } from './record/r09-chain-break.ts'
import { strategicGaps } from './record/r10-strategic-gaps.ts'
import { overWithholding } from './record/r11-over-withholding.ts'
import type { GroupRule, RecordRule, Rule } from './rule.ts'
import { lateRecording } from './time/t01-late-recording.ts'
import { burstBackFill } from './time/t02-burst-back-fill.ts'
import { outOfHours } from './time/t03-out-of-hours.ts'
import { yearEndSurge } from './time/t04-year-end-surge.ts'
import { implausiblyFast } from './time/t05-implausibly-fast.ts'
import { undueDelay } from './time/t06-undue-delay.ts'
import { impossibleTime } from './time/t07-impossible-time.ts'
import { preDepartureSurge } from './time/t08-pre-departure-surge.ts'
import { touchedLater } from './time/t09-touched-later.ts'

/** Rules in force, by group and number. */
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
  stepMissing,
  ultraVires,
  overlapWithoutLead,
  vacancy,
  staleResponsibility,
  levelMismatch,
  riskWithoutControl,
  noPowerNamed,
  powerOfAnotherType,
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
  unanswered,
  serialDelay,
  boilerplate,
  promiseWithoutMilestone,
  manyAsk,
  passedAround,
  answeredUnsolved,
  textsWithheld,
  reportSaysNothing,
  lastDay,
  flagIgnored,
  unverifiedRemedy,
  selectiveHandling,
  readerNotApart,
]

/** Rule by its id, as `P01`; null for an id that no rule has. */
export function ruleOf(id: string): Rule | null {
  return rules.find((rule) => rule.id === id) ?? null
}

/** True for a rule about records. */
export function isRecordRule(rule: Rule): rule is RecordRule {
  return rule.about === 'record'
}

/** True for a rule about groups of records. */
export function isGroupRule(rule: Rule): rule is GroupRule {
  return rule.about === 'group'
}
