/** Outcome of the rows that were read: rows read = recorded + unchanged + passed over + rejected. */
import type { Words } from '../../domain/record/problem.ts'
import type { RegisterDelivery } from './delivery/delivery.ts'
import type { RecordPlan } from './plan.ts'

/** Every row counts once: as rejected, else as recorded, else as unchanged, else as passed over. */
export interface Tally {
  /** Rows read. */
  read: number
  /** Rows of which something is new or changed. */
  recorded: number
  unchanged: number
  /** Rows that give no record, by the reason; the most first. */
  passed: { reason: Words; count: number }[]
  rejected: number
}

/** An edition that is older than what is known of a record changes nothing of it. */
const OLDER: Words = {
  zh: '与账本不同，但账本已有更晚的内容',
  en: 'they differ, and the ledger knows something later than this delivery',
}

const UNTOLD: Words = { zh: '所在的文件不能导入', en: 'their file cannot be imported' }

/** Key that tells one row from another; what is of no row has a negative one and is not counted. */
export type RowKey = string | number

export interface Passed {
  row: RowKey
  reason: Words
}

/**
 * @param read number of rows
 * @param rejected rows of which something was rejected
 * @param recorded rows of which something is entered
 * @param unchanged rows of which nothing is
 */
export function tallyOf(
  read: number,
  {
    rejected,
    recorded,
    unchanged,
    passed,
  }: {
    rejected: Iterable<RowKey>
    recorded: Iterable<RowKey>
    unchanged: Iterable<RowKey>
    passed: Iterable<Passed>
  },
): Tally {
  const told = new Set<RowKey>()
  /** Number of these rows that are not told yet. */
  const count = (rows: Iterable<RowKey>): number => {
    const before = told.size
    for (const row of rows) if (typeof row === 'string' || row >= 0) told.add(row)
    return told.size - before
  }
  const [refused, entered, same] = [count(rejected), count(recorded), count(unchanged)]
  const reasons = new Map<string, { reason: Words; count: number }>()
  for (const one of passed) {
    if (count([one.row]) === 0) continue
    const { reason } = one
    const known = reasons.get(reason.en) ?? { reason, count: 0 }
    reasons.set(reason.en, { reason, count: known.count + 1 })
  }
  const left = read - told.size
  if (left > 0) reasons.set(UNTOLD.en, { reason: UNTOLD, count: left })
  return {
    ...{ read, recorded: entered, unchanged: same, rejected: refused },
    passed: [...reasons.values()].sort((a, b) => b.count - a.count),
  }
}

/** Several tallies as one. */
export function tallied(tallies: readonly Tally[]): Tally {
  const sum = (of: 'read' | 'recorded' | 'unchanged' | 'rejected'): number =>
    tallies.reduce((total, one) => total + one[of], 0)
  const reasons = new Map<string, { reason: Words; count: number }>()
  for (const { reason, count } of tallies.flatMap(({ passed }) => passed))
    reasons.set(reason.en, { reason, count: count + (reasons.get(reason.en)?.count ?? 0) })
  return {
    ...{
      read: sum('read'),
      recorded: sum('recorded'),
      unchanged: sum('unchanged'),
      rejected: sum('rejected'),
    },
    passed: [...reasons.values()].sort((a, b) => b.count - a.count),
  }
}

/** Tally of a delivery that is not compared with anything: `recorded` are the rows that give a record. */
export function tallyOfReading({ rows, records, passed, rejectedRows }: RegisterDelivery): Tally {
  return tallyOf(rows, {
    rejected: rejectedRows,
    recorded: records.map(({ ordinal }) => ordinal),
    unchanged: [],
    passed: passed.map(({ ordinal, reason }) => ({ row: ordinal, reason })),
  })
}

/** Tally of a delivery by a plan. */
export function tallyOfPlans(delivery: RegisterDelivery, plans: readonly RecordPlan[]): Tally {
  function* rowsOf(fate: 'recorded' | 'unchanged' | 'older'): Generator<number> {
    for (const { outcome, older, from } of plans) {
      const is = older ? 'older' : outcome === 'unchanged' ? 'unchanged' : 'recorded'
      if (from !== null && is === fate) yield from.ordinal
    }
  }
  function* passed(): Generator<Passed> {
    for (const row of rowsOf('older')) yield { row, reason: OLDER }
    for (const { ordinal, reason } of delivery.passed) yield { row: ordinal, reason }
  }
  return tallyOf(delivery.rows, {
    rejected: delivery.rejectedRows,
    recorded: rowsOf('recorded'),
    unchanged: rowsOf('unchanged'),
    passed: passed(),
  })
}
