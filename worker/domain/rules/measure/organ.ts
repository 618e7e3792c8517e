/** 决策机关: which organ a decision is taken by, as far as the records beside it tell, and whether a power is its own. */
import type { DecisionState } from '../../kinds/decision/state.ts'
import type { DepartmentState } from '../../kinds/department/state.ts'
import type { State } from '../../kinds/kinds.ts'
import type { ResponsibilityState } from '../../kinds/responsibility/state.ts'
import { nameKey, nameKeys } from '../../record/names/naming.ts'
import type { Context } from '../rule.ts'

/** Meetings and groups of an organ, as they follow its name: 党组, 常务会议, 局长办公会. An office is another organ. */
const OF_ORGAN =
  /^(?:党组|党委会?|常委会|.{0,6}(?:会议|办公会|局务会|政务会)|\w{0,20}meeting|partygroup|partycommittee)$/u

/** Division in a name: the place before it may be left out, with this word or without. */
const DIVISION = /[省市区县州盟旗镇乡]/u

/** True of a name that is the whole of another but for the place before it: 市水务局 or 水务局 of 明川市水务局. */
function isWithoutPlace(short: string, whole: string): boolean {
  if (!whole.endsWith(short) || short.length >= whole.length) return false
  const place = whole.slice(0, whole.length - short.length)
  return short.length > 2 && (DIVISION.test(place.at(-1) ?? '') || DIVISION.test(short.at(0) ?? ''))
}

/**
 * True when a printed name means this department: one that it has or had, that without the place before it
 * (市水务局 of 明川市水务局), or a meeting or group of it (明川市水务局党组).
 */
export function isNamed(printed: string, { name, nameEn, formerNames }: DepartmentState): boolean {
  const wanted = nameKey(printed)
  const names = [name, nameEn, ...formerNames.flatMap((one) => [one.name, one.nameEn])]
  return names.some((one) => {
    const known = nameKey(one)
    if (known === '') return false
    if (known === wanted || isWithoutPlace(wanted, known)) return true
    return wanted.startsWith(known) && OF_ORGAN.test(wanted.slice(known.length))
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
    near.find(({ name, nameEn }) => nameKeys([name, nameEn]).has(nameKey(decisionOrgan))) ??
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
