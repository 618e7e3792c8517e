/** The data of the page on answers, shared by its parts. */
import type { Words as Said } from '../../../worker/domain/record/problem.ts'
import type { ClaimFigures } from '../../../worker/domain/response/claims.ts'
import type { ResponseFigures, ResponseGroup, ResponseRow } from '../../../worker/domain/response/figures.ts'
import type { Period } from '../../../worker/domain/response/period.ts'

/** Fields of the form beside the grouping, as they stand in the address. */
export const periodFields = ['from', 'to', 'asOf'] as const
export type PeriodFields = Record<(typeof periodFields)[number], string | null>

export interface ResponseData {
  by: ResponseGroup
  /** Text that was typed, be it right or not. */
  asked: PeriodFields
  /** Null where what was typed names no period. */
  found: { period: Period; rows: ResponseRow[]; claims: ClaimFigures[]; passed: number } | null
  problem: { field: string | null; words: Said } | null
  /** Names of time limits, and whether there is anything to compute of them. */
  limits: readonly { id: string; names: Said; computed: boolean }[]
  calendar: string
  today: string
}

/** True where there is something to tell: rows of nothing but zeros are passed over, and counted. */
export function isTelling({ received, due, openOverdue, notAssessable, listed }: ResponseFigures): boolean {
  return listed.received + received + due + openOverdue + notAssessable > 0
}

/** One line of a table: a group by itself, or with all below it. */
export interface Line {
  key: string | null
  scope: 'own' | 'whole'
  of: ResponseFigures
}

/** Lines of rows; a group that has others below it has two. */
export function linesOf(rows: readonly ResponseRow[]): Line[] {
  return rows.flatMap(({ key, own, whole }): Line[] => [
    { key, scope: 'own', of: own },
    ...(whole === null ? [] : [{ key, scope: 'whole' as const, of: whole }]),
  ])
}
