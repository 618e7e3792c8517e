/** 期限怎么算出来的: the lines that lead to a last day, one for each day, each with its reason. */
import type { WorkingDays } from '../calendar/working-days.ts'
import { citationWords } from '../law/laws.ts'
import { of, type Words } from '../record/problem.ts'
import type { Count, Counted, NotAssessable } from './count.ts'
import type { ClockEvents, Pause } from './events.ts'
import type { Granted } from './grant.ts'
import { type ClockProfile, clockUnits, groundOf } from './profile.ts'

/** Kinds of lines, in the order in which those of one day stand. */
export const lineKinds = [
  'start',
  'restart',
  'holiday',
  'pause',
  'make_up',
  'count',
  'extension',
  'roll',
  'due',
  'end',
] as const

export type LineKind = (typeof lineKinds)[number]

export interface ClockLine {
  /** `YYYY-MM-DD` */
  day: string
  kind: LineKind
  /** Units counted up to this day with it; of an extension, the units that it adds. */
  n: number
  words: Words
  /** The article on which it rests; null where it is the calendar that says so. */
  article: Words | null
}

/** Everything that the lines of a clock are made of. */
export interface Explained {
  profile: ClockProfile
  events: ClockEvents
  /** Day on which the count begins. */
  start: string
  counted: Count
  granted: readonly Granted[]
  limit: number
  pauses: readonly Pause[]
  calendar: WorkingDays
  today: string
}

const restWords = {
  weekend: of('周末，不计', 'Weekend, not counted'),
  holiday: of('节假日，不计', 'Holiday, not counted'),
} as const

const cutWords = {
  none: of('', ''),
  too_late: of('，期满后才提出，不计', ', after the last day: not counted'),
  too_long: of('，超过上限的部分不计', ', what is beyond the most that is allowed is not counted'),
  too_often: of('，不能再延，不计', ', no further extension is allowed: not counted'),
} as const satisfies Record<Granted['cut'], Words>

const joined = (...all: readonly Words[]): Words =>
  of(all.map(({ zh }) => zh).join(''), all.map(({ en }) => en).join(''))

/** 第 3 个工作日 */
function nth({ unit }: ClockProfile, n: number): Words {
  if (unit === 'working') return of(`第 ${n} 个工作日`, `working day ${n}`)
  return of(`第 ${n} 日`, `day ${n}`)
}

/** The limit in words: 20 个工作日. */
export function limitWords({ unit }: Pick<ClockProfile, 'unit'>, n: number): Words {
  const { zh, en } = clockUnits[unit]
  return of(`${n} ${zh}`, `${n} ${n === 1 ? en.slice(0, -1) : en}`)
}

function lineOf(one: Counted, { profile, calendar }: Explained): ClockLine {
  const { day, n } = one
  const line = (words: Words, article: Words | null = null): ClockLine => ({
    day,
    kind: one.as,
    n,
    words,
    article,
  })
  switch (one.as) {
    case 'count':
      return line(nth(profile, n))
    case 'make_up':
      return line(joined(of('调休上班，计：', 'Worked to make up for a holiday, counted: '), nth(profile, n)))
    case 'holiday': {
      const name = calendar.nameOf(day)
      return line(name === null ? restWords[one.rest] : of(`${name.zh}，不计`, `${name.en}, not counted`))
    }
    case 'pause': {
      const ground = profile.pauses.find(({ code }) => code === one.code) ?? profile.pauses[0]
      if (ground === undefined) return line(of('暂停，不计', 'Paused, not counted'))
      return line(ground.words, citationWords(ground.basis))
    }
    case 'roll':
      return line(of('最后一日不是工作日，顺延', 'The last day is not worked: moved on'))
  }
}

