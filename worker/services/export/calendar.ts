/** iCalendar (RFC 5545): days of records as all-day events. Formatting alone. */
import type { Lang } from '../../domain/record/problem.ts'
export interface CalendarEvent {
  /** Stable for ever, and of this event alone. */
  uid: string
  /** Rises with every entry of the record. */
  sequence: number
  /** Instant of the last entry, UTC, ISO 8601. */
  recorded: string
  /** First and last day, `YYYY-MM-DD`. */
  first: string
  last: string
  summary: string
  description: string
  category: string
  url: string
  status: 'CONFIRMED' | 'TENTATIVE' | 'CANCELLED'
}

export interface Calendar {
  title: string
  description: string
  lang: Lang
  /** Address at which it can be fetched again. */
  self: string
  home: string
  events: readonly CalendarEvent[]
}

const MOST_OCTETS = 75
const DAY_MS = 86_400_000

/** A day moved by days, `YYYY-MM-DD`. */
export function movedDay(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
}

/** TEXT of RFC 5545 §3.3.11: marks are escaped, what cannot be carried is left out. */
function escapeText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .replace(/[\\;,]/g, '\\$&')
    .replaceAll('\n', '\\n')
}

/** A content line, folded at 75 octets between characters, never within one (§3.1). */
function foldLine(line: string): string {
  const encoder = new TextEncoder()
  const parts: string[] = []
  let part = ''
  let octets = 0
  for (const character of line) {
    const size = encoder.encode(character).length
    if (octets + size > MOST_OCTETS) {
      parts.push(part)
      part = ' '
      octets = 1
    }
    part += character
    octets += size
  }
  return [...parts, part].join('\r\n')
}

const compact = (date: string): string => date.replaceAll('-', '')

/** An instant in UTC without its fraction: `20260302T010000Z`. */
function stampOf(instant: string): string {
  return `${compact(instant.slice(0, 19)).replaceAll(':', '')}Z`
}

/** An address as it stands in a line: what would end the line cannot be in it. */
const addressOf = (url: string): string => url.replace(/[\p{Cc}\s]/gu, '')

function eventLines({
  uid,
  sequence,
  recorded,
  first,
  last,
  summary,
  description,
  category,
  url,
  status,
}: CalendarEvent): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${escapeText(uid)}`,
    `DTSTAMP:${stampOf(recorded)}`,
    `LAST-MODIFIED:${stampOf(recorded)}`,
    `SEQUENCE:${sequence}`,
    `DTSTART;VALUE=DATE:${compact(first)}`,
    `DTEND;VALUE=DATE:${compact(movedDay(last < first ? first : last, 1))}`,
    `SUMMARY:${escapeText(summary)}`,
    `DESCRIPTION:${escapeText(description)}`,
    `CATEGORIES:${escapeText(category)}`,
    `URL:${addressOf(url)}`,
    `STATUS:${status}`,
    // A public date takes nobody's time.
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ]
}

/** The calendar as a file. */
export function formatCalendar({ title, description, lang, self, home, events }: Calendar): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:-//Mingzhang//Ledger//${lang.toUpperCase()}`,
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `NAME:${escapeText(title)}`,
    `X-WR-CALNAME:${escapeText(title)}`,
    `DESCRIPTION:${escapeText(description)}`,
    `X-WR-CALDESC:${escapeText(description)}`,
    `SOURCE;VALUE=URI:${addressOf(self)}`,
    `URL:${addressOf(home)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT6H',
    'X-PUBLISHED-TTL:PT6H',
    ...events.flatMap(eventLines),
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${foldLine(line)}\r\n`).join('')
}
