/** Records that point at others. */
import type { RecordKind } from '../../domain/record/event.ts'
import type { Database } from '../../store/database.ts'
import { linkedCount, linkedRecords, type StoredRecord } from '../../store/records/records.ts'
import type { Linked, RecordView } from './views.ts'

/** Records that are read at once. */
const MOST = 500

export function createLinked(
  database: Database,
  viewsOf: (read: () => Promise<StoredRecord[]>) => Promise<RecordView[]>,
  most = MOST,
) {
  /** Records that point at any of these in this relation, those first that were logged first. */
  async function linked(ids: string | readonly string[], rel: string, kind?: RecordKind): Promise<Linked> {
    const items = await viewsOf(() => linkedRecords(database, ids, rel, most, kind))
    const isWhole = items.length < most
    return { items, total: isWhole ? items.length : await linkedCount(database, ids, rel, kind) }
  }
  return {
    linked,
    /** Flags about any of these records. */
    flagsOn: (ids: readonly string[]): Promise<Linked> => linked(ids, 'subject', 'flag'),
  }
}
