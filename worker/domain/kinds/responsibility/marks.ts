/** Marks of services: their matters, whom they serve, and what their guides lack. */
import { hasMark, type Mark, marksIn } from '../../record/list/marks.ts'
import { GUIDE, hasGuide, missingParts } from './guide.ts'
import { mattersOf, servedBy, serviceFor, serviceMatters } from './matters.ts'
import type { ResponsibilityState } from './state.ts'

/** Filters of services by what one may have several of. */
export type ServiceFilter = 'matter' | 'serves' | 'lacks'

/** The marks of services, in the order of their bits. */
export const SERVICE_MARKS: readonly Mark<ServiceFilter>[] = /* @__PURE__ */ marksIn({
  matter: Object.keys(serviceMatters),
  serves: Object.keys(serviceFor),
  lacks: GUIDE,
})

/** Marks of an item; 0 for one that nobody applies for. */
export function marksOfService(state: ResponsibilityState): number {
  if (!hasGuide(state)) return 0
  const own: Readonly<Record<ServiceFilter, ReadonlySet<string>>> = {
    matter: new Set(mattersOf(state)),
    serves: new Set(servedBy(state)),
    lacks: new Set(missingParts(state)),
  }
  return SERVICE_MARKS.reduce((sum, { name, code, bit }) => sum + (own[name].has(code) ? bit : 0), 0)
}

/** Bit of a code of a filter; null for one that is none of its codes. */
export function serviceBit(name: ServiceFilter, code: string): number | null {
  return SERVICE_MARKS.find((mark) => mark.name === name && mark.code === code)?.bit ?? null
}

/** Codes that a number of marks stands for. */
export const serviceMarks = (marks: number): Mark<ServiceFilter>[] =>
  SERVICE_MARKS.filter((mark) => hasMark(marks, mark))
