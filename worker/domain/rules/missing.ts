/** Reasons for which a rule could not be assessed. A gap never looks clean and never looks red. */
import { of, type Words } from '../record/problem.ts'

export const missingReasons = {
  content_withheld: of('所需内容依法不予公开', 'What is needed is withheld'),
  date_missing: of('缺少日期', 'A date is missing'),
  date_imprecise: of('日期只到月或年，无法判断', 'A date is given to the month or year only'),
  fact_not_stated: of('未说明适用情形', 'A fact on which it depends was not stated'),
  not_recorded: of('未记录所需内容', 'What is needed was not recorded'),
  ambiguous: of('记录有多种读法，无法判断', 'The record can be read in more than one way'),
  record_missing: of('所指的记录不在账本中', 'A record that it names is not in the ledger'),
  beyond_calendar: of('超出工作日历的范围', 'Beyond the working-day calendar'),
  sample_too_small: of('样本太小，不作比较', 'Too few to compare'),
  threshold_not_set: of('尚未设定阈值', 'No threshold has been set'),
  not_yet: of('尚未到可以判断的时候', 'Too early to tell'),
} as const satisfies Record<string, Words>

export type MissingReason = keyof typeof missingReasons

export interface Missing {
  reason: MissingReason
  /** The field or part that is missing, as `ruling/decidedAt` or `legality_review`; null for none in particular. */
  what: string | null
}

/** True for the code of such a reason. */
export function isMissingReason(text: string): text is MissingReason {
  return Object.hasOwn(missingReasons, text)
}
