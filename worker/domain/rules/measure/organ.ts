/** 决策机关: which organ a decision is taken by, as far as the records beside it tell, and whether a power is its own. */
import type { DecisionState } from '../../kinds/decision/state.ts'
import type { DepartmentState } from '../../kinds/department/state.ts'
import type { State } from '../../kinds/kinds.ts'
import type { ResponsibilityState } from '../../kinds/responsibility/state.ts'
import type { Context } from '../rule.ts'

/** Names shorter than this are part of too many others. */
const LEAST = 4

const bare = (name: string): string => name.normalize('NFKC').toLowerCase().replace(/\s+/g, '')

/**
 * True when a printed name means this department: one that it has or had, that without the place before it
 * (市水务局 of 明川市水务局), or a meeting or group of it (明川市水务局党组).
 */
export function isNamed(printed: string, { name, nameEn, formerNames }: DepartmentState): boolean {
  const wanted = bare(printed)
  const names = [name, nameEn, ...formerNames.flatMap((one) => [one.name, one.nameEn])]
  return names.some((one) => {
    const known = bare(one ?? '')
    if (known.length < LEAST || wanted.length < LEAST) return known !== '' && known === wanted
    return wanted.startsWith(known) || known.endsWith(wanted)
  })
}

const isDepartment = (state: State | null): state is DepartmentState => state?.kind === 'department'

/**
 * The department that decided: the one that its name means among those that the decision and its power know, which
 * are the holder, the one that logs, the one that leads, and those above them. Without a name it is the one that leads.
 * Null when the name means none of them.
 */
export function organOf(
  { decisionOrgan, department, lead }: DecisionState,
  item: ResponsibilityState,
  context: Pick<Context, 'record'>,
): DepartmentState | null {
  const near = [item.department, item.lead, lead, department].flatMap((id) => {
    const one = id === null ? null : context.record(id)
    if (!isDepartment(one)) return []
    const above = one.parent === null ? null : context.record(one.parent)
    return isDepartment(above) ? [one, above] : [one]
  })
  if (decisionOrgan === null) {
    const own = context.record(lead ?? department)
    return isDepartment(own) ? own : null
  }
  // The whole name first: a government is part of the name of none of its bureaus, but the other way round it may be.
  return (
    near.find(({ name, nameEn }) => [name, nameEn].some((one) => bare(one ?? '') === bare(decisionOrgan))) ??
    near.find((one) => isNamed(decisionOrgan, one)) ??
    null
  )
}

/** True for the department in whose list a power stands, and for the one that leads it. */
export function holds({ id }: DepartmentState, { department, lead }: ResponsibilityState): boolean {
  return id === department || id === lead
}

/** True when an area lies within that of an organ; null when one of the two has no division code (GB/T 2260). */
export function liesWithin(area: string | null, { divisionCode }: DepartmentState): boolean | null {
  const code = /^\d{6}(?=$|\D|\d{3}$|\d{6}$)/.exec(area ?? '')?.[0]
  return code === undefined || divisionCode === null
    ? null
    : code.startsWith(divisionCode.replace(/(?:00)+$/, ''))
}
