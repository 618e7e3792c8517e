/** Time limits and dates in the forms that lists print. */

import type { TimeLimit } from '../../domain/kinds/responsibility/fields.ts'
import { isCalendarDate } from '../../domain/record/date.ts'
import { lineOf } from '../files/text.ts'
import { hanValue } from './points.ts'

/** A time limit such as 20个工作日, 即办 or 15日; null when no number of days is in it. */
export function timeLimitOf(text: string): TimeLimit | null {
  const line = lineOf(text).normalize('NFKC')
  const printed = line.slice(0, 500)
  if (/^(即办|即时|当场|当日)/u.test(line)) return { days: 0, unit: 'day', text: printed }
  const match =
    /(?<![月\d])(?:(\d{1,5})|([一二三四五六七八九十]{1,3}))\s*个?\s*(工作日|日|天|working days?|days?)/iu.exec(
      line,
    )
  if (match === null) return null
  const [, digits, han = '', unit = ''] = match
  const days = digits === undefined ? hanValue(han) : Number(digits)
  return { days, unit: /工作|working/i.test(unit) ? 'working_day' : 'day', text: printed }
}

/** A calendar date in a usual form: 2024-03-05, 2024/3/5, 2024年3月5日, 2024年, 20240305. Null for anything else. */
export function dateOf(text: string): string | null {
  const line = lineOf(text).normalize('NFKC')
  const match =
    /^(\d{4})(\d{2})(\d{2})$/.exec(line) ??
    /^(\d{4})(?:[-/.年]\s*(\d{1,2})(?:[-/.月]\s*(\d{1,2}))?)?\s*[日月年号]?$/u.exec(line)
  if (match === null) return null
  const date = match
    .slice(1, 4)
    .filter((part) => part !== undefined)
    .map((part) => part.padStart(2, '0'))
    .join('-')
  return isCalendarDate(date) ? date : null
}
