/** The closed vocabularies of the queue, with their words. */
import { of, type Words } from '../record/problem.ts'

/** Places in the work of the inspectors. */
export const queuePlaces = {
  found: of('新发现', 'Found'),
  raised: of('已触发预警', 'Flag raised'),
  asked: of('待部门答复', 'Department asked'),
  late: of('逾期未答复', 'Answer overdue'),
  answered: of('部门已答复', 'Answered'),
  parked: of('暂存待查', 'Parked'),
  aside: of('已搁置', 'Set aside'),
} as const satisfies Record<string, Words>

export const queueSorts = {
  severity: of('最严重的在前', 'Most severe first'),
  oldest: of('最早的在前', 'Oldest first'),
  newest: of('最新的在前', 'Newest first'),
} as const satisfies Record<string, Words>
