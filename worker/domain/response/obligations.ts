/**
 * 应答: what is owed by a day, read from the states of records: milestones, answers to flags, reports on opinions and
 * answers to questions. Facts that no day changes: how they stand on one is computed from them.
 */
import type { WorkingDays } from '../calendar/working-days.ts'
import type { Clock } from '../clock/clock.ts'
import { clockOf } from '../clock/clock.ts'
import type { Clocks } from '../clock/clocks.ts'
import type { Turning } from '../following/steps.ts'
import { type ConsultationState, reportOf } from '../kinds/consultation/state.ts'
import { stepClocks } from '../kinds/decision/clock.ts'
import type { DecisionState } from '../kinds/decision/state.ts'
import { askClock } from '../kinds/flag/clock.ts'
import type { FlagState } from '../kinds/flag/flag.ts'
import { isOpenFlag } from '../kinds/flag/states.ts'
import type { State } from '../kinds/kinds.ts'
import type { MilestoneState } from '../kinds/milestone/state.ts'
import type { OwedThing } from '../kinds/overdue/vocabulary.ts'
import { clocksOfQuestion, isHandedOn, reviewClocks } from '../kinds/question/clock.ts'
import type { QuestionState } from '../kinds/question/state.ts'
import { isOpenQuestion } from '../kinds/question/states.ts'
import { type QuestionFact, questionFacts } from '../kinds/question/vocabulary.ts'
import { isVanished } from '../record/acts.ts'
import { earliest, latest } from '../record/date.ts'
import { annulmentOf } from '../record/entered/annulment.ts'
import { ownText } from '../record/spoken/text.ts'
import { codesOf } from '../record/vocabulary.ts'
import { dayIn } from '../record/zone.ts'

export interface Obligation {
  what: OwedThing
  /** The record of which it is owed, and who owes it. */
  record: string
  department: string | null
  /** True where the organ above that department owes it: `ownedBy` says who that is. */
  above: boolean
  profile: string
  /** From which day it was owed, by which it has to be there, and on which it was: `YYYY-MM-DD`. */
  received: string | null
  due: string | null
  ended: string | null
  /** The last day of twice the limit; null where it cannot be told. */
  twice: string | null
  /** True while it is still owed: neither there nor given up. */
  open: boolean
  /** False where withheld entries, or a day that was not told, may hide when it was there. */
  assessable: boolean
  /** More time was granted. */
  extended: boolean
  /** More time was asked for on this day; null where it was not. */
  moreTime: string | null
  declined: boolean
  /** Deemed given up by the clock, as its asker did not send what was missing. */
  abandoned: boolean
  /** It ended without an answer, by its asker: given up, or withdrawn. */
  dropped: boolean
  withheld: boolean
  /** Facts that the asker claims and that raise its priority, each with the day on which it was last checked. */
  claims: readonly Claim[]
  /** Turns of which a department is told, with the day of each. */
  turns: readonly { step: Turning; on: string; to: string }[]
  /** Rating of the answer by the asker; null where nothing was said, or nobody asks. */
  rating: { solved: 'yes' | 'partly' | 'no'; satisfied: number | null } | null
}

/** A fact that somebody claims without having been there to be asked; `on` and `denied` are null while nobody has checked. */
export interface Claim {
  fact: QuestionFact
  denied: boolean | null
  on: string | null
}

export interface Counting {
  calendar: WorkingDays
  clocks: Clocks
}

/** Of what no day is computed here, a day that does not matter. */
const ANY_DAY = '2000-01-01'

const usual = {
  above: false,
  open: true,
  assessable: true,
  extended: false,
  moreTime: null,
  declined: false,
  abandoned: false,
  dropped: false,
  withheld: false,
  claims: [],
  turns: [],
  rating: null,
}

const times = ({ due, twice, profile }: Clock) => ({ due, twice, profile })

function ofMilestone(state: MilestoneState, { calendar, clocks }: Counting): Obligation[] {
  const { id, department, currentDue, metAt, status, listed, sealed, reschedules } = state
  const over = status === 'claimed_done' || status === 'met' || status === 'partially_met'
  if (currentDue === null || status === 'cancelled' || status === 'withheld' || isVanished(state)) return []
  const [received, due] = [earliest(listed), latest(currentDue)]
  const ended = metAt === null ? null : earliest(metAt)
  const clock = clockOf(
    clocks.profile('milestone.due', received),
    { start: received, due },
    calendar,
    ANY_DAY,
  )
  return [
    {
      ...usual,
      ...times(clock),
      what: 'milestone',
      record: id,
      department,
      received,
      ended,
      open: ended === null && !over && status !== 'not_met',
      // Done on a day that nobody told, or moved by an entry that nobody may read.
      assessable: !(over && ended === null) && sealed.length === 0,
      extended: reschedules.length > 0,
    },
  ]
}

function ofFlag(state: FlagState, { calendar, clocks }: Counting): Obligation[] {
  return state.asks.flatMap((ask, at): Obligation[] => {
    const isLast = at === state.asks.length - 1
    // What was not answered before it was asked anew, or before the flag ended, is owed no more.
    if (ask.answered === null && !(isLast && isOpenFlag(state))) return []
    const clock = askClock(ask, calendar, clocks, ANY_DAY)
    return [
      {
        ...usual,
        ...times(clock),
        what: 'answer',
        record: state.id,
        department: state.department,
        received: clock.start,
        ended: ask.answered === null ? null : earliest(ask.answered),
        open: ask.answered === null,
        assessable: state.sealed.length === 0,
        moreTime: ask.moreTime === null ? null : earliest(ask.moreTime),
      },
    ]
  })
}

