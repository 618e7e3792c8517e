/** Writes dates and instants as a register does: 2026-11-23, 2026-11-23 09:14. No clock of its own. */
import { isDay } from '../../worker/ledger/when.ts'

const formatters = new Map<string, Intl.DateTimeFormat>()

function formatter(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  formatters.set(timeZone, made)
  return made
}

/** True for a text that is an instant rather than a calendar date of some precision. */
export function isInstant(text: string): boolean {
  return text.includes('T')
}

/** An instant in a time zone, to the minute; a calendar date stays as it is. Never shows a time that is not known. */
export function formatMoment(text: string, timeZone: string): string {
  if (!isInstant(text)) return text
  const instant = new Date(text)
  return Number.isNaN(instant.getTime()) ? text : formatter(timeZone).format(instant)
}

/** The calendar day of an instant in a time zone; a calendar date stays as precise as it is. */
export function formatDay(text: string, timeZone: string): string {
  return isInstant(text) ? formatMoment(text, timeZone).slice(0, 10) : text
}

/** UTC offset of a time zone at an instant, as people write it: `UTC+8`. */
export function offsetOf(text: string, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'shortOffset' }).formatToParts(
    new Date(text),
  )
  return (parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'UTC').replace('GMT', 'UTC')
}

/** The text where it is a day of the calendar, else nothing: a field of dates takes no other, and browsers complain. */
export function dayOr(text: string | null | undefined): string {
  return typeof text === 'string' && isDay(text) ? text : ''
}
