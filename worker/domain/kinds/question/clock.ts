/** 期限: the clock of a question for a day, and that of the organ which has it now. Computed, never stored. */
import type { WorkingDays } from '../../calendar/working-days.ts'
import { type Clock, clockOf } from '../../clock/clock.ts'
import { type Clocks, isWithin } from '../../clock/clocks.ts'
import type { ClockEvents, Pause } from '../../clock/events.ts'
import type { ClockProfile } from '../../clock/profile.ts'
import { isOverdue } from '../../clock/state.ts'
import { dayAt, dayIn } from '../../record/zone.ts'
import type { QuestionState, Turn } from './state.ts'
import { isOpenQuestion } from './states.ts'

/** Calendar, clocks and day by which the clocks of a question are counted. */
export interface Counting {
  clocks: Clocks
  calendar: WorkingDays
  /** `YYYY-MM-DD` */
  today: string
}

export interface QuestionClocks {
  /** From the day on which it was received: what the asker counts by, whatever was handed on. */
  asked: Clock
  /** From the day on which the organ got it that has it now; null where it always had it. */
  organ: Clock | null
  isOverdue: boolean
  /** More than twice the limit. */
  isLongOverdue: boolean
}

/** Events by which a question comes to another organ. */
const HANDED_ON = ['assigned', 'transferred', 'decided_competence']

/** True for an event by which a question comes to another organ. */
export const isHandedOn = (event: string): boolean => HANDED_ON.includes(event)

/** Ends by whoever asked: nothing was done. */
const DROPPED = ['withdrawn', 'abandoned']
const ENDED = ['answered', 'declined', 'withdrawn', 'abandoned']
/** By the event with which the count begins again, those by which it had ended or stood. */
const AGAIN: { readonly [event: string]: readonly string[] } = {
  completed: ['completion_asked'],
  reopened: ENDED,
  reviewed: ENDED,
  // A second moderator put into the open what the first had ended.
  published: ['withheld'],
  withheld: ['withheld'],
}

/**
 * The day of a turn: that of the ledger's own clock, which nobody can set back, whatever day is claimed for it. Only of
 * what a published list brought, the day that the list says.
 */
function dayOfTurn(
  { source }: Pick<QuestionState, 'source'>,
  { occurred, recorded }: Pick<Turn, 'occurred' | 'recorded'>,
  zone: string,
): string {
  return (source ?? null) === null ? dayIn(zone, recorded) : dayAt(zone, occurred)
}

/** The clock by which a question of a kind runs where none is named. */
export function usualClock(type: QuestionState['type']): string {
  return type === 'information' ? 'ogi' : 'd713.opinion'
}

/**
 * The clock of a question that came to a hotline: that which the place has declared for its kind, as `hotline.help`, or
 * for all others, as `hotline.other`, and else the usual one.
 *
 * @param day of receipt, `YYYY-MM-DD`
 */
export function hotlineClock(
  type: QuestionState['type'],
  clocks: Pick<Clocks, 'isInForce'>,
  day: string,
): string {
  const declared = [`hotline.${type}`, 'hotline.other'].find((id) => clocks.isInForce(id, day))
  return type === 'information' || declared === undefined ? usualClock(type) : declared
}

/**
 * The clocks of all reviews that were asked for, in their order; none where no law sets one for questions of the kind. Of
 * a petition the first is a review and the second a second review (Petition Regulation Art. 35, 36).
 */
export function reviewClocks(
  { reviews, profile }: Pick<QuestionState, 'reviews' | 'profile'>,
  { clocks, calendar, today }: Counting,
): Clock[] {
  if (!profile.startsWith('xf.')) return []
  return reviews.map(({ asked, answered }, at) => {
    const start = dayAt(calendar.zone, asked)
    const ended = answered === null ? null : dayAt(calendar.zone, answered.occurred)
    return clockOf(
      clocks.profile(at > 0 ? 'xf.rereview' : 'xf.review', start),
      { start, ended },
      calendar,
      today,
    )
  })
}

/** The clock of the review that waits; null where none does, or where no law sets one for questions of its kind. */
export function reviewClock(
  state: Pick<QuestionState, 'reviews' | 'profile'>,
  counting: Counting,
): Clock | null {
  return state.reviews.at(-1)?.answered === null ? (reviewClocks(state, counting).at(-1) ?? null) : null
}

/** True of a clock that a question may run by. */
export function isQuestionClock(id: string): boolean {
  return id === 'ogi' || id === 'd713.opinion' || id === 'xf.settle' || id.startsWith('hotline.')
}

/** Clocks by which a question that begins on a day may run: of each, the last version that is in force then. */
export function questionClocksOn<C extends Pick<ClockProfile, 'id' | 'from' | 'to'>>(
  clocks: readonly C[],
  day: string,
): C[] {
  const open = clocks.filter((one) => isQuestionClock(one.id) && isWithin(one, day))
  return [...new Map(open.map((one) => [one.id, one])).values()]
}

