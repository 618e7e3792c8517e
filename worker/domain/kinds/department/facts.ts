import { dayNumber, dayOf, latest } from '../../record/date.ts'
import type { Link, SearchField, Summary } from '../../record/facts.ts'
import type { Lookup, RecordHead } from '../../record/lookup.ts'
import { type Called, calledBetween } from '../../record/names/naming.ts'
import type { Name } from '../title.ts'
import type { DepartmentState, FormerName } from './state.ts'

/** The department of this id; undefined where it was not loaded, or is no department. */
export function departmentIn(lookup: Lookup, id: string): DepartmentState | undefined {
  const found = lookup.record(id)
  return isDepartment(found) ? found : undefined
}

function isDepartment(head: RecordHead | undefined): head is DepartmentState {
  return head?.kind === 'department'
}

/** Name in a sentence; the id where the content is withheld. */
export function departmentName({ id, name }: DepartmentState): string {
  return name === '' ? id : name
}

/**
 * Row of a department: its own name as title, its kind as type, the day on which it came into force as day.
 */
export function summariseDepartment(state: DepartmentState): Summary {
  return {
    title: state.name,
    department: null,
    type: state.departmentKind,
    level: state.level,
    status: state.status,
    day: dayOf(state.inForceFrom),
  }
}

/** Texts of a department for the search index: its name, and its codes and other names as aliases. */
export function searchDepartment(state: DepartmentState): SearchField[] {
  const former = state.formerNames.flatMap(({ name, nameEn }) => [name, nameEn])
  const texts: [SearchField['field'], (string | null)[]][] = [
    ['title', [state.name]],
    ['aliases', [state.nameEn, ...former, state.code, state.uscc]],
  ]
  return texts.flatMap(([field, found]) =>
    found.flatMap((text) => (text === null || text === '' ? [] : [{ field, text }])),
  )
}

/**
 * Names by which a department is found, in both languages: the former ones until each was given up, its own from
 * then on, as long as it stands.
 */
export function departmentCalled({
  name,
  nameEn,
  formerNames,
  inForceFrom,
  inForceTo,
}: DepartmentState): Called[] {
  const since = [inForceFrom, ...formerNames.map(({ until }) => until)]
  const former = formerNames.flatMap((one, i) =>
    calledBetween([one.name, one.nameEn], since[i] ?? null, one.until),
  )
  return [...former, ...calledBetween([name, nameEn], since.at(-1) ?? null, inForceTo)]
}

/**
 * Names of a department on a day, in days since 1970-01-01: the former ones to the day on which they were given up, as
 * a name is found by {@link departmentCalled}, and from then on its own.
 */
export function departmentNameOn(now: Name, former: readonly FormerName[], day: number): Name {
  const then = former.find(({ until }) => day <= dayNumber(latest(until)))
  return then === undefined ? now : { title: then.name, titleEn: then.nameEn }
}

/** Links of a department: to the one above it, and to the one into which it was merged. */
export function linkDepartment({ parent, mergedInto }: DepartmentState): Link[] {
  return [
    ...(parent === null ? [] : [{ rel: 'parent', target: parent } as const]),
    ...(mergedInto === null ? [] : [{ rel: 'merged_into', target: mergedInto } as const]),
  ]
}
