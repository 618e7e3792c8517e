/** Items of a feed: milestones that are due soon or have become overdue. */

import { derive } from '../../domain/kinds/milestone/derived.ts'
import { dayNumber, latest } from '../../domain/record/date.ts'
import { instantIn } from '../../domain/record/zone.ts'
import { type BoardFilter, type Reading, SOON_DAYS } from '../read/reading.ts'
import type { RecordView } from '../read/views.ts'
import { movedDay } from './calendar.ts'

/** Most items of each of the two kinds; of what is overdue the newest. */
const MOST = 200

export interface DueItem {
  record: RecordView
  /** Last day of the date for which it is promised now, `YYYY-MM-DD`. */
  due: string
  overdue: boolean
  /** The day for which that is judged, where it is not today: the last delivery of its register. */
  asOf: string | null
  /** Days by which that is later than promised first; null when not known. */
  slip: number | null
  /** Instant at which this date came near, UTC. It follows from the date alone, so it never moves. */
  published: string
  /** Instant at which it came to be so, or at which the record changed or lost content after that; UTC. */
  updated: string
}

/** Newest first: each milestone once, whether it is due soon or overdue. */
export async function dueItems(
  reading: Pick<Reading, 'afterwards' | 'board' | 'today' | 'zone'>,
  filter: BoardFilter,
): Promise<DueItem[]> {
  const { zone } = reading
  const today = reading.today()
  const [soon, overdue] = await Promise.all([
    reading.board({ ...filter, view: 'due_soon', limit: MOST }),
    reading.board({ ...filter, view: 'overdue', sort: '-due', limit: MOST }),
  ])
  const found = [...soon.items, ...overdue.items]
  const said = await reading.afterwards(found.map(({ id, seq }) => ({ id, since: seq })))
  return found
    .flatMap((record) =>
      itemOf(record, said.get(record.id)?.at(-1)?.recorded ?? record.recorded, today, zone),
    )
    .sort((a, b) =>
      a.updated < b.updated ? 1 : a.updated > b.updated ? -1 : a.record.id < b.record.id ? -1 : 1,
    )
}

/** @param said when the last correction or erasure of the record was recorded */
function itemOf(record: RecordView, said: string, today: string, zone: string): DueItem[] {
  const { state, recorded, judged } = record
  if (state.kind !== 'milestone' || state.currentDue === null) return []
  const due = latest(state.currentDue)
  const overdue = dayNumber(due) < dayNumber(judged)
  const published = startOf(movedDay(due, -SOON_DAYS), zone)
  const turned = overdue ? startOf(movedDay(due, 1), zone) : published
  // A date that was recorded late came to be so when it was recorded.
  const updated = [turned, recorded, said].sort().at(-1) ?? recorded
  const asOf = judged < today ? judged : null
  return [{ record, due, overdue, asOf, slip: derive(state, judged).slip, published, updated }]
}

/** The instant at which a day begins where the ledger counts its days. */
function startOf(day: string, zone: string): string {
  return instantIn(zone, `${day}T00:00:00`)
}
