/** Outcome of the rows of a responsibility list. */
import { type RowKey, type Tally, tallyOf } from '../register/tally.ts'
import type { DeliveredRow, Delivery } from './delivery.ts'
import type { Place } from './rejection.ts'

const keyOf = ({ file, sheet, row }: Place): RowKey => `${file}\n${sheet}\n${row}`

/**
 * @param recorded rows of which something is entered
 * @param unchanged rows of which nothing is
 */
export function tallyOfList(
  { rejected, others }: Pick<Delivery, 'rejected' | 'others'>,
  recorded: readonly Pick<DeliveredRow, 'where'>[],
  unchanged: readonly Pick<DeliveredRow, 'where'>[],
): Tally {
  const keys = {
    rejected: rejected.filter(({ row }) => row > 0).map(keyOf),
    recorded: recorded.map(({ where }) => keyOf(where)),
    unchanged: unchanged.map(({ where }) => keyOf(where)),
    passed: others.map(({ reason, ...place }) => ({ row: keyOf(place), reason })),
  }
  const all = new Set(
    [keys.rejected, keys.recorded, keys.unchanged, keys.passed.map(({ row }) => row)].flat(),
  )
  return tallyOf(all.size, keys)
}
