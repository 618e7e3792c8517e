/**
 * 统计: what is counted of which records. Each figure is a list that a reader can open: its filters are those of the
 * list, so that nothing is counted here that cannot be looked at there.
 */
import { type FlagStatus, flagStatuses } from '../kinds/flag/vocabulary.ts'
import type { MilestoneView } from '../kinds/milestone/vocabulary.ts'
import type { ListedKind, lists } from '../kinds/table.ts'
import type { EntryNote } from '../record/entered/notes.ts'
import type { DayName } from '../record/list/days.ts'
import { of, type Words } from '../record/problem.ts'
import { codesOf } from '../record/vocabulary.ts'

/** Filters that make one figure out of the records, or the entries, of its table. */
export interface MeasureFilter {
  view?: MilestoneView
  status?: FlagStatus
  flagged?: 'yes'
  altered?: 'yes'
  told?: EntryNote
}

export interface Measure {
  /** As it stands in the API and in the file. */
  name: string
  words: Words
  filter: MeasureFilter
  /** Figures whose sum is the denominator of its share; null for a figure without one. */
  of: readonly string[] | null
  /** True of figures that part their table: no record is in two of them. */
  part: boolean
}

/** Table of figures, of whatever is counted. */
export interface FigureTable {
  /** As it stands in the API and in the file. */
  name: string
  title: Words
  /** Day by which it is counted, and denominators of its shares. */
  hint: Words
  /** The first counts all of the table. */
  measures: readonly [Measure, ...Measure[]]
}

/** Table of the records of a kind. */
export interface RecordTable extends FigureTable {
  name: (typeof lists)[ListedKind]
  kind: ListedKind
  /** Day by which a record falls into a period. */
  date: DayName
}

/** A figure that has no part of its own in the bars. */
export const counted = (
  name: string,
  words: Words,
  filter: MeasureFilter = {},
  share: Measure['of'] = null,
): Measure => ({
  name,
  words,
  filter,
  of: share,
  part: false,
})

/** One of the figures that part a table. */
export const part = (name: string, words: Words, filter: MeasureFilter, share: Measure['of']): Measure => ({
  ...counted(name, words, filter, share),
  part: true,
})

/** Milestones that were due on the day for which they are judged, and of which it is known how they ended. */
const JUDGED = ['kept', 'late', 'overdue'] as const

/** Tables of figures, in the order in which they are shown. */
export const figureTables: readonly RecordTable[] = [
  {
    name: 'decisions',
    kind: 'decision',
    title: of('决策', 'Decisions'),
    hint: of(
      '按作出决定的日期；期满终止和撤回的没有人作出决定，不在其中。',
      'By the day of the decision. What lapsed or was withdrawn was decided by nobody and is not among them.',
    ),
    date: 'decided',
    measures: [
      counted('decided', of('作出的决定', 'Decided')),
      counted('flagged', of('有未了结的预警', 'With an open flag'), { flagged: 'yes' }, ['decided']),
      counted('altered', of('来源改写过', 'Changed at the source'), { altered: 'yes' }, ['decided']),
    ],
  },
  {
    name: 'milestones',
    kind: 'milestone',
    title: of('节点：如期、推迟、逾期', 'Milestones: kept, late, overdue'),
    hint: of(
      '按现在承诺的日期。“如期”“迟于最初承诺”“逾期”的分母是这三项之和；部分完成、取消和没有最初日期的只计在“到期的节点”里。',
      'By the day that is promised now. The denominator of kept, late and overdue is the sum of the three; what was done in part, cancelled or never promised for a day is counted as due alone.',
    ),
    date: 'due',
    measures: [
      counted('due', of('到期的节点', 'Due')),
      part('kept', of('如期', 'Kept'), { view: 'kept' }, JUDGED),
      part('late', of('迟于最初承诺', 'Later than first promised'), { view: 'done_late' }, JUDGED),
      part('overdue', of('逾期未完成', 'Overdue'), { view: 'overdue' }, JUDGED),
      part('notDue', of('未到期', 'Not due yet'), { view: 'not_due' }, null),
      counted('moved', of('推迟过的', 'Moved to a later day'), { view: 'slipped' }, ['due']),
    ],
  },
  {
    name: 'flags',
    kind: 'flag',
    title: of('预警和处理', 'Flags and what became of them'),
    hint: of(
      '按提出的日期；各项是现在的状态，分母是提出的预警。',
      'By the day on which they were raised, by how they stand now; the denominator is all that were raised.',
    ),
    date: 'raised',
    measures: [
      counted('raised', of('提出的预警', 'Raised')),
      ...codesOf(flagStatuses).map((status) =>
        part(`flag_${status}`, flagStatuses[status], { status }, ['raised']),
      ),
    ],
  },
]

/** By what the rows of each table are. */
export const figureGroups = ['year', 'department', 'type'] as const
export type FigureGroup = (typeof figureGroups)[number]

/** Reasons why figures may mislead; they stand beside them everywhere. */
export const FIGURE_CAVEATS: readonly Words[] = [
  of(
    '作废的记录不计；没有写明日期的不在任何一段时间里，另行计数。',
    'What was annulled is not counted; records that state no day are in no period, and are counted apart.',
  ),
  of(
    '从公开登记册导入的，按最近一次更新时的情况判断：那以后的事登记册没有说。',
    'Records of an imported register are judged as of its last delivery: of what came later it says nothing.',
  ),
  of(
    '少于 5 件不给比例；比例旁是 95% 的 Wilson 区间，件数越少，区间越宽。',
    'Of fewer than 5 no share is given; beside a share stands the Wilson interval of 95 %, wide where there are few.',
  ),
  of(
    '按编号或年份排列，不按数值排名：事项难易不同，件数少的波动大。',
    'Rows stand by id or by year and are not ranked: matters differ, and shares of few swing.',
  ),
]
