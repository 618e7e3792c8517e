/** Clocks that a place declares as JSON, as those of its 12345 hotline: data, because cities differ and change them. */
import { z } from 'zod'
import { filled, name, optional, parse } from '../input/input.schema.ts'
import { practice } from '../law/laws.ts'
import { isCalendarDate } from '../record/date.ts'
import { of, Problem } from '../record/problem.ts'
import { type ClockProfile, clockProfile } from './profile.ts'
import { builtInClocks } from './profiles/profiles.ts'

/** The longest limit or extension, in its units: ten years of days. */
const LONGEST_LIMIT = 3650

const day = z.string().refine((text) => text.length === 10 && isCalendarDate(text), { error: 'day' })
const words = z.strictObject({ zh: name, en: name })
const units = z.int().min(0).max(LONGEST_LIMIT)

const profileSchema = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$/, { error: 'clock_id' })
    .max(60),
  from: day.nullish(),
  to: day.nullish(),
  names: words,
  starts: words,
  limit: units,
  unit: z.enum(['working', 'calendar']),
  pauses: z
    .array(
      z.strictObject({
        code: z
          .string()
          .regex(/^[a-z][a-z0-9_]*$/, { error: 'clock_id' })
          .max(60),
        words,
        most: units.min(1).optional(),
      }),
    )
    .max(20)
    .default([]),
  extension: z
    .strictObject({ most: units.min(1), times: z.int().min(1).max(10).default(1), words })
    .nullish(),
  roll: z.enum(['none', 'next_working_day']).default('none'),
  /** The rules that set it, in words, and where they can be read. */
  basis: z.strictObject({ zh: filled(2000), en: filled(2000) }),
  link: z.url({ protocol: /^https$/, error: 'https' }).nullish(),
  note: z.strictObject({ zh: optional(2000), en: optional(2000) }).nullish(),
})

const clocksSchema = z.strictObject({ profiles: z.array(profileSchema).min(1).max(200) })

type Declared = z.infer<typeof profileSchema>

function profileOf({ basis, note, pauses, extension, ...rest }: Declared): ClockProfile {
  const source = practice(basis.zh, basis.en)
  return clockProfile({
    ...rest,
    from: rest.from ?? null,
    to: rest.to ?? null,
    link: rest.link ?? null,
    basis: source,
    origin: 'local',
    pauses: pauses.map((one) => ({ ...one, basis: source })),
    extension: extension == null ? null : { ...extension, basis: source },
    note: note == null || note.zh === null || note.en === null ? null : of(note.zh, note.en),
  })
}

function refused(place: number, field: string, zh: string, en: string): Problem {
  return new Problem('invalid', { field: `profiles/${place}/${field}`, words: of(zh, en) })
}

const isAtOnce = (a: ClockProfile, b: ClockProfile): boolean =>
  (a.to === null || b.from === null || b.from <= a.to) && (b.to === null || a.from === null || a.from <= b.to)

/** @throws Problem `invalid` that says which clock contradicts what, or what is malformed and where */
export function parseClocks(input: unknown): ClockProfile[] {
  const declared = parse(clocksSchema, input).profiles.map(profileOf)
  for (const [i, one] of declared.entries()) {
    const { id, from, to } = one
    if (from !== null && to !== null && to < from)
      throw refused(
        i,
        'to',
        `止日 ${to} 早于起日 ${from}。`,
        `The end ${to} is before the beginning ${from}.`,
      )
    const known = builtInClocks.find((other) => other.id === id)
    if (known !== undefined && known.origin !== 'promise')
      throw refused(
        i,
        'id',
        `${id} 已由${known.origin === 'named' ? '本平台' : '法规'}规定，不能另行声明：请用另一个名称。`,
        `${id} is ${known.origin === 'named' ? 'known to this platform' : 'set by law'} and cannot be declared otherwise: take another id.`,
      )
    const codes = one.pauses.map(({ code }) => code)
    const twice = codes.findIndex((code, at) => codes.indexOf(code) !== at)
    if (twice !== -1)
      throw refused(i, `pauses/${twice}/code`, `${codes[twice]} 重复。`, `${codes[twice]} stands twice.`)
    const before = declared.findIndex((other, at) => at < i && other.id === id && isAtOnce(other, one))
    if (before !== -1)
      throw refused(
        i,
        'from',
        `${id} 的两个版本（第 ${before + 1} 条和第 ${i + 1} 条）有同一天：请写明各自的起止日期（from、to）。`,
        `Two versions of ${id} (items ${before + 1} and ${i + 1}) are in force on the same day: give each its days (from, to).`,
      )
  }
  return declared
}

/**
 * The same from the text of a file or a setting.
 *
 * @param named what the text is called where it is told that it cannot be used
 * @throws Problem `invalid`
 */
export function parseClocksText(text: string, named: string): ClockProfile[] {
  try {
    return parseClocks(JSON.parse(text))
  } catch (error) {
    const said = error instanceof Problem ? error.words : of(String(error), String(error))
    throw new Problem('invalid', {
      words: of(`期限规则 ${named} 用不了：${said.zh}`, `The clocks ${named} cannot be used: ${said.en}`),
    })
  }
}
