/** Statuses of a hand-over, with the words. Disputes go to the superior organ (D713 Art. 13). */
import { of, type Words } from '../../record/problem.ts'

export const handoverStatuses = {
  proposed: of('提出交接', 'Proposed'),
  accepted: of('已接收', 'Accepted'),
  disputed: of('有争议', 'Disputed'),
  effective: of('已生效', 'In effect'),
  withdrawn: of('已撤回', 'Withdrawn'),
  withheld: of('不予公开', 'Withheld'),
} as const satisfies Record<string, Words>

export type HandoverStatus = keyof typeof handoverStatuses
