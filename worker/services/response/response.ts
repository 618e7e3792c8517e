/** 应答情况 of one ledger: figures over what is owed, by department, time limit or kind. */
import { type ClaimFigures, claimFigures } from '../../domain/response/claims.ts'
import { type ResponseGroup, type ResponseRow, rollUp } from '../../domain/response/figures.ts'
import { ownedBy } from '../../domain/response/obligations.ts'
import type { Period } from '../../domain/response/period.ts'
import { readParents } from '../../store/records/owed.ts'
import type { Ledger } from '../open.ts'
import type { Owed } from './owed.ts'

export type ResponseService = ReturnType<typeof createResponse>

/** Roll-ups of answers up the tree of organs. */
export function createResponse({ database, calendar }: Ledger, owed: Owed) {
  return {
    /** Rows of figures over a period, in the order of their keys. */
    async rollUp(by: ResponseGroup, period: Period): Promise<ResponseRow[]> {
      const [byRecord, listed, parents] = await Promise.all([
        owed.byRecord(),
        owed.listed(),
        readParents(database),
      ])
      const all = [...byRecord.values()]
        .flat()
        .map((one) => (one.above ? { ...one, department: ownedBy(one, parents) } : one))
      return rollUp(all, by, period, { calendar: calendar.days, parents }, [...listed.values()])
    },

    /** For each fact that raises a priority, how many askers claimed it over a period, and how many claims were denied. */
    async claims(period: Period): Promise<ClaimFigures[]> {
      return claimFigures([...(await owed.byRecord()).values()].flat(), period)
    },
  }
}
