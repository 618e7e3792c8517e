/** 沿革: with which department a record stood, and how, on a day before what its entries say now. */
import { dayNumber, earliest } from '../date.ts'

/** The department that holds a record, and the status that its entries gave it. */
export interface Holding {
  department: string | null
  status: string
}

/** A holding that is over. */
export interface FormerHolding extends Holding {
  /** Date of the act that ended it, in business time: the first day on which it held no more. */
  until: string
}

/** A holding with its first and last day, in days since 1970-01-01; null for an end that is open. */
export interface Tenure extends Holding {
  begins: number | null
  ends: number | null
}

/** The status of a record whose content is not public: it says nothing of what it is about. */
const WITHHELD = 'withheld'

/**
 * Holdings that are over after one more act: one more where the act gave the record to another department or another
 * status. What only shows a record that was withheld ends nothing.
 *
 * @param occurred date of the act
 */
export function formerAfter(
  former: readonly FormerHolding[] | undefined,
  before: Holding,
  after: Holding,
  occurred: string,
): { formerly?: FormerHolding[] } {
  const isShown = before.status === WITHHELD && after.status !== WITHHELD
  const isSame = before.department === after.department && (before.status === after.status || isShown)
  if (isSame) return {}
  return {
    formerly: [...(former ?? []), { department: before.department, status: before.status, until: occurred }],
  }
}

/**
 * All holdings of a record, the earliest first; none where it had but one, which is its row.
 *
 * @param own its first and last day by its own fields, in days since 1970-01-01
 */
export function tenuresOf(
  former: readonly FormerHolding[] | undefined,
  now: Holding,
  own: { begins: number | null; ends: number | null },
): Tenure[] {
  if (former === undefined || former.length === 0) return []
  const lasts = former.map(({ until }) => dayNumber(earliest(until)) - 1)
  return [...former, now].map(({ department, status }, i) => {
    const last = lasts[i] ?? null
    const past = lasts[i - 1]
    return {
      department,
      status: status === WITHHELD ? now.status : status,
      begins: past === undefined ? own.begins : Math.max(past + 1, own.begins ?? past + 1),
      ends: last === null ? own.ends : Math.min(last, own.ends ?? last),
    }
  })
}
