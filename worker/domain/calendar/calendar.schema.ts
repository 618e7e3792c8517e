/** A calendar declared as JSON, for other countries or for what the State Council's data does not hold yet. */
import { z } from 'zod'
import { name, parse } from '../input/input.schema.ts'
import { dayNumber, isCalendarDate } from '../record/date.ts'
import { Problem } from '../record/problem.ts'
import { CHINA_ZONE, isZone } from '../record/zone.ts'
import type { HolidayCalendar } from './holiday-calendar.ts'
import { weekdayOf } from './table.ts'

const day = z.string().refine((text) => text.length === 10 && isCalendarDate(text), { error: 'day' })
const days = z.array(day).max(10_000).default([])

const calendarSchema = z.strictObject({
  name,
  zone: z.string().refine(isZone, { error: 'zone' }).default(CHINA_ZONE),
  from: day,
  to: day,
  weekend: z.array(z.int().min(0).max(6)).max(6).default([0, 6]),
  holidays: days,
  makeUpDays: days,
})

/** The longest period of one calendar, in days: a hundred years. */
const LONGEST = 36_525

function refused(field: string, zh: string, en: string): Problem {
  return new Problem('invalid', { field, words: { zh, en } })
}

/** @throws Problem `invalid` that says which day contradicts what, or what is malformed and where */
export function parseCalendar(input: unknown): HolidayCalendar {
  const calendar = parse(calendarSchema, input)
  const { from, to, weekend, holidays, makeUpDays } = calendar
  if (dayNumber(to) < dayNumber(from))
    throw refused('to', `止日 ${to} 早于起日 ${from}。`, `The end ${to} is before the beginning ${from}.`)
  if (dayNumber(to) - dayNumber(from) > LONGEST)
    throw refused('to', '一份日历最多一百年。', 'A calendar spans a hundred years at most.')
  for (const [field, list] of [
    ['holidays', holidays],
    ['makeUpDays', makeUpDays],
  ] as const) {
    list.forEach((one, i) => {
      const place = `${field}/${i}`
      if (one < from || one > to)
        throw refused(
          place,
          `${one} 不在日历的范围（${from} 至 ${to}）内。`,
          `${one} is outside the period of the calendar (${from} to ${to}).`,
        )
      if (list.indexOf(one) !== i) throw refused(place, `${one} 重复。`, `${one} stands twice.`)
    })
  }
  makeUpDays.forEach((one, i) => {
    const place = `makeUpDays/${i}`
    if (holidays.includes(one))
      throw refused(place, `${one} 既是假日又是补班日。`, `${one} is both a holiday and a make-up day.`)
    if (!weekend.includes(weekdayOf(dayNumber(one))))
      throw refused(
        place,
        `${one} 本来就是工作日，不是补班日。`,
        `${one} is a working weekday anyway, not a make-up day.`,
      )
  })
  return calendar
}

/**
 * The same from the text of a file or a setting.
 *
 * @param named what the text is called where it is told that it cannot be used
 * @throws Problem `invalid`
 */
export function parseCalendarText(text: string, named: string): HolidayCalendar {
  try {
    return parseCalendar(JSON.parse(text))
  } catch (error) {
    const words = error instanceof Problem ? error.words : { zh: String(error), en: String(error) }
    throw new Problem('invalid', {
      words: {
        zh: `日历 ${named} 用不了：${words.zh}`,
        en: `The calendar ${named} cannot be used: ${words.en}`,
      },
    })
  }
}
