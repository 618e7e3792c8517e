/** Dates of a drafted record. */
import { isPeriod } from '../../dates/read.ts'
import type { Value, ValueObject } from '../../mapping.schema.ts'
import type { Picked } from '../columns/choice.ts'
import type { Picks } from '../columns/pick.ts'
import { areFiscal, type Column } from '../columns/profile-column.ts'
import { speaksFor } from '../words/roles.ts'
import { leftOut, type Say, there, type Values } from './say.ts'

/** A date in the formats of its column; strict where the sample has nothing else. */
export function dateOf(column: Column, say: Say, notBefore: Column | null = null): ValueObject {
  const { name, formats, ambiguous, provenBy, values } = column
  say(`“${name}”按 ${formats.join('、')} 读作日期。`, `"${name}" is read as a date: ${formats.join(', ')}.`)
  if (ambiguous)
    say(
      `“${name}”的日和月无法区分先后，按先日后月读；请核对。`,
      `Day and month of "${name}" could be the other way round: the day is taken to be first. Make sure.`,
    )
  if (provenBy !== null)
    say(
      `“${name}”的日和月无法区分先后，按“${provenBy}”的次序读。`,
      `Day and month of "${name}" could be the other way round: they are read in the order that "${provenBy}" has.`,
    )
  tellCounted(column, say)
  tellPeriods(column, say)
  const instant = values.find((text) => AT_AN_HOUR.test(text.trim()))
  if (instant !== undefined)
    say(
      `“${name}”是带时差的时刻（如 ${instant.trim()}），日期按所印的取；若应按当地的日子，请写进 zone。`,
      `"${name}" holds instants with an offset (as ${instant.trim()}): their days are taken as printed; name the time zone as "zone" where the day there is meant.`,
    )
  const short = formats.some((format) => /(?<!y)yy$/.test(format))
  return {
    ...{ from: name, as: 'date', formats },
    ...(short && notBefore !== null ? { notBefore: notBefore.name } : {}),
    ...leftOut(column, say),
  }
}

/** An instant in UTC at another hour than midnight, which may be of the next day elsewhere. */
const AT_AN_HOUR = /\dT(?!00:00(?::00)?(?:\.0+)?Z)\d{2}:\d{2}\S*Z$/

/** Words on a count or a year of accounts, which say how it is read; and on months that may be such years. */
function tellCounted({ name, formats, values }: Column, say: Say): void {
  if (formats.some((format) => format.startsWith('epoch')))
    say(
      `“${name}”是从 1970 年起的${formats.includes('epoch') ? '秒' : '毫秒'}数，日期按协调世界时；若应按别的时区，请写进 zone。`,
      `"${name}" counts ${formats.includes('epoch') ? 'seconds' : 'milliseconds'} since 1970; its days are those of UTC: name another time zone as "zone".`,
    )
  if (formats.includes('fiscal'))
    say(
      `“${name}”是财政年度，如 2025-26：开始的日期取前一年，其他取后一年。`,
      `"${name}" holds fiscal years, such as 2025-26: of a beginning the first year is taken, of all else the last.`,
    )
  else if (formats.some((format) => /^yyyy[-/]mm$/.test(format)) && areFiscal(there(values)))
    say(
      `“${name}”里的每一个都可能是月份，也可能是财政年度：${there(values)[0]} 按月份读；若是财政年度，formats 请写 fiscal。`,
      `Each text of "${name}" could be a month or a fiscal year: ${there(values)[0]} is read as a month; if fiscal years are meant, declare "fiscal" as its format.`,
    )
}

/** Texts of a column of dates that stand for more than a day, a month or a year. */
const periodsIn = ({ values, formats }: Column): string[] =>
  formats.length === 0
    ? []
    : there(values).filter((text) => formats.some((one) => one.startsWith('fiscal')) || isPeriod(text))

function tellPeriods(column: Column, say: Say): void {
  const short = there(column.values).find((text) => /^(?:19|20)\d\d\.1$/.test(text))
  if (short !== undefined && column.formats.includes('yyyy.mm'))
    say(
      `“${column.name}”里的 ${short} 按 1 月读；电子表格会把 10 月的“0”去掉：请核对。`,
      `${short} in "${column.name}" is read as January; of October a spreadsheet drops the zero: make sure.`,
    )
  const [first] = periodsIn(column)
  if (first !== undefined && !column.formats.some((one) => one.startsWith('fiscal')))
    say(
      `“${column.name}”写的是一段时间（如 ${first}）：开始取其最早的月或日，其他取最晚的。`,
      `"${column.name}" names periods (as ${first}): of a beginning the first month or day of each is taken, of all else the last.`,
    )
}

