/** Days, instants and texts as registers print them. */
import { dayAfter, isDateText, precisionOf } from '../../domain/record/date.ts'
import { instantIn } from '../../domain/record/zone.ts'

/** A day moved by days; null unless it is a whole day of the calendar. */
export function plusDays(day: string, days: number): string | null {
  if (precisionOf(day) !== 'day') return null
  const moved = dayAfter(day, days)
  return isDateText(moved) ? moved : null
}

const INSTANT =
  /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(:\d{2})?(?:[.,](\d{1,9}))?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?$/

/**
 * An instant in UTC, its fraction brought to milliseconds. One that is printed without an offset is read where a
 * time zone is declared, as clocks there show it.
 */
export function readMoment(text: string, zone?: string): string | null {
  const match = INSTANT.exec(text.trim())
  if (match === null) return null
  const [, day = '', minute = '', second = ':00', fraction, offset] = match
  if (precisionOf(`${day}T${minute}${second}Z`) === null) return null
  if (offset === undefined && zone === undefined) return null
  const utc =
    offset === undefined
      ? instantIn(zone ?? 'UTC', `${day}T${minute}${second}`)
      : shifted(`${day}T${minute}${second}`, offset)
  const part = fraction === undefined ? '' : `.${fraction.padEnd(3, '0').slice(0, 3)}`
  const moment = utc.replace(/(?:\.\d+)?Z$/, `${part}Z`)
  return isDateText(moment) ? moment : null
}

function shifted(shown: string, offset: string): string {
  const [sign, hours, minutes] = /\d/.test(offset)
    ? [offset.startsWith('-') ? 1 : -1, Number(offset.slice(1, 3)), Number(offset.slice(-2))]
    : [1, 0, 0]
  return new Date(Date.parse(`${shown}Z`) + sign * (hours * 60 + minutes) * 60_000).toISOString()
}

/** The time of day of an instant as printed; null for midnight, which registers print where they know none. */
export function readTime(text: string): string | null {
  const time = /(?:^|[T ])(\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?$/.exec(text.trim())?.[1]
  return time === undefined || time === '00:00' ? null : time
}

/** "580 days", "-29 days", "12". */
export function readDays(text: string): number | null {
  const match = /^(-?\d+)(?:\.0+)?(?:\s*(?:days?|d|天|日))?$/i.exec(text.trim())
  return match === null ? null : Number(match[1])
}

const ENTITIES: { readonly [name: string]: string } = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
}

/** The text of HTML. */
export function readHtml(text: string): string {
  return text
    .replace(/<(?:br|\/p|\/li|\/div)\b[^>]*>/gi, '\n')
    .replace(/<[^>]+>/g, '')
    .replace(/&(#x?[0-9a-f]+|[a-z]+);/gi, (whole, name: string) => {
      if (!name.startsWith('#')) return ENTITIES[name.toLowerCase()] ?? whole
      const code = name[1]?.toLowerCase() === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
      return code > 31 && code < 0x110000 && !(code >= 0xd800 && code < 0xe000)
        ? String.fromCodePoint(code)
        : ''
    })
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/** The first sentence, cut between words where it is longer than 300 characters. */
export function brief(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  const sentence = /^.+?[.!?。！？](?=\s|$)/u.exec(line)?.[0] ?? line
  if (sentence.length <= 300) return sentence
  return `${sentence.slice(0, 299).replace(/\s+\S*$/, '')}…`
}
