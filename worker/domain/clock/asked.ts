/** A clock as somebody asks for it, in an address, on a form or on the command line: days as text, read strictly. */
import { dayNumber, isCalendarDate } from '../record/date.ts'
import { refuse } from '../record/guard.ts'
import type { Clocks } from './clocks.ts'
import type { ClockEvents, Pause } from './events.ts'
import type { ClockProfile } from './profile.ts'

/** Nothing is left out by an empty text. */
type Text = string | null | undefined

export interface AskedClock {
  profile: string
  start: Text
  /** Last day of a clock that names it. */
  due?: Text
  /** `2026-02-12/2026-03-04`, several divided by commas; open at the end while it lasts; `ground:` before each. */
  pauses?: Text
  /** The day on which the count begins again. */
  restart?: Text
  /** Units by which it was extended, and the day on which that was granted. */
  extension?: Text
  extendedOn?: Text
  /** The day on which it was done. */
  ended?: Text
}

/** Pauses of one question at most, and days of one at most, so that no question takes long. */
const MOST_PAUSES = 20
const LONGEST_PAUSE = 3660
/** Units of one extension at most where the profile names no number. */
const LONGEST_EXTENSION = 3650

const PAUSE = /^(?:([a-z][a-z0-9_]*):)?(\d{4}-\d{2}-\d{2})\/(\d{4}-\d{2}-\d{2})?$/

const cut = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text)

const isDay = (text: string): boolean => text.length === 10 && isCalendarDate(text)

/** @throws Problem `invalid` unless it is a day, or nothing */
export function readDay(text: Text, field: string): string | null {
  if (text == null || text.trim() === '') return null
  if (isDay(text.trim())) return text.trim()
  throw refuse(
    'invalid',
    `“${cut(text)}”不是日期：请写成 2026-03-05 的样子。`,
    `"${cut(text)}" is no day: write it as 2026-03-05.`,
    field,
  )
}

function readPauses({ pauses, id, names }: ClockProfile, text: Text): Pause[] {
  if (text == null || text.trim() === '') return []
  const parts = text.split(',')
  if (parts.length > MOST_PAUSES)
    throw refuse('invalid', `暂停最多 ${MOST_PAUSES} 段。`, `At most ${MOST_PAUSES} pauses.`, 'pauses')
  const [first] = pauses
  if (first === undefined)
    throw refuse(
      'invalid',
      `“${names.zh}”（${id}）没有暂停计算的依据：请去掉暂停的日子。`,
      `"${names.en}" (${id}) has no ground on which it pauses: leave the pauses out.`,
      'pauses',
    )
  return parts.map((part) => {
    const [, code = first.code, from = '', to = null] = PAUSE.exec(part.trim()) ?? []
    if (!isDay(from) || (to !== null && !isDay(to)))
      throw refuse(
        'invalid',
        `暂停“${cut(part)}”应写成 2026-02-12/2026-03-04，或还没有恢复的 2026-02-12/。`,
        `The pause "${cut(part)}" is written as 2026-02-12/2026-03-04, or 2026-02-12/ while it lasts.`,
        'pauses',
      )
    if (!pauses.some((one) => one.code === code))
      throw refuse(
        'invalid',
        `没有暂停依据 ${cut(code)}：可用 ${pauses.map((one) => one.code).join('、')}。`,
        `There is no ground ${cut(code)}: known are ${pauses.map((one) => one.code).join(', ')}.`,
        'pauses',
      )
    if (to !== null && to < from)
      throw refuse(
        'invalid',
        `暂停的止日 ${to} 早于起日 ${from}。`,
        `The pause ends on ${to}, before it begins on ${from}.`,
        'pauses',
      )
    if (to !== null && dayNumber(to) - dayNumber(from) > LONGEST_PAUSE)
      throw refuse('invalid', '一段暂停最多十年。', 'A pause lasts ten years at most.', 'pauses')
    return { code, from, to }
  })
}

function readExtension(
  profile: ClockProfile,
  { extension, extendedOn }: AskedClock,
): ClockEvents['extensions'] {
  const on = readDay(extendedOn, 'extendedOn')
  if (extension == null || extension.trim() === '') {
    if (on === null) return []
    throw refuse('invalid', '请写延长多少。', 'Say by how much it was extended.', 'extension')
  }
  const by = /^\d{1,4}$/.test(extension.trim()) ? Number(extension) : 0
  const most = profile.extension?.most ?? LONGEST_EXTENSION
  if (profile.extension === null)
    throw refuse(
      'invalid',
      `“${profile.names.zh}”（${profile.id}）不能延长。`,
      `"${profile.names.en}" (${profile.id}) cannot be extended.`,
      'extension',
    )
  if (by < 1 || by > most)
    throw refuse(
      'invalid',
      `延长应为 1 到 ${most} 的整数，不是“${cut(extension)}”。`,
      `An extension is a whole number from 1 to ${most}, not "${cut(extension)}".`,
      'extension',
    )
  return [{ by, on }]
}

/**
 * The profile and the events that were asked for.
 *
 * @throws Problem `not_found` for a clock that is not known, `invalid` for anything that does not fit it
 */
export function readAsked(clocks: Clocks, asked: AskedClock): { profile: ClockProfile; events: ClockEvents } {
  const start = readDay(asked.start, 'start')
  const profile = clocks.profile(asked.profile, start)
  const due = readDay(asked.due, 'due')
  const restart = readDay(asked.restart, 'restart')
  if (start === null) throw refuse('invalid', '请写起算的日子。', 'Name the day from which it runs.', 'start')
  if (!clocks.isInForce(profile.id, start))
    throw refuse(
      'invalid',
      `“${profile.names.zh}”自 ${profile.from} 起施行，${start} 时还没有这一期限。`,
      `"${profile.names.en}" is in force from ${profile.from} on: there was no such limit on ${start}.`,
      'start',
    )
  if (profile.limit === null && due === null)
    throw refuse(
      'invalid',
      '这一期限由个案定下：请写最后一日（due）。',
      'The matter itself names the last day of this clock: give it (due).',
      'due',
    )
  if (profile.limit !== null && due !== null)
    throw refuse(
      'invalid',
      '这一期限由规定算出，不用写最后一日。',
      'The last day of this clock is computed: leave it out.',
      'due',
    )
  if (restart !== null && profile.restart === null)
    throw refuse('invalid', '这一期限不会重新起算。', 'This clock does not begin again.', 'restart')
  return {
    profile,
    events: {
      start,
      due,
      pauses: readPauses(profile, asked.pauses),
      restarts: restart === null ? [] : [restart],
      extensions: readExtension(profile, asked),
      ended: readDay(asked.ended, 'ended'),
    },
  }
}
