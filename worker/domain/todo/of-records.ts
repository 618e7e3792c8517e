/** Things to do, read from the state of one record each. Pure. */

import type { WorkingDays } from '../calendar/working-days.ts'
import type { Clock } from '../clock/clock.ts'
import type { Clocks } from '../clock/clocks.ts'
import { clocksOfConsultation } from '../kinds/consultation/clock.ts'
import { phaseOf } from '../kinds/consultation/phase.ts'
import type { ConsultationState } from '../kinds/consultation/state.ts'
import { stepClocks } from '../kinds/decision/clock.ts'
import type { DecisionState } from '../kinds/decision/state.ts'
import type { EvaluationState } from '../kinds/evaluation/evaluation.ts'
import { answerClockOf } from '../kinds/flag/clock.ts'
import type { FlagState } from '../kinds/flag/flag.ts'
import type { HandoverState } from '../kinds/handover/handover.ts'
import type { MilestoneState } from '../kinds/milestone/state.ts'
import { clocksOfQuestion, reviewClock } from '../kinds/question/clock.ts'
import { priorityOf, type SameAsked, type Weights } from '../kinds/question/priority.ts'
import type { QuestionState } from '../kinds/question/state.ts'
import { isDoable, isOpenQuestion, isPossible } from '../kinds/question/states.ts'
import { type Name, nameIn } from '../kinds/title.ts'
import { latest } from '../record/date.ts'
import { of, type Words } from '../record/problem.ts'
import { ownText } from '../record/spoken/text.ts'
import { clockStands, explained } from './explained.ts'
import { standsBy, type Todo } from './todo.ts'

/** The day for which it is asked, and what days are counted by. */
export interface Reckoning {
  today: string
  calendar: WorkingDays
  clocks: Clocks
  /** Weights of the priority of questions. */
  weights: Weights
}

const NONE: Words = of('', '')
const joined = (zh: readonly string[], en: readonly string[]): Words =>
  of(zh.filter((one) => one !== '').join('；'), en.filter((one) => one !== '').join('; '))

const plain = { department: null, due: null, points: 0, stands: NONE, why: NONE } as const

/** Day of a clock, with how it stands and was counted; of no clock, that no day can be told. */
function byClock(clock: Clock | null, { clocks }: Reckoning): Pick<Todo, 'due' | 'stands' | 'why'> {
  if (clock === null) return { due: null, stands: of('无期限', 'No last day'), why: NONE }
  const profile = clocks.profile(clock.profile, clock.start)
  return { due: clock.due, stands: clockStands(clock, profile), why: explained(clock, profile) }
}

/** A milestone that is overdue, or due soon. */
export function todoOfMilestone(state: MilestoneState, today: string): Todo | null {
  if (state.currentDue === null) return null
  const due = latest(state.currentDue)
  const { asOf, progress = state.progress } = state.reports.at(-1) ?? {}
  const done = progress === null || progress === undefined
  const moved = state.reschedules.length
  return {
    ...plain,
    what: 'progress',
    id: state.id,
    kind: 'milestone',
    title: state.title,
    acts: ['report', 'claim', 'reschedule'],
    due,
    stands: standsBy(due, today),
    why: joined(
      [
        `现行期限 ${state.currentDue}`,
        asOf === undefined ? '还没有报告过' : `上次报告 ${asOf}${done ? '' : `，进度 ${progress} %`}`,
        moved === 0 ? '' : `改期 ${moved} 次`,
      ],
      [
        `promised for ${state.currentDue}`,
        asOf === undefined ? 'no report yet' : `last report ${asOf}${done ? '' : `, ${progress} % done`}`,
        moved === 0 ? '' : `moved ${moved} time${moved === 1 ? '' : 's'}`,
      ],
    ),
    since: state.listed,
  }
}

/** A flag to which the department was asked for an answer. */
export function todoOfFlag(state: FlagState, reckoning: Reckoning): Todo | null {
  if (state.status !== 'explanation_requested') return null
  const { calendar, clocks, today } = reckoning
  return {
    ...plain,
    ...byClock(answerClockOf(state, calendar, clocks, today), reckoning),
    what: 'answer',
    id: state.id,
    kind: 'flag',
    title: state.title,
    acts: ['respond'],
    since: state.asks.at(-1)?.on ?? state.listed,
  }
}