const earlier = (one: string, other: string): string => (one < other ? one : other)
const later = (one: string, other: string): string => (one < other ? other : one)

/** The pauses, none of which begins before it was entered, or ends after its end was. */
function pausesOf(state: QuestionState, day: (turn: Turn) => string): Pause[] {
  return state.turns.flatMap((turn, at): Pause[] => {
    if (turn.event !== 'paused') return []
    const after = state.turns.slice(at + 1)
    const over = after.find(({ event }) => event === 'resumed' || event === 'paused' || ENDED.includes(event))
    const resumed =
      over === undefined
        ? null
        : over.event === 'resumed'
          ? earlier(over.from ?? day(over), day(over))
          : day(over)
    const ends = [resumed, turn.until ?? null].filter((one) => one !== null).sort()
    return [{ from: later(turn.from ?? day(turn), day(turn)), to: ends[0] ?? null, code: turn.reason }]
  })
}

/**
 * The days by which the clock of a question runs.
 *
 * @param from the day from which it is counted
 * @param restarts days on which it begins again
 */
export function eventsOf(
  state: QuestionState,
  zone: string,
  from: string,
  restarts: readonly string[] = [],
): ClockEvents {
  const day = (turn: Turn): string => dayOfTurn(state, turn, zone)
  const ended = isOpenQuestion(state) ? undefined : state.turns.findLast(({ event }) => ENDED.includes(event))
  return {
    start: from,
    pauses: pausesOf(state, day),
    restarts,
    extensions: state.turns.flatMap((turn) =>
      turn.event === 'extended' ? [{ by: turn.days ?? 0, on: day(turn) }] : [],
    ),
    ended: ended === undefined ? null : day(ended),
    dropped: ended !== undefined && DROPPED.includes(ended.event),
  }
}

/**
 * True where the days are known that a clock is counted by. Of a question that a list brought, the day of receipt
 * and that of the answer are as the list says: where one is not there, nothing is counted.
 */
function isCounted(state: QuestionState): boolean {
  if ((state.source ?? null) === null) return true
  return state.undated !== true && !isOpenQuestion(state) && state.answers.at(-1)?.undated !== true
}

/**
 * Days on which the count begins again: what was missing arrived, or an answer is to be given anew. Not where that for
 * which it begins again came late already: then the first limit stands, and the lateness with it.
 */
function restartsOf(
  state: QuestionState,
  profile: ClockProfile,
  { calendar, from }: { calendar: WorkingDays; from: string },
): string[] {
  const restarts: string[] = []
  state.turns.forEach((turn, at) => {
    const { event } = turn
    const leading = AGAIN[event]
    if (leading === undefined || (event === 'reviewed' && !isOpenQuestion(state))) return
    // By which a moderator ended it, and not by which another one took it up again.
    if (event === 'withheld' && turn.before !== undefined) return
    const before = state.turns.slice(0, at).findLastIndex((one) => leading.includes(one.event))
    const cause = state.turns[before]
    const until = dayOfTurn(state, cause ?? turn, calendar.zone)
    const then: QuestionState = { ...state, turns: state.turns.slice(0, before + 1) }
    const events = { ...eventsOf(then, calendar.zone, from, restarts), ended: until }
    if ((clockOf(profile, events, calendar, until).over ?? 0) > 0) return
    restarts.push(dayOfTurn(state, turn, calendar.zone))
  })
  return restarts
}

/** The clocks of a question on a day; null where its time limit or its days are not known here. */
export function clocksOfQuestion(
  state: QuestionState,
  { clocks, calendar, today }: Counting,
): QuestionClocks | null {
  const received = receivedOn(state)
  if (!isCounted(state)) return null
  if (!clocks.all.some(({ id }) => id === state.profile)) return null
  const profile = clocks.profile(state.profile, received)
  const at = (from: string): Clock => {
    const restarts = restartsOf(state, profile, { calendar, from })
    return clockOf(profile, eventsOf(state, calendar.zone, from, restarts), calendar, today)
  }
  const asked = at(received)
  const handed = state.turns.findLast(({ event }) => HANDED_ON.includes(event))
  const since = handed === undefined ? received : dayOfTurn(state, handed, calendar.zone)
  return {
    asked,
    organ: since === received ? null : at(since),
    isOverdue: isOverdue(asked.state),
    isLongOverdue: asked.state === 'long_overdue',
  }
}

/** The day of receipt: of what was asked here the ledger's own, which nobody claims. */
export function receivedOn({ listed }: Pick<QuestionState, 'listed'>): string {
  return listed.slice(0, 10)
}
