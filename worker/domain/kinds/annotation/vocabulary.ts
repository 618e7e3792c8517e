/** The closed vocabularies of annotations, with their words. */
import { of, type Words } from '../../record/problem.ts'

/** 批注的用意. */
export const annotationKinds = {
  context: of('补充背景', 'Adds context'),
  evidence: of('补充证据', 'Adds evidence'),
  disputes: of('有异议', 'Disputes it'),
  follows: of('跟踪后续', 'Follows it up'),
} as const satisfies Record<string, Words>

export type AnnotationKind = keyof typeof annotationKinds

export const annotationStatuses = {
  stands: of('有效', 'Stands'),
  withdrawn: of('已撤回', 'Withdrawn'),
  withheld: of('不予公开', 'Withheld'),
} as const satisfies Record<string, Words>