/** Acts by which a question goes on, with the event of each: the usual one first. */
const ONWARD = [
  ['accept', 'accepted'],
  ['answer', 'answered'],
  ['transfer', 'transferred'],
] as const

const actsOfQuestion = ({ status }: QuestionState): string[] =>
  ONWARD.filter(([, event]) => isPossible(event, status)).map(([verb]) => verb)

/**
 * A question to which an answer is owed.
 *
 * @param own false where it is still nobody's
 * @param askers those who asked the same, its asker counted
 */
export function todoOfQuestion(
  state: QuestionState,
  reckoning: Reckoning,
  { own, askers }: { own: boolean; askers: SameAsked },
): Todo | null {
  if (!isOpenQuestion(state)) return null
  const counted = clocksOfQuestion(state, reckoning)
  const priority = priorityOf(state, {
    ...reckoning,
    clocks: counted,
    askers,
  })
  const by = byClock(counted?.asked ?? null, reckoning)
  const reasons = priority.parts.filter(({ points }) => points > 0)
  const waits = state.status === 'awaiting_completion'
  return {
    ...plain,
    ...by,
    what: priority.danger ? 'danger' : own ? 'deal' : 'assign',
    id: state.id,
    kind: 'question',
    title: ownText(state)?.title ?? '',
    acts: own ? (waits ? [] : actsOfQuestion(state)) : ['assign'],
    why: joined(
      [
        by.why.zh,
        priority.points === 0
          ? ''
          : `优先 ${priority.points} 分：${reasons.map(({ words }) => words.zh).join('，')}`,
        waits ? '等提问人补正' : '',
      ],
      [
        by.why.en,
        priority.points === 0
          ? ''
          : `priority ${priority.points}: ${reasons.map(({ words }) => words.en).join(', ')}`,
        waits ? 'waits for the asker' : '',
      ],
    ),
    points: priority.points,
    since: state.listed,
  }
}

/** A question of which an organ above decides: a review that was asked for, or a transfer to which somebody objected. */
export function todoOfAbove(state: QuestionState, reckoning: Reckoning): Todo | null {
  const isReview = isDoable('reviewed', state)
  if (!isReview && !isDoable('decided_competence', state)) return null
  const asked = state.reviews.at(-1)?.asked ?? ''
  const objected = state.turns.at(-1)
  return {
    ...plain,
    ...byClock(isReview ? reviewClock(state, reckoning) : null, reckoning),
    what: isReview ? 'review' : 'decide',
    id: state.id,
    kind: 'question',
    title: ownText(state)?.title ?? '',
    department: state.department,
    acts: isReview ? ['review'] : ['decide-competence'],
    since: isReview ? asked : (objected?.occurred ?? state.listed),
  }
}

/** A decision whose participation step is over and whose report on the opinions is owed. */
export function todoOfDecision(state: DecisionState, reckoning: Reckoning): Todo | null {
  const { calendar, clocks, today } = reckoning
  const owed = stepClocks(state, calendar, clocks, today).find(
    ({ profile }) => profile.id === 'adoption.report',
  )
  if (owed === undefined) return null
  return {
    ...plain,
    ...byClock(owed.clock, reckoning),
    what: 'report',
    id: state.id,
    kind: 'decision',
    title: state.title,
    acts: ['correct-step'],
    since: state.listed,
  }
}

/** A consultation that is to be opened, closed, or reported on. */
export function todoOfConsultation(state: ConsultationState, reckoning: Reckoning): Todo | null {
  const { today } = reckoning
  const phase = phaseOf(state, today)
  const base = {
    ...plain,
    id: state.id,
    kind: 'consultation',
    title: state.title,
    since: state.listed,
  } as const
  const { openAt, closeAt, status } = state
  if (phase === 'closed') {
    const by = byClock(clocksOfConsultation(state, reckoning).report, reckoning)
    return { ...base, ...by, what: 'report', acts: ['report'] }
  }
  if (phase === 'open' && status === 'announced')
    return {
      ...base,
      what: 'comments',
      acts: ['open'],
      due: openAt,
      stands: openAt === null ? NONE : standsBy(openAt, today),
      why: of(`${openAt} 起征求意见，还没有记“开始”`, `open since ${openAt}, and not recorded as opened`),
    }
  if (phase !== 'open' || closeAt === null) return null
  return {
    ...base,
    what: 'comments',
    acts: [],
    due: closeAt,
    stands: standsBy(closeAt, today),
    why: of(`${closeAt} 截止收意见`, `takes comments until ${closeAt}`),
  }
}

