import { join } from 'node:path'
import { parseCalendarText } from '../../domain/calendar/calendar.schema.ts'
import type { HolidayCalendar } from '../../domain/calendar/holiday-calendar.ts'
import { parseClocksText } from '../../domain/clock/clocks.schema.ts'
import type { ClockProfile } from '../../domain/clock/profile.ts'
import { CHINA_ZONE, dayIn } from '../../domain/record/zone.ts'
import type { Named } from '../../machine/serving/named.ts'
import { todayOf } from '../../services/submit/call.ts'
import type { Terminal } from './terminal.ts'

const machine = () => import('../../machine/machine.ts')

type Clock = Pick<Terminal, 'now' | 'env'>

/** The day that it is where this machine is. */
export function todayHere({ now }: Pick<Clock, 'now'>): string {
  return todayOf(now(), Intl.DateTimeFormat().resolvedOptions().timeZone)
}

/**
 * The day that it is for a command: by the calendar of the ledger that it names, or by that of mainland China where
 * that declares none. Without a ledger of its own, as with the address of a server, where this machine is.
 *
 * @param place null for the address of a server
 */
export async function todayFor({ now, env }: Clock, place: Named | null): Promise<string> {
  if (place === null) return todayHere({ now })
  const calendar = await calendarOf(place, env)
  return todayOf(now(), calendar?.zone ?? CHINA_ZONE)
}

/** The days on which instants fell, by the calendar of a ledger; nothing for none. @param place of the ledger */
export async function daysFor(
  { env }: Pick<Clock, 'env'>,
  place: Named,
): Promise<(instant: string | null | undefined) => string> {
  const calendar = await calendarOf(place, env)
  return (instant) => (instant == null ? '' : dayIn(calendar?.zone ?? CHINA_ZONE, instant))
}

/** The calendar of a ledger: beside a folder, in the environment for one on a libSQL server. */
export async function calendarOf(
  { data = '.data', libsql }: Named,
  { CALENDAR }: Clock['env'],
): Promise<HolidayCalendar | undefined> {
  if (libsql === undefined) return (await machine()).readCalendar(join(data, 'calendar.json'))
  return CALENDAR === undefined ? undefined : parseCalendarText(CALENDAR, 'CALENDAR')
}

/** The time limits that a ledger declares beside those that everybody has: there, or in the environment. */
export async function declaredClocks(
  { data = '.data', libsql }: Named,
  { CLOCKS }: Clock['env'],
): Promise<ClockProfile[]> {
  if (libsql === undefined) return (await (await machine()).readClocks(join(data, 'clocks.json'))) ?? []
  return CLOCKS === undefined ? [] : parseClocksText(CLOCKS, 'CLOCKS')
}