function ofDecision(state: DecisionState, { calendar, clocks }: Counting): Obligation[] {
  return stepClocks(state, calendar, clocks, ANY_DAY, 'adoption.report').map(
    ({ clock }): Obligation => ({
      ...usual,
      ...times(clock),
      what: 'report',
      record: state.id,
      department: state.department,
      received: clock.start,
      ended: null,
      assessable: state.sealed.length === 0,
    }),
  )
}

/** The report on a draft that is of no decision: that of a decision is owed by its step of public participation. */
function ofConsultation(state: ConsultationState, { calendar, clocks }: Counting): Obligation[] {
  const { id, department, decision, closeAt, status, sealed } = state
  if (decision !== null || closeAt === null || status === 'cancelled' || status === 'withheld') return []
  const start = earliest(closeAt)
  if (!clocks.isInForce('adoption.report', start)) return []
  const report = reportOf(state)
  const ended = report === null ? null : dayIn(calendar.zone, report.recorded)
  const clock = clockOf(clocks.profile('adoption.report', start), { start, ended }, calendar, ANY_DAY)
  return [
    {
      ...usual,
      ...times(clock),
      what: 'report',
      record: id,
      department,
      received: start,
      ended,
      open: report === null,
      assessable: sealed.length === 0,
    },
  ]
}

/** Turns of a question that are news to a department: it came to it, its transfer was objected to, its answer solved nothing. */
function turnsOf({ turns, rating, department }: QuestionState, { calendar }: Counting): Obligation['turns'] {
  const day = (recorded: string): string => dayIn(calendar.zone, recorded)
  const told = turns.flatMap(({ event, recorded }, at): Obligation['turns'][number][] => {
    // The organ from which it was handed on holds the entry of the transfer.
    const from = turns[at - 1]?.department ?? null
    return event === 'objected' && from !== null ? [{ step: 'objected', on: day(recorded), to: from }] : []
  })
  const last = turns.findLast(({ event }) => isHandedOn(event))
  return [
    ...(last === undefined || department === null
      ? []
      : [{ step: 'arrived', on: day(last.recorded), to: department } as const]),
    ...told,
    ...(rating?.solved !== 'no' || department === null
      ? []
      : [{ step: 'unsolved', on: earliest(rating.occurred), to: department } as const]),
  ]
}

/** Claims of the asker. What a desk took down is its own word, and that one person is concerned raises nothing. */
function claimsOf({ facts, checked, checkedAt, claimedBy }: QuestionState, { calendar }: Counting): Claim[] {
  if (claimedBy !== 'submitter') return []
  return codesOf(questionFacts).flatMap((fact) => {
    const said = facts[fact]
    if (said === undefined || said === false || said === 'one') return []
    const [holds, at] = [checked[fact], checkedAt[fact]]
    const isChecked = holds !== undefined && at !== undefined
    return [{ fact, denied: isChecked ? !holds : null, on: isChecked ? dayIn(calendar.zone, at) : null }]
  })
}

function ofQuestion(state: QuestionState, counting: Counting): Obligation[] {
  const { calendar, clocks } = counting
  const found = clocksOfQuestion(state, { clocks, calendar, today: ANY_DAY })
  if (found === null) return []
  const { asked } = found
  const { rating, answers } = state
  return [
    {
      ...usual,
      ...times(asked),
      what: 'question',
      record: state.id,
      department: state.department,
      received: asked.start,
      ended: asked.lines.findLast(({ kind }) => kind === 'end')?.day ?? null,
      open: isOpenQuestion(state),
      extended: state.extension !== null,
      declined: state.declined !== null && answers.length === 0,
      abandoned: state.status === 'abandoned',
      dropped: state.status === 'abandoned' || state.status === 'withdrawn',
      withheld: state.status === 'withheld' || ownText(state)?.publication === 'withheld',
      claims: claimsOf(state, counting),
      turns: turnsOf(state, counting),
      rating: rating === null ? null : { solved: rating.solved, satisfied: rating.satisfied },
    },
    ...reviewsOf(state, counting),
  ]
}

/** Reviews of its answers, by the organ above the one that answered. */
function reviewsOf(state: QuestionState, { calendar, clocks }: Counting): Obligation[] {
  return reviewClocks(state, { calendar, clocks, today: ANY_DAY }).map((clock, at) => {
    const answered = state.reviews[at]?.answered ?? null
    return {
      ...usual,
      ...times(clock),
      what: 'review',
      record: state.id,
      department: state.department,
      above: true,
      received: clock.start,
      ended: answered === null ? null : earliest(answered.occurred),
      open: answered === null,
    }
  })
}

/** Whoever owes it, by the tree of organs; null where no such organ is registered. */
export function ownedBy(
  { department, above }: Pick<Obligation, 'department' | 'above'>,
  parents: ReadonlyMap<string, string | null>,
): string | null {
  return above && department !== null ? (parents.get(department) ?? null) : department
}

/**
 * Everything owed of one record, past and present. Nothing of a record that was annulled, nor of one that a followed
 * register brought: what became of it since the last delivery is not known here.
 */
export function obligationsOf(state: State, counting: Counting): Obligation[] {
  if (annulmentOf(state) !== null) return []
  if ('source' in state && state.source !== null) return []
  switch (state.kind) {
    case 'milestone':
      return ofMilestone(state, counting)
    case 'flag':
      return ofFlag(state, counting)
    case 'decision':
      return ofDecision(state, counting)
    case 'consultation':
      return ofConsultation(state, counting)
    case 'question':
      return ofQuestion(state, counting)
    default:
      return []
  }
}
