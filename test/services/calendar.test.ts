import { describe, expect, it } from 'vitest'
import {
  type CalendarEvent,
  escapeText,
  foldLine,
  formatCalendar,
  movedDay,
} from '../../worker/services/export/calendar.ts'
import { calendarItems, eventsOf } from '../../worker/services/export/calendar-events.ts'
import type { CalendarItem } from '../../worker/services/reading.ts'
import { freshLedger } from '../support/ledger.ts'
import { parseCalendar, unfold } from './ics.ts'
import { registerDepartments, track } from './tracked.ts'

const event: CalendarEvent = {
  uid: 'mil-0123456789-due@ledger.example/log',
  sequence: 3,
  recorded: '2026-03-02T01:00:05.123Z',
  first: '2026-02-28',
  last: '2026-02-28',
  summary: '到期：治理；一期, "甲\\乙"\n二期',
  description: `长${'河'.repeat(90)}`,
  category: '到期',
  url: 'https://ledger.example/zh/milestones/mil-0123456789',
  status: 'CONFIRMED',
}
const calendar = {
  title: '日历',
  description: '期限',
  lang: 'zh',
  self: 'https://ledger.example/feeds/calendar.ics',
  home: 'https://ledger.example/zh/ledger',
} as const

describe('content lines', () => {
  it('are folded at 75 octets, between characters', () => {
    for (const character of ['a', 'é', '河', '𠮷', '👩‍👩‍👧']) {
      for (let length = 0; length < 130; length++) {
        const line = `SUMMARY:${'x'.repeat(length % 5)}${character.repeat(length)}`
        const folded = foldLine(line)
        for (const part of folded.split('\r\n')) expect(Buffer.byteLength(part)).toBeLessThanOrEqual(75)
        expect(folded).not.toContain('\ufffd')
        expect(unfold(folded)).toEqual([line])
      }
    }
  })

  it('carry any text, and nothing that would end them', () => {
    expect(escapeText('a;b,c\\d\r\ne\u0000\u0007')).toBe('a\\;b\\,c\\\\d\\ne')
    const [read] = parseCalendar(
      formatCalendar({
        ...calendar,
        events: [{ ...event, summary: 'x\r\nEND:VEVENT\nBEGIN:VALARM', url: 'https://a/\r\nATTACH:b' }],
      }),
    ).events
    expect(read?.get('SUMMARY')).toBe('x\nEND:VEVENT\nBEGIN:VALARM')
    expect(read?.get('URL')).toBe('https://a/ATTACH:b')
  })
})

describe('an event', () => {
  it('is read back as it was', () => {
    const text = formatCalendar({ ...calendar, events: [event] })
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true)
    const { properties, events } = parseCalendar(text)
    expect(properties.get('VERSION')).toBe('2.0')
    expect(properties.get('PRODID')).toContain('Mingzhang')
    expect(Object.fromEntries(events[0] ?? [])).toMatchObject({
      UID: event.uid,
      DTSTAMP: '20260302T010005Z',
      SEQUENCE: '3',
      'DTSTART;VALUE=DATE': '20260228',
      'DTEND;VALUE=DATE': '20260301',
      SUMMARY: event.summary,
      DESCRIPTION: event.description,
      STATUS: 'CONFIRMED',
    })
  })

  it('ends on the day after its last, in any month', () => {
    expect(['2026-12-31', '2028-02-28', '2027-02-28'].map((day) => movedDay(day, 1))).toEqual([
      '2027-01-01',
      '2028-02-29',
      '2027-03-01',
    ])
    const period = { ...event, first: '2026-02-20', last: '2026-03-22' }
    const [read] = parseCalendar(formatCalendar({ ...calendar, events: [period] })).events
    expect(read?.get('DTEND;VALUE=DATE')).toBe('20260323')
  })
})

describe('the days of a ledger', async () => {
  const { services } = await freshLedger()
  await registerDepartments(services)
  const made = await track(services)
  const context = {
    lang: 'en',
    origin: services.log.origin,
    base: 'https://ledger.example',
    today: '2026-03-02',
  } as const

  it('are one event each, named by record, relation and part', async () => {
    const { items, whole } = await calendarItems(services.reading, {}, '2026-03-02')
    const events = eventsOf(items, context)
    const at = `@${services.log.origin}`
    expect(whole).toBe(true)
    expect(events.map(({ uid }) => uid).sort()).toEqual(
      [
        `${made.decision}-consultation-s1${at}`,
        `${made.decision}-decided${at}`,
        `${made.decision}-hearing-s2${at}`,
        `${made.evaluation}-evaluation${at}`,
        `${made.overdue}-due${at}`,
        `${made.soon}-due${at}`,
      ].sort(),
    )
    expect(events.find(({ uid }) => uid.includes('consultation'))).toMatchObject({
      first: '2026-02-20',
      last: '2026-03-22',
      summary: 'Consultation: 明川河综合治理',
      url: `https://ledger.example/en/decisions/${made.decision}`,
    })
  })

  it('near today are kept where there are too many', async () => {
    const [item] = (await calendarItems(services.reading, { rel: 'decided' }, '2026-03-02')).items
    if (item === undefined) throw new Error('not there')
    const days = Array.from({ length: 2400 }, (_, i): CalendarItem[] => {
      const day = movedDay('2025-01-01', i)
      return Array.from({ length: 3 }, (_, n) => ({ ...item, day, part: `s${n}` }))
    }).flat()
    const source = {
      calendar: async ({ from, to, limit = 0 }: { from: string; to: string; limit?: number | undefined }) =>
        days.filter(({ day }) => day >= from && day <= to).slice(0, limit),
    }
    const many = await calendarItems(source, {}, '2026-03-02')
    expect([many.whole, many.items.length]).toEqual([false, 4000])
    expect([many.items[0]?.day, many.items.at(-1)?.day]).toEqual(['2026-03-02', '2029-10-25'])
    const later = await calendarItems(source, {}, '2031-01-01')
    expect([later.whole, later.items[0]?.day, later.items.at(-1)?.day]).toEqual([
      true,
      '2029-12-31',
      '2031-07-28',
    ])
    const busy = {
      calendar: async () => Array.from({ length: 2000 }, (_, n) => ({ ...item, part: `s${n}` })),
    }
    expect((await calendarItems(busy, {}, '2026-04-10')).items).toHaveLength(2000)
  })
})
