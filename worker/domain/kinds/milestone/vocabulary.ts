/** The closed vocabularies of milestones, with their words. */
import { of, type Words } from '../../record/problem.ts'

/** 节点类型, after the milestone types of OCDS. */
export const milestoneTypes = {
  delivery: of('交付', 'Delivery'),
  approval: of('审批', 'Approval'),
  engagement: of('公众参与', 'Engagement'),
  assessment: of('评估', 'Assessment'),
  reporting: of('报告', 'Reporting'),
  financing: of('筹资', 'Financing'),
  payment: of('支付', 'Payment'),
  procurement: of('采购', 'Procurement'),
  /** Remedy of a department after a flag. */
  rectification: of('整改', 'Rectification'),
  other: of('其他', 'Other'),
} as const satisfies Record<string, Words>

/** Statuses that the department declares. Late, overdue and slipped are computed and never stored. */
export const milestoneStatuses = {
  scheduled: of('未开始', 'Not started'),
  in_progress: of('进行中', 'In progress'),
  claimed_done: of('申报完成', 'Claimed done'),
  met: of('核验完成', 'Verified done'),
  partially_met: of('部分完成', 'Partially done'),
  not_met: of('未完成', 'Not done'),
  cancelled: of('取消', 'Cancelled'),
  withheld: of('不予公开', 'Withheld'),
} as const satisfies Record<string, Words>

export const verificationOutcomes = {
  met: of('核验完成', 'Verified done'),
  partially_met: of('部分完成', 'Partially done'),
  not_met: of('未完成', 'Not done'),
} as const satisfies Record<string, Words>

/** Statuses that are computed from the dates. */
export const derivedStatuses = {
  overdue: of('逾期', 'Overdue'),
  long_overdue: of('长期逾期', 'Long overdue'),
  due_soon: of('即将到期', 'Due soon'),
  on_track: of('未到期', 'Not due yet'),
  done_late: of('迟于计划完成', 'Done late'),
  done_on_time: of('如期完成', 'Done on time'),
  done_early: of('提前完成', 'Done early'),
  done_undated: of('已完成，日期不详', 'Done, date not known'),
  not_reported: of('来源中不再有', 'No longer at the source'),
  no_date: of('没有日期', 'No date'),
  ended: of('已终止', 'Ended'),
} as const satisfies Record<string, Words>

export type MilestoneStatus = keyof typeof milestoneStatuses
export type DerivedStatus = keyof typeof derivedStatuses

/** Questions about the dates of milestones: views of the board, and a filter of their lists. */
export const milestoneViewWords = {
  all: of('全部', 'All'),
  overdue: of('逾期', 'Overdue'),
  due_soon: of('30 天内到期', 'Due within 30 days'),
  slipped: of('推迟过的', 'Slipped'),
  done: of('已完成', 'Done'),
  done_late: of('迟于最初承诺完成', 'Done later than first promised'),
  done_on_time: of('如期完成', 'Done on time'),
  done_early: of('提前完成', 'Done early'),
  kept: of('不迟于最初承诺完成', 'Done as first promised'),
  not_due: of('未到期', 'Not due yet'),
  undated: of('没有日期', 'Without a date'),
} as const satisfies Record<string, Words>

export type MilestoneView = keyof typeof milestoneViewWords

export const milestoneViews = Object.keys(milestoneViewWords) as MilestoneView[]
