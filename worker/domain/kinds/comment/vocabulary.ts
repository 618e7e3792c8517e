/** The closed vocabularies of comments, with their words. */
import { of, type Words } from '../../record/problem.ts'

/** 意见状态, as entries leave it. */
export const commentStatuses = {
  received: of('已收到', 'Received'),
  published: of('已公开', 'Published'),
  kept_back: of('文字不公开，意见照常整理', 'Text not published, still to be dealt with'),
  grouped: of('已有采纳结果', 'Dealt with in the report'),
  withheld: of('不予公开', 'Withheld'),
} as const satisfies Record<string, Words>

export type CommentStatus = keyof typeof commentStatuses

/** 反馈人: in which part somebody comments, as they say themselves. */
export const submitters = {
  undisclosed: of('未署名公众', 'Undisclosed'),
  citizen: of('公民', 'Citizen'),
  organisation: of('社会组织', 'Organisation'),
  enterprise: of('企业', 'Enterprise'),
  expert: of('专家', 'Expert'),
  deputy: of('人大代表、政协委员', 'Deputy'),
} as const satisfies Record<string, Words>

/** 采纳情况: what became of opinions (D713 Art. 18). */
export const adoptionOutcomes = {
  adopted: of('采纳', 'Adopted'),
  adopted_in_part: of('部分采纳', 'Adopted in part'),
  not_adopted: of('不采纳', 'Not adopted'),
  already_covered: of('草案已有规定', 'In the draft already'),
  out_of_scope: of('不属本次事项', 'Not a matter of this draft'),
  noted: of('留作参考', 'Noted'),
} as const satisfies Record<string, Words>

export type AdoptionOutcome = keyof typeof adoptionOutcomes

/** Answers of whoever commented to whether the report deals with what they said. */
export const dealings = {
  yes: of('回应了', 'Yes'),
  partly: of('部分回应', 'In part'),
  no: of('没有回应', 'No'),
} as const satisfies Record<string, Words>
