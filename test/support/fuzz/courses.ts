/** How each operation went so far, and what is tried next, by whom. */
import type { Chance } from './chance.ts'
import { nameOf, type Target } from './request.ts'
import type { Person, World } from './world.ts'

/** What is known of an operation: how it went, and for whom it was not. */
export interface Course {
  tries: number
  good: number
  isApproved: boolean
  refusals: Map<string, number>
  byRole: Map<string, number>
}

/** What ends a thing is asked for less once it was answered: little could be done with what is left. */
export const ENDING = /(abolish|annul|revoke|merge|stop|cancel|end|withdraw|discard|put-back|change)$/

export const isAnswered = (course: Course | undefined): boolean =>
  (course?.good ?? 0) > 0 || course?.isApproved === true

export function newCourse(): Course {
  return {
    tries: 0,
    good: 0,
    isApproved: false,
    refusals: new Map(),
    byRole: new Map(),
  }
}

/** Mostly what has not answered yet, and of that what was tried least. */
export function next(
  targets: readonly Target[],
  courses: Map<string, Course>,
  chance: Chance,
): Target | undefined {
  if (chance.is(0.3)) return chance.maybe(targets)
  const some = Array.from({ length: 4 }, () => chance.maybe(targets))
  const weight = (one: Target | undefined) => {
    const course = one === undefined ? undefined : courses.get(nameOf(one))
    return course === undefined ? 0 : course.tries + (course.good > 0 || course.isApproved ? 10 : 0)
  }
  return some.sort((a, b) => weight(a) - weight(b))[0]
}

/** Who asks: whoever was least refused among some; nobody, where none is needed. */
export function somebody(
  { operation }: Target,
  { byRole }: Course,
  { people }: World,
  chance: Chance,
): Person | null {
  if (operation.security === undefined && chance.is(0.8)) return null
  if (chance.is(0.03)) return null
  const some = Array.from({ length: 12 }, () => chance.maybe(people)).filter((one) => one !== undefined)
  const refused = (one: Person) => byRole.get(one.role) ?? 0
  return some.sort((a, b) => refused(a) - refused(b))[0] ?? null
}
