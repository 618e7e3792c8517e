/**
 * 中国大陆的工作日: holidays and make-up days as the General Office of the State Council announces them each year
 * (国务院办公厅关于部分节假日安排的通知), from the data of the package chinese-days. Its data alone: its functions
 * count in the time zone of the machine and are off by a day west of Greenwich.
 */
import announced from 'chinese-days/dist/chinese-days.json' with { type: 'json' }
import { of } from '../record/problem.ts'
import { CHINA_ZONE } from '../record/zone.ts'
import type { HolidayCalendar } from './holiday-calendar.ts'
import { workingDaysOf } from './table.ts'

const byDay = (days: object): string[] => Object.keys(days).sort()

/** The names of the holidays, of which the data says `Spring Festival,春节,4`. */
const names = new Map(
  Object.entries(announced.holidays).map(([day, said]) => {
    const [en = '', zh = ''] = said.split(',')
    return [day, of(zh, en)]
  }),
)

const holidays = byDay(announced.holidays)
const makeUpDays = byDay(announced.workdays)
const years = [...holidays, ...makeUpDays].map((day) => day.slice(0, 4)).sort()

export const china: HolidayCalendar = {
  name: '国务院办公厅节假日安排',
  zone: CHINA_ZONE,
  from: `${years[0]}-01-01`,
  // The next year's arrangement has moved days from 29 December on, and is not known yet.
  to: `${years.at(-1)}-12-28`,
  weekend: [0, 6],
  holidays,
  makeUpDays,
  names,
}

/** Working days in mainland China; built once. */
export const chinaWorkingDays = workingDaysOf(china)
