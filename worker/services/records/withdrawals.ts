/** 撤回交付: which deliveries there are, and what takes one of them out of each record again. */

import type { State } from '../../domain/kinds/kinds.ts'
import { linksOf, replay } from '../../domain/kinds/replay.ts'
import { kindOfRecord } from '../../domain/kinds/table.ts'
import { wayBack } from '../../domain/record/entered/acts.ts'
import { DELIVERIES, deliveryPrefix } from '../../domain/record/entered/delivery.ts'
import { followedIn } from '../../domain/record/entered/followed.ts'
import { type EnteredEntry, type WayOut, wayOut } from '../../domain/record/entered/withdrawal.ts'
import type { Recorded } from '../../domain/record/event.ts'
import { refuse } from '../../domain/record/guard.ts'
import { nearest } from '../../domain/text/nearest.ts'
import { envelopeOf, readEntriesFrom, readHistories, recordedOf } from '../../store/log/entries.ts'
import { readRecords, type StoredRecord } from '../../store/records/records.ts'
import { othersUsing, type Range, readSubmitted, recordsSubmitted } from '../../store/records/submitted.ts'
import type { Ledger } from '../open.ts'
import { formatBefore, limitOf, parseBefore } from '../read/cursor.ts'
import type { Page } from '../read/views.ts'
import { type Caller, requireAny } from '../roles.ts'

/** A delivery that was imported: its name as `uk-gmpp@2021-03-31`, and its number of entries. */
export interface DeliveryLine {
  delivery: string
  entries: number
}

/** Fate of one record of a delivery that is taken back. */
export interface WithdrawalLine {
  id: string
  /** The version on which it rests. */
  seq: number
  title: string
  way: WayOut['way'] | 'same'
  /** Version to which it is put back; null for every other way. */
  to: number | null
  /** Index of the entry that followed, for which it is kept; null for every other way. */
  since: number | null
  /** Departments that a kept record is with, or names. */
  departments: string[]
  /** Number of records that count and need a department, beside those of the delivery. */
  others: number
}

const PAGE = 500

/** Deliveries that one ledger knows, and the way back of each. It reads alone. */
export function createWithdrawals({ database }: Ledger) {
  async function deliveries(): Promise<DeliveryLine[]> {
    const entries = new Map<string, number>()
    for (const { key, count } of await readSubmitted(database, DELIVERIES)) {
      const name = key.slice(DELIVERIES.length, key.lastIndexOf(':'))
      entries.set(name, (entries.get(name) ?? 0) + count)
    }
    return [...entries].map(([delivery, count]) => ({ delivery, entries: count }))
  }

  function line(
    { id, seq, title, state }: StoredRecord,
    history: readonly Recorded[],
    ranges: readonly Range[],
  ): WithdrawalLine {
    const isOf = (index: number): boolean =>
      ranges.some(({ first, count }) => index >= first && index < first + count)
    const found = wayOut(history.map(enteredOf), isOf)
    const way = found.way === 'put_back' && !differs(history, id, found.to) ? 'same' : found.way
    return {
      id,
      seq,
      title,
      way,
      to: found.way === 'put_back' ? found.to : null,
      since: found.way === 'kept' ? found.since : null,
      departments: way === 'kept' ? departmentsOf(state) : [],
      others: 0,
    }
  }

  /** The lines, with how many others need each department that would be annulled. */
  async function withOthers(lines: readonly WithdrawalLine[], prefix: string): Promise<WithdrawalLine[]> {
    const annulled = lines.filter(({ id, way }) => way === 'annul' && kindOfRecord(id) === 'department')
    const others = await othersUsing(
      database,
      annulled.map(({ id }) => id),
      prefix,
    )
    return lines.map((one) => ({ ...one, others: others.get(one.id) ?? 0 }))
  }

  return {
    /** All deliveries of which this ledger knows the entries, in the order in which they were imported. */
    async deliveries({ actor }: { actor: Caller }): Promise<DeliveryLine[]> {
      requireAny(actor, 'record.write')
      return deliveries()
    },

    /** The digest of the files of a delivery that others published and this ledger followed; null for any other. */
    async followed(delivery: string): Promise<string | null> {
      // The first may be a department that was registered, for which no file stands.
      const range = (await readSubmitted(database, deliveryPrefix(delivery))).at(-1)
      const [entry] = range === undefined ? [] : await readEntriesFrom(database, range.first, 1)
      return entry === undefined ? null : followedIn(envelopeOf(entry).approver)
    },

    /**
     * Lines of the taking back of a delivery, record by record, in the order in which it wrote to them.
     *
     * @throws Problem `not_found` for a delivery of which there is nothing, with the nearest name
     */
    async lines(
      { actor }: { actor: Caller },
      delivery: string,
      { cursor, limit }: { cursor?: string | undefined; limit?: number | undefined } = {},
    ): Promise<Page<WithdrawalLine>> {
      requireAny(actor, 'record.write')
      const prefix = deliveryPrefix(delivery)
      const ranges = await readSubmitted(database, prefix)
      if (ranges.length === 0) throw noDelivery(delivery, await deliveries())
      const most = limitOf(limit, PAGE, PAGE)
      const after = cursor === undefined ? -1 : parseBefore(cursor)
      const found = await recordsSubmitted(database, prefix, after, most + 1)
      const page = found.slice(0, most)
      const ids = page.map(({ id }) => id)
      const [records, histories] = await Promise.all([
        readRecords(database, ids),
        readHistories(database, ids),
      ])
      const byId = new Map(records.map((record) => [record.id, record]))
      const items: WithdrawalLine[] = []
      for (const id of ids) {
        const record = byId.get(id)
        const history = (histories.get(id) ?? []).map(recordedOf)
        if (record !== undefined) items.push(line(record, history, ranges))
      }
      const last = page.at(-1)
      const counted = await withOthers(items, prefix)
      return {
        items: counted,
        next: found.length > most && last !== undefined ? formatBefore(last.at) : null,
      }
    },
  }
}

/** Departments that a record is with, or names. */
function departmentsOf(state: State): string[] {
  const own = 'department' in state && state.department !== null ? [state.department] : []
  const named = linksOf(state).map(({ target }) => target)
  return [...new Set([...own, ...named.filter((id) => kindOfRecord(id) === 'department')])]
}

function enteredOf({ index, envelope: { seq, kind }, body }: Recorded): EnteredEntry {
  return { index, seq, event: kind.split('.')[1] ?? '', body }
}

/** True for a record that is any other than it was at a version. */
function differs(history: readonly Recorded[], id: string, to: number): boolean {
  const now = replay(id, history)
  const then = replay(
    id,
    history.filter(({ envelope }) => envelope.seq <= to),
  )
  if (now === null || then === null) return false
  const { set, unset } = wayBack(now, then)
  return unset.length > 0 || JSON.stringify(set) !== '{}'
}

function noDelivery(delivery: string, known: readonly DeliveryLine[]) {
  const names = known.map((one) => one.delivery)
  const near = nearest(delivery, names)
  const last = names.slice(-10)
  const [zh, en] =
    last.length === 0
      ? ['这个账本里还没有可撤回的交付。', 'This ledger knows no delivery that can be taken back.']
      : [`最近的交付：${last.join('、')}。`, `The latest: ${last.join(', ')}.`]
  return refuse(
    'not_found',
    `没有名为“${delivery}”的交付${near === null ? '' : `；是否指 ${near}？`}${near === null ? '。' : ''}${zh}`,
    `There is no delivery "${delivery}"${near === null ? '.' : `; did you mean ${near}?`} ${en}`,
    'delivery',
  )
}