/** A day that stands by itself, or nothing. */
const WHOLE_DAY = '^(?:\\d{4}[-/.年]\\d{1,2}[-/.月]\\d{1,2}日?|\\d{1,2}[-/.]\\d{1,2}[-/.]\\d{2,4})?$'

/** The words of a due date that names a period, kept as they are printed. */
export function printedDue({ due }: Pick<Picks, 'due'>, say: Say): Values {
  if (due === null || periodsIn(due).length === 0) return {}
  say(
    `“${due.name}”所印的原文写在 remark 里。`,
    `What is printed in "${due.name}" is kept in "remark" as it stands.`,
  )
  const { name } = due
  return { remark: { template: `${name}: {${name}}`, when: [{ from: name, not: WHOLE_DAY }] } }
}

function tellRole(column: Picked | null, value: Value | null, say: Say, zh: string, en: string): void {
  if (column === null || value === null) return
  const { name, filled } = column
  say(`“${name}”（${filled} 行有内容）用作${zh}。`, `"${name}" (${filled} rows have it) is taken for ${en}.`)
}

export interface Dates {
  start: Value | null
  due: Value | null
  done: Value | null
  fields: Values
}

/**
 * Dates of a milestone: its start, its due date and its completion; where no date says so, the start and a
 * number of days.
 */
export function milestoneDates(picks: Picks, needed: boolean, say: Say): Dates {
  const { duration, delay, actualDuration, baseline } = picks
  const span = spanOf(picks)
  const start = picks.start ?? span
  const from = start === null ? null : dateOf(start, say)
  const days = (column: Picked): Value => ({ from: column.name, as: 'days' })
  const until = picks.due ?? (picks.done === null ? span : null)
  let due: Value | null = until === null ? null : dateOf(until, say, start)
  if (span !== null)
    say(
      `“${span.name}”从某日到某日：开始取前一个日期，期限取后一个。`,
      `"${span.name}" says from when until when: it begins on the first date and is due on the last.`,
    )
  let done: Value | null = picks.done === null ? null : dateOf(picks.done, say, start)
  if (due === null && from !== null && start !== null && duration !== null) {
    say(
      `没有期限：用“${start.name}”加“${duration.name}”的天数。`,
      `There is no due date: "${start.name}" and the days in "${duration.name}" give it.`,
    )
    due = { ...from, plus: days(duration) }
    if (done === null && actualDuration !== null) {
      const plus = [...(delay === null ? [] : [days(delay)]), days(actualDuration)]
      say(
        `完成的日期：“${start.name}”加${delay === null ? '' : `“${delay.name}”和`}“${actualDuration.name}”。`,
        `It was done on "${start.name}" and the days in ${delay === null ? '' : `"${delay.name}" and `}"${actualDuration.name}".`,
      )
      done = { ...from, plus }
    }
  }
  if (due === null && baseline !== null) due = dateOf(baseline, say, start)
  if (due === null && needed) {
    const any = picks.columns.find(
      ({ formats, name }) => formats.length > 0 && name !== start?.name && name !== picks.done?.name,
    )
    if (any !== undefined) due = dateOf(any, say, start)
  }
  tellRole(until, due, say, '期限（currentDue）', 'the day on which it is due (currentDue)')
  if (picks.due !== null && picks.done === null && speaksFor('done', picks.due.name) > 0)
    say(
      `“${picks.due.name}”是计划完成的日期，还是实际完成的日期？这里当作计划；若是实际完成的日期，请改写为 done。`,
      `Is "${picks.due.name}" the day on which it should be done, or the day on which it was? It is taken for the plan here; if it was done then, declare it as "done".`,
    )
  tellRole(
    picks.done,
    done,
    say,
    '实际完成的日期（done）：有日期的就记为已完成',
    'the day on which it was done (done): whatever has one is recorded as done',
  )
  tellRole(start, from, say, '开始的日期（startedAt）', 'the day on which it began (startedAt)')
  const first = picks.due === null || baseline === null ? null : dateOf(baseline, say, start)
  return {
    ...{ start: from, due, done },
    fields: {
      ...(from === null ? {} : { startedAt: from }),
      ...(first === null ? {} : { baselineDue: first }),
      ...(due === null ? {} : { currentDue: due }),
    },
  }
}

/** The column that says from when until when something is to be done; null where another says either of it. */
function spanOf({ start, due, duration, columns }: Picks): Picked | null {
  const spans = (one: Column | null): boolean => one?.formats.includes('span') === true
  if (start !== null && due !== null) return null
  if (start !== null) return spans(start) ? start : null
  if (due !== null) return spans(due) ? due : null
  if (duration !== null && spans(duration)) return duration
  const only = columns.filter(spans)
  const [one] = only
  return one === undefined || only.length > 1 ? null : { ...one, others: [] }
}
