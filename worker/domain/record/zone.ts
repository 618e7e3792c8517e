/** Days and instants in a time zone, an IANA name such as `Asia/Shanghai`. Days begin at its midnight. */

/** Zone in which the default calendar is in force. */
export const CHINA_ZONE = 'Asia/Shanghai'

/** Seconds of a zone of which the reading stays in memory: those of one page, or of a round of requests. */
const MOST_SHOWN = 2_048

/** A zone, and what its clocks showed at the seconds that were asked last. */
interface Clock {
  formatter: Intl.DateTimeFormat
  shown: Map<number, string>
}

const clocks = new Map<string, Clock>()

function clockOf(zone: string): Clock {
  const known = clocks.get(zone)
  if (known !== undefined) return known
  const formatter = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  const made = { formatter, shown: new Map<number, string>() }
  clocks.set(zone, made)
  return made
}

/** True for the name of a time zone that is known. */
export function isZone(text: string): boolean {
  try {
    return clockOf(text) !== undefined
  } catch {
    return false
  }
}

/**
 * Reading of a clock in a time zone at an instant: `YYYY-MM-DDTHH:MM:SS`. Of one second it is worked out once: that
 * costs as much as all else that is done with a day. @throws RangeError for no instant
 */
export function clockIn(zone: string, instant: string): string {
  const { formatter, shown } = clockOf(zone)
  const second = Math.floor(Date.parse(instant) / 1_000)
  const known = shown.get(second)
  if (known !== undefined) return known
  const read = readingOf(formatter, instant)
  if (shown.size >= MOST_SHOWN) shown.clear()
  shown.set(second, read)
  return read
}

function readingOf(formatter: Intl.DateTimeFormat, instant: string): string {
  const parts = new Map(formatter.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]))
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? ''
  const day = `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`
  return `${day}T${part('hour')}:${part('minute')}:${part('second')}`
}

/** The calendar day, `YYYY-MM-DD`, on which an instant falls in a time zone. */
export function dayIn(zone: string, instant: string): string {
  return clockIn(zone, instant).slice(0, 10)
}

/** The day, in a time zone, of what may be an instant; a date, of whatever precision, is told as it is. */
export function dayAt(zone: string, moment: string): string {
  return moment.includes('T') ? dayIn(zone, moment) : moment
}

/** The hour of the day, 0 to 23, at which an instant falls in a time zone. */
export function hourIn(zone: string, instant: string): number {
  return Number(clockIn(zone, instant).slice(11, 13))
}

/**
 * The instant in UTC at which clocks of a time zone show a time, `YYYY-MM-DDTHH:MM:SS`. Of a time that comes twice
 * the first; a time that is left out is moved on by what was left out.
 */
export function instantIn(zone: string, shown: string): string {
  const wanted = Date.parse(`${shown}Z`)
  const offset = (at: number): number => Date.parse(`${clockIn(zone, new Date(at).toISOString())}Z`) - at
  const before = offset(wanted - 86_400_000)
  const after = offset(wanted + 86_400_000)
  const fits = [before, after].map((one) => wanted - one).filter((at) => at + offset(at) === wanted)
  return new Date(fits[0] ?? wanted - before).toISOString()
}