/** A hand-over that waits for the department: proposed to it, or accepted and not yet in effect. */
export function todoOfHandover(state: HandoverState, own: string, from: Name, today: string): Todo | null {
  const base = {
    ...plain,
    id: state.id,
    kind: 'handover',
    title: state.title,
    department: state.department,
    since: state.listed,
    due: state.effectiveOn === null ? null : latest(state.effectiveOn),
  } as const
  const stands = base.due === null ? of('等你答复', 'Waits for you') : standsBy(base.due, today)
  const n = state.inventory.length
  if (state.to === own && state.status === 'proposed')
    return {
      ...base,
      what: 'take_over',
      acts: ['accept', 'dispute'],
      stands,
      why: of(
        `${nameIn('zh', from)}移交 ${n} 项；你们接收之前，什么都不会转过来`,
        `${nameIn('en', from)} hands over ${n} item${n === 1 ? '' : 's'}; nothing moves before you accept`,
      ),
    }
  if (state.department === own && state.status === 'accepted')
    return {
      ...base,
      what: 'effect',
      acts: ['effect'],
      stands: of('对方已接收', 'Accepted'),
      why: of('记下生效，这些事项才转到对方名下', 'the items move once it is recorded as in effect'),
    }
  return null
}

/** An evaluation that nobody of the department has answered. */
export function todoOfEvaluation(state: EvaluationState): Todo | null {
  if (state.status !== 'published' || state.response !== null) return null
  return {
    ...plain,
    what: 'respond',
    id: state.id,
    kind: 'evaluation',
    title: state.title,
    acts: ['answer'],
    stands: of('等你们回应', 'Waits for you'),
    why:
      state.publishedAt === null ? NONE : of(`${state.publishedAt} 公布`, `published ${state.publishedAt}`),
    since: state.publishedAt ?? state.listed,
  }
}

/** A claim of another department, for somebody to verify. */
export function todoOfClaim(state: MilestoneState): Todo | null {
  if (state.status !== 'claimed_done') return null
  const on = state.metAt ?? ''
  const n = state.evidence.length
  return {
    ...plain,
    what: 'verify',
    id: state.id,
    kind: 'milestone',
    title: state.title,
    department: state.department,
    acts: ['verify'],
    stands: of('等你核验', 'Waits for you'),
    why: joined(
      [on === '' ? '' : `称 ${on} 完成`, n === 0 ? '没有附证据' : `附 ${n} 件证据`],
      [
        on === '' ? '' : `done on ${on}, it says`,
        n === 0 ? 'no evidence' : `${n} piece${n === 1 ? '' : 's'} of evidence`,
      ],
    ),
    since: state.metAt ?? state.changed,
  }
}

/** A flag as an inspector has to see to it: answered, or not answered in time. */
export function todoOfOwnFlag(state: FlagState, reckoning: Reckoning): Todo | null {
  const base = {
    ...plain,
    id: state.id,
    kind: 'flag',
    title: state.title,
    department: state.department,
    acts: [],
  } as const
  const last = state.answers.at(-1)
  if (state.status === 'responded')
    return {
      ...base,
      what: 'look',
      stands: of('部门已答复', 'Answered'),
      why:
        last === undefined
          ? NONE
          : of(`${last.occurred.slice(0, 10)} 答复`, `answered ${last.occurred.slice(0, 10)}`),
      since: last?.occurred ?? state.listed,
    }
  if (state.status !== 'explanation_requested') return null
  const { calendar, clocks, today } = reckoning
  const by = byClock(answerClockOf(state, calendar, clocks, today), reckoning)
  if (by.due === null || by.due >= today) return null
  return { ...base, ...by, what: 'chase', since: state.listed }
}
