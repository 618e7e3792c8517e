/** Words of the pattern views, the same for the page, the file and the API: tables, columns, what is left out. */
import { of, type Words } from '../record/problem.ts'

/** Each with what it shows, and what it does not. */
export const patterns = {
  approvals: {
    name: of('各岗位审批', 'Approvals per post'),
    shows: of(
      '每个岗位作出多少件决定，占本部门的多少。',
      'How many decisions each post took, and how many of its department’s that is.',
    ),
    not: of(
      '依法只授权一人的，自然集中；写法不同的同一岗位会算作两个。没有写成岗位的决定者不显示名称。',
      'Where the law authorises one officer alone they are concentrated of course; a post that is written in two ways counts as two. Who is not named as a post is not named here.',
    ),
  },
  hours: {
    name: of('非工作时间', 'Out of hours'),
    shows: of(
      '会议和决定落在哪些日子、哪些钟点；以北京时间和本账本的工作日历为准。',
      'On which days and at which hours meetings were held and decisions taken, in Beijing time and by the working days of this ledger.',
    ),
    not: of(
      '应急事项和轮班单位本就如此。多数记录只写日期：没有钟点的不在钟点图里。',
      'Emergencies and offices that work in shifts are like that. Most records give the day alone: what has no time of day is not in the chart of hours.',
    ),
  },
  'year-end': {
    name: of('年末', 'Year-end'),
    shows: of(
      '每月通过多少件决定、涉及多少金额，以及一年最后几个工作日占多少。',
      'How many decisions were adopted in each month and what sums they carry, and the share of the last working days of the year.',
    ),
    not: of(
      '预算年度和季节性工程也会使年末集中。只写年月的决定不知落在哪天，不计入。',
      'The budget calendar and seasonal works crowd the year’s end as well. Of a decision that gives month or year alone the day is not known, and it is not counted.',
    ),
  },
  departure: {
    name: of('离任前', 'Before departure'),
    shows: of(
      '每个已结束的任期，最后 30、60、90 日作出多少件决定，与此前每 30 日的平均相比。',
      'For each term that has ended, how many decisions were taken in its last 30, 60 and 90 days, against the mean of 30 days before.',
    ),
    not: of(
      '按部门和名称对应岗位，对应不上的看不到；原本就排在那时办结的也会集中。',
      'Posts are matched by department and name, and what does not match is not seen; what was planned to end then crowds as well.',
    ),
  },
  thresholds: {
    name: of('限额附近', 'Around thresholds'),
    shows: of(
      '金额落在限额的百分之几，紧靠限额之下的是否多于之上的。',
      'At how many per cent of the limit sums lie, and whether there are more just below it than just above.',
    ),
    not: of(
      '如实的估价也会落在限额以下。没有限额就没有这张图；不同币种从不相加。',
      'Honest estimates lie below the limit as well. Without a limit there is no such chart; currencies are never added up.',
    ),
  },
} as const satisfies Record<string, { name: Words; shows: Words; not: Words }>

export type PatternId = keyof typeof patterns

/** Ids of the patterns, as they stand in addresses. */
export const patternIds = Object.keys(patterns).filter((id): id is PatternId => Object.hasOwn(patterns, id))

export const tableNames = {
  posts: of('各岗位的决定', 'Decisions by post'),
  departments: of('各部门的集中程度', 'How concentrated each department is'),
  hours: of('按钟点', 'By hour'),
  weekdays: of('按星期', 'By day of the week'),
  months: of('按月', 'By month'),
  years: of('按年', 'By year'),
  amounts: of('各月金额', 'Sums by month'),
  terms: of('已结束的任期', 'Terms that have ended'),
  bands: of('占限额的百分比', 'Per cent of the limit'),
  near: of('限额上下一成', 'Within a tenth of the limit'),
} as const satisfies Record<string, Words>
export type TableName = keyof typeof tableNames

export const keyNames = {
  department: of('部门', 'Department'),
  post: of('岗位', 'Post'),
  hour: of('钟点', 'Hour'),
  weekday: of('星期', 'Day'),
  month: of('月份', 'Month'),
  year: of('年份', 'Year'),
  currency: of('币种', 'Currency'),
  ended: of('任期结束', 'Term ended'),
  band: of('占限额 %', '% of the limit'),
} as const satisfies Record<string, Words>
export type KeyName = keyof typeof keyNames

export const figureNames = {
  decisions: of('决定数', 'Decisions'),
  share: of('占比 %', 'Share %'),
  posts: of('岗位数', 'Posts'),
  top: of('最多一岗占比 %', 'Share of the top post %'),
  fence: of('同类上界 %', 'Upper fence of peers %'),
  events: of('会议与决定', 'Meetings and decisions'),
  working: of('工作日', 'On working days'),
  off: of('休息日和节假日', 'On days off'),
  out: of('其中非工作时间', 'Of these out of hours'),
  last: of('年末工作日', 'Last working days'),
  even: of('均匀时 %', 'If even %'),
  ratio: of('与平时之比', 'Ratio to other days'),
  sums: of('笔数', 'Sums'),
  total: of('合计', 'Total'),
  last30: of('最后 30 日', 'Last 30 days'),
  last60: of('最后 60 日', 'Last 60 days'),
  last90: of('最后 90 日', 'Last 90 days'),
  usual: of('此前每 30 日', 'Before, per 30 days'),
  earlier: of('此前件数', 'Decisions before'),
  undated: of('日期不明', 'Day unknown'),
  near: of('限额上下一成内', 'Within a tenth'),
  below: of('之下', 'Below'),
  exact: of('正好', 'At it'),
  above: of('之上', 'Above'),
} as const satisfies Record<string, Words>
export type FigureName = keyof typeof figureNames

/** Reasons for which something that was looked at stands in no row. */
export const reasons = {
  withheld: of('不予公开', 'withheld'),
  hidden_decision: of('不予公开的决定', 'decisions withheld'),
  undated: of('没有确切到日的日期', 'no date to the day'),
  no_time: of('没有记录钟点', 'no time of day'),
  no_officer: of('没有写明决定者', 'who decided is not stated'),
  no_amount: of('没有金额', 'no amount'),
  no_post: of('没有写明岗位', 'the post is not stated'),
  no_limit: of('没有设定限额', 'no limit is set'),
  beyond_calendar: of('超出日历', 'beyond the calendar'),
} as const satisfies Record<string, Words>
export type Reason = keyof typeof reasons

/** The days of the week, from Monday on. */
export const weekdays: readonly Words[] = [
  of('星期一', 'Monday'),
  of('星期二', 'Tuesday'),
  of('星期三', 'Wednesday'),
  of('星期四', 'Thursday'),
  of('星期五', 'Friday'),
  of('星期六', 'Saturday'),
  of('星期日', 'Sunday'),
]

/** Name in the place of a decider who is not named as a post: people are not shown. */
export const NO_POST: Words = of('（未写成岗位）', '(not named as a post)')