/** The lines of a clock in the order of its days. */
export function linesOf(all: Explained): ClockLine[] {
  const { profile, events, start, counted, granted, limit } = all
  const basis = citationWords(profile.basis)
  const lines: ClockLine[] = counted.days.map((one) => lineOf(one, all))
  if (events.start !== null)
    lines.push({
      day: events.start,
      kind: 'start',
      n: 0,
      words: joined(profile.starts, of('（当日不计）', ' (that day is not counted)')),
      article: basis,
    })
  if (events.start !== null && start !== events.start)
    lines.push({
      day: start,
      kind: 'restart',
      n: 0,
      words: profile.restart?.words ?? of('重新起算', 'The count begins again'),
      article: profile.restart === null ? null : citationWords(profile.restart.basis),
    })
  for (const one of granted) lines.push(extensionLine(one, all))
  for (const one of events.pauses ?? [])
    if (groundOf(one, profile) === undefined)
      lines.push({ day: one.from, kind: 'pause', n: 0, words: UNKNOWN, article: basis })
  if (counted.lacks === 'paused') lines.push(...pausedLines(all))
  if (counted.due !== null)
    lines.push({
      day: counted.due,
      kind: 'due',
      n: profile.limit === null ? (counted.days.at(-1)?.n ?? 0) : limit,
      words: dueWords(all),
      article: basis,
    })
  if (events.ended != null)
    lines.push({
      day: events.ended,
      kind: 'end',
      n: 0,
      words:
        events.dropped === true
          ? of('提问人放弃或撤回，未办', 'Given up or withdrawn, not done')
          : of('已办', 'Done'),
      article: null,
    })
  const place = ({ kind }: ClockLine): number => lineKinds.indexOf(kind)
  const order = profile.counts === 'before' ? -1 : 1
  return lines.sort((a, b) => (a.day === b.day ? place(a) - place(b) : a.day < b.day ? -order : order))
}

const UNKNOWN = of(
  '暂停，但这一期限没有这样的依据，照常计算',
  'Stopped on a ground that this limit does not have: the days are counted all the same',
)

function dueWords({ profile, limit }: Explained): Words {
  if (profile.limit === null) return of('定下的最后一日', 'The last day, as it was named')
  const units = limitWords(profile, limit)
  if (profile.bound === 'earliest')
    return of(`满 ${units.zh}，此日起方可结束`, `${units.en} are full: it may end from this day on`)
  return of(`最后一日：${units.zh}届满`, `The last day: ${units.en} end`)
}

function extensionLine(one: Granted, { profile, counted, start }: Explained): ClockLine {
  const units = limitWords(profile, one.by)
  const { extension } = profile
  const what = of(`延长 ${units.zh}`, `Extended by ${units.en}`)
  const why = extension === null ? of('', '') : of(`：${extension.words.zh}`, `: ${extension.words.en}`)
  return {
    day: one.on ?? baseDueOf(counted, profile) ?? start,
    kind: 'extension',
    n: one.counted,
    words: joined(what, one.cut === 'none' ? why : cutWords[one.cut]),
    article: extension === null ? null : citationWords(extension.basis),
  }
}

/** The day on which the limit without extensions is full: where an extension of an unknown day is shown. */
const baseDueOf = ({ days }: Count, { limit }: ClockProfile): string | undefined =>
  days.find(({ n, as }) => n === limit && (as === 'count' || as === 'make_up'))?.day

/** A pause that lasts: where it began, until when nothing more is counted. */
function pausedLines({ profile, counted, pauses, today }: Explained): ClockLine[] {
  const open = pauses.find(({ to }) => to === null)
  if (open === undefined) return []
  const ground = profile.pauses.find(({ code }) => code === open.code) ?? profile.pauses[0]
  return [
    {
      day: today < open.from ? open.from : today,
      kind: 'pause',
      n: counted.days.at(-1)?.n ?? 0,
      words: joined(
        ground?.words ?? of('暂停', 'Paused'),
        of(`（自 ${open.from} 起，尚未恢复）`, ` (since ${open.from}, and it lasts)`),
      ),
      article: ground === undefined ? null : citationWords(ground.basis),
    },
  ]
}

/** Words for a clock of which no last day can be told. */
export const lackWords: { readonly [reason in NotAssessable]: Words } = {
  not_started: of('尚未起算', 'it has not begun'),
  paused: of('期限暂停计算中', 'the count is paused'),
  beyond_calendar: of(
    '超出节假日安排已公布的范围，暂无法计算',
    'it runs past the days for which holidays have been announced',
  ),
  not_named: of('没有定下最后的日子', 'no last day was named'),
}
