/** The closed vocabularies of consultations, with their words. */
import { of, type Words } from '../../record/problem.ts'

/** 征求意见状态, as entries leave it; whether it is open on a day follows from its dates. */
export const consultationStatuses = {
  announced: of('已公告', 'Announced'),
  open: of('征求意见中', 'Open for comment'),
  closed: of('已截止', 'Closed'),
  reported: of('已公布采纳情况', 'Answered with a report'),
  cancelled: of('已取消', 'Cancelled'),
  withheld: of('不予公开', 'Withheld'),
} as const satisfies Record<string, Words>

export type ConsultationStatus = keyof typeof consultationStatuses

/** Standing of a consultation on a day, by its dates and by what ended it early. */
export const phases = {
  upcoming: of('尚未开始', 'Not yet open'),
  open: of('正在征求意见', 'Open for comment'),
  closed: of('已截止，等待采纳情况', 'Closed, waiting for the report'),
  reported: of('已公布采纳情况', 'Answered with a report'),
  cancelled: of('已取消', 'Cancelled'),
} as const satisfies Record<string, Words>

export type Phase = keyof typeof phases

/** Parts that a document of a consultation has. */
export const documentRoles = {
  draft: of('新一版草案', 'New version of the draft'),
  explanation: of('起草说明', 'Explanation'),
  other: of('其他材料', 'Other document'),
} as const satisfies Record<string, Words>
