/** 办事指南: what somebody who applies wants to know of an item, what the list leaves out, and the days of its limits. */
import type { WorkingDays } from '../../calendar/working-days.ts'
import { type Clock, clockOf } from '../../clock/clock.ts'
import { type ClockProfile, clockProfile } from '../../clock/profile.ts'
import { practice } from '../../law/laws.ts'
import { of } from '../../record/problem.ts'
import type { ResponsibilityType } from '../../record/vocabulary.ts'
import type { TimeLimit } from './fields.ts'
import type { ResponsibilityState } from './state.ts'

/** Types that somebody applies for; all others come from the organ itself. */
export const APPLIED_FOR = [
  'licence',
  'confirmation',
  'payment',
  'public_service',
] as const satisfies readonly ResponsibilityType[]
const SERVICES: ReadonlySet<ResponsibilityType> = new Set(APPLIED_FOR)

/** Parts of a guide in the order in which an applicant needs them. */
export const GUIDE = [
  'applicants',
  'conditions',
  'materials',
  'forms',
  'handling',
  'statutoryTimeLimit',
  'promisedTimeLimit',
  'fees',
  'place',
  'hours',
  'phone',
  'supervision',
] as const satisfies readonly (keyof ResponsibilityState)[]

export type GuidePart = (typeof GUIDE)[number]

/** The parts as codes. */
export const guideParts = /* @__PURE__ */ Object.fromEntries(GUIDE.map((part) => [part, true])) as {
  readonly [part in GuidePart]: true
}

/** True for an item that somebody applies for. One of which the content is withheld has no guide. */
export function hasGuide({ type, name }: Pick<ResponsibilityState, 'type' | 'name'>): boolean {
  return name !== '' && SERVICES.has(type)
}

/** Parts of the guide that the list does not state. */
export function missingParts(state: ResponsibilityState): GuidePart[] {
  return GUIDE.filter((part) => {
    const value = state[part]
    return value === null || (Array.isArray(value) && value.length === 0)
  })
}

/** A limit of an item, as it would run for whoever applies today. */
export interface GuideClock {
  of: 'statutoryTimeLimit' | 'promisedTimeLimit'
  limit: TimeLimit
  clock: Clock
}

const NAMES = {
  statutoryTimeLimit: of('法定时限', 'Statutory time limit'),
  promisedTimeLimit: of('承诺时限', 'Promised time limit'),
} as const

function profileOf(part: GuideClock['of'], { days, unit }: TimeLimit): ClockProfile {
  return clockProfile({
    id: part,
    names: NAMES[part],
    starts: of('受理', 'The application is accepted'),
    unit: unit === 'working_day' ? 'working' : 'calendar',
    limit: days,
    basis: practice('清单所列的时限', 'The limit that the list states'),
    origin: part === 'statutoryTimeLimit' ? 'statute' : 'local',
  })
}

/** The limits of an item for an application that is accepted on a day, `YYYY-MM-DD`, each with its days counted. */
export function guideClocks(state: ResponsibilityState, calendar: WorkingDays, today: string): GuideClock[] {
  if (!hasGuide(state)) return []
  return (['promisedTimeLimit', 'statutoryTimeLimit'] as const).flatMap((part) => {
    const limit = state[part]
    if (limit === null || limit.days === 0 || limit.days > 3650) return []
    return [{ of: part, limit, clock: clockOf(profileOf(part, limit), { start: today }, calendar, today) }]
  })
}
