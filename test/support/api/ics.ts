/** A small reader of iCalendar, written from RFC 5545 alone, that fails on anything it does not expect. */

export interface ReadCalendar {
  properties: Map<string, string>
  events: Map<string, string>[]
}

/** Content lines of a file, unfolded (§3.1). */
export function unfold(text: string): string[] {
  return text
    .replace(/\r\n[ \t]/g, '')
    .split('\r\n')
    .filter((line) => line !== '')
}

function unescaped(value: string): string {
  return value.replace(/\\([\\;,nN])/g, (_, mark: string) => (mark.toLowerCase() === 'n' ? '\n' : mark))
}

/** Values of properties that each event of ours has (§3.8). */
const FORMS: readonly [string, RegExp][] = [
  ['DTSTAMP', /^\d{8}T\d{6}Z$/],
  ['LAST-MODIFIED', /^\d{8}T\d{6}Z$/],
  ['DTSTART;VALUE=DATE', /^\d{8}$/],
  ['DTEND;VALUE=DATE', /^\d{8}$/],
  ['SEQUENCE', /^\d+$/],
  ['STATUS', /^(TENTATIVE|CONFIRMED|CANCELLED)$/],
]

/** @throws Error for a line that is too long, bare, or out of place */
export function parseCalendar(text: string): ReadCalendar {
  if (!text.endsWith('\r\n')) throw new Error('the last line is open')
  for (const line of text.split('\r\n')) {
    if (Buffer.byteLength(line) > 75) throw new Error(`more than 75 octets: ${line}`)
    if (/[\r\n]/.test(line)) throw new Error('a bare line break')
  }
  const lines = unfold(text)
  if (lines[0] !== 'BEGIN:VCALENDAR' || lines.at(-1) !== 'END:VCALENDAR') throw new Error('no calendar')
  const calendar: ReadCalendar = { properties: new Map(), events: [] }
  let event: Map<string, string> | null = null
  for (const line of lines.slice(1, -1)) {
    const [, name = '', value = ''] = /^([A-Z-]+(?:;[A-Z-]+=[^:;]+)*):(.*)$/su.exec(line) ?? []
    if (name === '') throw new Error(`no content line: ${line}`)
    if (name === 'BEGIN') {
      if (value !== 'VEVENT' || event !== null) throw new Error(`unexpected ${line}`)
      event = new Map()
    } else if (name === 'END') {
      if (value !== 'VEVENT' || event === null) throw new Error(`unexpected ${line}`)
      for (const needed of ['UID', 'DTSTAMP', 'DTSTART;VALUE=DATE', 'SUMMARY'])
        if (!event.has(needed)) throw new Error(`an event without ${needed}`)
      for (const [property, form] of FORMS)
        if (!form.test(event.get(property) ?? '')) throw new Error(`${property}: ${event.get(property)}`)
      calendar.events.push(event)
      event = null
    } else {
      const into: Map<string, string> = event ?? calendar.properties
      if (into.has(name)) throw new Error(`${name} twice`)
      into.set(name, unescaped(value))
    }
  }
  for (const needed of ['VERSION', 'PRODID'])
    if (!calendar.properties.has(needed)) throw new Error(`no ${needed}`)
  const uids = calendar.events.map((one) => one.get('UID'))
  if (new Set(uids).size !== uids.length) throw new Error('one UID for two events')
  return calendar
}
