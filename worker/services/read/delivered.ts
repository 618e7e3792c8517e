/** Deliveries as a reader sees them: what each brought, and the records behind every number. */
import { kindOf, type ListedKind, listedKinds } from '../../domain/kinds/table.ts'
import { deliveryPrefix } from '../../domain/record/entered/delivery.ts'
import type { Database } from '../../store/database.ts'
import {
  countTold,
  readDelivered,
  readTold,
  type StoredDelivery,
  type ToldAs,
} from '../../store/records/delivered.ts'
import { formatBefore, limitOf, parseBefore } from './cursor.ts'
import type { Page, RecordView } from './views.ts'

export { type StoredDelivery, type ToldAs, toldAs } from '../../store/records/delivered.ts'

/** Records of a kind that a delivery told of in one way. */
export interface ToldCount {
  kind: ListedKind
  what: ToldAs
  records: number
}

export interface DeliveryView extends StoredDelivery {
  /** The delivery of the same register that was entered before it; null for the first. */
  before: string | null
  counts: ToldCount[]
}

/** A record that a delivery told of, with the last entry by which it did. */
export interface ToldRecord {
  record: RecordView
  entry: number
}

const PAGE = 50
const MOST = 500

const registerOf = (name: string): string => name.slice(0, name.lastIndexOf('@'))

/** The deliveries of one ledger, to be read. @param recordsById gives records in the order of their ids */
export function createDelivered(
  database: Database,
  recordsById: (ids: readonly string[]) => Promise<RecordView[]>,
) {
  return {
    /** All deliveries, the last that was entered first. */
    deliveries: (): Promise<StoredDelivery[]> => readDelivered(database),

    /** One delivery with what it brought; null where there is none of that name. */
    async delivery(name: string): Promise<DeliveryView | null> {
      const [all, counts] = await Promise.all([
        readDelivered(database),
        countTold(database, deliveryPrefix(name)),
      ])
      const own = all.find((one) => one.name === name)
      if (own === undefined) return null
      const before = all.find((one) => registerOf(one.name) === registerOf(name) && one.last < own.last)
      return {
        ...own,
        before: before?.name ?? null,
        counts: counts.flatMap(({ prefix, what, records }) => {
          const kind = listedKinds.find((one) => kindOf(one).prefix === prefix)
          return kind === undefined ? [] : [{ kind, what, records }]
        }),
      }
    },

    /** Records of which a delivery told in one way, the last that was entered first. */
    async toldIn(
      name: string,
      {
        what,
        kind,
        cursor,
        limit,
      }: {
        what: ToldAs
        kind?: ListedKind | undefined
        cursor?: string | undefined
        limit?: number | undefined
      },
    ): Promise<Page<ToldRecord>> {
      const size = limitOf(limit, PAGE, MOST)
      const found = await readTold(database, deliveryPrefix(name), {
        what,
        ids: kind === undefined ? null : kindOf(kind).prefix,
        before: cursor === undefined ? Number.MAX_SAFE_INTEGER : parseBefore(cursor),
        limit: size + 1,
      })
      const page = found.slice(0, size)
      const records = new Map((await recordsById(page.map(({ id }) => id))).map((one) => [one.id, one]))
      const last = page.at(-1)
      return {
        items: page.flatMap(({ id, last: entry }) => {
          const record = records.get(id)
          return record === undefined ? [] : [{ record, entry }]
        }),
        next: found.length > size && last !== undefined ? formatBefore(last.last) : null,
      }
    },
  }
}
