/** The closed vocabularies of overdue notices, with their words. */
import { of, type Words } from '../../record/problem.ts'

/** 应做而未做的是什么. */
export const owedThings = {
  milestone: of('节点', 'Milestone'),
  answer: of('预警的答复', 'Answer to a flag'),
  report: of('意见采纳情况', 'Report on opinions'),
  question: of('提问的答复', 'Answer to a question'),
  review: of('复查', 'Review of an answer'),
} as const satisfies Record<string, Words>

export type OwedThing = keyof typeof owedThings

/** 催办的层级: to whom it has come. */
export const overdueSteps = {
  approver: of('本部门负责人', 'Approver of the department'),
  parent: of('上级机关', 'Organ above it'),
  inspectors: of('监督人员', 'Inspectors'),
} as const satisfies Record<string, Words>

export type OverdueStep = keyof typeof overdueSteps

export const overdueStatuses = {
  open: of('仍未办', 'Still open'),
  settled: of('已了结', 'Settled'),
} as const satisfies Record<string, Words>

/** Reasons for which nothing is overdue any more. */
export const settlements = {
  done: of('已办', 'Done, late'),
  moved: of('期限已变', 'The day was moved'),
  ended: of('不再需要办', 'No longer owed'),
} as const satisfies Record<string, Words>

export type Settlement = keyof typeof settlements
